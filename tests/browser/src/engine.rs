//! What both browsers can do, each by its own protocol.

use serde_json::Value;

use crate::failure::Result;
use crate::keys::Chord;

/// A place where a document lives, as the engine that made it understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A tab, by the number that the driver gave it.
    Tab(usize),
    /// The toolbar popup.
    Popup,
    /// The docked panel.
    Docked,
    /// A frame of the extension inside a tab, wherever in the page's tree it hides.
    Frame(usize),
}

/// One move of a mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The pointer comes to a point, with no button down.
    Move,
    /// The pointer comes to a point, with the main button down.
    Drag,
    /// The main button goes down.
    Down,
    /// The main button comes up.
    Up,
}

/// The colours that the person's system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
    /// The few colours of the system, in place of the page's own.
    Forced,
}

/// How a picture is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    /// Width and height of a tab's document in CSS pixels; `None` leaves it as it is. The popup and the docked panel keep
    /// the size that the browser gives them in Chromium.
    pub size: Option<(u32, u32)>,
    /// Whether the person's system prefers dark.
    pub dark: bool,
}

/// Where documents are, and what is in them.
pub(crate) trait Documents {
    /// Opens a tab in front, and returns when its document is complete.
    fn open(&mut self, url: &str) -> Result<Place>;
    /// Finds the extension's frame in a tab, once it is there.
    fn open_frame(&mut self, tab: usize) -> Result<Place>;
    /// Opens a page in a window of its own.
    fn open_window(&mut self, url: &str) -> Result<Place>;
    /// Opens the toolbar popup.
    fn open_popup(&mut self) -> Result<Place>;
    /// Opens the docked panel.
    fn open_docked(&mut self) -> Result<Place>;
    /// Waits for a toolbar popup that something else opens.
    fn await_popup(&mut self) -> Result<Place>;
    /// Waits for a docked panel that something else opens.
    fn await_docked(&mut self) -> Result<Place>;
    /// Opens a tab at an address whatever becomes of it: the browser's own pages, what cannot be reached.
    fn visit(&mut self, url: &str) -> Result<Place>;
    /// Whether a place is still there.
    fn exists(&mut self, place: &Place) -> Result<bool>;
    /// Closes a tab, the popup or the docked panel.
    fn close(&mut self, place: &Place) -> Result;
    /// Runs the body of an async function in a document; `input` is its argument, and what it returns has to be JSON.
    fn evaluate(&mut self, place: &Place, body: &str, input: &Value) -> Result<Value>;
    /// The role and the name that the browser itself hands to a screen reader for the first element that steps lead to.
    fn heard(&mut self, place: &Place, steps: &Value) -> Result<(String, String)>;
    /// A picture of the document as PNG, at two device pixels for each CSS pixel.
    fn screenshot(&mut self, place: &Place, shot: Shot) -> Result<Vec<u8>>;
    /// Shows a tab as it would be printed, or as usual again.
    fn set_paper(&mut self, place: &Place, on: bool) -> Result;
    /// Gives a tab's document another size, in CSS pixels.
    fn set_size(&mut self, place: &Place, width: u32, height: u32) -> Result;
    /// Shows a tab, and the frames in it, in the colours of another system.
    fn set_colours(&mut self, place: &Place, colours: Colours) -> Result;
}

/// Mouse and keys.
pub(crate) trait Input {
    /// Presses and releases the main mouse button at a point in CSS pixels of the document.
    fn click(&mut self, place: &Place, x: f64, y: f64) -> Result;
    /// Makes one move of the mouse at a point in CSS pixels of a tab.
    fn mouse(&mut self, place: &Place, act: Mouse, x: f64, y: f64) -> Result;
    /// Presses and releases keys.
    fn press(&mut self, place: &Place, chord: &Chord) -> Result;
    /// Presses keys that are the browser's own to hear, with a tab in front.
    fn press_above(&mut self, place: &Place, chord: &Chord) -> Result;
    /// Puts text in at the caret at once, as a paste or an input method does.
    fn insert(&mut self, place: &Place, text: &str) -> Result;
}

/// What a browser offers around its documents: menus, shortcuts, the address bar; and what it puts on the desktop.
pub(crate) trait Ui {
    /// Chooses the extension's entry with this id from the context menu at a point of a tab.
    fn choose(&mut self, place: &Place, entry: &str, x: f64, y: f64) -> Result;
    /// Chooses the extension's entry with this id from the context menu of its button.
    fn choose_at_icon(&mut self, entry: &str) -> Result;
    /// Gives one of the commands that the manifest names, as its shortcut does.
    fn command(&mut self, name: &str) -> Result;
    /// Gives a command of the extension these keys, as a person does on the browser's page for that.
    fn assign(&mut self, command: &str, keys: &str) -> Result;
    /// What the address bar offers for these words behind the extension's keyword: what each stands for, and how it is described.
    fn suggestions(&mut self, words: &str) -> Result<Vec<(String, String)>>;
    /// Takes the offer of the address bar that stands for this.
    fn take_suggestion(&mut self, words: &str, content: &str) -> Result;
    /// Title and text of the notifications that are up on the desktop.
    fn desktop(&mut self) -> Result<Vec<(String, String)>>;
    /// Clicks on the notification with this title.
    fn click_notification(&mut self, title: &str) -> Result;
}

/// The extension's own side: the background that comes and goes, and the API that its pages have.
pub(crate) trait Background {
    /// Whether the background is running.
    fn background_runs(&mut self) -> Result<bool>;
    /// Ends the background as the browser itself does when it is idle.
    fn stop_background(&mut self) -> Result;
    /// Loads the extension anew from its folder, as an update does.
    fn reload_extension(&mut self) -> Result;
    /// Runs the body of an async function in the background, which is woken first when it does not run.
    fn in_background(&mut self, body: &str, input: &Value) -> Result<Value>;
    /// As `evaluate`, in a bare page of the extension that is there for this alone.
    fn call_api(&mut self, body: &str, input: &Value) -> Result<Value>;
}

/// A browser with the extension in it.
pub(crate) trait Engine: Documents + Input + Ui + Background {
    /// Where pages of the other extension live, without a slash at the end.
    fn neighbour(&self) -> Option<&str>;
    /// All lines that the browser has written, consoles included, up to the one that contains `end`.
    fn log_until(&mut self, end: &str) -> Result<Vec<String>>;
    /// Warnings and errors that the browser holds against the extension and its manifest.
    fn complaints(&mut self) -> Result<Vec<String>>;
    /// Tells the browser that there is a network, or none.
    fn set_online(&mut self, online: bool) -> Result;
    /// Where pages of the extension live, without a slash at the end.
    fn origin(&self) -> &str;
    /// Waits until the person has closed the browser.
    fn wait_closed(&mut self);
    /// Leaves the browser in good order, so that its profile can be used again.
    fn quit(&mut self);
}
