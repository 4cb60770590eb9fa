// In the browser's own window: types `input.words` behind the extension's keyword, and waits for what is offered.
gURLBar.focus();
gURLBar.search(`imp ${input.words}`);
await gURLBar.lastQueryContextPromise;
const offers = (gURLBar.view.panel ?? gURLBar).querySelectorAll(".urlbarView-row");
// The first row is what stands in the bar itself.
const rows = [...offers].map((row) => row.result).filter((result) => result?.providerName?.includes("Omnibox") && !result.heuristic);
