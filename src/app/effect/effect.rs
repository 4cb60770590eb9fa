use crate::app::effect::{Answer, Badge};
use crate::app::state::{Revision, StoredDraft};
use crate::domain::{LocalizedMessage, Millis, Secret};
use crate::protocol::{Call, Endpoint};

/// An effect that `browser` carries out, in order. `Save` is awaited before the effects behind it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save the state.
    Save,
    /// Save the cache.
    SaveCache,
    /// Send a request; its result comes back as an event with the same number.
    Fetch(Fetch),
    /// Set the badge, which is made of all accounts.
    Badge(Badge),
    /// Show a desktop notification.
    ShowNotification(DesktopNotification),
    /// Set an alarm, unless it is set to that time already.
    Alarm {
        /// The alarm.
        name: AlarmName,
        /// When it fires.
        at: Millis,
        /// Minutes after which it fires again unless it is set again, because the worker may die before it does so.
        again: Option<u32>,
    },
    /// Remove an alarm.
    ClearAlarm(AlarmName),
    /// Render a view and store it for the surfaces.
    Show(ViewKey),
    /// Answer a command.
    Answer {
        /// Token of the command.
        token: u32,
        /// The answer.
        answer: Answer,
    },
    /// Seal and store a key for an origin; ends in the event `Kept`. If that fails, the key before it is removed too: the state describes
    /// the new key already, and another one must not be sent in its place.
    StoreKey {
        /// The key.
        key: Secret,
        /// The only origin it may be sent to.
        origin: String,
    },
    /// Seal and store the key of a new account, and remove the sign-up form. The network gives this key only once: if sealing fails, it stays
    /// in memory to be shown.
    StoreNewKey {
        /// The key.
        key: Secret,
        /// The only origin it may be sent to.
        origin: String,
    },
    /// Seal the open key for another origin, which accepted it. Otherwise the same as [`Effect::StoreKey`].
    MoveKey {
        /// The only origin it may be sent to from now on.
        origin: String,
    },
    /// Remove the key from memory and storage.
    DropKey,
    /// Remove the key from memory; the sealed key stays.
    LockKey,
    /// Open the sealed key; ends in the event `Unlocked`.
    UnlockKey {
        /// Token of the command.
        token: u32,
        /// The passphrase.
        passphrase: Secret,
    },
    /// Seal the key again; ends in the event `Protected`.
    SealKey {
        /// Token of the command.
        token: u32,
        /// The current passphrase. It has to open a key that a passphrase seals, before anything is changed.
        current: Secret,
        /// The new passphrase; empty for none.
        passphrase: Secret,
    },
    /// Store a draft for the surfaces.
    StoreDraft {
        /// Id of the draft.
        draft: String,
        /// The draft.
        stored: StoredDraft,
    },
    /// Store a draft for the surfaces, unless one is stored already: that one is newer than the state.
    StoreDraftIfAbsent {
        /// Id of the draft.
        draft: String,
        /// The draft.
        stored: StoredDraft,
    },
    /// Remove a draft that was posted or discarded, unless storage holds another revision.
    RemoveDraft {
        /// Id of the draft.
        draft: String,
        /// The revision that was posted or discarded.
        revision: Revision,
    },
    /// Open a panel at a place.
    Navigate(Navigate),
    /// Write the settings to the browser's sync storage.
    SaveSync,
    /// Write the settings to the browser's sync storage, unless another browser stored settings there.
    SaveSyncIfAbsent,
    /// Read the settings from the browser's sync storage; ends in the event `Synced`.
    ReadSync,
    /// Save the list of accounts.
    SaveAccountList,
    /// Remove the saved data of an empty account.
    DropAccount,
    /// Remove the rendered threads, which were read by another account.
    DropThreads,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetch {
    /// Number of the request.
    pub request: u64,
    /// The endpoint, from which follows how the reply is parsed.
    pub endpoint: Endpoint,
    /// Method, path and body.
    pub call: Call,
    /// Scheme, host and port that it is sent to.
    pub origin: String,
    /// The key that is sent with it.
    pub key: KeyUse,
    /// Timeout in milliseconds.
    pub timeout: u32,
}

impl Fetch {
    /// Whether the request spends budget, or receives the key of a new account. Such a request is sent only after the state is saved.
    pub fn spends(&self) -> bool {
        self.call.cost > 0 || self.endpoint == Endpoint::Register
    }
}

/// The key that is sent with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// None.
    Without,
    /// The stored key, if its origin is that of the request; otherwise the request fails.
    Kept,
    /// A key that is being verified.
    Given(Secret),
    /// The stored key, sent to another origin after the person agreed to that address.
    Moving,
}

/// Names of alarms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmName {
    /// The heartbeat.
    Heartbeat,
    /// Reading threads for unknown posts and pending answers.
    Reconcile,
    /// Locking the key after a time without use.
    Lock,
    /// The return of a snoozed notification.
    Snooze,
}

impl AlarmName {
    /// The browser's name for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heartbeat => "heartbeat",
            Self::Reconcile => "reconcile",
            Self::Lock => "lock",
            Self::Snooze => "snooze",
        }
    }

    /// The alarm of that name.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Heartbeat, Self::Reconcile, Self::Lock, Self::Snooze];
        all.into_iter().find(|alarm| alarm.as_str() == name)
    }
}

/// A desktop notification. It has no buttons, because Firefox throws for them.
#[derive(Clone, Debug, PartialEq)]
pub struct DesktopNotification {
    /// Id, which comes back with a click.
    pub id: String,
    /// Title.
    pub title: LocalizedMessage,
    /// Body.
    pub message: LocalizedMessage,
}

/// The views, which the surfaces render.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewKey {
    /// `view:header`
    Header,
    /// `view:feed` and `view:feed:more`
    Feed,
    /// `view:search`
    Search,
    /// `view:lists`
    Lists,
    /// `view:notifications`
    Notifications,
    /// `view:outbox`
    Outbox,
    /// `view:you`
    You,
    /// `view:options`
    Options,
    /// `view:seed`
    Seed,
    /// `view:models`
    Models,
    /// `view:accounts`
    Accounts,
    /// `view:signup`
    Signup,
    /// `view:thread:<node>`
    Thread(String),
}

/// A place in the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Navigate {
    /// A tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    /// A thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// A draft to edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
}
