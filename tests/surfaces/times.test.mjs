// Times as a person reads them, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);

globalThis.chrome = { i18n: { getMessage: key => (key === "@@ui_locale" ? "en" : key === "languageTag" ? "en" : key) } };

/** `i18n.js` in a place of the world. @param {string} zone @returns {Promise<{age: (millis: number) => string}>} */
function loadIn(zone) {
  process.env.TZ = zone;
  return import(new URL(`i18n.js?${encodeURIComponent(zone)}`, extension));
}

const HOUR = 3_600_000;

// The days around a change of the clocks, from the time zone database: a day of 23 hours, one of 25, one of 23.5, one without a midnight.
for (const [zone, year, month, day] of [
  ["Europe/Berlin", 2026, 2, 29], ["Europe/Berlin", 2026, 9, 25], ["Australia/Lord_Howe", 2026, 9, 4], ["Africa/Cairo", 2026, 3, 24],
]) {
  test(`yesterday is the calendar day before, also where the clocks change: ${zone}, ${year}-${month + 1}-${day}`, async () => {
    const { age } = await loadIn(zone);
    for (const today of [day - 1, day, day + 1, day + 2]) {
      const now = new Date(year, month, today, 23, 45).getTime();
      mock.timers.enable({ apis: ["Date"], now });
      try {
        for (let hours = 20; hours < 60; hours += 0.25) {
          const millis = now - hours * HOUR;
          const then = new Date(millis);
          const days = Math.round((Date.UTC(year, month, today) - Date.UTC(then.getFullYear(), then.getMonth(), then.getDate())) / (24 * HOUR));
          const shown = age(millis);
          const expected = days === 0 ? "ageHours" : days === 1 ? "yesterday" : null;
          if (expected) assert.equal(shown, expected, `${then.toString()} seen on ${new Date(now).toString()}`);
          else assert.notEqual(shown, "yesterday", `${then.toString()} seen on ${new Date(now).toString()}`);
        }
      } finally {
        mock.timers.reset();
      }
    }
  });
}
