//! Craft hints: the classifier weighs the whole message, and each hint names what was found in it.
//!
//! A phrase table alone would flag "great point, except the keeper's dog has been dead since Tuesday". So phrases are one
//! feature among many: what can be seen, counted or named speaks against them.

mod analysis;
mod evidence;
mod finding;
mod system_prompt;

use super::classifier::FeatureVector;
use super::draft::{Draft, DraftKind, Hint, HintKind};
use super::token::TokenizedText;
use analysis::Analysis;
use finding::Finding;

/// Characters of a text that are analysed. What a longer text is shows in its beginning, and a keystroke has to stay short.
const LONGEST: usize = 2_500;

/// Most marks of one hint.
const MOST_MARKS: usize = 3;

/// The craft hints of a message, by start.
pub(super) fn hints(draft: &Draft) -> Vec<Hint> {
    let others = others(draft);
    hints_of(&draft.text, &others, &draft.silenced, &|analysis| analysis.findings(&draft.silenced))
}

/// The craft hints of the system prompt of a seed, by start.
pub(super) fn system_hints(draft: &Draft) -> Vec<Hint> {
    match (draft.kind, &draft.system_prompt) {
        (DraftKind::Prompt, Some(prompt)) => hints_of(prompt, &[], &draft.silenced, &system_prompt::findings),
        _ => Vec::new(),
    }
}

/// The features of a message, for the fitting of the weights.
pub(super) fn feature_vector(draft: &Draft) -> FeatureVector {
    let text = TokenizedText::new(beginning(&draft.text));
    Analysis::new(&text, &others(draft)).feature_vector()
}

/// The text that is answered and the rest of the thread.
fn others(draft: &Draft) -> Vec<TokenizedText> {
    let parent = draft.parent_text.as_ref();
    let rest = draft.thread.iter().filter(|text| Some(*text) != parent);
    parent.into_iter().chain(rest).map(|text| TokenizedText::new(text)).collect()
}

/// The beginning of a text, up to [`LONGEST`] characters; it ends where a word does.
fn beginning(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text };
    let head = text.get(..end).unwrap_or(text);
    let word_end = head.rfind(char::is_whitespace).filter(|at| end - at < LONGEST / 10);
    head.get(..word_end.unwrap_or(end)).unwrap_or(head)
}

/// The hints of a text but for those that are silenced.
fn hints_of(
    text: &str,
    others: &[TokenizedText],
    silenced: &[String],
    find: &dyn Fn(&Analysis) -> Vec<Finding>,
) -> Vec<Hint> {
    let text = TokenizedText::new(beginning(text));
    if text.foreign * 4 > text.tokens.len() {
        return Vec::new();
    }
    let mut findings = find(&Analysis::new(&text, others));
    findings.retain(|finding| !silenced.iter().any(|code| code == finding.kind.code()));
    // A sharper finding says all that "generic" would.
    let sharper = findings.iter().any(|finding| finding.kind != HintKind::Generic);
    let mut hints: Vec<Hint> = Vec::new();
    for Finding { kind, evidence, marks } in findings {
        if sharper && kind == HintKind::Generic {
            continue;
        }
        for (start, end) in marks.into_iter().take(MOST_MARKS) {
            // A handful at most: put in order one by one.
            let at = hints.partition_point(|other| (other.start, other.end) <= (start, end));
            hints.insert(at, Hint { code: kind, evidence, start, end });
        }
    }
    hints
}
