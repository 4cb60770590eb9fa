//! Every request that a surface may send, declared once: its name in the message, who may send it, its arguments, and what carries it out.

use super::message::Message;
use super::permission::{Permission, SenderClass};
use super::request_table::{argument, requests};
use crate::app::account::{connect, credentials, health, key_rotation, lock, preferences};
use crate::app::effect::{Answer, EffectBuilder};
use crate::app::notifications::notifications;
use crate::app::reading::{feed, model_search, models, profile, thread};
use crate::app::schedule::heartbeat;
use crate::app::signup::signup;
use crate::app::state::{Change, DraftContent, KeyState, Measure, SignupForm, State, Triage};
use crate::app::submission::{edit, engagement, post, reconcile, review, undo};
use crate::domain::{Millis, Output, Secret, Verb};
use serde::Deserialize;

/// What a surface asks for. `do` names it in the message; the rest are its arguments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(untagged))]
#[serde(try_from = "Message")]
pub enum Request {
    /// Answered by the edge.
    Query(Query),
    /// For the list of accounts.
    Accounts(AccountsCommand),
    /// For one account.
    Account(Command),
}

requests! {
    queries {
        /// More of what is below, as a list of steps in the answer's `steps`.
        "threadPage" EveryPanel ThreadPage {
            /// The node the thread was opened at.
            required node: String,
            /// First step wanted, from 0.
            default from: u32,
            /// How many, 50 at most.
            default count: u32,
        }
        /// What the core says about words: answered with `advice`.
        "checkDraft" EveryPanel CheckDraft {
            /// `reply:<node>` or `seed:<number>`.
            required draft: String,
            /// The words as they stand.
            required content: DraftContent,
        }
        /// All settings as text, without secrets: answered with `text`.
        "exportSettings" ExtensionPages ExportSettings
        /// The fresh key, to be shown once: answered with `text` until [`Command::KeySaved`].
        "showKey" ExtensionPages ShowKey
        /// Receipts and diagnostics as text, without secrets or words: answered with `text`.
        "diagnostics" ExtensionPages Diagnostics
    }
    accounts {
        /// Add an account, and bring it to the front: it waits for a key.
        "addAccount" ExtensionPages AddAccount
        /// Bring an account to the front.
        "switchAccount" EveryPanel SwitchAccount {
            /// Its number.
            required account: u32,
        }
        /// Call an account something.
        "renameAccount" ExtensionPages RenameAccount {
            /// Its number.
            required account: u32,
            /// The name, 40 characters at most; empty for the one it has on the network.
            default label: String,
        }
        /// Forget an account's key. Its drafts and receipts stay.
        "signOut" ExtensionPages SignOut {
            /// Its number.
            required account: u32,
        }
        /// Which account's unread the badge counts.
        "setBadgeAccount" EveryPanel SetBadgeAccount {
            /// Its number; absent for all together.
            optional account: Option<u32>,
        }
        /// Whether preferences travel by the browser's own sync.
        "setSync" ExtensionPages SetSync {
            /// Whether they do.
            default on: bool,
        }
    }
    account(state, token, now, effects) {
        /// A surface opened: show what there is, and beat if it is time.
        "hello" EveryPanel Hello => {
            effects.show_all(state);
            heartbeat::panel_opened(state, now, effects);
            effects.answer(Some(token), Answer::default());
        }
        /// Beat now.
        "heartbeat" EveryPanel Heartbeat => {
            if state.account.is_none() {
                feed::fetch(state, Some(token), effects);
            } else {
                heartbeat::send(state, Some(token), now, effects);
            }
        }
        /// Fetch opportunities now, although that counts against the day's quota.
        "refreshFeed" EveryPanel RefreshFeed => { feed::fetch(state, Some(token), effects) }
        /// The person looked at the opportunities: what is there is no longer new.
        "markFeedSeen" EveryPanel MarkFeedSeen => {
            state.cache.last_viewed = (now, now);
            effects.save_cache = true;
            effects.answer(Some(token), Answer::default());
        }
        /// Read a thread. Its page appears under `view:thread:<node>`.
        "openThread" EveryPanel OpenThread {
            /// The node to stand at.
            required node: String,
        } => {
            thread::read(state, &node, effects);
            if state.cache.models.is_empty() {
                models::recommended(state, now, effects);
            }
            effects.answer(Some(token), Answer::default());
        }
        /// Like a node.
        "like" EveryPanel Like {
            /// Which.
            required node: String,
        } => { engagement::engage(state, token, &node, Verb::Like, now, effects) }
        /// Bookmark a node.
        "bookmark" EveryPanel Bookmark {
            /// Which.
            required node: String,
        } => { engagement::engage(state, token, &node, Verb::Bookmark, now, effects) }
        /// Post: the one command that spends ten. Only from a trusted click.
        "post" EveryPanel Post {
            /// `reply:<node>` or `seed:<number>`.
            required draft: String,
            /// The words as they stand.
            required content: DraftContent,
        } => { post::post(state, Some(token), &draft, content, now, effects) }
        /// Settle an unknown by reading the thread. Sends nothing.
        "reconcile" EveryPanel Reconcile {
            /// Which.
            required draft: String,
        } => { reconcile::reconcile(state, Some(token), &draft, effects) }
        /// A queued or refused submission becomes a plain draft again.
        "edit" EveryPanel Edit {
            /// Which.
            required draft: String,
            /// The person has looked, and says that this seed, of which nobody knew, was not planted.
            default missing: bool,
        } => { edit::edit(state, token, &draft, missing, now, effects) }
        /// Throw a draft away; the answer's `undo` brings it back.
        "discard" EveryPanel Discard {
            /// Which.
            required draft: String,
        } => { edit::discard(state, token, &draft, now, effects) }
        /// Bring back what was just discarded, archived or marked.
        "undo" EveryPanel Undo {
            /// From the answer to what is undone.
            required undo: String,
        } => { undo::undo(state, token, &undo, now, effects) }
        /// The person has read the system prompt of this tree.
        "review" EveryPanel Review {
            /// `systemPrompt.root`; for a seed the draft.
            required root: String,
            /// For a seed: its system prompt as it was shown.
            optional text: Option<String>,
        } => { review::review(state, token, &root, text, now, effects) }
        /// Set the state of notices.
        "triage" EveryPanel Triage {
            /// Which.
            required ids: Vec<String>,
            /// To what.
            required to: Triage,
        } => { notifications::triage(state, token, &ids, to, now, effects) }
        /// Older notices.
        "olderNotifications" EveryPanel OlderNotifications => { notifications::older(state, token, effects) }
        /// The models that match, or all.
        "searchModels" EveryPanel SearchModels {
            /// Words to look for; empty for all.
            default search: String,
            /// Which kind.
            default output: Output,
        } => { model_search::search(state, token, search, output, effects) }
        /// The next page of replies in a thread that was opened.
        "moreReplies" EveryPanel MoreReplies {
            /// The node it was opened at.
            required node: String,
        } => { thread::more(state, token, &node, effects) }
        /// The next page of what [`Command::Models`] found.
        "moreModels" EveryPanel MoreModels => { model_search::more(state, token, effects) }
        /// The tab *You* opened: fetch profile and tokens.
        "openYou" EveryPanel OpenYou => {
            profile::you(state, effects);
            effects.answer(Some(token), Answer::default());
        }
        /// Connect with an address and a key. An empty key keeps the stored one. An address other than the one that is set is asked
        /// about first (see [`Answer::ask`]).
        "connect" ExtensionPages Connect {
            /// Address of the network.
            required address: String,
            /// The key, or empty.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            default key: Secret,
            /// Whether the person has agreed that the key goes to this address.
            #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
            default agreed: bool,
        } => {
            connect::connect(state, token, &address, &key, agreed, effects);
        }
        /// Put the reminder to change the key aside.
        "postponeKeyRotation" EveryPanel PostponeKeyRotation => { key_rotation::later(state, token, now, effects) }
        /// Sign up: does the next thing that can be done with this form. Only from a trusted click.
        "signup" ExtensionPages Signup {
            /// What was filled in.
            required form: Box<SignupForm>,
        } => { signup::advance(state, token, *form, now, effects) }
        /// What a worker measured of the puzzle of a sign-up.
        "puzzleMeasured" ExtensionPages PuzzleMeasured {
            /// `chainId` of the puzzle.
            required chain: String,
            /// Milliseconds a try.
            default ms: f64,
            /// Cores, as the browser tells them.
            default cores: u32,
            /// Memory in GiB, as the browser tells it.
            optional memory: Option<f64>,
        } => {
            signup::puzzle_measured(state, token, Measure { chain, ms, cores, memory }, effects);
        }
        /// What is found of a puzzle's solution, to be kept.
        "puzzleProgress" ExtensionPages PuzzleProgress {
            /// `chainId` of the puzzle.
            required chain: String,
            /// The solution of each round, as far as found.
            #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
            required nonces: Vec<Option<u64>>,
            /// Up to where each round was searched in vain.
            #[cfg_attr(feature = "types", ts(type = "number[]"))]
            default starts: Vec<u64>,
        } => {
            signup::puzzle_progress(state, token, &chain, &nonces, &starts, effects);
        }
        /// Back to the form of the sign-up.
        "signupBack" ExtensionPages SignupBack {
            /// Whether another puzzle is wanted.
            default another: bool,
        } => { signup::back(state, token, another, now, effects) }
        /// The person has saved the fresh key.
        "keySaved" ExtensionPages KeySaved => { signup::key_saved(state, token, now, effects) }
        /// Ask which provider keys the network holds.
        "listCredentials" ExtensionPages ListCredentials => { credentials::list(state, Some(token), effects) }
        /// Hand a provider key to the network. It is not kept here.
        "putCredential" ExtensionPages PutCredential {
            /// `openrouter` or `fal`.
            required provider: String,
            /// The key.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            default key: Secret,
        } => { credentials::put(state, token, &provider, &key, effects) }
        /// Have the network remove a provider key.
        "removeCredential" ExtensionPages RemoveCredential {
            /// Its id, from the list.
            required id: String,
        } => { credentials::remove(state, token, &id, effects) }
        /// Run the health check; lines appear in the options view.
        "checkHealth" EveryPanel CheckHealth => { health::health(state, token, effects) }
        /// Forget the key. Drafts and receipts stay.
        "forgetKey" ExtensionPages ForgetKey => { connect::forget(state, token, now, effects) }
        /// Lock now.
        "lock" EveryPanel Lock => {
            lock::lock(state, effects);
            effects.answer(Some(token), Answer::locked(state.live.key == KeyState::Locked));
        }
        /// Unlock with the passphrase.
        "unlock" ExtensionPages Unlock {
            /// The passphrase; never stored.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            required passphrase: Secret,
        } => { lock::unlock(state, token, passphrase, now, effects) }
        /// Choose how the key is encrypted.
        "setPassphrase" ExtensionPages SetPassphrase {
            /// At least eight characters, or empty to encrypt the key without a passphrase.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            required passphrase: Secret,
        } => { lock::set_passphrase(state, token, passphrase, effects) }
        /// Change settings; what is absent stays.
        "changeSettings" EveryPanel ChangeSettings {
            /// What to change.
            required change: Change,
        } => { preferences::change(state, token, &change, now, effects) }
        /// Take settings from such a text.
        "importSettings" ExtensionPages ImportSettings {
            /// The text.
            required text: String,
        } => { preferences::import(state, token, &text, now, effects) }
    }
}

/// Whether a sender may send the request of this name. Asked before anything else of a message is read.
pub fn is_allowed(sender: SenderClass, name: &str) -> bool {
    REQUESTS.iter().any(|(known, permission)| *known == name && sender.is_granted(*permission))
}

impl From<AccountsCommand> for Request {
    fn from(command: AccountsCommand) -> Self {
        Self::Accounts(command)
    }
}

impl From<Command> for Request {
    fn from(command: Command) -> Self {
        Self::Account(command)
    }
}

impl AccountsCommand {
    /// The account it names, if it names one that must exist.
    pub fn account(&self) -> Option<u32> {
        match self {
            Self::SwitchAccount { account }
            | Self::RenameAccount { account, .. }
            | Self::SignOut { account } => Some(*account),
            Self::SetBadgeAccount { .. } | Self::AddAccount | Self::SetSync { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// A message of a name, with every argument that any request takes.
    fn message(name: &str) -> Value {
        json!({
            "do": name, "node": "n", "from": 0, "count": 1, "draft": "reply:n", "content": { "text": "x" }, "undo": "u1", "root": "n",
            "ids": ["1"], "to": "read", "search": "", "output": "text", "address": "https://x.example", "key": "k",
            "passphrase": "p", "change": {}, "text": "{}", "account": 1, "label": "Moth", "on": true, "form": {}, "chain": "c",
            "nonces": [null], "provider": "fal", "id": "c",
        })
    }

    #[test]
    fn every_name_in_the_table_is_read() {
        for (name, _) in REQUESTS {
            let read = serde_json::from_value::<Request>(message(name));
            assert!(read.is_ok(), "{name}: {read:?}");
        }
        for unknown in ["", "eval", "Post", "post ", "key"] {
            assert!(serde_json::from_value::<Request>(message(unknown)).is_err(), "{unknown:?}");
        }
    }

    #[test]
    fn a_missing_argument_fails() {
        let read = |value: Value| serde_json::from_value::<Request>(value);
        assert!(read(json!({ "do": "like" })).is_err(), "like what?");
        assert!(read(json!({ "do": "edit", "draft": "reply:n" })).is_ok(), "an argument with a default");
        assert!(read(json!({ "do": "review", "root": "n" })).is_ok(), "an optional argument");
    }

    #[test]
    fn who_may_send_what() {
        use SenderClass::{ClaimedPanel, ContentScript, ExtensionPage, UnclaimedFrame, Untrusted};
        let classes = [ExtensionPage, ClaimedPanel, UnclaimedFrame, ContentScript, Untrusted];
        for (name, permission) in REQUESTS {
            let allowed = classes.map(|class| is_allowed(class, name));
            assert_eq!(allowed, [true, *permission == Permission::EveryPanel, false, false, false], "{name}");
        }
        for class in classes {
            for unknown in ["", "eval", "Post", "post ", "key"] {
                assert!(!is_allowed(class, unknown), "{class:?} {unknown:?}");
            }
        }
    }

    #[test]
    fn what_shows_or_takes_a_secret_stays_out_of_web_pages() {
        let mut names: Vec<&str> = REQUESTS
            .iter()
            .filter(|(_, permission)| *permission == Permission::ExtensionPages)
            .map(|(name, _)| *name)
            .collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "addAccount",
                "connect",
                "diagnostics",
                "exportSettings",
                "forgetKey",
                "importSettings",
                "keySaved",
                "listCredentials",
                "putCredential",
                "puzzleMeasured",
                "puzzleProgress",
                "removeCredential",
                "renameAccount",
                "setPassphrase",
                "setSync",
                "showKey",
                "signOut",
                "signup",
                "signupBack",
                "unlock",
            ]
        );
    }
}
