// Tells when the first rows of the list, and when all that the address asks for, have been painted: as `marks.some` and `marks.all`, in
// milliseconds since the page was asked for.
{
  const wanted = Number(new URLSearchParams(location.search).get("rows"));
  const marks = (globalThis.marks = { some: 0, all: 0 });

  /** After the frame that shows what is there now. */
  const painted = name => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (marks[name] = performance.now());
    port2.postMessage(null);
  });

  const watcher = new MutationObserver(() => {
    const rows = document.getElementsByClassName("opp").length;
    if (rows > 0 && marks.some === 0) {
      marks.some = -1;
      painted("some");
    }
    if (rows >= wanted) {
      painted("all");
      watcher.disconnect();
    }
  });
  watcher.observe(document, { childList: true, subtree: true });
}
