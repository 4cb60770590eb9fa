const said = document.querySelector("#said");
document.querySelector("#greet").addEventListener("click", async (event) => {
  const reply = await chrome.runtime.sendMessage("Hello");
  said.textContent = `${reply}, ${event.isTrusted ? "trusted" : "made up"}`;
});
document.querySelector("#message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) said.textContent = `posted ${event.target.value}`;
});
for (const like of document.querySelectorAll("article button")) {
  like.addEventListener("click", () => { like.textContent = "Liked"; });
}
// A web component, as pages may have them.
const inside = document.createElement("button");
inside.textContent = "Inside";
document.querySelector("#box").attachShadow({ mode: "open" }).append(inside);
