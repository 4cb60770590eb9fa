use super::advice::hint_key;
use super::masthead::tier_line;
use crate::agent::{
    Account, HealthFact, KeyState, Looks, Opens, PACES, Quiet, State, Trouble, kind_key, tier_floor,
};
use crate::check::Craft;
use crate::model::{Arg, Credential, Line, Millis, NoticeKind};
use serde::Serialize;

/// The options page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OptionsPage {
    /// The number of the account that this is about.
    pub account: u32,
    /// Address of the network.
    pub address: String,
    /// The last four characters of the key, when there is one. Never more of it.
    pub key_tail: Option<String>,
    /// *accepted 14:02*, *refused 14:02*.
    pub key_line: Option<Line>,
    /// How long the key has been stored, once a new one is advised; that it may only read.
    pub key_notes: Vec<Line>,
    /// Whether a passphrase seals it.
    pub passphrase: bool,
    /// Whether it is locked now.
    pub locked: bool,
    /// Minutes without use until it locks, with a passphrase.
    pub lock_after: u32,
    /// Minutes between beats that the person chose.
    pub pace: u32,
    /// Paces to choose from.
    pub paces: Vec<u32>,
    /// *Your tier allows 30 minutes or slower. Next beat at 14:36.*
    pub pace_line: Line,
    /// What each kind of notice does.
    pub notices: Vec<NoticeChoice>,
    /// Hours without desktop notices.
    pub quiet: Quiet,
    /// When a mute ends.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub muted_until: Option<Millis>,
    /// Opening a notification marks it read.
    pub open_reads: bool,
    /// Families of hints and whether they speak.
    pub hints: Vec<HintChoice>,
    /// Look and keys.
    pub looks: Looks,
    /// What a click on the toolbar button opens.
    pub opens: Opens,
    /// The last health check, line by line.
    pub health: Vec<HealthLine>,
    /// Provider keys that the network holds for us; absent until it was asked.
    pub providers: Option<Vec<ProviderKey>>,
}

/// A provider key that the network holds. The key itself is never told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ProviderKey {
    /// What to remove it by; absent where the network told none.
    pub id: Option<String>,
    /// Whose it is; remote text.
    pub name: Option<String>,
    /// *in use, 3 times, last 4 min ago*.
    pub line: Line,
}

/// What one kind of notice does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NoticeChoice {
    /// The kind.
    pub kind: NoticeKind,
    /// Its name.
    pub line: Line,
    /// Counts in the badge.
    pub badge: bool,
    /// Shows on the desktop.
    pub desktop: bool,
}

/// A family of hints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HintChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub line: Line,
    /// Whether it speaks.
    pub on: bool,
}

/// One line of a health check.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HealthLine {
    /// `ok`, `wait`, `refuse`.
    pub state: String,
    /// What was found.
    pub line: Line,
    /// How long, how far: what stands at the right.
    pub value: Option<Line>,
}

/// Kinds in the order they are shown.
const KINDS: [NoticeKind; 7] = [
    NoticeKind::Reprompt,
    NoticeKind::Mention,
    NoticeKind::Like,
    NoticeKind::Follow,
    NoticeKind::Message,
    NoticeKind::Tier,
    NoticeKind::Other,
];

impl OptionsPage {
    /// Settings and connection as things stand.
    pub fn of(state: &State, now: Millis) -> Self {
        let settings = &state.settings;
        let account = state.account.as_ref();
        Self {
            account: state.number,
            address: state.origin().to_owned(),
            key_tail: account.map(|account| account.key_tail.clone()),
            key_line: account.map(|account| match (&state.trouble, state.live.key) {
                (_, KeyState::Locked) => Line::new("pulseLocked"),
                (_, KeyState::Lost) => Line::new("pulseLost"),
                (Some(Trouble::Refused { .. }), _) => Line::new("keyRefusedAt").at(account.key_at),
                _ => Line::new("keyAcceptedAt").at(account.key_at),
            }),
            key_notes: account.map(|account| key_notes(account, now)).unwrap_or_default(),
            passphrase: account.is_some_and(|account| account.passphrase),
            locked: state.live.key == KeyState::Locked,
            lock_after: settings.lock_after,
            pace: settings.pace,
            paces: PACES.to_vec(),
            pace_line: pace_line(state, now),
            notices: KINDS
                .into_iter()
                .map(|kind| {
                    let route = settings.route(kind);
                    NoticeChoice {
                        kind,
                        line: Line::new(kind_key(kind)),
                        badge: route.badge,
                        desktop: route.desktop,
                    }
                })
                .collect(),
            quiet: settings.quiet,
            muted_until: Some(settings.muted_until).filter(|until| *until > now),
            open_reads: settings.open_reads,
            hints: Craft::ALL
                .into_iter()
                .map(|craft| HintChoice {
                    code: craft.code().to_owned(),
                    line: Line::new(&format!("{}Title", hint_key(craft))),
                    on: !settings.silenced.contains(craft.code()),
                })
                .collect(),
            looks: settings.looks.clone(),
            opens: settings.opens,
            health: state.live.health.iter().map(health).collect(),
            providers: state
                .live
                .providers
                .as_ref()
                .map(|providers| providers.held.iter().map(provider).collect()),
        }
    }
}

fn key_notes(account: &Account, now: Millis) -> Vec<Line> {
    // Said here for as long as it is so, whether or not the reminder in the panel was put aside.
    let age = account.key_is_old(now).then(|| Line::count("keyOld", account.key_days(now)));
    age.into_iter().chain(account.read_only.then(|| Line::new("keyReadOnly"))).collect()
}

fn provider(held: &Credential) -> ProviderKey {
    let line = match (held.is_active, held.last_used) {
        (Some(false), _) => Line::new("providerOff"),
        (_, Some(last)) => Line::new("providerUsed").with(Arg::Ago { ago: last }),
        (_, None) => Line::new("providerUnused"),
    };
    ProviderKey {
        id: held.id.clone(),
        name: held.provider_name.clone().filter(|name| !name.is_empty()).or_else(|| held.provider.clone()),
        line,
    }
}

fn pace_line(state: &State, now: Millis) -> Line {
    let Some(account) = &state.account else { return Line::new("paceNoKey") };
    let floor = tier_floor(account.tier.as_deref());
    let line = Line::count("paceLine", floor);
    if state.schedule.next_beat > now {
        line.at(state.schedule.next_beat)
    } else {
        line.with(Line::new("paceSoon"))
    }
}

fn health(fact: &HealthFact) -> HealthLine {
    let say =
        |state: &str, line: Line, value: Option<Line>| HealthLine { state: state.to_owned(), line, value };
    let took = |took: u32| Some(Line::new("valueMs").with(took));
    match fact {
        HealthFact::Answers(ms) => say("ok", Line::new("healthAnswers"), took(*ms)),
        HealthFact::AnswersOddly(code) => say("wait", Line::new("healthOddly").with(code.as_str()), None),
        HealthFact::Silent => say("refuse", Line::new("healthSilent"), None),
        HealthFact::Key(name, tier, ms) => {
            let name = name.clone().map_or_else(|| Line::new("unnamed").into(), Arg::Text);
            let tier = tier.as_deref().map_or_else(|| Line::new("tierUnknown"), tier_line);
            say("ok", Line::new("healthKey").with(name).with(tier), took(*ms))
        }
        HealthFact::NoKey => say("wait", Line::new("healthNoKey"), None),
        HealthFact::KeyRefused(code) => {
            say("refuse", Line::new("healthKeyRefused").with(code.as_str()), None)
        }
        HealthFact::Clock(skew) => {
            let apart = u32::try_from(skew.abs() / 1000).unwrap_or(u32::MAX);
            let value = Some(Line::new("valueApart").with(Arg::Span { seconds: u64::from(apart) }));
            // `Date` has whole seconds, so two apart is agreement.
            if apart <= 2 {
                say("ok", Line::new("healthClock"), value)
            } else {
                say("wait", Line::new("healthClockApart"), value)
            }
        }
        HealthFact::Budget(balance, max) => {
            let line = match max {
                Some(max) => {
                    Line::new("budgetLabel").with(Line::new("amountOfTotal").with(*balance).with(*max))
                }
                None => Line::new("budgetLabel").with(*balance),
            };
            say("ok", line, None)
        }
        HealthFact::Unread(count) => say("ok", Line::count("healthUnread", *count), None),
        HealthFact::Version(version) => say("ok", Line::new("healthVersion").with(version.as_str()), None),
    }
}
