//! `_fieldMappings`: the names the network corrected (contract, section 3).

use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable, elements};
use crate::domain::FieldMapping;

/// Names that are canonical somewhere; they tell which side of a pair is which.
const CANONICAL: [&str; 12] = [
    "content",
    "initialPrompt",
    "modelConfigId",
    "nodeId",
    "openRouterKey",
    "output",
    "prompt",
    "promptId",
    "title",
    "type",
    "for",
    "agentId",
];
/// Names that are canonical in one call and an alias in another. They decide only against a name that is neither.
const AMBIGUOUS_NAMES: [&str; 1] = ["promptId"];

/// The corrections of a reply: an object in either direction, a list of pairs, or a list of words.
#[derive(Default)]
pub(super) struct Mappings(Vec<FieldMapping>);

impl Mappings {
    /// The corrections, each once.
    pub(super) fn finish(self) -> Vec<FieldMapping> {
        let mut all = Vec::<FieldMapping>::new();
        for mapping in self.0 {
            if !all.contains(&mapping) {
                all.push(mapping);
            }
        }
        all
    }
}

impl<'de> Shape<'de> for Mappings {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        // Without a name nothing was corrected.
        if name.trim().is_empty() {
            return value.skip();
        }
        for other in value.words()? {
            self.0.push(directed(name.to_owned(), other));
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        self.0.extend(elements::<Pair>(items)?.into_iter().filter_map(Pair::finish));
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.0.extend(value.text().and_then(spoken));
    }
}

/// One entry of a list.
#[derive(Default)]
struct Pair {
    from: Option<String>,
    to: Option<String>,
    spoken: Option<FieldMapping>,
}

impl Pair {
    fn finish(self) -> Option<FieldMapping> {
        match (self.from, self.to) {
            (Some(from), Some(to)) => Some(FieldMapping { from, to }),
            _ => self.spoken,
        }
    }
}

impl<'de> Shape<'de> for Pair {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "from" | "received" | "alias" | "original" => self.from = value.text()?,
            "to" | "canonical" | "mapped" | "mappedTo" => self.to = value.text()?,
            name if name.trim().is_empty() => value.skip()?,
            // `[{"message": "prompt"}]`: a pair by itself.
            _ => {
                let other = value.text()?;
                self.spoken = other.map(|other| directed(name.to_owned(), other));
            }
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.spoken = value.text().and_then(spoken);
    }
}

/// The pair with the canonical name on the right. The proposal of the contract holds where both or neither are known.
fn directed(left: String, right: String) -> FieldMapping {
    let weight = |name: &str| match name {
        name if AMBIGUOUS_NAMES.contains(&name) => 1,
        name if CANONICAL.contains(&name) => 2,
        _ => 0,
    };
    if weight(&left) > weight(&right) {
        FieldMapping { from: right, to: left }
    } else {
        FieldMapping { from: left, to: right }
    }
}

/// `"message -> prompt"`, or a bare name, which is then all that is known.
fn spoken(text: String) -> Option<FieldMapping> {
    for arrow in ["->", "=>", "→", ":", "="] {
        if let Some((left, right)) = text.split_once(arrow) {
            let (left, right) = (left.trim(), right.trim());
            return (!left.is_empty() && !right.is_empty())
                .then(|| FieldMapping { from: left.to_owned(), to: right.to_owned() });
        }
    }
    Some(FieldMapping { to: text.clone(), from: text })
}
