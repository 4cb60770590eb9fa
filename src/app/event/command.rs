use crate::app::event::Message;
use crate::app::state::{Change, DraftContent, SignupForm, Triage};
use crate::domain::{Output, Secret};
use serde::Deserialize;

/// What a surface may ask for. `do` names it; the rest are its arguments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "do", rename_all = "camelCase"))]
#[serde(try_from = "Message")]
pub enum Command {
    /// A surface opened: show what there is, and beat if it is time.
    Hello,
    /// Beat now.
    Heartbeat,
    /// Fetch opportunities now, although that counts against the day's quota.
    Refresh,
    /// The person looked at the opportunities: what is there is no longer new.
    Seen,
    /// Read a thread. Its page appears under `view:thread:<node>`.
    Open {
        /// The node to stand at.
        node: String,
    },
    /// More of what is below, as a list of steps in the answer's `steps`.
    Page {
        /// The node the thread was opened at.
        node: String,
        /// First step wanted, from 0.
        from: u32,
        /// How many, 50 at most.
        count: u32,
    },
    /// Like a node.
    Like {
        /// Which.
        node: String,
    },
    /// Bookmark a node.
    Bookmark {
        /// Which.
        node: String,
    },
    /// What the core says about words: answered with `advice`.
    CheckDraft {
        /// `reply:<node>` or `seed:<number>`.
        draft: String,
        /// The words as they stand.
        content: DraftContent,
    },
    /// Post: the one command that spends ten. Only from a trusted click.
    Post {
        /// `reply:<node>` or `seed:<number>`.
        draft: String,
        /// The words as they stand.
        content: DraftContent,
    },
    /// Settle an unknown by reading the thread. Sends nothing.
    Reconcile {
        /// Which.
        draft: String,
    },
    /// A queued or refused submission becomes a plain draft again.
    Edit {
        /// Which.
        draft: String,
        /// The person has looked, and says that this seed, of which nobody knew, was not planted.
        missing: bool,
    },
    /// Throw a draft away; the answer's `undo` brings it back.
    Discard {
        /// Which.
        draft: String,
    },
    /// Bring back what was just discarded, archived or marked.
    Undo {
        /// From the answer to what is undone.
        token: String,
    },
    /// The person has read the system prompt of this tree.
    Review {
        /// `systemPrompt.root`; for a seed the draft.
        root: String,
        /// For a seed: its system prompt as it was shown.
        text: Option<String>,
    },
    /// Set the state of notices.
    Triage {
        /// Which.
        ids: Vec<String>,
        /// To what.
        to: Triage,
    },
    /// Older notices.
    OlderNotifications,
    /// The models that match, or all.
    Models {
        /// Words to look for; empty for all.
        search: String,
        /// Which kind.
        output: Output,
    },
    /// The next page of replies in a thread that was opened.
    MoreReplies {
        /// The node it was opened at.
        node: String,
    },
    /// The next page of what [`Command::Models`] found.
    MoreModels,
    /// The tab *You* opened: fetch profile and tokens.
    You,
    /// Connect with an address and a key. An empty key keeps the stored one. An address other than the one that is set is asked
    /// about first (see [`Answer::ask`]).
    Connect {
        /// Address of the network.
        address: String,
        /// The key, or empty.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        key: Secret,
        /// Whether the person has agreed that the key goes to this address.
        #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
        agreed: bool,
    },
    /// Put the reminder to change the key aside.
    PostponeKeyRotation,
    /// Sign up: does the next thing that can be done with this form. Only from a trusted click.
    Signup {
        /// What was filled in.
        form: Box<SignupForm>,
    },
    /// What a worker measured of the puzzle of a sign-up.
    PuzzleMeasured {
        /// `chainId` of the puzzle.
        chain: String,
        /// Milliseconds a try.
        ms: f64,
        /// Cores, as the browser tells them.
        cores: u32,
        /// Memory in GiB, as the browser tells it.
        memory: Option<f64>,
    },
    /// What is found of a puzzle's solution, to be kept.
    Found {
        /// `chainId` of the puzzle.
        chain: String,
        /// The solution of each round, as far as found.
        #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
        nonces: Vec<Option<u64>>,
        /// Up to where each round was searched in vain.
        #[cfg_attr(feature = "types", ts(type = "number[]"))]
        starts: Vec<u64>,
    },
    /// Back to the form of the sign-up.
    SignupBack {
        /// Whether another puzzle is wanted.
        another: bool,
    },
    /// The fresh key, to be shown once: answered with `text` until [`Command::KeySaved`].
    ShowKey,
    /// The person has saved the fresh key.
    KeySaved,
    /// Ask which provider keys the network holds.
    Credentials,
    /// Hand a provider key to the network. It is not kept here.
    PutCredential {
        /// `openrouter` or `fal`.
        provider: String,
        /// The key.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        key: Secret,
    },
    /// Have the network remove a provider key.
    RemoveCredential {
        /// Its id, from the list.
        id: String,
    },
    /// Run the health check; lines appear in the options view.
    Health,
    /// Forget the key. Drafts and receipts stay.
    Forget,
    /// Lock now.
    Lock,
    /// Unlock with the passphrase.
    Unlock {
        /// The passphrase; never stored.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        passphrase: Secret,
    },
    /// Choose how the key is sealed.
    Protect {
        /// Empty for the form without a passphrase.
        #[cfg_attr(feature = "types", ts(type = "string"))]
        passphrase: Secret,
    },
    /// Change settings; what is absent stays.
    Settings {
        /// What to change.
        change: Change,
    },
    /// All settings as text, without secrets: answered with `text`.
    Export,
    /// Take settings from such a text.
    Import {
        /// The text.
        text: String,
    },
    /// Add an account, and bring it to the front: it waits for a key.
    AddAccount,
    /// Bring an account to the front.
    SwitchAccount {
        /// Its number.
        account: u32,
    },
    /// Call an account something.
    RenameAccount {
        /// Its number.
        account: u32,
        /// The name, 40 characters at most; empty for the one it has on the network.
        label: String,
    },
    /// Forget an account's key. Its drafts and receipts stay.
    SignOut {
        /// Its number.
        account: u32,
    },
    /// Which account's unread the badge counts.
    SetBadgeAccount {
        /// Its number; absent for all together.
        account: Option<u32>,
    },
    /// Whether preferences travel by the browser's own sync.
    Sync {
        /// Whether they do.
        on: bool,
    },
    /// Receipts and diagnostics as text, without secrets or words: answered with `text`.
    Diagnostics,
}
