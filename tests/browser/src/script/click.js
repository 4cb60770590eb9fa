// The point at which to click `element`: null until the element is enabled, at rest, and not covered. Then watches what the click hits,
// because rows may move before it. A person would see that and aim again.
if (element.matches(":disabled")) return null;
const place = () => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2, width, height };
};
element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
const before = place();
// Rows that come into view are laid out a frame later, and get other sizes then. A page behind another draws no frames.
for (let frames = 0; frames < 3; frames += 1) {
  await new Promise((next) => (requestAnimationFrame(next), setTimeout(next, 250)));
}
const now = place();
if (before.x !== now.x || before.y !== now.y || !now.width || !now.height) return null;
const its = (one) => element.contains(one) || [...(element.labels ?? [])].some((label) => label.contains(one));
const hit = element.getRootNode().elementFromPoint(now.x, now.y);
if (hit && its(hit)) {
  by.watch(its);
  return now;
}
// A sticky bar may cover the element; the middle of the view may be free.
element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
return null;
