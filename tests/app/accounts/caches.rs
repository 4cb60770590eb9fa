use super::*;

#[test]
fn clearing_caches_forgets_what_can_be_fetched_again_in_all_accounts() {
    let mut house = House::two();
    house.reads();
    assert!(!house.accounts.current().cache.prompts.is_empty());
    house.ask(AccountsCommand::ClearCaches);
    for number in house.accounts.numbers() {
        let state = house.accounts.state(number).expect("is there");
        let cache = &state.cache;
        assert!(cache.prompts.is_empty() && cache.titles.is_empty() && cache.feed.is_empty(), "{number}");
        assert!(cache.profile.is_none() && cache.budget_details.is_none(), "{number}");
        assert!(house.effects.contains(&(number, Effect::SaveCache)), "{number}");
    }
    assert!(!house.accounts.current().reviews.is_empty(), "what the person did stays");
    let said = house.effects.iter().find_map(|(_, effect)| match effect {
        Effect::Answer { answer, .. } => answer.said.as_ref().map(|said| said.key.as_str()),
        _ => None,
    });
    assert_eq!(said, Some("saidCachesCleared"));
}
