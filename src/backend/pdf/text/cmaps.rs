//! The maps from the codes of a font to Unicode and to glyphs (ISO 32000-1, 9.10.3 and 9.7.4).

use std::fmt::Write as _;

use lopdf::{Dictionary, Stream};

use crate::backend::pdf::text::codes::Code;

/// How many entries a section of a character map may have (Adobe Technical Note 5014, 4.2).
const ENTRIES: usize = 100;

/// The `ToUnicode` map of a font: from its codes to their texts.
pub(crate) fn to_unicode(codes: &[Code]) -> Stream {
    let entries: Vec<String> = codes
        .iter()
        .enumerate()
        .skip(1)
        .map(|(code, it)| {
            let mut entry = format!("<{code:04X}> <");
            it.text.encode_utf16().for_each(|unit| {
                let _ = write!(entry, "{unit:04X}");
            });
            entry + ">"
        })
        .collect();
    let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (UCS) def\n/Supplement 0 def\nend def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        .to_owned();
    for entries in entries.chunks(ENTRIES) {
        let _ = writeln!(map, "{} beginbfchar\n{}\nendbfchar", entries.len(), entries.join("\n"));
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    Stream::new(Dictionary::new(), map.into_bytes())
}

/// The `CIDToGIDMap` of a TrueType font: from its codes to its glyphs (ISO 32000-1, table 117).
pub(crate) fn cid_to_gid(codes: &[Code]) -> Stream {
    Stream::new(Dictionary::new(), codes.iter().flat_map(|it| it.glyph.to_be_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_unicode_has_texts_of_any_length() {
        let code = |glyph, text: &str| Code { glyph, text: text.to_owned() };
        let map = to_unicode(&[code(0, "\u{200b}"), code(1, "fi"), code(1, "𝄞")]);
        let map = String::from_utf8(map.content).expect("ASCII");
        assert!(map.contains("2 beginbfchar\n<0001> <00660069>\n<0002> <D834DD1E>\nendbfchar"));
    }
}
