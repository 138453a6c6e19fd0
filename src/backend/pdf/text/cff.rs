//! Compact fonts in which a glyph has several codes (Adobe Technical Note 5176).
//!
//! A CID-keyed font leads from each of its glyphs to one number, so a glyph that
//! has several codes is repeated. The tables are those
//! that `subsetter` writes: offsets of five bytes, the charstrings at the end, and
//! `FDSelect` of format 0 or with a single range.

/// The operators of the top dictionary whose operands are offsets (Technical Note 5176, table 9).
const CHARSET: u16 = 15;
const CHARSTRINGS: u16 = 17;
const FD_SELECT: u16 = (12 << 8) | 37;

/// The table with these of its glyphs, in this order, as glyphs 0, 1, 2…; `None` where the table has another form.
pub(crate) fn with_glyphs(table: &[u8], glyphs: &[u16]) -> Option<Vec<u8>> {
    let names = CffIndex::read(table, usize::from(*table.get(2)?))?;
    let dictionaries = CffIndex::read(table, names.end)?;
    let (start, end) = dictionaries.bounds(table, 0)?;
    let find = |operator| operand_of(table, start..end, operator);
    let [charset, charstrings, selects] = [find(CHARSET)?, find(CHARSTRINGS)?, find(FD_SELECT)?];
    let programs = CffIndex::read(table, offset(table, charstrings)?)?;
    let select = offset(table, selects)?;
    let mut result = table.get(..programs.start)?.to_vec();
    let bodies: Option<Vec<&[u8]>> = glyphs
        .iter()
        .map(|glyph| {
            let (start, end) = programs.bounds(table, usize::from(*glyph))?;
            table.get(start..end)
        })
        .collect();
    push_index(&mut result, &bodies?);
    set_offset(&mut result, charset)?;
    let last = u16::try_from(glyphs.len().checked_sub(2)?).ok()?;
    result.extend([2, 0, 1]);
    result.extend(last.to_be_bytes());
    set_offset(&mut result, selects)?;
    result.push(0);
    for glyph in glyphs {
        result.push(private_of(table.get(select..)?, *glyph)?);
    }
    Some(result)
}

/// Which private dictionary a glyph has (Technical Note 5176, section 19).
fn private_of(select: &[u8], glyph: u16) -> Option<u8> {
    match *select {
        [0, ref list @ ..] => list.get(usize::from(glyph)).copied(),
        [3, 0, 1, 0, 0, only, ..] => Some(only),
        _ => None,
    }
}

/// An INDEX: objects of different lengths in a row (Technical Note 5176, section 5).
#[derive(Debug, Clone, Copy)]
struct CffIndex {
    start: usize,
    count: usize,
    size: usize,
    end: usize,
}

impl CffIndex {
    fn read(table: &[u8], start: usize) -> Option<CffIndex> {
        let count = number(table.get(start..start + 2)?);
        if count == 0 {
            return Some(CffIndex { start, count, size: 0, end: start + 2 });
        }
        let size = usize::from(*table.get(start + 2)?);
        let mut index = CffIndex { start, count, size, end: 0 };
        index.end = index.offset_of(table, count)?;
        Some(index)
    }

    /// Where an object begins; that of the count is where the last ends.
    fn offset_of(&self, table: &[u8], at: usize) -> Option<usize> {
        let from = self.start + 3 + at * self.size;
        // Offsets count from the byte before the first object.
        let before = self.start + 3 + (self.count + 1) * self.size - 1;
        before.checked_add(number(table.get(from..from + self.size)?))
    }

    fn bounds(&self, table: &[u8], at: usize) -> Option<(usize, usize)> {
        if at >= self.count {
            return None;
        }
        Some((self.offset_of(table, at)?, self.offset_of(table, at + 1)?))
    }
}

fn push_index(bytes: &mut Vec<u8>, objects: &[&[u8]]) {
    bytes.extend((objects.len() as u16).to_be_bytes());
    bytes.push(4);
    let mut offset = 1_u32;
    bytes.extend(offset.to_be_bytes());
    for object in objects {
        offset += object.len() as u32;
        bytes.extend(offset.to_be_bytes());
    }
    objects.iter().for_each(|it| bytes.extend_from_slice(it));
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
}

/// Where the operand of five bytes is that belongs to an operator of a dictionary.
fn operand_of(table: &[u8], dictionary: std::ops::Range<usize>, operator: u16) -> Option<usize> {
    let mut at = dictionary.start;
    let mut operand = None;
    while at < dictionary.end {
        let first = *table.get(at)?;
        let length = match first {
            0..=21 => {
                let wide = first == 12;
                let found = if wide { (12 << 8) | u16::from(*table.get(at + 1)?) } else { u16::from(first) };
                if found == operator {
                    return operand;
                }
                1 + usize::from(wide)
            }
            29 => {
                operand = Some(at);
                5
            }
            28 => 3,
            // A real number ends with the half byte F.
            30 => 1 + table.get(at + 1..)?.iter().position(|it| it & 15 == 15 || it >> 4 == 15)? + 1,
            247..=254 => 2,
            _ => 1,
        };
        at += length;
    }
    None
}

fn offset(table: &[u8], operand: usize) -> Option<usize> {
    Some(number(table.get(operand + 1..operand + 5)?))
}

/// Sets an operand to the offset of what comes next.
fn set_offset(bytes: &mut [u8], operand: usize) -> Option<()> {
    let end = u32::try_from(bytes.len()).ok()?;
    bytes.get_mut(operand + 1..operand + 5)?.copy_from_slice(&end.to_be_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FaceId, FontBook};
    use skrifa::raw::TableProvider;
    use skrifa::raw::{FontData, FontRead, FontRef};
    use subsetter::GlyphRemapper;

    /// The table of a subset with the letters `a` and `b`.
    fn table() -> Vec<u8> {
        let book = FontBook::default();
        let face = book.face(FaceId(0)).expect("a face");
        let mut mapper = GlyphRemapper::new();
        for letter in ['a', 'b'] {
            mapper.remap(face.glyph(letter).expect("a glyph"));
        }
        let program = subsetter::subset(face.file.bytes(), face.index, &mapper).expect("a subset");
        let font = FontRef::new(&program).expect("a font");
        font.cff().expect("a compact font").offset_data().as_bytes().to_vec()
    }

    fn programs(table: &[u8]) -> Vec<Vec<u8>> {
        let cff = skrifa::raw::tables::cff::Cff::read(FontData::new(table)).expect("a table");
        let end = CffIndex::read(table, CffIndex::read(table, 4).expect("names").end).expect("dictionaries");
        let (start, stop) = end.bounds(table, 0).expect("one");
        let operand = operand_of(table, start..stop, CHARSTRINGS).expect("charstrings");
        let index = CffIndex::read(table, offset(table, operand).expect("an offset")).expect("an index");
        assert_eq!(cff.names().count(), 1);
        (0..index.count)
            .map(|at| index.bounds(table, at).map(|(from, to)| table[from..to].to_vec()).expect("a program"))
            .collect()
    }

    #[test]
    fn glyph_can_be_repeated() {
        let before = table();
        let after = with_glyphs(&before, &[0, 1, 2, 1, 1]).expect("a table");
        let (before, after) = (programs(&before), programs(&after));
        let expected: Vec<&Vec<u8>> = [0, 1, 2, 1, 1].iter().map(|it| &before[*it]).collect();
        assert_eq!(after.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn malformed_table_gives_none() {
        assert_eq!(with_glyphs(b"", &[0, 1]), None);
        assert_eq!(with_glyphs(&table()[..40], &[0, 1]), None);
        assert_eq!(with_glyphs(&table(), &[0, 9]), None, "there is no such glyph");
    }
}
