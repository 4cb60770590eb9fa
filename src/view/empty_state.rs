use crate::app::{Account, ConnectionIssue, KeyState, State};
use crate::domain::{LocalizedMessage, Millis};
use crate::protocol::Endpoint;
use serde::Serialize;

/// A button.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Button {
    /// Its label.
    pub line: LocalizedMessage,
    /// A command's `do`, or `options`, `site` (open the network's page), `tab:drafts` and the like, which the page carries out itself.
    #[serde(rename = "do")]
    pub verb: String,
    /// Whether it is the main thing to do here.
    pub main: bool,
}

/// Shown instead of rows: an icon, a title, a sentence, what to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EmptyState {
    /// Name of an icon: `pulse, door, key, terms, lock, bell, off, wait, pen, sprout, person`.
    pub icon: String,
    /// Large line.
    pub title: LocalizedMessage,
    /// The sentence.
    pub text: LocalizedMessage,
    /// The network's code, shown small.
    pub code: Option<String>,
    /// What can be done.
    pub buttons: Vec<Button>,
}

impl Button {
    /// A quiet button.
    pub fn new(key: &str, verb: &str) -> Self {
        Self { line: LocalizedMessage::new(key), verb: verb.to_owned(), main: false }
    }

    /// The main thing to do in its place.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }
}

impl EmptyState {
    /// An icon, a title and a text whose keys are `{key}Title` and `{key}Text`.
    pub fn new(icon: &str, key: &str) -> Self {
        Self {
            icon: icon.to_owned(),
            title: LocalizedMessage::new(&format!("{key}Title")),
            text: LocalizedMessage::new(&format!("{key}Text")),
            code: None,
            buttons: Vec::new(),
        }
    }

    /// Adds a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// Without a key: the two ways to get one as buttons.
    pub fn without_key(icon: &str, key: &str) -> Self {
        Self::new(icon, key)
            .button(Button::new("welcomeSignup", "register").main())
            .button(Button::new("welcomeKey", "options"))
    }

    /// What an account that waits for the terms may do, and what to do about it.
    pub(super) fn terms(state: &State, now: Millis) -> Self {
        let mut terms = Self::new("terms", "emptyTerms").button(Button::new("doReadTerms", "site").main());
        if state.account.as_ref().is_some_and(Account::awaits_claim) {
            terms.text = LocalizedMessage::new("emptyTermsClaimText");
        }
        // A network without the call takes the acceptance on its site.
        if state.ready() && state.missing_until(Endpoint::Terms, now).is_none() {
            terms = terms.button(Button::new("doAcceptTerms", "acceptTerms"));
        }
        terms.button(Button::new("doTryAgain", "heartbeat"))
    }

    /// What prevents every tab from showing anything, if something does.
    pub fn obstacle(state: &State, now: Millis) -> Option<Self> {
        match (&state.live.key, &state.connection_issue) {
            (KeyState::Locked, _) => Some(Self::new("lock", "emptyLocked")),
            (KeyState::Lost, _) => {
                Some(Self::new("key", "emptyLost").button(Button::new("doEnterKey", "options").main()))
            }
            (_, Some(ConnectionIssue::Refused { code })) if state.account.is_some() => Some(Self {
                code: Some(code.clone()).filter(|code| !code.is_empty()),
                ..Self::new("key", "emptyRefused")
                    .button(Button::new("doEnterKey", "options").main())
                    .button(Button::new("doTryAgain", "heartbeat"))
            }),
            (_, Some(ConnectionIssue::Terms)) => Some(Self::terms(state, now)),
            (_, Some(ConnectionIssue::Suspended)) => Some(
                Self::new("door", "emptySuspended")
                    .button(Button::new("doOpenSite", "site").main())
                    .button(Button::new("doTryAgain", "heartbeat")),
            ),
            (_, Some(ConnectionIssue::Deactivated)) => Some(
                Self::new("door", "emptyDeactivated").button(Button::new("doEnterKey", "options").main()),
            ),
            _ => None,
        }
    }
}
