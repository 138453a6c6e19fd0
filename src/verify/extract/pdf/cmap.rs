//! ToUnicode: what the codes of a font say (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

/// A map from codes to text.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    single: BTreeMap<u32, String>,
    /// Ranges: first and last code, and the text of the first, whose last character counts up.
    ranges: Vec<(u32, u32, String)>,
    /// How many bytes codes have; `None` where the map does not say.
    pub width: Option<usize>,
}

impl CMap {
    /// Reads a map; what cannot be read in it is left out.
    pub(super) fn read(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut section = Section::None;
        let mut pending: Vec<Token> = Vec::new();
        for token in tokens(bytes) {
            match &token {
                Token::Word(word) => {
                    section = match word.as_str() {
                        "begincodespacerange" => Section::Space,
                        "beginbfchar" => Section::Characters,
                        "beginbfrange" => Section::Ranges,
                        _ => Section::None,
                    };
                    pending.clear();
                }
                Token::Hex(_) | Token::Open | Token::End => {
                    pending.push(token);
                    if map.take(section, &pending) {
                        pending.clear();
                    }
                }
            }
        }
        map.ranges.sort();
        map
    }

    /// What a code says.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let at = self.ranges.partition_point(|it| it.0 <= code);
        let (first, last, text) = self.ranges.get(at.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut signs: Vec<char> = text.chars().collect();
        let end = signs.pop()?;
        signs.push(char::from_u32(u32::from(end) + (code - first))?);
        Some(signs.into_iter().collect())
    }

    /// Takes what a section has said so far; whether it was complete.
    fn take(&mut self, section: Section, pending: &[Token]) -> bool {
        match (section, pending) {
            (Section::None, _) => true,
            (Section::Space, [Token::Hex(low), Token::Hex(_)]) => {
                self.width = Some(low.len());
                true
            }
            (Section::Characters, [Token::Hex(code), Token::Hex(text)]) => {
                self.single.insert(number(code), utf16(text));
                true
            }
            (Section::Ranges, [Token::Hex(low), Token::Hex(high), Token::Hex(text)]) => {
                self.ranges.push((number(low), number(high), utf16(text)));
                true
            }
            (Section::Ranges, [Token::Hex(low), Token::Hex(_), Token::Open, texts @ .., Token::End]) => {
                for (text, code) in texts.iter().zip(number(low)..) {
                    if let Token::Hex(text) = text {
                        self.single.insert(code, utf16(text));
                    }
                }
                true
            }
            _ => pending.len() > 100_000,
        }
    }
}

#[derive(Clone, Copy)]
enum Section {
    None,
    Space,
    Characters,
    Ranges,
}

enum Token {
    Word(String),
    Hex(Vec<u8>),
    Open,
    End,
}

fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let (first, after) = rest.split_first()?;
            match first {
                b'<' if after.first() != Some(&b'<') => {
                    let end = after.iter().position(|it| *it == b'>').unwrap_or(after.len());
                    rest = after.get(end + 1..).unwrap_or(&[]);
                    return Some(Token::Hex(hex(&after[..end])));
                }
                b'[' | b']' => {
                    rest = after;
                    return Some(if *first == b'[' { Token::Open } else { Token::End });
                }
                b'%' => {
                    let end = after.iter().position(|it| matches!(it, b'\n' | b'\r')).unwrap_or(after.len());
                    rest = &after[end..];
                }
                it if it.is_ascii_alphabetic() => {
                    let end = rest.iter().position(|it| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    let word = String::from_utf8_lossy(&rest[..end]).into_owned();
                    rest = &rest[end..];
                    return Some(Token::Word(word));
                }
                _ => rest = after,
            }
        }
    })
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> =
        digits.iter().filter_map(|it| char::from(*it).to_digit(16)).map(|it| it as u8).collect();
    values.chunks(2).map(|it| it[0] * 16 + it.get(1).copied().unwrap_or(0)).collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, it| sum * 256 + u32::from(*it))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|it| u16::from_be_bytes([it[0], it.get(1).copied().unwrap_or(0)])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_are_read() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar\n2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D835DC00>] endbfrange",
        );
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!([get(1), get(2), get(0x12), get(0x20), get(0x21)], ["A", "fi", "c", "x", "\u{1d400}"]);
        assert_eq!(map.get(0x13), None);
        assert_eq!(map.width, Some(2));
    }

    #[test]
    fn rubbish_is_left_out() {
        let map = CMap::read(b"beginbfchar <1 <2> [ ]] <<>> beginbfrange <FFFFFFFF> <00> <D800>");
        assert_eq!(map.get(7), None);
    }
}
