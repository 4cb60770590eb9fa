//! Mouse and keys, dispatched to the tab that holds what they are for.

use serde_json::json;

use super::Chromium;
use crate::engine::{Input, Mouse, Place};
use crate::failure::Result;
use crate::keys::Chord;

impl Chromium {
    /// The session that takes input for a place, and where the place begins in it. A frame has no input of its own.
    fn input(&mut self, place: &Place) -> Result<(String, f64, f64)> {
        let document = self.at(place)?;
        let (session, target) = (document.session.clone(), document.target.clone());
        let Place::Frame(number) = place else { return Ok((session, 0.0, 0.0)) };
        let tab = self.frames[*number].1;
        let outer = self.at(&Place::Tab(tab))?.session.clone();
        let owner = self.wire.call(Some(&outer), "DOM.getFrameOwner", &json!({"frameId": target}))?;
        let node = json!({"backendNodeId": owner["backendNodeId"]});
        let shape = self.wire.call(Some(&outer), "DOM.getBoxModel", &node)?;
        let corner = |index: usize| shape["model"]["content"][index].as_f64().unwrap_or_default();
        Ok((outer, corner(0), corner(1)))
    }

    /// Has a picture made of a tab and all its frames: which process a click goes to is decided by the last one.
    fn put_together(&mut self, session: &str) -> Result {
        self.wire.call(Some(session), "Page.bringToFront", &json!({}))?;
        self.wire.call(Some(session), "Page.captureScreenshot", &json!({"format": "jpeg", "quality": 1}))?;
        Ok(())
    }
}

impl Input for Chromium {
    fn click(&mut self, place: &Place, x: f64, y: f64) -> Result {
        let (session, left, top) = self.input(place)?;
        let (x, y) = (x + left, y + top);
        if matches!(place, Place::Frame(_)) {
            let frame = self.at(place)?.session.clone();
            let drawn =
                "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))";
            self.run(&frame, drawn, &json!({}))?;
            self.put_together(&session)?;
        }
        let target = self.at(place)?.target.clone();
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event =
                json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
            self.wire.hand(&session, &target, "Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }

    fn mouse(&mut self, place: &Place, act: Mouse, x: f64, y: f64) -> Result {
        let session = self.at(place)?.session.clone();
        let (kind, button, buttons) = match act {
            Mouse::Move => ("mouseMoved", "none", 0),
            Mouse::Drag => ("mouseMoved", "left", 1),
            Mouse::Down => ("mousePressed", "left", 1),
            Mouse::Up => ("mouseReleased", "left", 0),
        };
        if act != Mouse::Move {
            self.put_together(&session)?;
        }
        let clicks = u8::from(matches!(act, Mouse::Down | Mouse::Up));
        let event =
            json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": clicks});
        self.wire.call(Some(&session), "Input.dispatchMouseEvent", &event)?;
        Ok(())
    }

    fn press(&mut self, place: &Place, chord: &Chord) -> Result {
        let (session, ..) = self.input(place)?;
        let target = self.at(place)?.target.clone();
        let mut event = json!({
            "type": if chord.text.is_some() { "keyDown" } else { "rawKeyDown" },
            "modifiers": chord.held,
            "key": chord.key,
            "code": chord.code,
            "windowsVirtualKeyCode": chord.number,
        });
        if let Some(text) = &chord.text {
            event["text"] = json!(text);
        }
        self.wire.hand(&session, &target, "Input.dispatchKeyEvent", &event)?;
        event["type"] = json!("keyUp");
        if let Some(event) = event.as_object_mut() {
            event.remove("text");
        }
        self.wire.hand(&session, &target, "Input.dispatchKeyEvent", &event)?;
        Ok(())
    }

    fn press_above(&mut self, place: &Place, chord: &Chord) -> Result {
        let session = self.at(place)?.session.clone();
        // Once a picture of it was made it is the tab in front in every process, not in the browser's alone.
        self.put_together(&session)?;
        // With the system's own number for the key, what no page takes goes on to the browser, as from a keyboard.
        let mut event = json!({
            "type": "rawKeyDown", "modifiers": chord.held, "key": chord.key, "code": chord.code,
            "windowsVirtualKeyCode": chord.number, "nativeVirtualKeyCode": chord.number,
        });
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        event["type"] = json!("keyUp");
        self.wire.call(Some(&session), "Input.dispatchKeyEvent", &event)?;
        Ok(())
    }

    fn insert(&mut self, place: &Place, text: &str) -> Result {
        let (session, ..) = self.input(place)?;
        self.wire.call(Some(&session), "Input.insertText", &json!({"text": text}))?;
        Ok(())
    }
}
