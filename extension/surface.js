// Runs before the first paint, so that neither size nor theme jumps. The page's own storage holds a copy of the looks only.
{
  const root = document.documentElement;
  root.dataset.surface = new URLSearchParams(location.search).get("surface") ?? "popup";
  const [theme, text] = (localStorage.getItem("looks") ?? "system medium").split(" ");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (text === "small" || text === "large") root.dataset.text = text;
}
