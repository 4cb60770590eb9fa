use crate::*;
use impromptu::agent::{BadgeText, Trouble, badge};

#[test]
fn what_matters_most_is_said_first() {
    let refused = || Some(Trouble::Refused { code: "AUTH_001".into() });
    for (key, trouble, title) in [
        (KeyState::Locked, refused(), "badgeLocked"),
        (KeyState::Lost, refused(), "badgeLost"),
        (KeyState::Ready, refused(), "badgeRefused"),
        (KeyState::Ready, Some(Trouble::Terms), "badgeTerms"),
        (KeyState::Ready, Some(Trouble::Offline), "badgeUnreachable"),
        (KeyState::Ready, Some(Trouble::Captive), "badgeCaptive"),
        (KeyState::Ready, Some(Trouble::Limited { until: NOW }), "badgeLimited"),
        (KeyState::Ready, None, "appName"),
    ] {
        let mut bench = Bench::connected();
        bench.state.live.key = key;
        bench.state.trouble = trouble;
        assert_eq!(badge(&bench.state).title.key, title);
    }
}

#[test]
fn before_the_list_came_the_network_s_own_number_counts() {
    let mut bench = Bench::new();
    bench.ask(Command::Connect {
        address: "impromptusocial.ai".into(),
        key: Secret::new(KEY),
        agreed: false,
    });
    bench.reply(Endpoint::Heartbeat, 200, &heartbeat(4));
    assert_eq!(badge(&bench.state).text, Some(BadgeText::Count(4)));
}
