//! Compact fonts in which the glyphs that a text does not need draw nothing (Adobe Technical Note 5176).

/// The operator `endchar` of a charstring (Technical Note 5177, 4.3).
const END: u8 = 14;
/// The operator of the top dictionary whose operand is the offset of the charstrings (table 9).
const CHARSTRINGS: u8 = 17;

/// Overwrites each charstring that is not `kept`; no offset changes. `None` where the table has another form.
pub(super) fn empty(table: &mut [u8], kept: impl Fn(usize) -> bool) -> Option<()> {
    let names = Index::read(table, usize::from(*table.get(2)?))?;
    let dictionaries = Index::read(table, names.end)?;
    let (start, end) = dictionaries.bounds(table, 0)?;
    let programs = Index::read(table, charstrings(table.get(start..end)?)?)?;
    for glyph in 0..programs.count {
        let (start, end) = programs.bounds(table, glyph)?;
        if !kept(glyph) {
            table.get_mut(start..end)?.fill(END);
        }
    }
    Some(())
}

/// The offset of the charstrings, of a dictionary (section 4).
fn charstrings(dictionary: &[u8]) -> Option<usize> {
    let (mut at, mut operand) = (0, None);
    while let Some(first) = dictionary.get(at).copied() {
        let byte = |n: usize| dictionary.get(at + n).copied().map(i64::from);
        let length = match first {
            CHARSTRINGS => return usize::try_from(operand?).ok(),
            12 => 2,
            0..=21 => 1,
            28 => {
                operand = Some(byte(1)? << 8 | byte(2)?);
                3
            }
            29 => {
                operand = Some(byte(1)? << 24 | byte(2)? << 16 | byte(3)? << 8 | byte(4)?);
                5
            }
            // A real number ends with the half byte F.
            30 => 2 + dictionary.get(at + 1..)?.iter().position(|it| it & 15 == 15 || it >> 4 == 15)?,
            32..=246 => {
                operand = Some(i64::from(first) - 139);
                1
            }
            247..=250 => {
                operand = Some((i64::from(first) - 247) * 256 + byte(1)? + 108);
                2
            }
            _ => 2,
        };
        at += length;
    }
    None
}

/// An INDEX: objects of different lengths in a row (section 5).
struct Index {
    start: usize,
    count: usize,
    size: usize,
    end: usize,
}

impl Index {
    fn read(table: &[u8], start: usize) -> Option<Index> {
        let count = number(table.get(start..start.checked_add(2)?)?);
        if count == 0 {
            return Some(Index { start, count, size: 0, end: start + 2 });
        }
        let size = usize::from(*table.get(start + 2)?);
        let mut index = Index { start, count, size, end: 0 };
        index.end = index.place(table, count)?;
        Some(index)
    }

    /// Where an object begins; that of the count is where the last ends.
    fn place(&self, table: &[u8], at: usize) -> Option<usize> {
        let from = self.start + 3 + at * self.size;
        // Offsets count from the byte before the first object.
        let before = self.start + 2 + (self.count + 1) * self.size;
        before.checked_add(number(table.get(from..from + self.size)?))
    }

    fn bounds(&self, table: &[u8], at: usize) -> Option<(usize, usize)> {
        if at >= self.count {
            return None;
        }
        Some((self.place(table, at)?, self.place(table, at + 1)?))
    }
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
}
