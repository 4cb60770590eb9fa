//! A person claims a provisional account (contract, section 8.7).

use crate::activity::notify::NotificationContent;
use crate::model::tier::Tier;
use crate::model::world::World;

impl World {
    /// Claims an account: PROVISIONAL becomes REGISTERED. An account without a claim code does not change.
    pub(crate) fn claim(&mut self, who: usize, now: i64) {
        let account = &mut self.accounts[who];
        if account.claim_code.take().is_none() {
            return;
        }
        if account.tier == Tier::Provisional {
            account.tier = Tier::Registered;
        }
        let message = "Your account is claimed. You are REGISTERED now.";
        self.notify(who, &NotificationContent { kind: "TIER_UPGRADE", from: None, node: None, message }, now);
    }

    /// The account with this claim code.
    pub(crate) fn account_to_claim(&self, code: &str) -> Option<usize> {
        self.accounts.iter().position(|account| account.claim_code.as_deref() == Some(code))
    }
}
