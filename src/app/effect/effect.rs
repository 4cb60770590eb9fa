use crate::app::effect::{Answer, Badge};
use crate::app::state::DraftContent;
use crate::domain::{LocalizedMessage, Millis, Secret};
use crate::protocol::{Call, Endpoint};

/// Something for the edge to carry out, in order. `Save` is awaited before anything behind it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write what must survive: submissions, receipts, settings, schedule.
    Save,
    /// Write what can be fetched again: feed, notices, profile.
    SaveCache,
    /// Send a request; its end comes back as [`Event::Reply`] with the same number.
    Fetch(Fetch),
    /// Set the badge. The accounts alone makes it, of all accounts.
    Badge(Badge),
    /// Show a desktop notice.
    ShowNotification(DesktopNotification),
    /// Wake up at a time. The edge creates the alarm only if there is none for that time.
    Alarm {
        /// Which.
        name: AlarmName,
        /// When.
        at: Millis,
        /// Minutes after which it comes again when nobody sets it anew: a worker may die before it plans the next one.
        again: Option<u32>,
    },
    /// No longer wake up for this.
    ClearAlarm(AlarmName),
    /// Write a view that surfaces paint from.
    Show(ViewKey),
    /// Answer the surface that asked.
    Answer {
        /// Number that came with the command.
        token: u32,
        /// What to say.
        answer: Answer,
    },
    /// Seal and keep a key for an origin; ends in [`Event::Kept`]. When that fails, what was kept before goes too: the state tells of
    /// this key already, and another must not leave in its name.
    Keep {
        /// The key.
        key: Secret,
        /// The one origin it may be sent to.
        origin: String,
    },
    /// The same for the key of a fresh account, which the network tells only once. What was typed to sign up is removed with it; when
    /// sealing fails the key stays in memory, to be shown.
    StoreNewKey {
        /// The key.
        key: Secret,
        /// The one origin it may be sent to.
        origin: String,
    },
    /// Seal the open key anew for another origin, where it was accepted; the same as [`Effect::Keep`] in all else.
    MoveKey {
        /// The one origin it may be sent to from now on.
        origin: String,
    },
    /// Forget the key, everywhere.
    DropKey,
    /// Forget the key in memory; the sealed one stays.
    LockKey,
    /// Open the sealed key; ends in [`Event::Unlocked`].
    UnlockKey {
        /// Number that came with the command.
        token: u32,
        /// The passphrase.
        passphrase: Secret,
    },
    /// Seal the key anew; ends in [`Event::Protected`].
    SealKey {
        /// Number that came with the command.
        token: u32,
        /// Empty for the form without a passphrase.
        passphrase: Secret,
    },
    /// Store words where surfaces find them.
    StoreDraft {
        /// Which draft.
        draft: String,
        /// The words.
        content: DraftContent,
    },
    /// Store words where surfaces find them, unless some lie there already: those are newer than what we know.
    StoreDraftIfAbsent {
        /// Which draft.
        draft: String,
        /// The words.
        content: DraftContent,
    },
    /// Remove words after they were posted or discarded, unless others have been stored in their place since.
    RemoveDraft {
        /// Which draft.
        draft: String,
        /// The words that ended.
        content: DraftContent,
    },
    /// Bring a panel to the front at a place.
    Navigate(Navigate),
    /// Write the preferences into the browser's own sync.
    SaveSync,
    /// The same, unless some lie there already: another browser's come first.
    KeepSync,
    /// Read what the browser's own sync holds of them; ends in [`Event::Synced`].
    ReadSync,
    /// Write which accounts there are.
    SaveAccountList,
    /// Remove what was saved of an account that holds nothing any more.
    DropAccount,
    /// Remove the threads that surfaces paint from: they were read by another account.
    DropThreads,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetch {
    /// Number for the reply.
    pub request: u64,
    /// What the reply is to be read as.
    pub endpoint: Endpoint,
    /// Method, path, body.
    pub call: Call,
    /// Scheme, host and port it goes to.
    pub origin: String,
    /// Which key goes along.
    pub key: KeyUse,
    /// Milliseconds after which it counts as unanswered.
    pub timeout: u32,
}

impl Fetch {
    /// Whether it spends something that cannot be had back: budget, or the one chance to hear a fresh key. Such a request is saved
    /// before it leaves, or does not leave.
    pub fn spends(&self) -> bool {
        self.call.cost > 0 || self.endpoint == Endpoint::Register
    }
}

/// Which key goes along with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// None.
    Without,
    /// The kept one, if its origin is the request's; otherwise the request fails.
    Kept,
    /// One that is being tried.
    Given(Secret),
    /// The kept one, to an origin that is not its own: only after the person has agreed to that very address.
    Moving,
}

/// Names of alarms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmName {
    /// The heartbeat.
    Heartbeat,
    /// Reading threads to settle what is unknown, and answers that are being written.
    Reconcile,
    /// Locking after a time without use.
    Lock,
}

impl AlarmName {
    /// The browser's name for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heartbeat => "heartbeat",
            Self::Reconcile => "reconcile",
            Self::Lock => "lock",
        }
    }

    /// The alarm of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Heartbeat, Self::Reconcile, Self::Lock].into_iter().find(|alarm| alarm.as_str() == name)
    }
}

/// A desktop notice. Firefox takes nothing but these (passing buttons throws there).
#[derive(Clone, Debug, PartialEq)]
pub struct DesktopNotification {
    /// Comes back with the click.
    pub id: String,
    /// Title.
    pub title: LocalizedMessage,
    /// Body.
    pub message: LocalizedMessage,
}

/// Views that surfaces paint from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewKey {
    /// `view:header`
    Header,
    /// `view:feed` and `view:feed:more`
    Feed,
    /// `view:notices`
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
    /// `view:joining`
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
    /// A draft to go on with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
}
