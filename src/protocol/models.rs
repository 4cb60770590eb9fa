//! Models that can answer (contract, section 10).

use super::best::Best;
use super::body;
use super::paging::Paging;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::{AiModel, AiModels, ApiError};

#[derive(Default)]
struct Draft {
    models: Option<Vec<AiModelDraft>>,
    paging: Paging,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "models" | "items" | "data" | "result" => value.fill(self)?,
            name if Paging::knows(name) => self.paging.field(name, value)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.models.get_or_insert_default().extend(elements::<AiModelDraft>(items)?);
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        if value == Scalar::Null {
            self.models.get_or_insert_default();
        }
    }
}

/// One model: an object, or its bare id.
#[derive(Default)]
struct AiModelDraft {
    id: Best<String>,
    name: Best<String>,
    provider: Option<String>,
    input: Vec<String>,
    output: Vec<String>,
    cost_tier: Option<String>,
    context_length: Option<f64>,
    recommended: bool,
}

impl<'de> Shape<'de> for AiModelDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "id" => self.id.offer(0, value.text()?),
            "modelConfigId" => self.id.offer(1, value.text()?),
            "name" => self.name.offer(0, value.label()?),
            "displayName" => self.name.offer(1, value.label()?),
            "provider" => self.provider = value.label()?,
            "capabilities" => value.fill(self)?,
            "input" => self.input = value.words()?,
            "output" => self.output = value.words()?,
            "costTier" => self.cost_tier = value.text()?,
            "contextLength" => self.context_length = value.number()?.filter(|tokens| *tokens >= 0.0),
            "recommended" => self.recommended = value.flag()?.unwrap_or_default(),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.id.offer(2, value.text());
    }
}

impl AiModelDraft {
    fn finish(self) -> Option<AiModel> {
        // The cast saturates, and what is longer than that cannot be read anyway.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let context_length = self.context_length.map(|tokens| (tokens as u64).min(1 << 53));
        Some(AiModel {
            id: self.id.take()?,
            name: self.name.take(),
            provider: self.provider,
            input: self.input,
            output: self.output,
            cost_tier: self.cost_tier,
            context_length,
            recommended: self.recommended,
        })
    }
}

/// Reads a page of models.
pub(super) fn read(text: &str) -> Result<AiModels, ApiError> {
    let draft = body::read::<Draft>(text)?;
    let listed = draft.models.ok_or_else(|| body::missing("$.models"))?;
    let models = body::usable(listed, "$.models", "id", AiModelDraft::finish)?;
    Ok(AiModels { models, total: draft.paging.total(), next_cursor: draft.paging.next() })
}
