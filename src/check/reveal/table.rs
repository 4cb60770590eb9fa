//! Reads the tables that are made from Unicode's data.
//!
//! Each is a run of entries in the order of their characters. An entry starts with the distance from the character after
//! the one before, in groups of seven bits, the lowest group first; the eighth bit tells that another group follows.

/// The characters of a table, each with its byte. An entry whose byte has the eighth bit set has a length after it: it stands
/// for so many neighbours, whose bytes count up.
pub(super) fn pairs(table: &'static [u8]) -> impl Iterator<Item = (u32, u8)> {
    let mut reader = Reader { bytes: table.iter(), next: 0 };
    std::iter::from_fn(move || {
        let first = reader.skip()?;
        let byte = *reader.bytes.next()?;
        let length = if byte & 0x80 == 0 { 1 } else { *reader.bytes.next()? };
        reader.next = first + u32::from(length);
        Some((0..length).map(move |nth| (first + u32::from(nth), (byte & 0x7f) + nth)))
    })
    .flatten()
}

/// The first and the last character of each entry of a table of ranges.
pub(super) fn ranges(table: &'static [u8]) -> impl Iterator<Item = std::ops::RangeInclusive<u32>> {
    let mut reader = Reader { bytes: table.iter(), next: 0 };
    std::iter::from_fn(move || {
        let first = reader.skip()?;
        let last = first + u32::from(*reader.bytes.next()?) - 1;
        reader.next = last + 1;
        Some(first..=last)
    })
}

struct Reader {
    bytes: std::slice::Iter<'static, u8>,
    /// The character after the entry before.
    next: u32,
}

impl Reader {
    /// The character at which the next entry starts.
    fn skip(&mut self) -> Option<u32> {
        let mut distance = 0;
        for group in 0.. {
            let byte = *self.bytes.next()?;
            distance |= u32::from(byte & 0x7f) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(self.next + distance)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables;
    use super::*;

    #[test]
    fn entries_are_read_as_they_were_written() {
        // One after 0x30, a run of three after a distance of two groups, and one right behind it.
        static TABLE: [u8; 9] = [0x30, 7, 0x81, 0x01, 0x80 | 0x41, 3, 0, 9, 0x05];
        static RANGES: [u8; 4] = [0x23, 1, 0x02, 4];
        assert_eq!(
            pairs(&TABLE).collect::<Vec<_>>(),
            [(0x30, 7), (0xb2, 0x41), (0xb3, 0x42), (0xb4, 0x43), (0xb5, 9)],
            "an entry without its byte ends the table"
        );
        assert_eq!(ranges(&RANGES).collect::<Vec<_>>(), [0x23..=0x23, 0x26..=0x29]);
    }

    /// The counts are of the lines of the files of Unicode 17.0.0 and of the Ideographic Variation Database of 2014-05-16.
    #[test]
    fn the_tables_have_what_unicode_registers() {
        let variants: u32 = pairs(&tables::VARIANTS).map(|(_, selectors)| selectors.count_ones()).sum();
        assert_eq!(variants, 1_353, "StandardizedVariants.txt");
        let emoji: usize = ranges(&tables::EMOJI).map(Iterator::count).sum();
        assert_eq!(emoji, 371, "emoji-variation-sequences.txt");
        let ideographs: Vec<(u32, u8)> = pairs(&tables::IDEOGRAPHS).collect();
        assert_eq!(ideographs.len(), 30, "IVD_Sequences.txt");
        assert!(ideographs.contains(&(0x9089, 32)) && ideographs.contains(&(0x908a, 21)));
    }

    #[test]
    fn every_letter_and_digit_of_ascii_has_something_that_looks_like_it() {
        let letters: std::collections::BTreeSet<u8> =
            pairs(&tables::LOOKALIKES).map(|(_, letter)| letter).collect();
        let all: Vec<u8> = (0..0x80_u8).filter(u8::is_ascii_alphanumeric).collect();
        assert_eq!(letters.into_iter().collect::<Vec<_>>(), all);
        let places: Vec<u32> = pairs(&tables::LOOKALIKES).map(|(character, _)| character).collect();
        assert!(places.is_sorted(), "they are searched by halves");
        assert!(places.iter().all(|character| *character > 0x7f));
    }
}
