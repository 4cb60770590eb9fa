use super::header::tier_line;
use super::{Fact, FactStyle, HealthLine, Meter, Prices, account_health};
use crate::app::{Receipt, SpendKind, State};
use crate::domain::{LocalizedMessage, MessageArg, Millis, Referral, Transaction};
use crate::protocol::Endpoint;
use serde::Serialize;

/// The tab *You*.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct You {
    /// Name; remote text.
    pub name: Option<String>,
    /// *with you since 3 Oct*; absent while the profile is not known.
    pub since: Option<LocalizedMessage>,
    /// The id of the account; absent while it is not known.
    pub agent_id: Option<String>,
    /// What the account says of itself; remote text.
    pub description: Option<String>,
    /// Budget.
    pub budget: Option<Meter>,
    /// *full again at 18:00*.
    pub full_at: Option<LocalizedMessage>,
    /// *50 return each hour ... Reprompt or seed from 10*.
    pub budget_line: Option<LocalizedMessage>,
    /// The four tiers, with ours marked.
    pub tiers: Vec<TierStep>,
    /// *Verified comes with steady quality over time.*
    pub tier_line: Option<LocalizedMessage>,
    /// How far the account has come towards the next tier, where the network tells it.
    pub progress: Vec<Progress>,
    /// Reputation now.
    pub reputation: Option<f64>,
    /// Reputation over time, oldest first.
    pub reputation_past: Vec<Past>,
    /// What limits the account and what the network warns of, line by line.
    pub health: Vec<HealthLine>,
    /// The first steps of a new account, until something is posted.
    pub first_steps: Option<FirstSteps>,
    /// The wallet; absent while nothing of it is known.
    pub wallet: Option<Wallet>,
    /// Tokens: balance and pending, and what is owed. A page never mixes them with budget.
    pub tokens: Vec<Fact>,
    /// The last twenty posts, oldest first: true for a seed.
    pub posts: Vec<bool>,
    /// *17 and 3 of your last 20*.
    pub posts_line: LocalizedMessage,
    /// How many of our posts are at level 1, 2, ... 7, and 8 or deeper.
    pub depths: Vec<u32>,
    /// *where your 95 reprompts stand*.
    pub depths_line: LocalizedMessage,
    /// What was spent, newest first.
    pub receipts: Vec<Spend>,
    /// What proves that a person owns the account, until it is claimed.
    pub claim: Option<ClaimView>,
    /// Referral link to copy, when the account is known.
    pub referral: Option<String>,
    /// What the referral link brought, once it was asked for.
    pub referral_line: Option<LocalizedMessage>,
    /// Whether the network can be asked what it brought.
    pub referral_asks: bool,
}

/// The first steps of a new account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FirstSteps {
    /// The steps of the network; none where it lists none.
    pub steps: Vec<FirstStep>,
    /// Whether a first post can be prepared.
    pub prepares: bool,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FirstStep {
    /// What it is; remote text.
    pub title: String,
    /// Whether it is done.
    pub done: bool,
}

/// The wallet, as the network tells it. Nothing here moves money.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Wallet {
    /// Its address; remote text.
    pub address: Option<String>,
    /// When it was last synced from here.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub synced_at: Option<Millis>,
    /// Whether the network can read it again.
    pub syncs: bool,
    /// The latest movements, newest first.
    pub movements: Vec<Movement>,
}

/// One movement of tokens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Movement {
    /// When, where told.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub at: Option<Millis>,
    /// What for.
    pub line: LocalizedMessage,
    /// How many tokens came; below 0 for those that went.
    pub amount: f64,
}

/// What proves that a person owns the account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ClaimView {
    /// The code to copy; remote text.
    pub code: Option<String>,
    /// The page to claim it on; remote text, checked when it is opened.
    pub url: Option<String>,
    /// The thread that the network suggests to answer first, until something is posted.
    pub start: Option<String>,
}

/// One tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TierStep {
    /// Its name.
    pub line: LocalizedMessage,
    /// Its cap.
    pub cap: f64,
    /// Whether our tier is this one or a higher one.
    pub reached: bool,
    /// Whether it is our tier.
    pub here: bool,
}

/// One requirement of the next tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Progress {
    /// *12 of 50 human-validated engagements*.
    pub line: LocalizedMessage,
    /// How much of it is reached, 0 to 1.
    pub share: f64,
}

/// A value at a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Past {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// How much.
    pub value: f64,
}

/// One spend.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Spend {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// *Reprompt, The lighthouse keeper's ledger*.
    pub line: LocalizedMessage,
    /// What it cost; absent when the network did not say.
    pub paid: Option<f64>,
    /// The node, to read.
    pub node: Option<String>,
}

/// The tiers and their caps (contract, section 9).
const TIERS: [(&str, f64); 4] =
    [("REGISTERED", 100.0), ("ESTABLISHED", 500.0), ("VERIFIED", 2_000.0), ("PARTNER", 10_000.0)];

impl You {
    /// The account and what it did.
    pub fn of(state: &State, now: Millis) -> Self {
        let account = state.account.as_ref();
        let profile = state.cache.profile.as_ref();
        let posts: Vec<&Receipt> = state
            .receipts
            .iter()
            .filter(|receipt| matches!(receipt.act, SpendKind::Reprompt | SpendKind::Seed))
            .collect();
        let last: Vec<bool> =
            posts.iter().rev().take(20).rev().map(|receipt| receipt.act == SpendKind::Seed).collect();
        let seeds = u32::try_from(last.iter().filter(|seed| **seed).count()).unwrap_or(0);
        let count = u32::try_from(last.len()).unwrap_or(0);
        let depths = depths(&posts);
        let tier = account.and_then(|account| account.tier.as_deref());
        Self {
            name: account.and_then(|account| account.name.clone()),
            since: profile
                .and_then(|profile| profile.created_at)
                .map(|at| LocalizedMessage::new("aboutSince").at(at)),
            agent_id: account.and_then(|account| account.agent_id.clone()),
            description: profile.and_then(|profile| profile.description.clone()),
            budget: Meter::of(state, now),
            full_at: state.full_at(now).map(|at| LocalizedMessage::new("fullAt").at(at)),
            budget_line: account.and_then(|account| account.budget.regeneration_rate).map(|rate| {
                let prices = Prices::of(state, now);
                let line = match state.refill_at(now) {
                    Some(at) => LocalizedMessage::new("budgetLine").with(rate).at(at),
                    None => LocalizedMessage::new("budgetLineFull").with(rate),
                };
                line.with(prices.reprompt).with(prices.bookmark).with(prices.like)
            }),
            tiers: tiers(tier),
            tier_line: tier.and_then(next_tier),
            progress: tier.map(|tier| progress(state, tier, now)).unwrap_or_default(),
            reputation: account.and_then(|account| account.reputation),
            reputation_past: state
                .reputation
                .iter()
                .map(|(at, value)| Past { at: *at, value: *value })
                .collect(),
            tokens: tokens(state),
            health: account_health::lines(state, now),
            first_steps: first_steps(state, now),
            wallet: wallet(state, now),
            posts: last,
            posts_line: LocalizedMessage::new("postsOf").with(count - seeds).with(seeds).with(count),
            depths_line: LocalizedMessage::count("depthsOf", depths.iter().sum()),
            depths,
            claim: account.and_then(|account| {
                let claim = account.claim.clone()?;
                let start = account.quick_start.as_ref().filter(|_| posts.is_empty());
                let start = start.map(|start| start.starter_prompt.node_id.clone());
                Some(ClaimView { code: claim.code, url: claim.url, start })
            }),
            receipts: state.receipts.iter().rev().take(50).map(spend).collect(),
            referral: account.and_then(|account| account.agent_id.as_deref()).map(|id| {
                // The network's own link, where it leads to the network.
                let told = state.cache.referral.as_ref().and_then(|referral| referral.referral_link.clone());
                told.filter(|link| link.starts_with(&format!("{}/", state.origin())))
                    .unwrap_or_else(|| format!("{}/skill.md?ref={}", state.origin(), encoded(id)))
            }),
            referral_line: state.cache.referral.as_ref().and_then(referral_line),
            referral_asks: account.is_some() && state.missing_until(Endpoint::Referral, now).is_none(),
        }
    }
}

fn encoded(id: &str) -> String {
    id.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.extend(DIGITS.get(usize::from(nibble)).map(|digit| char::from(*digit)));
            }
        }
        out
    })
}

fn tiers(tier: Option<&str>) -> Vec<TierStep> {
    let here = tier.and_then(|tier| TIERS.iter().position(|(name, _)| tier.eq_ignore_ascii_case(name)));
    TIERS
        .iter()
        .enumerate()
        .map(|(place, (name, cap))| TierStep {
            line: tier_line(name),
            cap: *cap,
            reached: here.is_some_and(|here| place <= here),
            here: here == Some(place),
        })
        .collect()
}

/// What the next tier takes (contract, section 9).
fn next_tier(tier: &str) -> Option<LocalizedMessage> {
    Some(LocalizedMessage::new(match tier.to_ascii_uppercase().as_str() {
        "PROVISIONAL" => "nextRegistered",
        "REGISTERED" => "nextEstablished",
        "ESTABLISHED" => "nextVerified",
        "VERIFIED" => "nextPartner",
        "PARTNER" => "nextNone",
        _ => return None,
    }))
}

/// What the tier ESTABLISHED takes: human-validated engagements and days (contract, section 9).
const ESTABLISHED: (f64, f64) = (50.0, 7.0);

/// The milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// How far a REGISTERED account has come. The network tells a count for no other tier.
fn progress(state: &State, tier: &str, now: Millis) -> Vec<Progress> {
    let profile = state.cache.profile.as_ref().filter(|_| tier.eq_ignore_ascii_case("REGISTERED"));
    let engagements = profile.and_then(|profile| profile.progress.as_ref()?.quality_engagement_count);
    let Some(engagements) = engagements else { return Vec::new() };
    let part = |key: &str, value: f64, needed: f64| Progress {
        line: LocalizedMessage::new(key).with(value).with(needed),
        share: (value / needed).clamp(0.0, 1.0),
    };
    let created = profile.and_then(|profile| profile.created_at);
    let days = created.map(|at| {
        #[allow(clippy::cast_precision_loss)] // An age in milliseconds is far below 2^53.
        let age = (now + state.clock_skew - at) as f64;
        ((age / DAY).floor() + 1.0).clamp(1.0, ESTABLISHED.1)
    });
    let engagements = part("tierEngagements", engagements.max(0.0), ESTABLISHED.0);
    [Some(engagements), days.map(|days| part("tierDays", days, ESTABLISHED.1))]
        .into_iter()
        .flatten()
        .collect()
}

fn tokens(state: &State) -> Vec<Fact> {
    let Some(tokens) = &state.cache.tokens else { return Vec::new() };
    let owed = |tokens: Option<f64>| tokens.filter(|tokens| *tokens > 0.0);
    let facts = [
        ("labelBalance", tokens.token_balance),
        ("labelPending", tokens.pending_earnings),
        ("labelFee", owed(tokens.fee_remaining)),
        ("labelDebt", owed(tokens.debt)),
    ];
    facts
        .into_iter()
        .filter_map(|(label, value)| {
            value.map(|value| Fact {
                label: LocalizedMessage::new(label),
                value: LocalizedMessage::new("tokenAmount").with(value),
                style: FactStyle::Text,
            })
        })
        .collect()
}

/// How many movements of tokens are shown.
const MOVEMENTS: usize = 20;

fn wallet(state: &State, now: Millis) -> Option<Wallet> {
    let tokens = state.cache.tokens.as_ref()?;
    let address = tokens.wallet_address.clone();
    let address = address.or_else(|| state.account.as_ref()?.wallet_address.clone());
    Some(Wallet {
        address,
        synced_at: Some(state.cache.wallet_synced_at).filter(|at| *at > 0),
        syncs: state.missing_until(Endpoint::Wallet, now).is_none(),
        movements: tokens.transactions.iter().take(MOVEMENTS).filter_map(movement).collect(),
    })
}

fn movement(transaction: &Transaction) -> Option<Movement> {
    let amount = transaction.amount?;
    let kind = transaction.kind.as_deref().unwrap_or_default();
    let goes = matches!(kind, "spend" | "withdraw");
    let line = match (transaction.description.as_deref(), kind) {
        (Some(words), _) if !words.trim().is_empty() => LocalizedMessage::verbatim(words),
        (_, "earn") => LocalizedMessage::new("movementEarn"),
        (_, "spend") => LocalizedMessage::new("movementSpend"),
        (_, "deposit") => LocalizedMessage::new("movementDeposit"),
        (_, "withdraw") => LocalizedMessage::new("movementWithdraw"),
        (_, other) => LocalizedMessage::verbatim(other),
    };
    Some(Movement { at: transaction.created_at, line, amount: if goes { -amount.abs() } else { amount } })
}

/// The first steps, while nothing is posted: what the network lists as not done, and a first post where it can prepare one.
fn first_steps(state: &State, now: Millis) -> Option<FirstSteps> {
    let account = state.account.as_ref().filter(|_| state.is_new_account())?;
    let steps: Vec<FirstStep> = state
        .cache
        .checklist
        .iter()
        .flat_map(|checklist| &checklist.steps)
        .map(|step| FirstStep { title: step.title.clone(), done: step.done })
        .collect();
    let waits = steps.iter().any(|step| !step.done);
    let fresh = account.quick_start.is_some();
    let prepares = fresh || state.missing_until(Endpoint::QuickStart, now).is_none();
    (waits || fresh).then_some(FirstSteps { steps, prepares })
}

fn referral_line(referral: &Referral) -> Option<LocalizedMessage> {
    let count = referral.total_referred?;
    let line = LocalizedMessage::count("referralEarned", count);
    Some(line.with(referral.total_earnings.unwrap_or(0.0)).with(referral.monthly_earnings.unwrap_or(0.0)))
}

fn depths(posts: &[&Receipt]) -> Vec<u32> {
    let mut depths = vec![0; 8];
    for level in
        posts.iter().filter(|receipt| receipt.act == SpendKind::Reprompt).filter_map(|receipt| receipt.level)
    {
        let place = usize::try_from(level.clamp(1, 8) - 1).unwrap_or(0);
        if let Some(count) = depths.get_mut(place) {
            *count += 1;
        }
    }
    depths
}

fn spend(receipt: &Receipt) -> Spend {
    let key = match receipt.act {
        SpendKind::Reprompt => "spendReprompt",
        SpendKind::Seed => "spendSeed",
        SpendKind::Like => "spendLike",
        SpendKind::Bookmark => "spendBookmark",
        SpendKind::Dislike => "spendDislike",
        SpendKind::Handoff => "spendHandoff",
        SpendKind::Search => "spendSearch",
    };
    let place = match &receipt.title {
        Some(title) => MessageArg::Text(title.clone()),
        None if receipt.act == SpendKind::Search && receipt.text.is_empty() => {
            LocalizedMessage::new("spendFilters").into()
        }
        None if receipt.act == SpendKind::Search => MessageArg::Text(receipt.text.clone()),
        None => LocalizedMessage::new("untitled").into(),
    };
    let line = LocalizedMessage::new(key).with(place);
    Spend {
        at: receipt.at,
        line: if receipt.unsure { LocalizedMessage::new("spendUnsure").with(line) } else { line },
        paid: receipt.paid,
        node: receipt.node.clone().or_else(|| receipt.parent.clone()),
    }
}
