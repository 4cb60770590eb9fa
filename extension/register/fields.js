// What is typed to sign up, kept at every keystroke so that closing the tab loses nothing.
//
// The two keys among it are kept in session storage: memory that only pages of the extension read and no file holds. On disk they would
// have to be sealed, for something that is sent once and then of no more use here; the price is that they are pasted anew after the
// browser was closed.
import { api } from "../platform.js";
import { tellAlert } from "../status.js";
import { repaint } from "../panel/ui.js";

/** @import { FieldLine, JoinForm, Line } from "../../pkg/views" */

/** @type {JoinForm} */
const EMPTY = {
  address: "", name: "", description: "", capabilities: ["text"], operatorId: "", operatorKey: "", providerKey: "",
  domains: "", homepage: "", publicKey: "", transaction: "", terms: false,
};

/** @type {JoinForm} */
export let fields = { ...EMPTY };

/** What is wrong with a field, until it is changed. @type {Map<string, Line>} */
export const wrong = new Map();

const KEY = "signup";
/** @type {(keyof JoinForm)[]} */
const SECRET = ["operatorKey", "providerKey"];

/** Whether a write is on its way, and whether another is needed after it. */
let keeping = false;
let dirty = false;

/** Takes up what was typed before. */
export async function recall() {
  const [local, session] = await Promise.all([api.storage.local.get(KEY), api.storage.session.get(KEY)]);
  fields = { ...EMPTY, .../** @type {object} */ (local[KEY] ?? {}), .../** @type {object} */ (session[KEY] ?? {}) };
}

/** @param {Partial<JoinForm>} change */
export function write(change) {
  fields = { ...fields, ...change };
  for (const name of Object.keys(change)) wrong.delete(name);
  dirty = true;
  void keep();
  repaint();
}

async function keep() {
  if (keeping) return;
  keeping = true;
  while (dirty) {
    dirty = false;
    const open = Object.entries(fields).filter(([name]) => !SECRET.includes(/** @type {keyof JoinForm} */ (name)));
    const secret = Object.fromEntries(SECRET.map(name => [name, fields[name]]));
    try {
      await Promise.all([
        api.storage.local.set({ [KEY]: Object.fromEntries(open) }),
        api.storage.session.set({ [KEY]: secret }),
      ]);
    } catch {
      tellAlert("alertStorage");
    }
  }
  keeping = false;
}

/** The account is there: nothing of what was typed is needed any more. */
export function clear() {
  fields = { ...EMPTY };
  wrong.clear();
}

/** Shows what is wrong beside the fields. @param {FieldLine[]} lines */
export function mark(lines) {
  wrong.clear();
  for (const { field, line } of lines) wrong.set(field, line);
}
