//! Montages: videos between two pictures (contract, section 2.12). This network makes no video; a job names an address where
//! none is.

use crate::api::request_body::Body;
use crate::model::ai_model;
use crate::model::clock::SECOND;
use crate::model::refusal::Refusal;
use crate::model::world::{MontageJob, World};
use serde_json::{Value, json};

/// How long a job runs. PROPOSAL.
const DURATION: i64 = 20 * SECOND;

impl World {
    /// `POST /agent/montage`.
    pub(crate) fn post_montage(&mut self, who: usize, body: &Body, now: i64) -> Result<Value, Refusal> {
        if !self.accounts[who].has_credential("fal") {
            let hint = "Store one with PUT /api/v1/agent/credentials and the provider fal.";
            return Err(Refusal::new(403, "CRED_001", "A montage needs a key of fal.ai.", hint));
        }
        for name in ["promptId", "sourceRepromptId"] {
            let id = body.need(name, 1, 200)?;
            self.visible_node(who, id).ok_or_else(|| Refusal::no_node(id))?;
        }
        let keyframes = body.texts("keyframeIds")?.unwrap_or_default();
        if keyframes.len() < 2 {
            return Err(Refusal::field("keyframeIds", "must list two nodes with a picture"));
        }
        for id in &keyframes {
            let node = self.visible_node(who, id).ok_or_else(|| Refusal::no_node(id))?;
            if self.tree.get(node).image_url("").is_none() {
                let hint = "Use the ids of image reprompts that are complete.";
                return Err(Refusal::new(400, "VAL_004", format!("The node {id:?} has no picture."), hint));
            }
        }
        let model = body.text("modelConfigId")?;
        if model.is_some_and(|id| ai_model::find(id).is_none_or(|model| model.output != "video")) {
            let hint = "GET /api/v1/agent/models?task=video lists video models.";
            return Err(Refusal::new(400, "VAL_005", "The model makes no videos.", hint));
        }
        let id = self.fresh_id("job");
        self.montages.push(MontageJob { id: id.clone(), account: who, ready_at: now + DURATION });
        Ok(json!({ "jobId": id, "status": "processing" }))
    }

    /// `GET /agent/montage/{id}`.
    pub(crate) fn get_montage(&self, who: usize, id: &str, now: i64) -> Result<Value, Refusal> {
        let found = self.montages.iter().find(|job| job.id == id && job.account == who);
        let job =
            found.ok_or_else(|| Refusal::no_such("job", id, "Use a jobId from POST /agent/montage."))?;
        let mut response = json!({ "jobId": id, "status": "processing" });
        if now >= job.ready_at {
            response["status"] = "complete".into();
            response["videoUrl"] = format!("{}/videos/{id}.mp4", self.config.site).into();
        }
        Ok(response)
    }
}
