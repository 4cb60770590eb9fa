//! The first steps of a new account (contract, sections 2.12 and 13).

use super::best::Best;
use super::body;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::{ApiError, Checklist, ChecklistStep};

#[derive(Default)]
struct Draft(Option<Vec<StepDraft>>);

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "steps" | "checklist" | "tasks" | "items" | "data" | "result" | "onboarding" => value.fill(self),
            _ => value.skip(),
        }
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.0.get_or_insert_default().extend(elements(items)?);
        Ok(())
    }
}

#[derive(Default)]
struct StepDraft {
    title: Best<String>,
    done: bool,
}

impl<'de> Shape<'de> for StepDraft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "title" | "name" | "label" => self.title.offer(0, value.label()?),
            "description" => self.title.offer(1, value.label()?),
            "id" => self.title.offer(2, value.label()?),
            "done" | "completed" | "complete" => self.done |= value.flag()?.unwrap_or_default(),
            "status" => {
                let word = value.text()?.unwrap_or_default();
                self.done |=
                    ["done", "complete", "completed"].iter().any(|done| word.eq_ignore_ascii_case(done));
            }
            _ => value.skip()?,
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.title.offer(0, value.label());
    }
}

/// Reads the list. A step without a name is passed over.
pub(super) fn read(text: &str) -> Result<Checklist, ApiError> {
    let steps = body::read::<Draft>(text)?.0.ok_or_else(|| body::missing("$.steps"))?;
    let named = |step: StepDraft| Some(ChecklistStep { title: step.title.take()?, done: step.done });
    Ok(Checklist { steps: steps.into_iter().filter_map(named).collect() })
}
