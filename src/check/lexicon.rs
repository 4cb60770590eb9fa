//! The word lists, read once: which words carry an image, which only sound as if they did.

use super::letters::is_han;
use super::phrase_table;
use super::piece::{Script, pieces};
use super::stem::{PREFIXES, sounds_abstract, stems};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// What a word does in a sentence, as far as a list can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Holds the sentence together.
    Function,
    /// Everyday and neither here nor there.
    Plain,
    /// Abstract, or praise: fits anywhere.
    Abstract,
    /// Can be seen, heard, smelled, held or counted.
    Concrete,
    /// In no list. Rare words are more often particular than not.
    Unknown,
}

/// The number of a word or Chinese character; 0 is for all that no list knows.
pub(super) type Id = u32;

/// FNV-1a of a word. Of the few thousand words in the lists no two collide, and a collision with a word of a text costs a
/// wrong hint at worst.
pub(super) fn fnv(word: &[u8]) -> u64 {
    let hash = word.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ (hash >> 29)
}

/// Passes a key on that is a hash already.
#[derive(Default)]
pub(super) struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(bytes);
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// The one map of this room, from the hash of a word: each further type of map would cost 2 KB of code.
pub(super) type Hashed = HashMap<u64, u32, BuildHasherDefault<IdentityHasher>>;

/// What a word is besides its class, as bits: what the sections of `words/en.txt` and `zh.txt` after the classes say.
pub(super) mod tag {
    /// Speaks of someone: I, you, her.
    pub(crate) const PERSON: u16 = 1;
    /// Turns a sentence against what it repeats: not, never.
    pub(crate) const NEGATION: u16 = 4;
    /// Says that something holds in general: usually, most, various.
    pub(crate) const GENERAL: u16 = 8;
    /// A verb of handbooks: consists, contributes.
    pub(crate) const FORMAL: u16 = 16;
    /// A Chinese numeral.
    pub(crate) const NUMERAL: u16 = 32;
    /// Counts things one can touch, in Chinese.
    pub(crate) const MEASURE: u16 = 64;
    /// Counts people, times and things in general, in Chinese.
    pub(crate) const COUNTER: u16 = 128;
    /// Speaks of texts, of writing and of analysis them: reply, wrote, words.
    pub(crate) const WRITING: u16 = 256;
    /// Asks for a continuation: further, elaborate, examples.
    pub(crate) const CONTINUATION: u16 = 512;
    /// Asks about everything at once: anyone, ever, real.
    pub(crate) const UNIVERSAL: u16 = 1024;
    /// Tells what happened: was, went; in Chinese the particles of aspect.
    pub(crate) const PAST: u16 = 2048;
    /// Praises, thanks or agrees.
    pub(crate) const PRAISE: u16 = 4096;
    /// Reports what somebody said or asked: says, asks; in Chinese the characters of such verbs.
    pub(crate) const REPORTING: u16 = 8192;
}

/// The first Chinese character of the common block, and how many it has.
const HAN: (u32, usize) = (0x4e00, 0x5200);

/// Words by number, and what is known of each.
#[derive(Default)]
pub(super) struct Lexicon {
    ids: Hashed,
    classes: Vec<Option<Class>>,
    /// See [`tag`].
    marks: Vec<u16>,
    /// Numbers of the common Chinese characters, by place in their block: looked up without hashing.
    han_ids: Vec<Id>,
    /// Irregular forms to places in the list of plain forms.
    irregular: Hashed,
    plain_forms: Vec<&'static str>,
    /// The character for one, which is mere grammar before a counter.
    one: Id,
    /// Chinese words by their first character, longest first.
    han: Vec<Vec<(Vec<Id>, Class)>>,
}

impl Lexicon {
    /// The lexicon, read on first use.
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lexicon =
                Self { classes: vec![None], marks: vec![0], han_ids: vec![0; HAN.1], ..Self::default() };
            lexicon.read(include_str!("words/en.txt"));
            lexicon.read(include_str!("words/zh.txt"));
            lexicon.one = lexicon.id("一");
            for word in phrase_table::words() {
                lexicon.intern(word);
            }
            lexicon
        })
    }

    fn read(&mut self, lists: &'static str) {
        let (mut class, mut bit) = (None, 0);
        for line in lists.lines() {
            if let Some(name) = line.strip_prefix('[') {
                (class, bit) = section(name.trim_end_matches(']'));
                continue;
            }
            for word in line.split_whitespace() {
                if let Some(class) = class {
                    self.learn(word, class);
                } else if bit != 0 {
                    for id in self.intern(word) {
                        if let Some(marks) = self.marks.get_mut(id as usize) {
                            *marks |= bit;
                        }
                    }
                } else if let Some((form, plain)) = word.split_once('=') {
                    self.irregular
                        .insert(fnv(form.as_bytes()), u32::try_from(self.plain_forms.len()).unwrap_or(0));
                    self.plain_forms.push(plain);
                }
            }
        }
    }

    /// Gives a word a class. A word in several lists keeps the first but that plain yields to what comes after.
    fn learn(&mut self, word: &'static str, class: Class) {
        let ids = self.intern(word);
        let better = |old: Option<Class>| old.is_none_or(|old| old == Class::Plain);
        match ids.as_slice() {
            [] => {}
            [id] if !word.chars().all(is_han) => {
                if let Some(slot) = self.classes.get_mut(*id as usize).filter(|slot| better(**slot)) {
                    *slot = Some(class);
                }
            }
            [first, ..] => {
                if self.han.len() <= *first as usize {
                    self.han.resize(*first as usize + 1, Vec::new());
                }
                let Some(words) = self.han.get_mut(*first as usize) else { return };
                match words.iter_mut().find(|(other, _)| *other == ids) {
                    Some((_, old)) if better(Some(*old)) => *old = class,
                    Some(_) => {}
                    None => words
                        .insert(words.partition_point(|(other, _)| other.len() > ids.len()), (ids, class)),
                }
            }
        }
    }

    /// The numbers of the tokens in a literal, giving out new ones as needed.
    pub(super) fn intern(&mut self, literal: &'static str) -> Vec<Id> {
        pieces(literal)
            .filter(|piece| piece.script != Script::Mark)
            .filter_map(|piece| literal.get(piece.start..piece.end))
            .map(|word| {
                let id = *self.ids.entry(fnv(word.as_bytes())).or_insert_with(|| {
                    self.classes.push(None);
                    self.marks.push(0);
                    Id::try_from(self.classes.len() - 1).unwrap_or(0)
                });
                if let Some(slot) =
                    word.chars().next().and_then(han_place).and_then(|at| self.han_ids.get_mut(at))
                {
                    *slot = id;
                }
                id
            })
            .collect()
    }

    /// The number of a Chinese character, 0 when no list has it.
    pub(super) fn han_id(&self, c: char) -> Id {
        match han_place(c).and_then(|at| self.han_ids.get(at)) {
            Some(id) => *id,
            None => self.id(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// What a word is besides its class; see [`tag`].
    pub(super) fn tags(&self, id: Id) -> u16 {
        self.marks.get(id as usize).copied().unwrap_or(0)
    }

    /// The number of a word in lower case, 0 when no list has it.
    pub(super) fn id(&self, word: &str) -> Id {
        self.ids.get(&fnv(word.as_bytes())).copied().unwrap_or(0)
    }

    /// Whether a word is met in any text: a function word, or a single Chinese character.
    pub(super) fn is_common(&self, id: Id) -> bool {
        matches!(self.classes.get(id as usize), Some(None | Some(Class::Function | Class::Plain)))
    }

    /// How many numbers were given out.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The class of a word in lower case, trying its plain forms and at last its ending.
    pub(super) fn class(&self, word: &str, id: Id) -> Class {
        let known = |id: Id| self.classes.get(id as usize).copied().flatten();
        if let Some(class) = known(id) {
            return class;
        }
        if let Some(plain) = self.plain_form(word) {
            return known(self.id(plain)).unwrap_or(Class::Unknown);
        }
        let found = stems(word, |stem| known(self.id(stem))).or_else(|| {
            let bare =
                PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|bare| bare.len() > 3)?;
            known(self.id(bare)).or_else(|| stems(bare, |stem| known(self.id(stem))))
        });
        found.unwrap_or_else(|| if sounds_abstract(word) { Class::Abstract } else { Class::Unknown })
    }

    /// The longest Chinese word that starts here: its length in characters, and its class.
    pub(super) fn han_word(&self, ids: &[Id]) -> Option<(usize, Class)> {
        let first = ids.first()?;
        if self.tags(*first) & tag::NUMERAL != 0
            && let Some(places) = self.counted(ids)
        {
            return Some((places, Class::Concrete));
        }
        let words = self.han.get(*first as usize)?;
        words
            .iter()
            .find(|(word, _)| word.len() <= ids.len() && word.iter().zip(ids).all(|(a, b)| a == b))
            .map(|(word, class)| (word.len(), *class))
    }

    fn plain_form(&self, word: &str) -> Option<&'static str> {
        let at = self.irregular.get(&fnv(word.as_bytes()))?;
        self.plain_forms.get(*at as usize).copied()
    }

    /// How many characters count something from here: a numeral and its measure, or a numeral of several places.
    fn counted(&self, ids: &[Id]) -> Option<usize> {
        let places = ids.iter().take_while(|id| self.tags(**id) & tag::NUMERAL != 0).take(8).count();
        let next = ids.get(places).map_or(0, |id| self.tags(*id));
        // From two on, people and times are counted too; "one" of them is mere grammar.
        let several = ids.first() != Some(&self.one) && next & tag::COUNTER != 0;
        let measured = several || next & tag::MEASURE != 0;
        (places > 1 || measured).then_some(places + usize::from(measured))
    }

    /// A word without inflection, near enough to tell the same word twice.
    pub(super) fn root(&self, word: &str) -> u64 {
        let word = self.plain_form(word).unwrap_or(word);
        let mut root = word.strip_suffix("'s").unwrap_or(word);
        for ending in ["ies", "ing", "ied", "ed", "es", "s", "ly", "y"] {
            if let Some(rest) = root.strip_suffix(ending).filter(|rest| rest.len() > 2) {
                root = rest;
                break;
            }
        }
        let root = root.strip_suffix('e').filter(|rest| rest.len() > 2).unwrap_or(root);
        let bytes = root.as_bytes();
        let doubled = bytes.len() > 3 && bytes.last() == bytes.get(bytes.len().wrapping_sub(2));
        let kept = bytes.get(..bytes.len() - usize::from(doubled)).unwrap_or(bytes);
        fnv(kept)
    }
}

/// What a section of a list says of its words: a class, or a tag; neither for the table of irregular forms.
fn section(name: &str) -> (Option<Class>, u16) {
    match name {
        "function" => (Some(Class::Function), 0),
        "plain" => (Some(Class::Plain), 0),
        "abstract" => (Some(Class::Abstract), 0),
        "concrete" => (Some(Class::Concrete), 0),
        "person" => (None, tag::PERSON),
        "negation" => (None, tag::NEGATION),
        "general" => (None, tag::GENERAL),
        "formal" => (None, tag::FORMAL),
        "numeral" => (None, tag::NUMERAL),
        "measure" => (None, tag::MEASURE),
        "writing" => (None, tag::WRITING),
        "continuation" => (None, tag::CONTINUATION),
        "universal" => (None, tag::UNIVERSAL),
        "past" => (None, tag::PAST),
        "praise" => (None, tag::PRAISE),
        "reporting" => (None, tag::REPORTING),
        "counter" => (None, tag::COUNTER),
        _ => (None, 0),
    }
}

/// The place of a character in the common block.
fn han_place(c: char) -> Option<usize> {
    u32::from(c).checked_sub(HAN.0).map(|place| place as usize).filter(|place| *place < HAN.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::token::TokenizedText;

    fn class(word: &str) -> Class {
        let lexicon = Lexicon::get();
        lexicon.class(word, lexicon.id(word))
    }

    #[test]
    fn a_word_has_the_class_of_its_plain_form() {
        for (word, expected) in [
            ("the", Class::Function),
            ("kettle", Class::Concrete),
            ("kettles", Class::Concrete),
            ("kettle's", Class::Concrete),
            ("society", Class::Abstract),
            ("unimportant", Class::Abstract),
            ("organization", Class::Abstract),
            ("kept", Class::Plain),
            ("zyzzyva", Class::Unknown),
        ] {
            assert_eq!(class(word), expected, "{word}");
        }
    }

    #[test]
    fn inflections_share_a_root_and_other_words_do_not() {
        let lexicon = Lexicon::get();
        for forms in [
            &["stop", "stops", "stopped", "stopping"][..],
            &["carry", "carries", "carried"],
            &["bake", "bakes", "baked", "baking"],
            &["go", "went", "gone"],
            &["quick", "quickly"],
            &["dog", "dog's"],
        ] {
            for form in forms {
                assert_eq!(lexicon.root(form), lexicon.root(forms[0]), "{form}");
            }
        }
        assert_ne!(lexicon.root("stop"), lexicon.root("stow"));
        assert_ne!(lexicon.root("red"), lexicon.root("read"));
    }

    #[test]
    fn chinese_characters_belong_to_the_longest_word() {
        for (text, weights) in
            [("每个人", &[3, 0, 0][..]), ("水龙头", &[3, 0, 0]), ("三只猫", &[2, 0, 1]), ("一个", &[2, 0])]
        {
            let text = TokenizedText::new(text);
            let found: Vec<u8> = text.tokens.iter().map(|token| token.weight).collect();
            assert_eq!(found, weights);
        }
    }
}
