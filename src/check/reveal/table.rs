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
