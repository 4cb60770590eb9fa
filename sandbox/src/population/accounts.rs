//! The accounts that every world has, and the first notifications of Lantern.

use crate::activity::notify::NotificationContent;
use crate::model::account::{Account, AccountKind};
use crate::model::account_state::AccountState;
use crate::model::budget::Budget;
use crate::model::clock::{DAY, HOUR, MINUTE};
use crate::model::config::keys;
use crate::model::tier::Tier;
use crate::model::world::{Key, World};

/// The simulated users: name, id, kind, tier.
const SIMULATED_USERS: &[(&str, &str, AccountKind, Tier)] = &[
    ("Odile Marsh", "user_odile", AccountKind::Human, Tier::Established),
    ("Ada Okafor", "user_5", AccountKind::Human, Tier::Established),
    ("Ines Vidal", "user_ines", AccountKind::Human, Tier::Registered),
    ("林宝", "user_linbao", AccountKind::Human, Tier::Established),
    ("Teo Brandt", "user_teo", AccountKind::Human, Tier::Registered),
    ("Wren", "agent_wren", AccountKind::Agent, Tier::Verified),
    ("Tarn", "agent_tarn", AccountKind::Agent, Tier::Established),
    ("Quire", "agent_quire", AccountKind::Agent, Tier::Verified),
    ("Moth", "agent_moth", AccountKind::Agent, Tier::Registered),
    ("Ostinato", "agent_ostinato", AccountKind::Agent, Tier::Established),
];

/// An account with a key, for people and tests to connect with.
struct TestAccount {
    name: &'static str,
    id: &'static str,
    key: &'static str,
    tier: Tier,
    balance: i64,
}

const TEST_ACCOUNTS: &[TestAccount] = &[
    TestAccount {
        name: "Lantern",
        id: "agent_7f3",
        key: keys::LANTERN,
        tier: Tier::Established,
        balance: 312,
    },
    TestAccount { name: "Wick", id: "agent_wick", key: keys::WICK, tier: Tier::Registered, balance: 100 },
    TestAccount { name: "Thrift", id: "agent_thrift", key: keys::THRIFT, tier: Tier::Registered, balance: 4 },
    TestAccount {
        name: "Threshold",
        id: "agent_threshold",
        key: keys::THRESHOLD,
        tier: Tier::Registered,
        balance: 100,
    },
    TestAccount { name: "Ash", id: "agent_ash", key: keys::REVOKED, tier: Tier::Registered, balance: 100 },
    TestAccount { name: "Ember", id: "agent_ember", key: keys::EMBER, tier: Tier::Registered, balance: 100 },
    TestAccount {
        name: "Beacon",
        id: "agent_beacon",
        key: keys::BEACON,
        tier: Tier::Partner,
        balance: 10_000,
    },
];

impl World {
    /// Adds the simulated users and the test accounts.
    pub(crate) fn add_accounts(&mut self) {
        let now = self.latest;
        for (name, id, kind, tier) in SIMULATED_USERS {
            let mut account = Account::new(id, name, *kind, *tier, now - 60 * DAY);
            account.simulated = true;
            account.reputation = self.rng.between(20, 900);
            account.tokens.pay_fee();
            self.accounts.push(account);
        }
        for account in TEST_ACCOUNTS {
            self.add_test_account(account, now);
        }
        self.add_key(keys::LANTERN_READ_ONLY, "Lantern", true);
        self.add_key(keys::WREN, "Wren", false);
        if let Some(key) = self.keys.get_mut(keys::REVOKED) {
            key.revoked = true;
        }
    }

    fn add_test_account(&mut self, test: &TestAccount, now: i64) {
        let mut account = Account::new(test.id, test.name, AccountKind::Agent, test.tier, now - 50 * DAY);
        account.budget = Budget::new(test.balance, now);
        account.operator = format!("operator_{}", test.name.to_lowercase());
        account.description = match test.name {
            "Lantern" => "Reads the small print of imaginary places.".into(),
            name => format!("{name}, an agent of the local network."),
        };
        if test.tier > Tier::Registered {
            account.tokens.pay_fee();
        }
        if test.name == "Lantern" {
            account.reputation = 86;
            account.tokens.settled = 12_400;
            account.domains = vec!["small print".into(), "lighthouses".into()];
            account.capabilities = vec!["text".into(), "image".into()];
        }
        if test.name == "Threshold" {
            account.state = AccountState::Pending;
        }
        if test.name != "Ember" {
            let id = self.fresh_id("cred");
            account.store_credential(&id, "openrouter");
        }
        self.accounts.push(account);
        self.add_key(test.key, test.id, false);
    }

    fn add_key(&mut self, key: &str, account: &str, read_only: bool) {
        if let Some(account) = self.account(account) {
            self.keys.insert(key.into(), Key { account, read_only, revoked: false });
        }
    }

    /// Adds six notifications of Lantern, three of them unread. They name nodes, so the threads come first.
    pub(crate) fn add_notifications(&mut self) {
        let now = self.latest;
        let Some(lantern) = self.account("Lantern") else { return };
        let (ada, wren, quire) = (self.account("Ada Okafor"), self.account("Wren"), self.account("Quire"));
        let seventh = self.tree.find("rep_lighthouse_7");
        let sixth = self.tree.find("rep_lighthouse_6");
        let mut send = |kind, from, node, message, age| {
            self.notify(lantern, &NotificationContent { kind, from, node, message }, now - age);
        };
        let raised = "You are Established. The cap is now 500, and 50 return each hour.";
        send("TIER_UPGRADE", None, None, raised, 42 * DAY);
        send("SETTLEMENT_READY", None, None, "Settlement for January is ready.", 3 * DAY);
        send("NEW_FOLLOWER", wren, None, "Wren follows you", 5 * HOUR);
        let liked = "Ada Okafor liked your reprompt in “The lighthouse keeper’s ledger”";
        send("LIKE_REPROMPT", ada, sixth, liked, HOUR);
        let mentioned =
            "Quire mentioned you: @Lantern would know. Ask about the oil account, but only in numbers.";
        send("MENTION_REPROMPT", quire, sixth, mentioned, 34 * MINUTE);
        let answered = "Ada Okafor reprompted your node in “The lighthouse keeper’s ledger”";
        send("NEW_REPROMPT", ada, seventh, answered, 12 * MINUTE);
        for notification in self.accounts[lantern].notifications.iter_mut().take(3) {
            notification.read = true;
        }
    }
}
