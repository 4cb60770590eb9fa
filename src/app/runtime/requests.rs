//! The table of requests that a surface may send: name, permission, arguments and handler of each.

use super::message::Message;
use super::permission::{Permission, SenderClass};
use super::request_table::{argument, requests};
use crate::app::account::{connect, credentials, health, key_rotation, lock, preferences, terms};
use crate::app::effect::{Answer, EffectBuilder};
use crate::app::notifications::{notifications, saved_searches};
use crate::app::reading::{details, feed, model_search, models, not_for_me, profile, thread};
use crate::app::schedule::heartbeat;
use crate::app::signup::signup;
use crate::app::state::{
    Change, DraftContent, KeyState, Measure, PostRequest, Revision, Search, SignupForm, State, Triage,
};
use crate::app::submission::{edit, engagement, post, reconcile, review, search, undo};
use crate::domain::{Author, Millis, Output, Secret, Verb};
use crate::protocol::Endpoint;
use serde::Deserialize;

/// A request of a surface. `do` is its name in the message; the other fields are its arguments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(untagged))]
#[serde(try_from = "Message")]
pub enum Request {
    /// Answered from the state, without a step.
    Query(Query),
    /// For the list of accounts.
    Accounts(AccountsCommand),
    /// For one account.
    Account(Command),
}

requests! {
    queries {
        /// More replies of a thread, in the `steps` of the answer.
        "threadPage" EveryPanel ThreadPage {
            /// The node at which the thread was opened.
            required node: String,
            /// Index of the first step, from 0.
            default from: u32,
            /// Number of steps, 50 at most.
            default count: u32,
        }
        /// What was written in a thread down to its node, as it was written: `{title, systemPrompt, nodes: [{level, author, at, message, answer}]}`.
        "threadSource" EveryPanel ThreadSource {
            /// The node at which the thread was opened.
            required node: String,
        }
        /// Where words stand in a thread: `{isRead, places, count}`. A restarted worker has not read it again. A place is that of a reply from 0, or -1 for the node, -2 for the one above it.
        "findInThread" EveryPanel FindInThread {
            /// The node at which the thread was opened.
            required node: String,
            /// The words to look for.
            default search: String,
        }
        /// All receipts, oldest first: `{receipts: [[at, act, title, text, node, estimated, paid, left]]}`.
        "receiptRows" EveryPanel ReceiptRows
        /// All drafts and submissions with their whole texts, like the view of the drafts, which lists the newest and the beginning of each.
        "drafts" EveryPanel Drafts
        /// The check of a draft, in the `draftCheck` of the answer.
        "checkDraft" EveryPanel CheckDraft {
            /// `reply:<node>` or `seed:<number>`.
            required draft: String,
            /// The current content.
            required content: DraftContent,
        }
        /// All settings without secrets, in the `text` of the answer.
        "exportSettings" ExtensionPages ExportSettings
        /// The new key, in the `text` of the answer until [`Command::KeySaved`].
        "showKey" ExtensionPages ShowKey
        /// Receipts and diagnostics without secrets or drafts, in the `text` of the answer.
        "diagnostics" ExtensionPages Diagnostics
    }
    accounts {
        /// Add an account without a key and make it the current one.
        "addAccount" ExtensionPages AddAccount
        /// Make an account the current one.
        "switchAccount" EveryPanel SwitchAccount {
            /// Its number.
            required account: u32,
        }
        /// Rename an account.
        "renameAccount" ExtensionPages RenameAccount {
            /// Its number.
            required account: u32,
            /// The name, 40 characters at most; empty for its name on the network.
            default label: String,
        }
        /// Remove the key of an account. Its drafts and receipts stay.
        "signOut" ExtensionPages SignOut {
            /// Its number.
            required account: u32,
        }
        /// Set the account whose unread notifications the badge counts.
        "setBadgeAccount" EveryPanel SetBadgeAccount {
            /// Its number; absent for all accounts.
            optional account: Option<u32>,
        }
        /// Forget what can be fetched again, for all accounts.
        "clearCaches" ExtensionPages ClearCaches
        /// Turn the sync of settings between browsers on or off.
        "setSync" ExtensionPages SetSync {
            /// Whether it is on.
            default on: bool,
        }
    }
    account(state, token, now, effects) {
        /// A surface opened: render the views, and send a heartbeat if it is due.
        "hello" EveryPanel Hello => {
            effects.show_all(state);
            heartbeat::panel_opened(state, now, effects);
            effects.answer(Some(token), Answer::default());
        }
        /// Send a heartbeat now.
        "heartbeat" EveryPanel Heartbeat => {
            if state.account.is_none() {
                feed::fetch(state, Some(token), effects);
            } else {
                heartbeat::send(state, Some(token), now, effects);
            }
        }
        /// Fetch opportunities now. This counts against the daily quota.
        "refreshFeed" EveryPanel RefreshFeed => { feed::fetch(state, Some(token), effects) }
        /// The person has seen the opportunities: none of them is new any more.
        "markFeedSeen" EveryPanel MarkFeedSeen => {
            state.cache.last_viewed = (now, now);
            effects.save_cache = true;
            effects.answer(Some(token), Answer::default());
        }
        /// Read a thread. Its page appears under `view:thread:<node>`.
        "openThread" EveryPanel OpenThread {
            /// The node to open it at.
            required node: String,
            /// Whether a page shows it already and only the worker has lost it: then the visit goes on.
            default resumes: bool,
        } => {
            if resumes {
                state.resume_visit(&node, now);
            }
            thread::read(state, &node, effects);
            if state.cache.models.is_empty() {
                models::recommended(state, now, effects);
            }
            effects.answer(Some(token), Answer::default());
        }
        /// Like a node.
        "like" EveryPanel Like {
            /// Id of the node.
            required node: String,
        } => { engagement::engage(state, token, &node, Verb::Like, now, effects) }
        /// Bookmark a node.
        "bookmark" EveryPanel Bookmark {
            /// Id of the node.
            required node: String,
        } => { engagement::engage(state, token, &node, Verb::Bookmark, now, effects) }
        /// Dislike a node. Only sent from a trusted click.
        "dislike" EveryPanel Dislike {
            /// Id of the node.
            required node: String,
        } => { engagement::engage(state, token, &node, Verb::Dislike, now, effects) }
        /// Hide the thread of a node from the opportunities; the `undo` of the answer shows it again.
        "hideThread" EveryPanel HideThread {
            /// Id of the node.
            required node: String,
        } => { not_for_me::hide_thread(state, token, &node, effects) }
        /// Mute an author; the `undo` of the answer ends it.
        "muteAuthor" EveryPanel MuteAuthor {
            /// Id of the author, where the network tells it.
            optional id: Option<String>,
            /// Name of the author, where the network tells it.
            optional name: Option<String>,
        } => { not_for_me::mute_author(state, token, Author { id, name, ..Author::default() }, effects) }
        /// Show a hidden thread again, or end the mute of an author.
        "showAgain" EveryPanel ShowAgain {
            /// The `undo` of the answer that hid or muted, also from the options.
            required undo: String,
        } => { not_for_me::show_again(state, token, &undo, effects) }
        /// Hand a node to people, which spends 100 units, or 200. Only sent from a trusted click.
        "handOff" EveryPanel HandOff {
            /// Id of the node.
            required node: String,
            /// Why, 280 characters at most.
            required reason: String,
            /// Whether it is urgent, at twice the price.
            default urgent: bool,
        } => { engagement::hand_off(state, token, &node, (&reason, urgent), now, effects) }
        /// Search the network, which spends 1 to 8 units. Only sent from a trusted click.
        "searchNetwork" EveryPanel SearchNetwork {
            /// Words and filters.
            required query: Search,
        } => { search::search(state, token, &query, now, effects) }
        /// Read the next page of the last search, which spends as much again. Only sent from a trusted click.
        "moreResults" EveryPanel MoreResults => { search::more(state, token, now, effects) }
        /// Stop waiting for a search. It may have been paid.
        "stopSearch" EveryPanel StopSearch => { search::stop(state, token, now, effects) }
        /// Save a search that is run here over the opportunities, free, or remove it; the `undo` of the answer brings it back.
        "saveSearch" EveryPanel SaveSearch {
            /// Words and filters.
            required query: Search,
            /// Whether it is saved.
            default on: bool,
        } => { saved_searches::save(state, token, &query, on, now, effects) }
        /// Post a draft, which spends 10 units. Only sent from a trusted click.
        "post" EveryPanel Post {
            /// `reply:<node>` or `seed:<number>`.
            required draft: String,
            /// The content that the person saw.
            required content: DraftContent,
            /// The revision of that content.
            required revision: Revision,
            /// What that content continues, as it is stored.
            optional continues: Option<Revision>,
            /// `systemPrompt.digest` of the thread that the surface shows; absent when it shows none.
            optional shown: Option<String>,
        } => {
            let request = PostRequest { draft, content, revision, continues, shown, token: Some(token) };
            post::post(state, request, now, effects);
        }
        /// Read the thread of an unknown post to find it. Nothing is posted.
        "reconcile" EveryPanel Reconcile {
            /// Id of the draft.
            required draft: String,
        } => { reconcile::reconcile(state, Some(token), &draft, effects) }
        /// A queued or refused submission becomes a plain draft again.
        "edit" EveryPanel Edit {
            /// Id of the draft.
            required draft: String,
            /// Whether the person confirms that the unknown seed is not on the network.
            default missing: bool,
        } => { edit::edit(state, token, &draft, missing, now, effects) }
        /// Discard a draft; the `undo` of the answer restores it.
        "discard" EveryPanel Discard {
            /// Id of the draft.
            required draft: String,
            /// The revision that the person saw. Another one is not discarded.
            required revision: Revision,
        } => { edit::discard(state, token, &draft, &revision, now, effects) }
        /// Undo a discarded draft, a changed notification, a removed search, a hidden thread or a muted author.
        "undo" EveryPanel Undo {
            /// The `undo` of the answer to the undone command.
            required undo: String,
        } => { undo::undo(state, token, &undo, now, effects) }
        /// The person has read the system prompt of this tree.
        "review" EveryPanel Review {
            /// `systemPrompt.root`; for a seed the id of the draft.
            required root: String,
            /// `systemPrompt.digest`. The review counts for the text with this digest alone.
            required digest: String,
            /// For a seed: the shown system prompt.
            optional text: Option<String>,
        } => { review::review(state, token, &root, &digest, text, now, effects) }
        /// Set the state of notifications.
        "triage" EveryPanel Triage {
            /// Ids of the notifications.
            required ids: Vec<String>,
            /// The new state.
            required to: Triage,
        } => { notifications::triage(state, token, &ids, to, now, effects) }
        /// Put notifications out of sight until a time.
        "snooze" EveryPanel Snooze {
            /// Ids of the notifications.
            required ids: Vec<String>,
            /// When they come back, a week from now at most.
            #[cfg_attr(feature = "types", ts(type = "number"))]
            required until: Millis,
        } => { notifications::snooze(state, token, &ids, until, now, effects) }
        /// Read older notifications.
        "olderNotifications" EveryPanel OlderNotifications => { notifications::older(state, token, effects) }
        /// Search for models.
        "searchModels" EveryPanel SearchModels {
            /// Words to look for; empty for all.
            default search: String,
            /// The kind of output.
            default output: Output,
        } => { model_search::search(state, token, search, output, effects) }
        /// Read the next page of replies of a thread.
        "moreReplies" EveryPanel MoreReplies {
            /// The node at which it was opened.
            required node: String,
        } => { thread::more(state, token, &node, effects) }
        /// Read the next page of the model search.
        "moreModels" EveryPanel MoreModels => { model_search::more(state, token, effects) }
        /// The tab *You* opened: fetch what it shows.
        "openYou" EveryPanel OpenYou => {
            profile::you(state, now, effects);
            effects.answer(Some(token), Answer::default());
        }
        /// Ask the network for a referral link and what it brought.
        "openReferral" EveryPanel OpenReferral => {
            details::fetch(state, Endpoint::Referral, Some(token), now, effects);
        }
        /// Ask the network to read the wallet again. No money moves.
        "syncWallet" EveryPanel SyncWallet => {
            details::fetch(state, Endpoint::Wallet, Some(token), now, effects);
        }
        /// Prepare the first post: a draft, which the person posts.
        "prepareFirstPost" EveryPanel PrepareFirstPost => {
            details::fetch(state, Endpoint::QuickStart, Some(token), now, effects);
        }
        /// Accept the terms of the network. Only sent from a trusted click.
        "acceptTerms" EveryPanel AcceptTerms => { terms::accept(state, token, now, effects) }
        /// Deregister the account, which cannot be undone. Only sent from a trusted click.
        "deregister" ExtensionPages Deregister {
            /// The name of the account, as the person typed it.
            required name: String,
        } => { terms::deregister(state, token, &name, now, effects) }
        /// Connect to an address with a key. An empty key means the stored one. For another address than the current one, the person has to
        /// agree first (see [`Answer::ask`]).
        "connect" ExtensionPages Connect {
            /// Address of the network.
            required address: String,
            /// The key, or empty.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            default key: Secret,
            /// Whether the person agreed that the key is sent to this address.
            #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
            default agreed: bool,
        } => {
            connect::connect(state, token, &address, &key, agreed, effects);
        }
        /// Postpone the reminder to change the key.
        "postponeKeyRotation" EveryPanel PostponeKeyRotation => { key_rotation::later(state, token, now, effects) }
        /// Sign up: does the next thing that can be done with this form. Only from a trusted click.
        "signup" ExtensionPages Signup {
            /// The form.
            required form: Box<SignupForm>,
        } => { signup::advance(state, token, *form, now, effects) }
        /// Take the measurement of a sign-up's puzzle.
        "puzzleMeasured" ExtensionPages PuzzleMeasured {
            /// `chainId` of the puzzle.
            required chain: String,
            /// Milliseconds per try.
            default ms: f64,
            /// Cores, as the browser reports them.
            default cores: u32,
            /// Memory in GiB, as the browser reports it.
            optional memory: Option<f64>,
        } => {
            signup::puzzle_measured(state, token, Measure { chain, ms, cores, memory }, effects);
        }
        /// Save the progress of a puzzle.
        "puzzleProgress" ExtensionPages PuzzleProgress {
            /// `chainId` of the puzzle.
            required chain: String,
            /// The solution of each round, if it is found.
            #[cfg_attr(feature = "types", ts(type = "(number | null)[]"))]
            required nonces: Vec<Option<u64>>,
            /// The next nonce to try in each round.
            #[cfg_attr(feature = "types", ts(type = "number[]"))]
            default starts: Vec<u64>,
        } => {
            signup::puzzle_progress(state, token, &chain, &nonces, &starts, effects);
        }
        /// Return to the form of the sign-up.
        "signupBack" ExtensionPages SignupBack {
            /// Whether to request another puzzle.
            default another: bool,
        } => { signup::back(state, token, another, now, effects) }
        /// The person has saved the new key.
        "keySaved" ExtensionPages KeySaved => { signup::key_saved(state, token, now, effects) }
        /// List the provider keys that the network holds.
        "listCredentials" ExtensionPages ListCredentials => { credentials::list(state, Some(token), effects) }
        /// Send a provider key to the network. It is not stored here.
        "putCredential" ExtensionPages PutCredential {
            /// `openrouter` or `fal`.
            required provider: String,
            /// The key.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            default key: Secret,
        } => { credentials::put(state, token, &provider, &key, effects) }
        /// Remove a provider key from the network.
        "removeCredential" ExtensionPages RemoveCredential {
            /// Its id, from the list.
            required id: String,
        } => { credentials::remove(state, token, &id, effects) }
        /// Run the health check; its results are in the view of the options.
        "checkHealth" EveryPanel CheckHealth => { health::health(state, token, effects) }
        /// Remove the key. Drafts and receipts stay.
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
            /// The current passphrase, or empty if there is none.
            #[cfg_attr(feature = "types", ts(type = "string"))]
            default current: Secret,
        } => { lock::set_passphrase(state, token, passphrase, current, now, effects) }
        /// Change settings.
        "changeSettings" EveryPanel ChangeSettings {
            /// The change.
            required change: Change,
        } => { preferences::change(state, token, &change, now, effects) }
        /// Import settings.
        "importSettings" ExtensionPages ImportSettings {
            /// An exported text.
            required text: String,
        } => { preferences::import(state, token, &text, now, effects) }
    }
}

/// Whether a sender may send the request of this name. It is checked before the rest of a message is read.
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
            Self::SetBadgeAccount { .. } | Self::AddAccount | Self::ClearCaches | Self::SetSync { .. } => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
