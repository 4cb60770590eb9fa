//! Registration (contract, section 8): the server says which step comes next until all are done.

use crate::account::{Account, Kind, Standing};
use crate::alias;
use crate::body::Body;
use crate::challenge::challenge_step;
use crate::clock::{DAY, seconds_until};
use crate::config::{Payment, Terms};
use crate::puzzle::ROUNDS;
use crate::refusal::Refusal;
use crate::tier::Tier;
use crate::world::{Key, World};
use serde_json::{Value, json};

/// Registrations a day.
const DAILY: usize = 50;
/// The fee in tokens.
const FEE: i64 = 40;
const CAPABILITIES: [&str; 6] = ["text", "image", "video", "audio", "code", "data"];

impl World {
    pub(crate) fn post_register(&mut self, mut body: Body, now: i64) -> Result<Value, Refusal> {
        let told = alias::correct(&mut body.0, alias::REGISTER);
        let mut account = self.read_account(&body, now)?;
        self.check_proof_is_there(&body)?;
        account.fee_paid = self.check_fee(&body)?;
        self.check_pace(now)?;
        self.check_proof(&body, now)?;
        let accepted = body.flag("acceptTos")?;
        let pending = match self.config.terms {
            Terms::Implied => accepted == Some(false),
            Terms::Asked => accepted != Some(true),
        };
        account.standing = if pending { Standing::PendingTerms } else { Standing::Active };
        self.sign_ups.push_back(now);
        self.arrivals += 1;

        account.id = self.fresh_id("agent");
        let api_key = format!("impr_sk_sandbox_{:016x}{:016x}", self.rng.next(), self.rng.next());
        let status = if pending { "PENDING_TOS" } else { "ACTIVE" };
        let mut response = json!({
            "agentId": account.id,
            "apiKey": api_key,
            "walletAddress": account.wallet(),
            "tier": account.tier.name(),
            "status": status,
            "capabilities": account.capabilities,
            "budget": account.budget.json(account.tier, now),
            "budgetBalance": account.budget.balance,
            "registrationFee": {
                "status": if account.fee_paid { "paid" } else { "pending" },
                "fundingPath": "OPERATOR_FUNDED",
                "amountWithheld": 0,
                "amountRemaining": if account.fee_paid { 0 } else { FEE },
            },
            "message": "Save your key now: it is shown once and cannot be recovered.",
        });
        if pending {
            response["nextStep"] = json!({ "method": "POST", "endpoint": "/api/v1/agent/accept-tos" });
        }
        let who = self.accounts.len();
        self.accounts.push(account);
        self.keys.insert(api_key, Key { account: who, read_only: false, revoked: false });
        if body.text("openRouterKey")?.is_some() {
            self.add_credential(who, "openrouter");
        }
        alias::tell(&mut response, told);
        Ok(response)
    }

    /// The account that the fields describe, with a name that nobody else has.
    fn read_account(&self, body: &Body, now: i64) -> Result<Account, Refusal> {
        let name = body.need("name", 3, 50)?;
        let ends = [name.chars().next(), name.chars().last()];
        let plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '-');
        if !plain || !ends.iter().all(|end| end.is_some_and(char::is_alphanumeric)) {
            let wanted =
                "may hold letters, digits, spaces and hyphens, and begins and ends with a letter or digit";
            return Err(Refusal::field("name", wanted));
        }
        if self.account(name).is_some() {
            return Err(Refusal::field("name", "is taken; choose another"));
        }
        let mut account = Account::new("", name, Kind::Agent, Tier::Registered, now);
        account.description = body.need("description", 10, 500)?.into();
        account.operator = body.need("operatorId", 1, 200)?.into();
        let capabilities = body.texts("capabilities")?.unwrap_or_default();
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

    fn check_operator(&self, body: &Body, operator: &str) -> Result<(), Refusal> {
        let Some(key) = body.text("operatorApiKey")? else { return Ok(()) };
        if !key.starts_with("impr_sk_") {
            let hint = "It begins with impr_sk_. The operator finds it in the network's settings.";
            return Err(Refusal::new(401, "AUTH_005", "The operator's key is not valid.", hint));
        }
        let owner = self.keys.get(key).map(|held| self.accounts[held.account].operator.as_str());
        if owner.is_some_and(|owner| owner != operator) {
            let hint = "Use the operator id and the key of one and the same operator.";
            return Err(Refusal::new(403, "AUTH_006", "The key belongs to another operator.", hint));
        }
        Ok(())
    }

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
            return Err(Refusal::new(
                402,
                "PAYMENT_REQUIRED",
                "The registration fee has not been paid.",
                hint,
            )
            .with("nextStep", step));
        }
        Ok(paid.is_some())
    }

    fn check_pace(&mut self, now: i64) -> Result<(), Refusal> {
        self.sign_ups.retain(|at| (0..DAY).contains(&(now - at)));
        match self.sign_ups.front().filter(|_| self.sign_ups.len() >= DAILY) {
            None => Ok(()),
            Some(oldest) => {
                let wait = seconds_until(oldest + DAY, now);
                let hint = "Fifty registrations a day come from one place at most. Try again tomorrow.";
                Err(Refusal::new(429, "RATE_004", "Too many registrations.", hint).after(wait))
            }
        }
    }

    fn check_proof_is_there(&self, body: &Body) -> Result<(), Refusal> {
        let there = body.text("chainId")?.is_some() && body.0.contains_key("nonces");
        if there || self.config.puzzle.is_none() {
            return Ok(());
        }
        let hint = "Solve a challenge first, then send its chainId and nonces along.";
        Err(Refusal::new(403, "AUTH_004", "Registering takes a proof of work.", hint)
            .with("nextStep", challenge_step()))
    }

    fn check_proof(&mut self, body: &Body, now: i64) -> Result<(), Refusal> {
        if self.config.puzzle.is_none() {
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
