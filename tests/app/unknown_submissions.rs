use crate::*;

/// A reply whose post was never answered.
fn unknown() -> Bench {
    let mut bench = Bench::sending();
    bench.silence(Endpoint::Reprompt, NoResponse::Dropped);
    assert_eq!(bench.phase(), Some(Phase::Unknown));
    bench
}

fn posts(bench: &Bench) -> usize {
    bench.fetches().iter().filter(|fetch| fetch.call.cost > 0).count()
}

#[test]
fn an_unknown_reply_is_not_posted_again() {
    for text in ["three boots", "four boots"] {
        let mut bench = unknown();
        bench.typed(text);
        bench.post(text);
        assert_eq!(posts(&bench), 0, "{text}");
        assert!(bench.answer().alert.is_some(), "{text}");
        assert_eq!(bench.phase(), Some(Phase::Unknown), "{text}");
        assert_eq!(bench.state.submissions[DRAFT].content.text, "three boots", "{text}");
    }
}

#[test]
fn an_unknown_reply_is_neither_discarded_nor_edited() {
    for command in [
        Command::Discard { draft: DRAFT.into(), revision: Revision::new("three boots ") },
        Command::Edit { draft: DRAFT.into(), missing: false },
        Command::Edit { draft: DRAFT.into(), missing: true },
    ] {
        let mut bench = unknown();
        bench.ask(command.clone());
        assert_eq!(
            (bench.told().as_str(), bench.phase()),
            ("alertCheckFirst", Some(Phase::Unknown)),
            "{command:?}"
        );
        assert!(bench.answer().undo.is_none() && bench.state.receipts.is_empty(), "{command:?}");
    }
}
