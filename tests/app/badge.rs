use crate::*;
use impromptu::app::{BadgeText, ConnectionIssue, badge};

#[test]
fn what_matters_most_is_said_first() {
    let refused = || Some(ConnectionIssue::Refused { code: "AUTH_001".into() });
    for (key, connection_issue, title) in [
        (KeyState::Locked, refused(), "badgeLocked"),
        (KeyState::Lost, refused(), "badgeLost"),
        (KeyState::Ready, refused(), "badgeRefused"),
        (KeyState::Ready, Some(ConnectionIssue::Terms), "badgeTerms"),
        (KeyState::Ready, Some(ConnectionIssue::Offline), "badgeUnreachable"),
        (KeyState::Ready, Some(ConnectionIssue::Captive), "badgeSignInNeeded"),
        (KeyState::Ready, Some(ConnectionIssue::Limited { until: NOW }), "badgeLimited"),
        (KeyState::Ready, None, "appName"),
    ] {
        let mut bench = Bench::connected();
        bench.state.live.key = key;
        bench.state.connection_issue = connection_issue;
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
