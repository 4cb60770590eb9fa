// Tables as CSV (RFC 4180) that a spreadsheet opens without running anything.

/** What a spreadsheet takes for the beginning of a formula, also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

/** @param {(string | number | null)[][]} rows */
export const csv = rows => rows.map(row => `${row.map(cell).join(",")}\r\n`).join("");

/** A number stays a number. A text that looks like a formula gets an apostrophe, which spreadsheets take for the mark of a text. @param {string | number | null} value */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
