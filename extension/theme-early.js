// Runs before the first paint, so that size and theme do not change afterwards. The page's localStorage holds a copy of theme and text size
// only.
{
  const root = document.documentElement;
  root.setAttribute("data-surface", self === top ? new URLSearchParams(location.search).get("surface") ?? "popup" : "page");
  const [theme = "", text = ""] = (localStorage.getItem("looks") ?? "").split(" ");
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  if (text === "small" || text === "large") root.setAttribute("data-text", text);
}
