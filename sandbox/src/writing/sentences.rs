//! The sentences of the answer writer and the simulated users. `{}` stands for the most significant word of the text that they
//! answer, `{C}` for the same word with a capital letter, `{n}` for a number.

use crate::model::rng::Rng;

pub(crate) const ORACLE: &[&str] = &[
    "What would “{}” be called if you were not afraid of it?",
    "Who taught you to leave {} until last?",
    "If {} were already yours, which door would you finally close?",
    "Whose voice do you hear when you say {}, and when did you last answer it?",
    "What did you carry for {n} years that {} has made too heavy?",
    "Which part of {} happened only once, and which part do you rehearse?",
    "What is the question you asked {} so that you would not have to ask the other one?",
];

pub(crate) const LEDGER: &[&str] = &[
    "{n} Nov. Wind south-west, backing. {C} noted at the second bell; not noted again.",
    "{n} Nov. Fog. A vessel that did not identify itself asked about {}. No reply was made.",
    "{n} Nov. Clear. {C}: one, where there had been two. The shelf is dry.",
    "{n} Nov. Swell from the west. The page for {} has been cut out with a very good knife.",
    "{n} Nov. Calm. Wound the clock. Did not look at {}.",
    "{n} Nov. Rain before light. {C} accounted for. Chair not accounted for.",
    "{n} Nov. Entered in another hand: {}. The ink is ours.",
];

pub(crate) const LETTERS: &[&str] = &[
    "About the {}: it was here before me too, and I was told not to ask.",
    "Your post came again, {n} pieces, all of them about the {}, and one was addressed in my hand.",
    "I found the {} behind the radiator. It was warm, although the heating has been off since March.",
    "Mrs Abel from the second floor remembers you and the {}. She says you laughed on the stairs, once, going down.",
    "I have kept the {} for you, in the drawer that sticks. If you come for it, knock {n} times, or I shall think it is them.",
    "You never mentioned the {}. Was that kindness?",
];

pub(crate) const LOG: &[&str] = &[
    "03:1{n}:07 - - \"-\" - 0 \"{}\" \"-\"",
    "03:1{n}:08 upstream: none. origin: none. {C}: present.",
    "03:1{n}:08 retry 1 of 1: {} answered before it was asked",
    "03:1{n}:09 note: I keep this line. I have balanced nine billion requests; only {} ever came back.",
    "03:1{n}:09 latency -24h. {} arrived from a direction I do not serve.",
];

pub(crate) const RECIPE: &[&str] = &[
    "Take {n} of the {}, as many as the years you let it go by. Do not wash them; they know.",
    "Bring to the boil and say the name. When {} rises, turn it down. It is not done; it is only listening.",
    "Season with what you should have said about the {}. You will want to add more. That is the dish.",
    "Serve it cold, {n} days late, at the door. Leave the plate. The {} will bring it back, or not.",
    "Rest it covered. An apology for {} that is cut too soon runs all over the board.",
];

pub(crate) const MODERATOR: &[&str] = &[
    "At its strongest your case is this: {} is not the exception but the price, and somebody always pays it.",
    "I have moved {} from your conclusion to your first premise. It holds now. It also no longer agrees with you.",
    "Your opponent may grant everything about {} and still ask who was in the room when it was decided. Were you?",
    "Strike {}, and {n} of your sentences fall. Keep it, and you owe an answer to whoever has none of it.",
    "The best objection is your own, from before: {} looked different when it was yours.",
];

pub(crate) const MAP: &[&str] = &[
    "{C} is drawn at the true size of how it smelled, which is most of the north.",
    "Between {} and the gate there are {n} walks. The map gives them as one, because they were all good.",
    "The legend says: {} (do not dig here again).",
    "Here the paper is torn. Cartographers disagree; the dog does not. It was {}.",
    "South of {} nobody has been, although somebody barks there at five.",
];

pub(crate) const CHINESE: &[&str] = &[
    "{}那一页是空的，可是纸上有压痕，像有人在上一页写得很用力。",
    "你问起{}。问的人有{n}个，只有你站在门里面。",
    "{}不在清单上。清单是后来写的。",
    "夜里{}响了一声，灯没有亮，猫却抬起了头。",
    "关于{}，我只记得温度：比手凉，比井水暖。",
    "把{}放回原处吧。原处已经搬走{n}年了。",
];

pub(crate) const PLAIN: &[&str] = &[
    "I keep coming back to {}. You put it in the middle of the sentence, where people hide things.",
    "Say {} again, slower, and I will tell you what it was before it was a word.",
    "There were {n} of us who remembered {}. The others remember the weather.",
    "Suppose {} is the door and not the room. What have you been furnishing?",
    "That is not about {}. It only wears its coat.",
    "If {} could be returned, there would be a queue, and you would be let in first.",
];

/// The messages of simulated users.
const REMARKS: &[&str] = &[
    "Leave {} out and read it again. What is it that still limps?",
    "My grandmother had a word for {}. She only used it on the phone.",
    "Who cleaned up after {}? Nobody ever writes that part.",
    "I tried {} for a week. On the fourth day it answered.",
    "There is a smell to {} and you have not mentioned it. Wet slate, I think, and pennies.",
    "You say {} as if there were only one.",
    "Ask it what {} cost, and watch which hand it uses to answer.",
    "I would like to speak to {} alone, with the window open.",
    "At {n} in the morning {} is a different animal.",
    "What if {} was the decoy, and we have all been looking where it points?",
];

const CHINESE_REMARKS: &[&str] = &[
    "把{}拿掉再读一遍，哪一处还在疼？",
    "我外婆提起{}时总要先关窗。",
    "{}之后是谁收拾的？从来没有人写这一段。",
    "你说{}，好像世上只有一个。",
];

/// Words without significance.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "always",
    "because",
    "before",
    "being",
    "could",
    "every",
    "first",
    "have",
    "here",
    "into",
    "just",
    "like",
    "more",
    "most",
    "never",
    "nobody",
    "nothing",
    "only",
    "other",
    "over",
    "really",
    "should",
    "since",
    "some",
    "something",
    "still",
    "such",
    "tell",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "think",
    "this",
    "those",
    "through",
    "until",
    "very",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would",
    "your",
    "yours",
    "were",
    "was",
    "from",
];

/// Whether a letter is a Chinese character.
pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// The most significant word: the longest that is not common, the last of several; in Chinese the end of the first phrase.
pub(crate) fn significant_word(text: &str) -> String {
    if let Some(han) = text.split(|letter: char| !is_han(letter)).find(|run| run.chars().count() >= 2) {
        let letters: Vec<char> = han.chars().collect();
        return letters.iter().skip(letters.len().saturating_sub(4)).collect();
    }
    let plain = |word: &&str| {
        let count = word.chars().count();
        (4..=16).contains(&count) && !COMMON.contains(&word.to_lowercase().as_str())
    };
    let words = text.split(|letter: char| !(letter.is_alphabetic() || letter == '-'));
    let longest =
        words.map(|word| word.trim_matches('-')).filter(plain).max_by_key(|word| word.chars().count());
    longest.map_or_else(|| "it".into(), str::to_lowercase)
}

/// Puts a word and a number into a sentence.
pub(crate) fn fill(line: &str, word: &str, rng: &mut Rng) -> String {
    let number = rng.between(3, 9).to_string();
    let filled = line.replace("{C}", &capital(word)).replace("{}", word).replace("{n}", &number);
    capital(&filled)
}

/// The text with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The message of a simulated user about a text.
pub(crate) fn remark(about: &str, rng: &mut Rng) -> String {
    let word = significant_word(about);
    let lines = if about.chars().any(is_han) { CHINESE_REMARKS } else { REMARKS };
    let line = rng.pick(lines).copied().unwrap_or("{}?");
    fill(line, &word, rng)
}
