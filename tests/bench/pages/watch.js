// Sets `painted` to the milliseconds since the page was requested, when the number of elements with a class that the address names have
// been painted. `?class=opportunity&count=1000`.
{
  const query = new URLSearchParams(location.search);
  const found = document.getElementsByClassName(query.get("class") ?? "");
  const wanted = Number(query.get("count"));
  globalThis.painted = 0;

  const watcher = new MutationObserver(() => {
    if (found.length < wanted) return;
    watcher.disconnect();
    // A message that is sent within a frame arrives after that frame was painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (globalThis.painted = performance.now());
      port2.postMessage(null);
    });
  });
  watcher.observe(document, { childList: true, subtree: true });
}
