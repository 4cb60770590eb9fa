use super::requests::{AccountsCommand, Command};
use crate::app::effect::AlarmName;
use crate::app::effect::RequestResult;
use crate::app::state::{DraftContent, KeyState};
use crate::domain::Millis;

/// Something that happened. The edge brings every one of them; nothing else moves the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The worker started: install, update, browser start, or any wake-up. What is known of every account, by its number: what the browser has
    /// only one of is made of all.
    WorkerStarted(Vec<(u32, Start)>),
    /// The same for one account.
    Start(Start),
    /// An alarm fired: its time has come, whatever the clock says.
    Alarm(AlarmName),
    /// A timer ran out that stood in for an alarm. Plans may have changed since it was set.
    Timer(AlarmName),
    /// A surface asks for something.
    Command {
        /// Number to answer to.
        token: u32,
        /// What it asks for.
        command: Command,
    },
    /// A surface asks for something that concerns the list of accounts.
    AccountsCommand {
        /// Number to answer to.
        token: u32,
        /// What it asks for.
        command: AccountsCommand,
    },
    /// A request ended.
    Reply {
        /// Its number.
        request: u64,
        /// How it ended.
        result: RequestResult,
    },
    /// The browser says there is a network.
    Online,
    /// The browser says there is none.
    Offline,
    /// A surface stored words.
    DraftStored {
        /// Which draft.
        draft: String,
        /// The words.
        content: DraftContent,
        /// When.
        at: Millis,
    },
    /// Stored words are gone.
    DraftCleared {
        /// Which draft.
        draft: String,
    },
    /// Somebody reads on: what a surface asked for was at hand, and answered without a step.
    Used,
    /// A desktop notice was clicked.
    NotificationClicked {
        /// Its id.
        id: String,
    },
    /// An attempt to unlock ended.
    Unlocked {
        /// Number to answer to.
        token: u32,
        /// Whether the passphrase was right.
        ok: bool,
    },
    /// An attempt to seal the key anew ended.
    Protected {
        /// Number to answer to.
        token: u32,
        /// Whether a passphrase seals it now; absent when it failed.
        passphrase: Option<bool>,
    },
    /// An attempt to seal and keep a key ended.
    Kept {
        /// Whether it is stored.
        ok: bool,
    },
    /// What the browser's own sync holds of the preferences changed, by our own hand or another's. It is read then: what is heard of it may
    /// come late, and undo what was written since.
    SyncChanged,
    /// What the browser's own sync holds of the preferences, as it was read just now: nothing else happens in between.
    Synced {
        /// Preferences as JSON; absent for none.
        text: Option<String>,
    },
    /// An attempt to write which accounts there are ended. Needed only when it failed, or when the one before did.
    AccountListSaved {
        /// Whether it is stored.
        ok: bool,
    },
    /// The browser's storage refused a save.
    SaveFailed,
    /// A save went through.
    Saved,
}

/// What is known when the worker starts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Minutes east of UTC.
    pub zone_minutes: i32,
    /// Randomness for jitter, drawn by the edge.
    pub entropy: u64,
    /// Whether the browser says there is a network.
    pub online: bool,
    /// How the key stands.
    pub key: KeyState,
    /// Whether the views that surfaces paint from are gone, as after the browser was started.
    pub views_lost: bool,
    /// Version of the extension.
    pub version: String,
}
