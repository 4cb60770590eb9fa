//! Whether a system prompt holds a rule: a sentence that an answer can keep or break. Words in English, Spanish and Chinese tell, and nothing
//! else; a rule without any of them is not found.

/// Words that make a sentence a rule.
const WORDS: [&str; 16] = [
    "never",
    "always",
    "must",
    "cannot",
    "unless",
    "refuse",
    "don't",
    "don’t",
    "nunca",
    "jamás",
    "siempre",
    "únicamente",
    "debes",
    "debe",
    "prohibido",
    "forbidden",
];
/// Words that do so where no sentence has one of those: they also stand in sentences that are no rule.
const WEAK_WORDS: [&str; 11] =
    ["only", "every", "each", "except", "without", "solo", "sólo", "cada", "salvo", "ningún", "ninguna"];
/// The same for what is said in several words.
const PHRASES: [&str; 9] = [
    "do not",
    "may not",
    "no more than",
    "at most",
    "at least",
    "no puedes",
    "como máximo",
    "al menos",
    "no digas",
];
/// The same in Chinese, where nothing stands between words.
const CHINESE: [&str; 17] = [
    "从不", "绝不", "永远", "必须", "只能", "只许", "只用", "不得", "不许", "不能", "不可", "每次", "每个",
    "每一", "禁止", "不要", "最多",
];

/// The first sentence that is a rule.
pub fn rule(system_prompt: &str) -> Option<&str> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | '。' | '！' | '？' | '；');
    let mut sentences = system_prompt.split(ends).map(str::trim);
    let mut again = sentences.clone();
    sentences
        .find(|sentence| is_rule(sentence))
        .or_else(|| again.find(|sentence| has_word(sentence, &WEAK_WORDS)))
}

fn is_rule(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    has_word(sentence, &WORDS)
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
        || CHINESE.iter().any(|phrase| lower.contains(phrase))
}

fn has_word(sentence: &str, words: &[&str]) -> bool {
    let lower = sentence.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).any(|word| words.contains(&word))
}
