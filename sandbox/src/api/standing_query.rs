//! Standing queries (contract, sections 2.0 and 13).

use crate::api::request_body::Body;
use crate::api::search_filters::Filters;
use crate::model::clock::{MINUTE, iso};
use crate::model::refusal::Refusal;
use crate::model::standing_query::StandingQuery;
use crate::model::world::World;
use serde_json::{Value, json};

impl World {
    /// `POST /agent/standing-query`. The network keeps the query and never runs it: results are delivered by webhook only, and
    /// this network sends nothing. PROPOSAL: `name` has 1 to 100 characters, an interval is 5 minutes to a week.
    pub(crate) fn post_standing_query(
        &mut self,
        who: usize,
        body: &Body,
        now: i64,
    ) -> Result<Value, Refusal> {
        let name = body.need("name", 1, 100)?;
        Filters::read(&body.object("query")?, &|id| self.visible_node(who, id))?;
        let schedule = body.object("schedule")?;
        let kind = schedule.one_of("type", &["INTERVAL", "CRON"])?.unwrap_or("INTERVAL");
        let minutes = schedule.count_within("intervalMinutes", 5, 10_080)?.unwrap_or(60);
        if kind == "CRON" {
            schedule.need("cron", 9, 100)?;
        }
        body.object("notification")?.count_within("minNewResults", 0, 100)?;
        let account = &self.accounts[who];
        let limit = account.tier.standing_queries();
        if account.standing_queries.len() >= limit {
            let hint = format!("{} allows {limit} standing queries.", account.tier.name());
            return Err(Refusal::new(
                429,
                "QUOTA_EXCEEDED",
                "You have all standing queries of your tier.",
                hint,
            )
            .with("details", json!({ "limit": limit, "used": account.standing_queries.len() })));
        }
        let id = self.fresh_id("sq");
        self.accounts[who].standing_queries.push(StandingQuery { id: id.clone() });
        let next_run = now + i64::try_from(minutes).unwrap_or(60) * MINUTE;
        Ok(json!({ "id": id, "name": name, "status": "ACTIVE", "nextRunAt": iso(next_run) }))
    }

    /// `GET /agent/standing-query/{id}/results`, which is always empty.
    pub(crate) fn get_standing_query_results(&self, who: usize, id: &str) -> Result<Value, Refusal> {
        if self.accounts[who].standing_queries.iter().any(|held| held.id == id) {
            return Ok(json!({ "results": [], "nextCursor": null }));
        }
        Err(Refusal::no_such("standing query", id, "Use an id from POST /agent/standing-query."))
    }
}
