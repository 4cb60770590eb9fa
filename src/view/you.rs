use super::{Fact, FirstSteps, HealthLine, Meter, Prices, Progress, Spend, TierStep, Wallet, account_health};
use super::{tier, wallet};
use crate::app::{DAYS, Receipt, SpendKind, State};
use crate::domain::{LocalizedMessage, Millis, Referral, Table, excerpt};
use crate::protocol::{self, Endpoint};
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
    pub reputation_past: Vec<ReputationValue>,
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
    /// The last 90 days of which something is known, oldest first.
    pub days: Vec<DayFacts>,
    /// What posts brought, newest first.
    pub outcomes: Vec<Outcome>,
}

/// What is known of one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DayFacts {
    /// When it began.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// The lowest budget that was seen.
    pub lowest: Option<f64>,
    /// Units that were spent from here.
    pub spent: f64,
    /// The reputation.
    pub reputation: Option<f64>,
}

/// What a post brought, as far as its thread told it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Outcome {
    /// The new node.
    pub node: String,
    /// When it was posted.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// Title of the tree; remote text.
    pub title: Option<String>,
    /// How the posted text begins.
    pub text: String,
    /// *3 replies*; absent when not known.
    pub replies: Option<LocalizedMessage>,
    /// *liked by 2*; absent when not known.
    pub likes: Option<LocalizedMessage>,
    /// What it cost; absent when the network did not say.
    pub paid: Option<f64>,
}

/// Posts of which is told what they brought.
const OUTCOMES: usize = 50;

fn outcome(receipt: &Receipt) -> Option<Outcome> {
    Some(Outcome {
        node: receipt.node.clone()?,
        at: receipt.at,
        title: receipt.title.clone(),
        text: excerpt(&receipt.text, 200),
        replies: receipt.replies.map(|count| LocalizedMessage::count("outcomeReplies", count)),
        likes: receipt.likes.map(|count| LocalizedMessage::count("outcomeLikes", count)),
        paid: receipt.paid,
    })
}

fn days(state: &State, now: Millis) -> Vec<DayFacts> {
    let today = state.day_of(now);
    let mut days: Table<i64, DayFacts> = Table::new();
    let empty = |day| DayFacts { at: state.start_of_day(day), lowest: None, spent: 0.0, reputation: None };
    for known in &state.days {
        days.insert(known.day, DayFacts { lowest: known.lowest, spent: known.spent, ..empty(known.day) });
    }
    for (at, value) in &state.reputation {
        let day = state.day_of(*at);
        days.get_or_insert_with(day, || empty(day)).reputation = Some(*value);
    }
    days.into_iter().filter(|(day, _)| *day > today - DAYS && *day <= today).map(|(_, facts)| facts).collect()
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

/// A value at a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReputationValue {
    /// When.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub at: Millis,
    /// How much.
    pub value: f64,
}

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
        let own_tier = account.and_then(|account| account.tier.as_deref());
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
            tiers: TierStep::all(own_tier),
            tier_line: own_tier.and_then(tier::next_line),
            progress: own_tier.map(|tier| Progress::of(state, tier, now)).unwrap_or_default(),
            reputation: account.and_then(|account| account.reputation),
            reputation_past: state
                .reputation
                .iter()
                .map(|(at, value)| ReputationValue { at: *at, value: *value })
                .collect(),
            tokens: wallet::tokens(state),
            health: account_health::lines(state, now),
            first_steps: FirstSteps::of(state, now),
            wallet: Wallet::of(state, now),
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
            receipts: state.own_receipts().rev().take(50).map(Spend::of).collect(),
            referral: account.and_then(|account| account.agent_id.as_deref()).map(|id| {
                // The network's own link, where it leads to the network.
                let stated =
                    state.cache.referral.as_ref().and_then(|referral| referral.referral_link.clone());
                stated.filter(|link| link.starts_with(&format!("{}/", state.origin()))).unwrap_or_else(|| {
                    format!("{}/skill.md?ref={}", state.origin(), protocol::encode_segment(id))
                })
            }),
            referral_line: state.cache.referral.as_ref().and_then(referral_line),
            days: days(state, now),
            outcomes: posts.iter().rev().filter_map(|receipt| outcome(receipt)).take(OUTCOMES).collect(),
            referral_asks: account.is_some() && state.missing_until(Endpoint::Referral, now).is_none(),
        }
    }
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
