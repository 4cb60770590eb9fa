// Runs before the first paint, so that neither size nor theme jumps. The page's own storage holds a copy of the looks only.
{
  const root = document.documentElement;
  root.setAttribute("data-surface", self === top ? new URLSearchParams(location.search).get("surface") ?? "popup" : "page");
  const [theme = "", text = ""] = (localStorage.getItem("looks") ?? "").split(" ");
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  if (text === "small" || text === "large") root.setAttribute("data-text", text);
}
