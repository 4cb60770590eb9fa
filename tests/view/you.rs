use crate::*;
use impromptu::app::{Day, Receipt, SpendKind};
use impromptu::domain::{Checklist, ChecklistStep, Profile, QuickStart, Referral, TokenBalance, Transaction};
use impromptu::view::You;

fn you(change: impl FnOnce(&mut State)) -> You {
    You::of(&with(change), NOW)
}

fn receipt(act: SpendKind, level: Option<u32>) -> Receipt {
    Receipt { act, level, ..Receipt::default() }
}

#[test]
fn each_tier_shows_whether_it_is_reached_and_what_the_next_takes() {
    for (tier, reached, here, next) in [
        ("PROVISIONAL", 0, None, "nextRegistered"),
        ("REGISTERED", 1, Some(0), "nextEstablished"),
        ("established", 2, Some(1), "nextVerified"),
        ("VERIFIED", 3, Some(2), "nextPartner"),
        ("PARTNER", 4, Some(3), "nextNone"),
        ("LEGEND", 0, None, "-"),
    ] {
        let you = you(|state| state.account.iter_mut().for_each(|account| account.tier = Some(tier.into())));
        assert_eq!(you.tiers.iter().filter(|step| step.reached).count(), reached, "{tier}");
        assert_eq!(you.tiers.iter().position(|step| step.here), here, "{tier}");
        assert_eq!(maybe(you.tier_line.as_ref()), next);
    }
    let caps: Vec<_> =
        You::of(&State::default(), NOW).tiers.iter().map(|step| (line(&step.line), step.cap)).collect();
    let expected = [
        ("tierRegistered", 100.0),
        ("tierEstablished", 500.0),
        ("tierVerified", 2000.0),
        ("tierPartner", 10000.0),
    ];
    assert_eq!(caps, expected.map(|(name, cap)| (name.to_owned(), cap)));
}

#[test]
fn the_budget_says_what_returns_and_what_things_cost() {
    let at = |balance: f64| {
        you(|state| state.account.iter_mut().for_each(|account| account.budget.balance = Some(balance)))
    };
    let some = at(400.0);
    assert_eq!(maybe(some.budget_line.as_ref()), "budgetLine(50, at +30m, 10, 2, 1)");
    assert_eq!(maybe(some.full_at.as_ref()), "fullAt(at +90m)");
    assert_eq!(some.budget.map(|meter| meter.balance), Some(400.0));
    let full = at(500.0);
    assert_eq!(maybe(full.budget_line.as_ref()), "budgetLineFull(50, 10, 2, 1)");
    assert_eq!(full.full_at, None);
    assert_eq!(You::of(&State::default(), NOW).budget_line, None);
}

#[test]
fn the_account_is_described_by_what_the_network_told() {
    let shown = you(|state| {
        state.account.iter_mut().for_each(|account| account.reputation = Some(4.5));
        state.reputation = [(NOW - HOUR, 4.0), (NOW, 4.5)].into();
        state.cache.profile = Some(Profile {
            description: Some("Writes of fog.".into()),
            created_at: Some(NOW - HOUR),
            ..Profile::default()
        });
        state.cache.tokens = Some(TokenBalance {
            token_balance: Some(3.0),
            pending_earnings: Some(1.5),
            fee_remaining: Some(0.0),
            debt: Some(2.0),
            ..TokenBalance::default()
        });
    });
    assert_eq!((shown.name.as_deref(), shown.description.as_deref()), (Some("Ada"), Some("Writes of fog.")));
    assert_eq!(shown.since.as_ref().map(line).as_deref(), Some("aboutSince(at -60m)"));
    assert_eq!(shown.agent_id.as_deref(), Some("agent_1"));
    assert_eq!((shown.reputation, shown.reputation_past.len()), (Some(4.5), 2));
    assert_eq!((shown.reputation_past[0].at, shown.reputation_past[0].value), (NOW - HOUR, 4.0));
    let tokens: Vec<_> =
        shown.tokens.iter().map(|fact| format!("{} {}", line(&fact.label), line(&fact.value))).collect();
    assert_eq!(
        tokens,
        ["labelBalance tokenAmount(3)", "labelPending tokenAmount(1.5)", "labelDebt tokenAmount(2)"],
        "a fee that is paid is not shown"
    );
    let nobody = You::of(&State::default(), NOW);
    assert_eq!((nobody.since.is_none(), nobody.tokens.len(), nobody.referral), (true, 0, None));
}

#[test]
fn the_referral_link_carries_the_account_s_id_encoded() {
    let link = |id: &str| {
        you(|state| state.account.iter_mut().for_each(|account| account.agent_id = Some(id.into()))).referral
    };
    // The expected text is what `encodeURIComponent` makes of the id.
    for (id, encoded) in [("agent_1", "agent_1"), ("a-.~b", "a-.~b"), ("a b/c", "a%20b%2Fc"), ("é", "%C3%A9")]
    {
        assert_eq!(link(id), Some(format!("https://impromptusocial.ai/skill.md?ref={encoded}")));
    }
}

#[test]
fn posts_are_counted_by_kind_and_depth() {
    let shown = you(|state| {
        let acts = [(SpendKind::Seed, None), (SpendKind::Like, None), (SpendKind::Bookmark, Some(1))];
        state.receipts.extend(acts.map(|(act, level)| receipt(act, level)));
        let levels = [Some(0), Some(1), Some(3), Some(8), Some(9), None];
        state.receipts.extend(levels.map(|level| receipt(SpendKind::Reprompt, level)));
    });
    assert_eq!(shown.posts, [true, false, false, false, false, false, false]);
    assert_eq!(line(&shown.posts_line), "postsOf(6, 1, 7)");
    assert_eq!(shown.depths, [2, 0, 1, 0, 0, 0, 0, 2]);
    assert_eq!(line(&shown.depths_line), "depthsOf#5(5)");
    let many = you(|state| {
        state.receipts.extend((0..5).map(|_| receipt(SpendKind::Seed, None)));
        state.receipts.extend((0..18).map(|_| receipt(SpendKind::Reprompt, Some(1))));
    });
    assert_eq!((many.posts.len(), many.posts[..3].to_vec()), (20, vec![true, true, false]));
    assert_eq!(line(&many.posts_line), "postsOf(18, 2, 20)");
}

#[test]
fn each_spend_says_what_was_paid_for_and_where() {
    let shown = |receipt: Receipt| {
        let spend = you(|state| state.receipts.push_back(receipt)).receipts.remove(0);
        (line(&spend.line), spend.node, spend.paid)
    };
    let titled = |act| Receipt { title: Some("The ledger".into()), paid: Some(2.0), ..receipt(act, None) };
    for (act, words) in [
        (SpendKind::Reprompt, "spendReprompt('The ledger')"),
        (SpendKind::Seed, "spendSeed('The ledger')"),
        (SpendKind::Like, "spendLike('The ledger')"),
        (SpendKind::Bookmark, "spendBookmark('The ledger')"),
        (SpendKind::Dislike, "spendDislike('The ledger')"),
        (SpendKind::Handoff, "spendHandoff('The ledger')"),
    ] {
        assert_eq!(shown(titled(act)), (words.to_owned(), None, Some(2.0)));
    }
    let unsure = Receipt { unsure: true, parent: Some("rep_0".into()), ..receipt(SpendKind::Like, None) };
    assert_eq!(
        shown(unsure.clone()),
        ("spendUnsure(spendLike(untitled))".into(), Some("rep_0".into()), None)
    );
    assert_eq!(shown(Receipt { node: Some("rep_1".into()), ..unsure }).1.as_deref(), Some("rep_1"));
    let many = you(|state| {
        state.receipts.extend((0..60).map(|at| Receipt { at, ..Receipt::default() }));
    });
    assert_eq!((many.receipts.len(), many.receipts[0].at), (50, 59));
}

#[test]
fn progress_to_the_next_tier_is_shown_where_it_is_told() {
    use impromptu::domain::TierProgress;
    const DAY: Millis = 24 * HOUR;
    let shown = |tier: &str, count: Option<f64>, age: Option<Millis>| {
        let you = you(|state| {
            state.account.iter_mut().for_each(|account| account.tier = Some(tier.into()));
            let progress = TierProgress { quality_engagement_count: count, ..TierProgress::default() };
            state.cache.profile = Some(Profile {
                progress: Some(progress),
                created_at: age.map(|age| NOW - age),
                ..Profile::default()
            });
        });
        you.progress
            .iter()
            .map(|part| format!("{} {:.2}", line(&part.line), part.share))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let told = Some(12.0);
    assert_eq!(
        shown("REGISTERED", told, Some(3 * DAY + 1)),
        "tierEngagements(12, 50) 0.24; tierDays(4, 7) 0.57"
    );
    assert_eq!(shown("registered", told, None), "tierEngagements(12, 50) 0.24");
    assert_eq!(
        shown("REGISTERED", Some(60.0), Some(40 * DAY)),
        "tierEngagements(60, 50) 1.00; tierDays(7, 7) 1.00"
    );
    assert_eq!(shown("REGISTERED", told, Some(-HOUR)), "tierEngagements(12, 50) 0.24; tierDays(1, 7) 0.14");
    assert_eq!(shown("REGISTERED", None, Some(DAY)), "", "what is not told is not counted");
    assert_eq!(shown("VERIFIED", told, Some(DAY)), "");
}

#[test]
fn movements_of_tokens_say_what_for_and_which_way() {
    let shown = |kind: &str, description: Option<&str>, amount: Option<f64>| {
        let transaction = Transaction {
            kind: Some(kind.into()),
            description: description.map(str::to_owned),
            amount,
            ..Transaction::default()
        };
        let tokens = TokenBalance { transactions: vec![transaction], ..TokenBalance::default() };
        let wallet = you(|state| state.cache.tokens = Some(tokens)).wallet.expect("a wallet");
        wallet.movements.first().map(|movement| format!("{} {}", line(&movement.line), movement.amount))
    };
    for (kind, description, amount, expected) in [
        ("earn", Some("The ledger"), Some(4.0), Some("verbatim('The ledger') 4")),
        ("earn", None, Some(4.0), Some("movementEarn 4")),
        ("spend", Some(" "), Some(0.5), Some("movementSpend -0.5")),
        ("withdraw", None, Some(-2.0), Some("movementWithdraw -2")),
        ("deposit", None, Some(2.0), Some("movementDeposit 2")),
        ("swap", None, Some(2.0), Some("verbatim('swap') 2")),
        ("earn", None, None, None),
    ] {
        assert_eq!(shown(kind, description, amount).as_deref(), expected, "{kind}");
    }
}

#[test]
fn first_steps_are_shown_until_something_is_posted() {
    let checklist = |done: bool| {
        let step = |title: &str, done| ChecklistStep { title: title.into(), done };
        Some(Checklist { steps: vec![step("Claim", true), step("Post", done)] })
    };
    let you = |change: &dyn Fn(&mut State)| {
        you(|state| {
            state.account.iter_mut().for_each(|account| account.tier = Some("REGISTERED".into()));
            change(state);
        })
    };
    let shown = you(&|state| state.cache.checklist = checklist(false)).first_steps.expect("first steps");
    assert_eq!((shown.steps.len(), shown.steps[0].done, shown.prepares), (2, true, true));
    assert_eq!(you(&|state| state.cache.checklist = checklist(true)).first_steps, None, "all is done");
    let posted = you(&|state| {
        state.cache.checklist = checklist(false);
        state.receipts.push_back(receipt(SpendKind::Reprompt, Some(1)));
    });
    assert_eq!(posted.first_steps, None);
    let fresh = you(&|state| {
        state.account.iter_mut().for_each(|account| account.quick_start = Some(QuickStart::default()));
    });
    assert!(fresh.first_steps.is_some_and(|first| first.steps.is_empty() && first.prepares));
    let established = you(&|state| {
        state.account.iter_mut().for_each(|account| account.tier = Some("ESTABLISHED".into()));
        state.cache.checklist = checklist(false);
    });
    assert_eq!(established.first_steps, None, "its first steps are long done");
    assert_eq!(You::of(&State::default(), NOW).first_steps, None);
}

#[test]
fn a_referral_says_what_it_brought_once_it_was_asked_for() {
    let told = |link: &str| Referral {
        referral_link: Some(link.into()),
        total_referred: Some(3),
        total_earnings: Some(4.5),
        ..Referral::default()
    };
    assert_eq!(maybe(you(|_| {}).referral_line.as_ref()), "-");
    let shown = you(|state| state.cache.referral = Some(told("https://impromptusocial.ai/r/ada")));
    assert_eq!(maybe(shown.referral_line.as_ref()), "referralEarned#3(3, 4.5, 0)");
    assert_eq!(shown.referral.as_deref(), Some("https://impromptusocial.ai/r/ada"));
    let elsewhere = you(|state| state.cache.referral = Some(told("https://elsewhere.example/")));
    assert_eq!(elsewhere.referral.as_deref(), Some("https://impromptusocial.ai/skill.md?ref=agent_1"));
}

#[test]
fn days_join_budget_spending_and_reputation_and_end_after_ninety() {
    const DAY: Millis = 24 * HOUR;
    let today = NOW.div_euclid(DAY);
    let state = with(|state| {
        let day = |day: i64, lowest, spent| Day { day, lowest, spent };
        state.days.extend([
            day(today - 90, None, 7.0),
            day(today - 89, Some(3.0), 1.0),
            day(today, Some(40.0), 12.0),
        ]);
        state.reputation.extend([(NOW - DAY, 41.0), (NOW - 95 * DAY, 1.0), (NOW, 43.0)]);
    });
    let days: Vec<_> = You::of(&state, NOW)
        .days
        .into_iter()
        .map(|facts| (facts.at / DAY - today, facts.lowest, facts.spent, facts.reputation))
        .collect();
    assert_eq!(
        days,
        [(-89, Some(3.0), 1.0, None), (-1, None, 0.0, Some(41.0)), (0, Some(40.0), 12.0, Some(43.0))]
    );
}

#[test]
fn a_post_tells_what_it_brought_as_far_as_that_is_known() {
    let state = with(|state| {
        let receipt = |node: &str, act, likes, replies| Receipt {
            node: Some(node.into()),
            act,
            likes,
            replies,
            text: "w".repeat(300),
            ..Receipt::default()
        };
        state.receipts.extend([
            receipt("a", SpendKind::Reprompt, Some(2), Some(1)),
            receipt("b", SpendKind::Like, None, None),
            receipt("c", SpendKind::Seed, None, None),
        ]);
    });
    let told: Vec<_> = You::of(&state, NOW)
        .outcomes
        .iter()
        .map(|one| {
            (
                one.node.clone(),
                one.text.chars().count(),
                maybe(one.replies.as_ref()),
                maybe(one.likes.as_ref()),
            )
        })
        .collect();
    let (likes, replies) = ("outcomeLikes#2(2)".to_owned(), "outcomeReplies#1(1)".to_owned());
    assert_eq!(told, [("c".into(), 200, "-".into(), "-".into()), ("a".into(), 200, replies, likes)]);
}
