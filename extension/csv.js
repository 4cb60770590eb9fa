// Tables as CSV (RFC 4180) that a spreadsheet opens without running anything.

/** What a spreadsheet takes for the beginning of a formula, also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Where a cell begins for a spreadsheet that takes another character for the separator: in much of Europe the semicolon. Quotes in the middle
 * of what such a reader takes for a cell protect nothing.
 */
const INNER_FORMULA = /([;|\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])/gu;

/** @param {(string | number | null)[][]} rows */
export const csv = rows => rows.map(row => `${row.map(cell).join(",")}\r\n`).join("");

/** A number stays a number. A text that looks like a formula gets an apostrophe, which spreadsheets take for the mark of a text. @param {string | number | null} value */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replace(INNER_FORMULA, "$1'");
  return `"${(FORMULA.test(value) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
