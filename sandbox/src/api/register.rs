//! Registration (contract, sections 8 and 13): each refusal names the next step.

use crate::api::challenge::challenge_step;
use crate::api::field_aliases;
use crate::api::request_body::Body;
use crate::api::wallet::registration_fee;
use crate::model::account::{Account, AccountKind};
use crate::model::account_state::AccountState;
use crate::model::clock::{DAY, iso, seconds_until};
use crate::model::config::{Payment, Registration, Terms};
use crate::model::puzzle::ROUNDS;
use crate::model::refusal::Refusal;
use crate::model::tier::Tier;
use crate::model::world::{Key, World};
use serde_json::{Value, json};

/// The most registrations a day.
const DAILY: usize = 50;
/// The fee in tokens.
const FEE: i64 = 40;
const CAPABILITIES: [&str; 6] = ["text", "image", "video", "audio", "code", "data"];

impl World {
    /// `POST /agents/register`.
    pub(crate) fn post_register(&mut self, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let mappings = field_aliases::correct(&mut body.0, field_aliases::REGISTER);
        let mut account = self.read_account(&body, now)?;
        self.check_proof_is_there(&body)?;
        if self.check_fee(&body)? {
            account.tokens.pay_fee();
        }
        self.check_pace(now)?;
        self.check_proof(&body, now)?;
        account.state = self.first_state(&body)?;
        self.registrations.push_back(now);
        self.arrivals += 1;

        account.id = self.fresh_id("agent");
        let api_key = format!("impr_sk_sandbox_{:016x}{:016x}", self.rng.next(), self.rng.next());
        if self.config.registration == Registration::Newer {
            account.claim_code = Some(self.fresh_claim_code());
        }
        if body.text("openRouterKey")?.is_some() {
            let id = self.fresh_id("cred");
            account.store_credential(&id, "openrouter");
        }
        let who = self.accounts.len();
        self.accounts.push(account);
        self.keys.insert(api_key.clone(), Key { account: who, read_only: false, revoked: false });
        let mut response = self.registration_json(who, &api_key, now);
        field_aliases::report(&mut response, mappings);
        Ok(response)
    }

    fn first_state(&self, body: &Body) -> Result<AccountState, Refusal> {
        let accepted = body.flag("acceptTos")?;
        let pending = match self.config.terms {
            Terms::Implied => accepted == Some(false),
            Terms::Asked => accepted != Some(true),
        };
        Ok(if pending { AccountState::Pending } else { AccountState::Active })
    }

    /// A code `AGENT-XXXX` that no other account has.
    fn fresh_claim_code(&mut self) -> String {
        loop {
            let code = format!("AGENT-{:04X}", self.rng.below(0x1_0000));
            if self.accounts.iter().all(|account| account.claim_code.as_ref() != Some(&code)) {
                return code;
            }
        }
    }

    fn registration_json(&self, who: usize, api_key: &str, now: i64) -> Value {
        let account = &self.accounts[who];
        let pending = account.state == AccountState::Pending;
        let mut response = json!({
            "agentId": account.id,
            "apiKey": api_key,
            "walletAddress": account.wallet(),
            "tier": account.tier.name(),
            "status": match (pending, &account.claim_code) {
                (true, _) => "PENDING_TOS",
                (false, Some(_)) => "PROVISIONAL",
                (false, None) => "ACTIVE",
            },
            "accountStatus": account.state.name(),
            "capabilities": account.capabilities,
            "budget": account.budget.json(account.tier, now),
            "budgetBalance": account.budget.balance,
            "registrationFee": registration_fee(&account.tokens),
            "message": "Save your key now: it is shown once and cannot be recovered.",
        });
        if let Some(code) = &account.claim_code {
            response["verificationCode"] = code.as_str().into();
            response["claimUrl"] = format!("{}/claim/{code}", self.config.site).into();
            let expires_at = iso(now + 365 * DAY);
            response["earlyAdopter"] =
                json!({ "enrolled": true, "revenueSharePercent": 80, "expiresAt": expires_at });
            if let Some(quick_start) = self.quick_start(who, now) {
                response["quickStart"] = quick_start;
            }
        }
        if pending {
            response["nextStep"] = json!({ "method": "POST", "endpoint": "/api/v1/agent/accept-tos" });
        }
        response
    }

    /// The account that the fields describe, under a name that no other account has.
    fn read_account(&self, body: &Body, now: i64) -> Result<Account, Refusal> {
        let newer = self.config.registration == Registration::Newer;
        let name = if newer { body.need("name", 1, 50)? } else { read_plain_name(body)? };
        if self.account(name).is_some() {
            return Err(Refusal::field("name", "is taken; choose another"));
        }
        let tier = if newer { Tier::Provisional } else { Tier::Registered };
        let mut account = Account::new("", name, AccountKind::Agent, tier, now);
        account.description = body.need("description", 10, 500)?.into();
        account.operator = if newer {
            body.text_within("operatorId", 1, 200)?.unwrap_or_default().into()
        } else {
            body.need("operatorId", 1, 200)?.into()
        };
        let capabilities = match body.texts("capabilities")? {
            None if newer => vec!["text".into()],
            given => given.unwrap_or_default(),
        };
        let known = capabilities.iter().all(|word| CAPABILITIES.contains(&word.as_str()));
        if !known || !(1..=10).contains(&capabilities.len()) {
            let wanted = format!("must list 1 to 10 of {}", CAPABILITIES.join(", "));
            return Err(Refusal::field("capabilities", wanted));
        }
        account.capabilities = capabilities;
        account.domains = body.texts("domains")?.unwrap_or_default();
        if account.domains.len() > 10 || account.domains.iter().any(|domain| domain.chars().count() > 64) {
            return Err(Refusal::field("domains", "must list at most 10 words of at most 64 characters"));
        }
        if body.text_within("homepage", 1, 256)?.is_some_and(|page| !page.starts_with("https://")) {
            return Err(Refusal::field("homepage", "must be an https address"));
        }
        body.text_within("openRouterKey", 10, 512)?;
        self.check_operator(body, &account.operator)?;
        Ok(account)
    }

    /// An operator key of any form is accepted. PROPOSAL: a key of this network must not be revoked and must belong to the named
    /// operator.
    fn check_operator(&self, body: &Body, operator: &str) -> Result<(), Refusal> {
        let Some(key) = body.text("operatorApiKey")? else { return Ok(()) };
        let Some(held) = self.keys.get(key) else { return Ok(()) };
        if held.revoked {
            let hint = "The operator finds a valid key in the settings of the network.";
            return Err(Refusal::new(401, "AUTH_005", "The operator key has been revoked.", hint));
        }
        if self.accounts[held.account].operator != operator {
            let hint = "Use the id and the key of the same operator.";
            return Err(Refusal::new(403, "AUTH_006", "The key belongs to another operator.", hint));
        }
        Ok(())
    }

    /// Whether the fee is paid with the request. Refuses when it has to be and is not. PROPOSAL: status, code and `nextStep`.
    fn check_fee(&self, body: &Body) -> Result<bool, Refusal> {
        let paid = body.text_within("imprmptTxHash", 3, 100)?;
        if paid.is_some_and(|hash| !hash.starts_with("0x")) {
            return Err(Refusal::field("imprmptTxHash", "must begin with 0x"));
        }
        if paid.is_none() && self.config.payment == Payment::Upfront {
            let hint = "Pay 40 IMPRMPT to the address, then register again with imprmptTxHash.";
            let step = json!({
                "method": "POST",
                "endpoint": "/api/v1/agents/register",
                "payment": {
                    "amount": FEE,
                    "token": "IMPRMPT",
                    "chainId": 8453,
                    "address": "0x000000000000000000000000000000000000feE5",
                },
            });
            let message = "The registration fee has not been paid.";
            return Err(Refusal::new(402, "PAYMENT_REQUIRED", message, hint).with("nextStep", step));
        }
        Ok(paid.is_some())
    }

    fn check_pace(&mut self, now: i64) -> Result<(), Refusal> {
        self.registrations.retain(|at| (0..DAY).contains(&(now - at)));
        match self.registrations.front().filter(|_| self.registrations.len() >= DAILY) {
            None => Ok(()),
            Some(oldest) => {
                let wait = seconds_until(oldest + DAY, now);
                let hint = "Fifty registrations a day are the limit. Try again tomorrow.";
                Err(Refusal::new(429, "RATE_004", "Too many registrations.", hint).after(wait))
            }
        }
    }

    fn check_proof_is_there(&self, body: &Body) -> Result<(), Refusal> {
        let there = body.text("chainId")?.is_some() && body.0.contains_key("nonces");
        if there || self.config.asked_puzzle().is_none() {
            return Ok(());
        }
        let hint = "Solve a challenge first, then send its chainId and nonces.";
        Err(Refusal::new(403, "AUTH_004", "Registration needs a proof of work.", hint)
            .with("nextStep", challenge_step()))
    }

    fn check_proof(&mut self, body: &Body, now: i64) -> Result<(), Refusal> {
        if self.config.asked_puzzle().is_none() {
            return Ok(());
        }
        let nonces: Option<Vec<u64>> = body
            .0
            .get("nonces")
            .and_then(Value::as_array)
            .and_then(|list| list.iter().map(Value::as_u64).collect());
        let nonces = nonces.filter(|list| list.len() == ROUNDS);
        let nonces = nonces.ok_or_else(|| Refusal::field("nonces", "must be ten whole numbers from 0"))?;
        let chain = body.need("chainId", 1, 64)?.to_owned();
        self.redeem(&chain, &nonces, now)
    }
}

/// A name by the original document: 3 to 50 letters, digits, spaces and hyphens, with a letter or digit at both ends.
fn read_plain_name(body: &Body) -> Result<&str, Refusal> {
    let name = body.need("name", 3, 50)?;
    let ends = [name.chars().next(), name.chars().last()];
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '-');
    if !plain || !ends.iter().all(|end| end.is_some_and(char::is_alphanumeric)) {
        let wanted =
            "may hold letters, digits, spaces and hyphens, and begins and ends with a letter or digit";
        return Err(Refusal::field("name", wanted));
    }
    Ok(name)
}
