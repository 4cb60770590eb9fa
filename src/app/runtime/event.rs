use super::requests::{AccountsCommand, Command};
use crate::app::effect::{AlarmName, RequestResult, SealOutcome};
use crate::app::state::{KeyState, StoredDraft};

/// An event. Only events change the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The worker started, with what is known of every account, by its number.
    WorkerStarted(Vec<(u32, Start)>),
    /// The worker started; the part of one account.
    Start(Start),
    /// An alarm fired.
    Alarm(AlarmName),
    /// A timer ran out that was set in place of an alarm. The schedule may have changed since it was set.
    Timer(AlarmName),
    /// A surface sent a command for an account.
    Command {
        /// Token for the answer.
        token: u32,
        /// The command.
        command: Command,
    },
    /// A surface sent a command for the list of accounts.
    AccountsCommand {
        /// Token for the answer.
        token: u32,
        /// The command.
        command: AccountsCommand,
    },
    /// A request ended.
    Reply {
        /// Its number.
        request: u64,
        /// Its result.
        result: RequestResult,
    },
    /// The browser reports a network connection.
    Online,
    /// The browser reports that there is no network connection.
    Offline,
    /// A draft was stored.
    DraftStored {
        /// Id of the draft.
        draft: String,
        /// The draft.
        stored: StoredDraft,
        /// What storage held before it.
        replaced: Option<StoredDraft>,
    },
    /// A stored draft was removed.
    DraftCleared {
        /// Id of the draft.
        draft: String,
        /// What storage held before.
        removed: Option<StoredDraft>,
    },
    /// A surface sent a query, which is answered without a step but counts as use.
    Used,
    /// A desktop notification was clicked.
    NotificationClicked {
        /// Its id.
        id: String,
    },
    /// An attempt to unlock ended.
    Unlocked {
        /// Token for the answer.
        token: u32,
        /// Whether the passphrase was right.
        ok: bool,
    },
    /// An attempt to seal the key again ended.
    Protected {
        /// Token for the answer.
        token: u32,
        /// Its outcome.
        outcome: SealOutcome,
    },
    /// An attempt to seal and store a key ended.
    Kept {
        /// Whether it is stored.
        ok: bool,
    },
    /// The browser's sync storage changed. It is read again, because the event may come late.
    SyncChanged,
    /// The browser's sync storage was read.
    Synced {
        /// Settings as JSON; absent for none.
        text: Option<String>,
    },
    /// The list of accounts was saved, or saving it failed. Sent only when this save or the one before failed.
    AccountListSaved {
        /// Whether it is stored.
        ok: bool,
    },
    /// The storage of the browser refused to save the state.
    SaveFailed,
    /// The state was saved.
    Saved,
}

/// What is known when the worker starts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Minutes east of UTC.
    pub zone_minutes: i32,
    /// Random bits for jitter.
    pub entropy: u64,
    /// Whether the browser reports a network connection.
    pub online: bool,
    /// The state of the key.
    pub key: KeyState,
    /// Whether the stored views are gone, as after a start of the browser.
    pub views_lost: bool,
    /// Version of the extension.
    pub version: String,
}
