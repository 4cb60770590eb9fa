//! Mouse and keys, handed to the browser's window as a hand would.

use serde_json::{Value, json};

use super::{Firefox, patience};
use crate::engine::{Documents as _, Input, Mouse, Place};
use crate::failure::Result;
use crate::keys::{ALT, CONTROL, Chord, META, SHIFT};

impl Input for Firefox {
    fn click(&mut self, place: &Place, x: f64, y: f64) -> Result {
        // The popup is a window of its own; all else is reached through the browser's window, as a hand would.
        let body = "const own = input.place.kind === 'popup';\
             if (!own) await inFront();\
             const actor = own ? place.actor : holder.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             const [x, y] = own ? [input.x, input.y] : await place.actor.toBrowserWindowCoordinates([input.x, input.y]);\
             for (const [type, buttons] of [['mousemove', 0], ['mousedown', 1], ['mouseup', 0]])\
               await actor.dispatchEvent('synthesizeMouseAtPoint', {x, y, eventData:\
                 {type, button: 0, buttons, clickCount: type === 'mousemove' ? 0 : 1, asyncEnabled: !own}});";
        self.at(place, body, json!({"x": x, "y": y, "patience": patience()}))?;
        Ok(())
    }

    fn mouse(&mut self, place: &Place, act: Mouse, x: f64, y: f64) -> Result {
        let (kind, buttons) = match act {
            Mouse::Move => ("mousemove", 0),
            Mouse::Drag => ("mousemove", 1),
            Mouse::Down => ("mousedown", 1),
            Mouse::Up => ("mouseup", 0),
        };
        let body = "const actor = window.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             const [x, y] = await place.actor.toBrowserWindowCoordinates([input.x, input.y]);\
             const clickCount = input.type === 'mousemove' ? 0 : 1;\
             await actor.dispatchEvent('synthesizeMouseAtPoint', {x, y, eventData:\
               {type: input.type, button: 0, buttons: input.buttons, clickCount, asyncEnabled: true}});";
        self.at(place, body, json!({"x": x, "y": y, "type": kind, "buttons": buttons}))?;
        Ok(())
    }

    fn press(&mut self, place: &Place, chord: &Chord) -> Result {
        // What a key closes, as it goes down, does not hear it come up.
        let body = "const {actor} = place;\
             for (const step of ['synthesizeKeyDown', 'synthesizeKeyUp']) {\
               try { await actor.dispatchEvent(step, {eventData: input.key}); }\
               catch (error) { if (find().context?.currentWindowGlobal) throw error; }\
             }";
        self.at(place, body, json!({"key": key(chord)}))?;
        Ok(())
    }

    fn press_above(&mut self, place: &Place, chord: &Chord) -> Result {
        let body = "gBrowser.selectedTab = gBrowser.getTabForBrowser(place.browser); place.browser.focus();\
             const own = window.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');\
             for (const step of ['synthesizeKeyDown', 'synthesizeKeyUp'])\
               await own.dispatchEvent(step, {eventData: input.key});";
        self.at(place, body, json!({"key": key(chord)}))?;
        Ok(())
    }

    fn insert(&mut self, place: &Place, text: &str) -> Result {
        self.evaluate(
            place,
            "document.execCommand('insertText', false, input.text)",
            &json!({"text": text}),
        )?;
        Ok(())
    }
}

/// A chord as Marionette takes it.
fn key(chord: &Chord) -> Value {
    json!({
        "key": chord.key, "code": chord.code, "location": 0, "printable": chord.key.chars().count() == 1,
        "altKey": chord.holds(ALT), "ctrlKey": chord.holds(CONTROL),
        "metaKey": chord.holds(META), "shiftKey": chord.holds(SHIFT),
    })
}
