// The fields of the sign-up form, saved at every keystroke so that closing the tab loses nothing.
//
// The two keys among them are kept in session storage, which stays in memory and is readable by extension pages only. On disk they would
// have to be encrypted, although they are sent once and not needed again. After a browser restart they have to be pasted again.
import { api } from "../platform.js";
import { showAlert } from "../status.js";
import { repaint } from "../render.js";

/** @import { FieldLine, SignupForm, LocalizedMessage } from "../../pkg/views" */

/** @type {SignupForm} */
const EMPTY = {
  address: "", name: "", description: "", capabilities: ["text"], operatorId: "", operatorKey: "", providerKey: "",
  domains: "", homepage: "", publicKey: "", transaction: "", terms: false,
};

/** @type {SignupForm} */
export let fields = { ...EMPTY };

/** Validation errors by field, until the field changes. @type {Map<string, LocalizedMessage>} */
export const fieldErrors = new Map();

const STORAGE_KEY = "signup-form";
/** @type {(keyof SignupForm)[]} */
const SECRET_FIELDS = ["operatorKey", "providerKey"];

/** Whether a write is running, and whether another has to follow. */
let isSaving = false;
let isDirty = false;

/** Loads what was typed before. */
export async function loadFields() {
  const [local, session] = await Promise.all([api.storage.local.get(STORAGE_KEY), api.storage.session.get(STORAGE_KEY)]);
  fields = { ...EMPTY, .../** @type {object} */ (local[STORAGE_KEY] ?? {}), .../** @type {object} */ (session[STORAGE_KEY] ?? {}) };
}

/** @param {Partial<SignupForm>} change */
export function updateFields(change) {
  fields = { ...fields, ...change };
  for (const name of Object.keys(change)) fieldErrors.delete(name);
  isDirty = true;
  void save();
  repaint();
}

async function save() {
  if (isSaving) return;
  isSaving = true;
  while (isDirty) {
    isDirty = false;
    const open = Object.entries(fields).filter(([name]) => !SECRET_FIELDS.includes(/** @type {keyof SignupForm} */ (name)));
    const secret = Object.fromEntries(SECRET_FIELDS.map(name => [name, fields[name]]));
    try {
      await Promise.all([
        api.storage.local.set({ [STORAGE_KEY]: Object.fromEntries(open) }),
        api.storage.session.set({ [STORAGE_KEY]: secret }),
      ]);
    } catch {
      showAlert("alertStorage");
    }
  }
  isSaving = false;
}

/** Clears the form after the account was created. */
export function clearFields() {
  fields = { ...EMPTY };
  fieldErrors.clear();
}

/** Shows validation errors beside their fields. @param {FieldLine[]} lines */
export function setFieldErrors(lines) {
  fieldErrors.clear();
  for (const { field, line } of lines) fieldErrors.set(field, line);
}
