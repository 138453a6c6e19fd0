//! The glyphs that a text reaches, and the tables of a font with these alone.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::raw::collections::IntSet;
use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};

use crate::font::web::cff;

/// The tables of a font file by their tags.
pub(super) type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// Tables that say nothing to a browser, or that are written again.
const LEFT_OUT: &[&[u8; 4]] = &[
    b"cmap", b"name", b"post", b"DSIG", b"hdmx", b"VDMX", b"LTSH", b"PCLT", b"kern", b"FFTM", b"meta",
    b"JSTF",
];

/// Characters that style sheets and browsers may add to any text.
fn usual() -> impl Iterator<Item = char> {
    (' '..='~').chain([
        '\u{a0}', '\u{ad}', '\u{2010}', '\u{2013}', '\u{2014}', '\u{2018}', '\u{2019}', '\u{201c}',
        '\u{201d}', '\u{2026}',
    ])
}

/// The version at the beginning of the file, and all tables.
pub(super) fn whole(font: &FontRef<'_>) -> Option<(u32, Tables)> {
    let directory = font.table_directory();
    let table = |tag: Tag| Some((tag.to_be_bytes(), font.table_data(tag)?.as_bytes().to_vec()));
    let tables: Tables = directory.table_records().iter().filter_map(|it| table(it.tag())).collect();
    Some((directory.sfnt_version(), tables))
}

/// The same with what a text needs; `None` where the outlines are of another form.
pub(super) fn part(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Option<(u32, Tables)> {
    let (version, mut tables) = whole(font)?;
    // The deltas of a variable font are by the points of its glyphs.
    if tables.contains_key(b"fvar") {
        return None;
    }
    let characters: BTreeSet<char> = characters.iter().copied().chain(usual()).collect();
    let charmap = font.charmap();
    let mapped: Vec<(char, u16)> = characters
        .into_iter()
        .filter_map(|it| Some((it, u16::try_from(charmap.map(it)?.to_u32()).ok()?)))
        .filter(|(_, glyph)| *glyph != 0)
        .collect();
    let glyphs = reached(font, mapped.iter().map(|(_, glyph)| *glyph));
    let kept = |glyph: usize| u32::try_from(glyph).is_ok_and(|it| glyphs.contains(GlyphId::new(it)));
    if let Some(table) = tables.get_mut(b"CFF ") {
        cff::empty(table, kept)?;
    } else {
        let (glyf, loca) = outlines(font, kept)?;
        tables.insert(*b"glyf", glyf);
        tables.insert(*b"loca", loca);
        // `indexToLocFormat`: long offsets.
        tables.get_mut(b"head")?.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    }
    let names = names(font);
    tables.retain(|tag, _| !LEFT_OUT.contains(&tag));
    tables.insert(*b"cmap", character_map(&mapped));
    tables.insert(*b"name", names);
    tables.insert(*b"post", post(font));
    Some((version, tables))
}

/// Whether a feature changes letters only where a style sheet asks for it by name, as none of ours does (OpenType
/// 1.9.1, registered features): alternates, swashes, fractions and the like.
fn is_by_choice(tag: [u8; 4]) -> bool {
    const TAGS: &[&[u8; 4]] = &[
        b"aalt", b"afrc", b"c2pc", b"cswh", b"dlig", b"dnom", b"frac", b"hist", b"hlig", b"nalt", b"numr",
        b"ordn", b"ornm", b"pcap", b"salt", b"sinf", b"subs", b"sups", b"swsh", b"titl", b"unic", b"zero",
    ];
    let is_numbered = |start: &[u8]| tag.starts_with(start) && tag[2].is_ascii_digit();
    TAGS.contains(&&tag) || is_numbered(b"ss") || is_numbered(b"cv")
}

/// The glyphs that characters become by the usual substitutions, and the parts of those.
fn reached(font: &FontRef<'_>, mapped: impl Iterator<Item = u16>) -> IntSet<GlyphId> {
    let mut glyphs: IntSet<GlyphId> = IntSet::empty();
    glyphs.insert(GlyphId::new(0));
    glyphs.extend(mapped.map(GlyphId::from));
    if let Ok(gsub) = font.gsub() {
        let records = gsub.feature_list().map(|it| it.feature_records().to_vec()).unwrap_or_default();
        let wanted =
            records.iter().enumerate().filter(|(_, it)| !is_by_choice(it.feature_tag().to_be_bytes()));
        let features: IntSet<u16> = wanted.filter_map(|(at, _)| u16::try_from(at).ok()).collect();
        let lookups = gsub.collect_lookups(&features);
        let all = lookups.and_then(|it| gsub.closure_glyphs(&it, &mut glyphs));
        if all.is_err() {
            // What cannot be followed is kept whole.
            let count = font.maxp().map_or(0, |it| it.num_glyphs());
            glyphs.extend((0..count).map(GlyphId::from));
        }
    }
    if let (Ok(glyf), Ok(loca)) = (font.glyf(), font.loca(None)) {
        let mut next: Vec<GlyphId> = glyphs.iter().collect();
        while let Some(glyph) = next.pop() {
            let Ok(Some(Glyph::Composite(whole))) = loca.get_glyf(glyph, &glyf) else { continue };
            for part in whole.components() {
                let part = GlyphId::from(part.glyph);
                if glyphs.insert(part) {
                    next.push(part);
                }
            }
        }
    }
    glyphs
}

/// The tables `glyf` and `loca` with the outlines of some glyphs.
fn outlines(font: &FontRef<'_>, kept: impl Fn(usize) -> bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let bytes = font.table_data(Tag::new(b"glyf"))?;
    let loca: Loca<'_> = font.loca(None).ok()?;
    let (mut glyf, mut offsets) = (Vec::new(), Vec::new());
    for glyph in 0..loca.len() {
        offsets.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        if kept(glyph) {
            let bounds = [loca.get_raw(glyph)?, loca.get_raw(glyph + 1)?];
            let [start, end] = bounds.map(|it| usize::try_from(it).unwrap_or(usize::MAX));
            glyf.extend_from_slice(bytes.as_bytes().get(start..end)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    offsets.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    Some((glyf, offsets))
}

/// The table `cmap` of these characters, in format 12 (OpenType 1.9.1).
fn character_map(mapped: &[(char, u16)]) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (character, glyph) in mapped {
        let (code, glyph) = (u32::from(*character), u32::from(*glyph));
        match groups.last_mut() {
            Some([first, last, start]) if code == *last + 1 && glyph == *start + (code - *first) => {
                *last = code
            }
            Some(_) | None => groups.push([code, code, glyph]),
        }
    }
    let count = u32::try_from(groups.len()).unwrap_or(0);
    let mut table = Vec::new();
    // Version 0, one subtable: Windows, full Unicode.
    table.extend([0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12]);
    table.extend([0, 12, 0, 0]);
    [16 + 12 * count, 0, count].iter().for_each(|it| table.extend(it.to_be_bytes()));
    groups.iter().flatten().for_each(|it| table.extend(it.to_be_bytes()));
    table
}

/// The table `name` of a part: the statements of rights and of licence. A part has no other name: a licence may
/// reserve that of the whole (SIL Open Font License 1.1, 3).
fn names(font: &FontRef<'_>) -> Vec<u8> {
    use skrifa::string::StringId;
    let own = |id: StringId| font.localized_strings(id).english_or_first().map(|it| it.to_string());
    let kept =
        [(0, StringId::COPYRIGHT_NOTICE), (13, StringId::LICENSE_DESCRIPTION), (14, StringId::LICENSE_URL)];
    let mut texts: Vec<(u16, String)> =
        kept.into_iter().filter_map(|(id, name)| Some((id, own(name)?))).collect();
    for (id, text) in [(1, "Part of a font"), (2, "Regular"), (4, "Part of a font"), (6, "Part")] {
        texts.push((id, text.to_owned()));
    }
    texts.sort();
    let (mut records, mut storage): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    for (id, text) in &texts {
        let bytes: Vec<u8> = text.encode_utf16().take(4000).flat_map(u16::to_be_bytes).collect();
        let (length, offset) = (bytes.len() as u16, storage.len() as u16);
        // Windows, Unicode, US English.
        [3, 1, 0x409, *id, length, offset].iter().for_each(|it: &u16| records.extend(it.to_be_bytes()));
        storage.extend(bytes);
    }
    let count = texts.len() as u16;
    let mut table: Vec<u8> =
        [0, count, 6 + 12 * count].iter().flat_map(|it: &u16| it.to_be_bytes()).collect();
    table.extend(records);
    table.extend(storage);
    table
}

/// The table `post` without the names of glyphs (version 3).
fn post(font: &FontRef<'_>) -> Vec<u8> {
    let own = font.table_data(Tag::new(b"post"));
    let mut table = own.and_then(|it| it.as_bytes().get(..32).map(<[u8]>::to_vec)).unwrap_or(vec![0; 32]);
    table[..4].copy_from_slice(&[0, 3, 0, 0]);
    table
}
