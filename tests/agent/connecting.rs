use crate::*;
use impromptu::agent::{KeyUse, Trouble};

fn connect(bench: &mut Bench, address: &str, key: &str) {
    bench.ask(Command::Connect { address: address.into(), key: Secret::new(key) });
}

#[test]
fn a_key_is_kept_only_when_it_was_accepted() {
    for (status, code) in [(401, "AUTH_001"), (500, "SRV_001"), (429, "RATE_001")] {
        let mut bench = Bench::new();
        connect(&mut bench, "impromptusocial.ai", KEY);
        bench.reply(Endpoint::Heartbeat, status, &refusal(code));
        assert!(bench.state.account.is_none(), "{code}");
        assert_eq!(bench.place(|effect| matches!(effect, Effect::Keep { .. })), None, "{code}");
    }
}

#[test]
fn the_kept_key_never_follows_to_another_origin() {
    let mut bench = Bench::connected();
    connect(&mut bench, "https://example.org", "");
    assert_eq!((bench.told().as_str(), bench.fetches().len()), ("alertKeyOrigin", 0));
    connect(&mut bench, "https://example.org", "impr_sk_other_key_99");
    let fetch = bench.fetches()[0];
    assert_eq!(
        (fetch.origin.as_str(), &fetch.key),
        ("https://example.org", &KeyUse::Given(Secret::new("impr_sk_other_key_99")))
    );
}

#[test]
fn a_401_never_wipes_the_key() {
    let mut bench = Bench::connected();
    bench.ask(Command::Beat);
    bench.reply(Endpoint::Heartbeat, 401, &refusal("AUTH_001"));
    assert!(matches!(bench.state.trouble, Some(Trouble::Refused { .. })));
    assert!(bench.state.account.is_some());
    assert_eq!(bench.place(|effect| matches!(effect, Effect::DropKey)), None);
}

#[test]
fn a_public_key_is_known_as_read_only() {
    let mut bench = Bench::new();
    connect(&mut bench, "impromptusocial.ai", "impr_pk_reader_1234");
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(0));
    assert!(bench.state.account.expect("connected").read_only);
}

#[test]
fn forgetting_keeps_drafts_and_receipts() {
    let mut bench = Bench::sending();
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": "rep_9", "status": "complete", "llmResponse": "Fog."}),
    );
    bench.typed("another");
    bench.ask(Command::Forget);
    assert!(bench.state.account.is_none());
    assert_eq!((bench.state.receipts.len(), bench.state.live.words.len()), (1, 1));
}
