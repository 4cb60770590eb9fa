// Whether a person triggered an event. Every control that spends, posts or changes anything checks this first.

let isKeyPress = false;

/** Clicks a button for a key that the person pressed. @param {HTMLElement} button @param {KeyboardEvent} event */
export function clickFor(button, event) {
  isKeyPress = event.isTrusted;
  button.click();
  isKeyPress = false;
}

/** @type {(event: Event) => boolean} */
let clickGuard = () => true;

/** Adds a condition for accepting a click. The guard tells the person why when it refuses. @param {(event: Event) => boolean} guard */
export function setClickGuard(guard) {
  clickGuard = guard;
}

/** Whether a person did this, not a script, and the click guard accepts it. @param {Event} event */
export const isUserAction = event => (event.isTrusted || isKeyPress) && clickGuard(event);

/** Makes a listener that ignores events which are no user action. @param {() => unknown} act @returns {(event: Event) => void} */
export const onUserAction = act => event => {
  if (isUserAction(event)) void act();
};
