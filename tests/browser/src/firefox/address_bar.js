// Runs in the browser window: types `input.words` after the extension's keyword, and waits for the suggestions.
gURLBar.focus();
gURLBar.search(`imp ${input.words}`);
await gURLBar.lastQueryContextPromise;
const offers = (gURLBar.view.panel ?? gURLBar).querySelectorAll(".urlbarView-row");
// The first row repeats what is in the address bar.
const rows = [...offers].map((row) => row.result).filter((result) => result?.providerName?.includes("Omnibox") && !result.heuristic);
