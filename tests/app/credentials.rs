use crate::*;
use impromptu::app::KeyUse;

#[test]
fn provider_keys_are_sent_listed_and_removed_and_kept_nowhere() {
    const PROVIDER: &str = "sk-or-v1-0123456789";
    let mut bench = Bench::connected();
    let put = |bench: &mut Bench, provider: &str, key: &str| {
        bench.ask(Command::PutCredential { provider: provider.into(), key: Secret::new(key) });
    };
    for (provider, key) in [("openrouter", "short"), ("openrouter", "with a gap in it"), ("acme", PROVIDER)] {
        put(&mut bench, provider, key);
        assert!(bench.fetches().is_empty(), "{provider} {key}");
    }
    put(&mut bench, "openrouter", PROVIDER);
    let fetch = bench.fetches()[0];
    assert_eq!((fetch.call.method.as_str(), &fetch.key), ("PUT", &KeyUse::Kept));
    assert!(fetch.call.body.as_deref().is_some_and(|body| body.contains(PROVIDER)));
    bench.reply(
        Endpoint::Credentials,
        200,
        &json!({"message": "Stored.", "credentialId": "c1", "provider": "openrouter"}),
    );
    assert_eq!((bench.told().as_str(), bench.fetches()[0].call.method.as_str()), ("saidProvider", "GET"));
    bench.reply(
        Endpoint::Credentials,
        200,
        &json!({"credentials": [{"id": "c1", "provider": "openrouter"}]}),
    );
    let held = bench.state.live.providers.as_ref().map(|providers| providers.held.len());
    assert_eq!(held, Some(1));
    assert!(!serde_json::to_string(&bench.state).unwrap_or_default().contains(PROVIDER));
    bench.ask(Command::RemoveCredential { id: "c1".into() });
    assert_eq!(
        (bench.fetches()[0].call.method.as_str(), bench.fetches()[0].call.path.as_str()),
        ("DELETE", "/api/v1/agent/credentials?id=c1")
    );
    bench.reply(Endpoint::Credentials, 403, &refusal("CRED_001"));
    assert_eq!(bench.told(), "alertRefused");
}
