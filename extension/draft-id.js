// Draft ids: `reply:<node>` or `seed:<number>`, prefixed with the account number and a colon for all accounts but the first.

/** @param {string} draft @returns {string | undefined} the node that the draft replies to */
export const nodeOf = draft => /^(?:\d+:)?reply:(.+)$/s.exec(draft)?.[1];

/** @param {string} draft whether the draft is a seed */
export const isSeed = draft => /^(?:\d+:)?seed:/.test(draft);

/** @param {string} node @param {number} account the number of the active account */
export const replyTo = (node, account) => `${account ? `${account}:` : ""}reply:${node}`;
