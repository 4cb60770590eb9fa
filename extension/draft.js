// Names of drafts: `reply:<node>` or `seed:<number>`, with the number of the account and a colon before them for all accounts but the first.

/** @param {string} draft @returns {string | undefined} the node that it answers */
export const nodeOf = draft => /^(?:\d+:)?reply:(.+)$/s.exec(draft)?.[1];

/** @param {string} draft whether it is a new prompt */
export const isSeed = draft => /^(?:\d+:)?seed:/.test(draft);

/** @param {string} node @param {number} account the number of the account in front */
export const replyTo = (node, account) => `${account ? `${account}:` : ""}reply:${node}`;
