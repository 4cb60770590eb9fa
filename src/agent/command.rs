use super::{FieldLine, JoinForm, Looks, Opens, Quiet, Words};
use crate::model::{Line, NoticeKind, Output, Secret};
use serde::{Deserialize, Serialize};

/// What a surface may ask for. `do` names it; the rest are its arguments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "do", rename_all = "camelCase"))]
#[serde(try_from = "Message")]
pub enum Command {
    /// A surface opened: show what there is, and beat if it is time.
    Hello,
    /// Beat now.
    Beat,
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
    Advise {
        /// `reply:<node>` or `seed:<number>`.
        draft: String,
        /// The words as they stand.
        words: Words,
    },
    /// Post: the one command that spends ten. Only from a trusted click.
    Post {
        /// `reply:<node>` or `seed:<number>`.
        draft: String,
        /// The words as they stand.
        words: Words,
    },
    /// Settle an unknown by reading the thread. Sends nothing.
    Settle {
        /// Which.
        draft: String,
    },
    /// A queued or refused slip becomes a plain draft again.
    Edit {
        /// Which.
        draft: String,
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
        to: super::Triage,
    },
    /// Older notices.
    OlderNotices,
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
    RotateLater,
    /// Sign up: does the next thing that can be done with this form. Only from a trusted click.
    Join {
        /// What was filled in.
        form: Box<JoinForm>,
    },
    /// What a worker measured of the puzzle of a sign-up.
    Measured {
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
    JoinBack {
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
    DropCredential {
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
    NameAccount {
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
    CountAccount {
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

/// A command as it arrives: every argument there is, each of them optional. One flat record is read with a third of the code that reading
/// into the variants of [`Command`] one by one would take.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Message {
    r#do: String,
    node: Option<String>,
    from: u32,
    count: u32,
    draft: Option<String>,
    words: Option<Words>,
    token: Option<String>,
    root: Option<String>,
    ids: Option<Vec<String>>,
    to: Option<super::Triage>,
    search: String,
    output: Output,
    address: Option<String>,
    key: Secret,
    agreed: bool,
    passphrase: Option<Secret>,
    change: Option<Change>,
    text: Option<String>,
    account: Option<u32>,
    label: String,
    on: bool,
    form: Option<Box<JoinForm>>,
    chain: Option<String>,
    ms: f64,
    cores: u32,
    memory: Option<f64>,
    nonces: Option<Vec<Option<u64>>>,
    starts: Vec<u64>,
    another: bool,
    provider: Option<String>,
    id: Option<String>,
}

impl TryFrom<Message> for Command {
    type Error = &'static str;

    fn try_from(message: Message) -> Result<Self, Self::Error> {
        const MISSING: &str = "an argument is missing";
        let Message {
            node,
            draft,
            words,
            token,
            root,
            ids,
            to,
            address,
            passphrase,
            change,
            text,
            account,
            form,
            chain,
            nonces,
            provider,
            id,
            ..
        } = message;
        Ok(match message.r#do.as_str() {
            "hello" => Self::Hello,
            "beat" => Self::Beat,
            "refresh" => Self::Refresh,
            "seen" => Self::Seen,
            "open" => Self::Open { node: node.ok_or(MISSING)? },
            "page" => Self::Page { node: node.ok_or(MISSING)?, from: message.from, count: message.count },
            "like" => Self::Like { node: node.ok_or(MISSING)? },
            "bookmark" => Self::Bookmark { node: node.ok_or(MISSING)? },
            "advise" => Self::Advise { draft: draft.ok_or(MISSING)?, words: words.ok_or(MISSING)? },
            "post" => Self::Post { draft: draft.ok_or(MISSING)?, words: words.ok_or(MISSING)? },
            "settle" => Self::Settle { draft: draft.ok_or(MISSING)? },
            "edit" => Self::Edit { draft: draft.ok_or(MISSING)? },
            "discard" => Self::Discard { draft: draft.ok_or(MISSING)? },
            "undo" => Self::Undo { token: token.ok_or(MISSING)? },
            "review" => Self::Review { root: root.ok_or(MISSING)?, text },
            "triage" => Self::Triage { ids: ids.ok_or(MISSING)?, to: to.ok_or(MISSING)? },
            "olderNotices" => Self::OlderNotices,
            "models" => Self::Models { search: message.search, output: message.output },
            "moreModels" => Self::MoreModels,
            "moreReplies" => Self::MoreReplies { node: node.ok_or(MISSING)? },
            "you" => Self::You,
            "connect" => {
                Self::Connect { address: address.ok_or(MISSING)?, key: message.key, agreed: message.agreed }
            }
            "rotateLater" => Self::RotateLater,
            "join" => Self::Join { form: form.ok_or(MISSING)? },
            "measured" => Self::Measured {
                chain: chain.ok_or(MISSING)?,
                ms: message.ms,
                cores: message.cores,
                memory: message.memory,
            },
            "found" => Self::Found {
                chain: chain.ok_or(MISSING)?,
                nonces: nonces.ok_or(MISSING)?,
                starts: message.starts,
            },
            "joinBack" => Self::JoinBack { another: message.another },
            "showKey" => Self::ShowKey,
            "keySaved" => Self::KeySaved,
            "credentials" => Self::Credentials,
            "putCredential" => Self::PutCredential { provider: provider.ok_or(MISSING)?, key: message.key },
            "dropCredential" => Self::DropCredential { id: id.ok_or(MISSING)? },
            "health" => Self::Health,
            "forget" => Self::Forget,
            "lock" => Self::Lock,
            "unlock" => Self::Unlock { passphrase: passphrase.ok_or(MISSING)? },
            "protect" => Self::Protect { passphrase: passphrase.ok_or(MISSING)? },
            "settings" => Self::Settings { change: change.ok_or(MISSING)? },
            "export" => Self::Export,
            "import" => Self::Import { text: text.ok_or(MISSING)? },
            "diagnostics" => Self::Diagnostics,
            "addAccount" => Self::AddAccount,
            "switchAccount" => Self::SwitchAccount { account: account.ok_or(MISSING)? },
            "nameAccount" => Self::NameAccount { account: account.ok_or(MISSING)?, label: message.label },
            "signOut" => Self::SignOut { account: account.ok_or(MISSING)? },
            "sync" => Self::Sync { on: message.on },
            "countAccount" => Self::CountAccount { account },
            _ => return Err("no such command"),
        })
    }
}

/// A change of settings; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Change {
    /// Minutes between beats, 5 to 1440.
    pub pace: Option<u32>,
    /// What one kind of notice does.
    pub notice: Option<NoticeChange>,
    /// Hours without desktop notices.
    pub quiet: Option<Quiet>,
    /// Minutes to mute from now; 0 ends it.
    pub mute_minutes: Option<u32>,
    /// Opening a notification marks it read.
    pub open_reads: Option<bool>,
    /// One family of hints.
    pub hint: Option<HintChange>,
    /// Look and keys.
    pub looks: Option<Looks>,
    /// What a click on the toolbar button opens.
    pub opens: Option<Opens>,
    /// Minutes without use until it locks.
    pub lock_after: Option<u32>,
}

/// What one kind of notice does from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeChange {
    /// The kind.
    pub kind: NoticeKind,
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// Whether a family of hints speaks from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChange {
    /// Its code.
    pub code: String,
    /// Whether it speaks.
    pub on: bool,
}

/// What a surface hears back about its own command, for its status line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase", default)]
pub struct Answer {
    /// What was done (`role=status`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Line>,
    /// What went wrong and what to do (`role=alert`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<Line>,
    /// What is to be agreed to before it is done: the same command again, with `agreed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Line>,
    /// Token for [`Command::Undo`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<String>,
    /// Receipt to show, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The node that a post became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Text that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is wrong with the fields of a form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<FieldLine>>"))]
    pub fields: Vec<FieldLine>,
}

impl Answer {
    /// The answer when something that it rests on could not be kept, if anything: what went wrong is said, and not that it was done.
    #[must_use]
    pub fn unless(self, refused: Option<&str>) -> Self {
        match refused {
            Some(alert) if self.said.is_some() => Self { alert: Some(Line::new(alert)), ..Self::default() },
            _ => self,
        }
    }
}
