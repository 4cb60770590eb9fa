// The names of what this page writes into drafts (`src/app/state/revision.rs` says how revisions work). A name never stands for two contents.

/** Identifies this page, or this life of the background, among all writers. */
const writer = crypto.randomUUID();

let count = 0;

/** The name of a content that this page writes. @returns {string} */
export const newRevision = () => `${writer}.${(count += 1)}`;
