//! Words of a language and what they are, as a table that the compiler builds: nothing is set up when the program
//! runs, and the table has no addresses in it.

/// The longest word that a table may have, in bytes.
const LONGEST: usize = 40;

/// Words, each with a value. Every group is a text with the words between spaces.
pub(super) struct Words<V: 'static, const SLOTS: usize = 512> {
    groups: &'static [(V, &'static str)],
    /// Open addressing. A slot has the group, where the word begins in the text of the group, and its length; 0 is
    /// an empty slot.
    slots: [u32; SLOTS],
}

impl<V: Copy, const SLOTS: usize> Words<V, SLOTS> {
    /// A table; a word that is in two groups has the value of the first.
    pub(super) const fn new(groups: &'static [(V, &'static str)]) -> Words<V, SLOTS> {
        let mut slots = [0; SLOTS];
        let mut group = 0;
        while group < groups.len() {
            let text = groups[group].1.as_bytes();
            let (mut start, mut at) = (0, 0);
            while at <= text.len() {
                if at == text.len() || text[at] == b' ' {
                    if at > start {
                        insert(&mut slots, text, start, at - start, group);
                    }
                    start = at + 1;
                }
                at += 1;
            }
            group += 1;
        }
        Words { groups, slots }
    }

    /// The value of a word. With `fold`, the words of the table are in lower case and those of the code in any.
    pub(super) fn get(&self, word: &str, fold: bool) -> Option<V> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let bytes = word.as_bytes();
        let mut hash = SEED;
        for byte in bytes {
            hash = mix(hash, if fold { byte.to_ascii_lowercase() } else { *byte });
        }
        let mut slot = hash as usize % SLOTS;
        loop {
            let (group, known) = self.word(self.slots[slot])?;
            if known.len() == word.len()
                && if fold { known.eq_ignore_ascii_case(word) } else { known == word }
            {
                return self.groups.get(group).map(|it| it.0);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The texts of all groups.
    #[cfg(test)]
    pub(super) fn texts(&self) -> impl Iterator<Item = &'static str> {
        self.groups.iter().map(|it| it.1)
    }

    fn word(&self, slot: u32) -> Option<(usize, &'static str)> {
        let (group, start, length) =
            ((slot >> 24) as usize, (slot >> 8 & 0xffff) as usize, (slot & 0xff) as usize);
        let text = self.groups.get(group).filter(|_| slot != 0)?.1;
        Some((group, text.get(start..start + length)?))
    }
}

const SEED: u32 = 0x811c_9dc5;

/// FNV-1a, with the high bits folded in by the caller's remainder.
const fn mix(hash: u32, byte: u8) -> u32 {
    let hash = (hash ^ byte as u32).wrapping_mul(0x0100_0193);
    hash ^ (hash >> 15)
}

const fn insert<const SLOTS: usize>(
    slots: &mut [u32; SLOTS],
    text: &[u8],
    start: usize,
    length: usize,
    group: usize,
) {
    assert!(length <= LONGEST && start < 0x1_0000 && group < 0x100, "a word that no slot can hold");
    let (mut hash, mut at) = (SEED, 0);
    while at < length {
        hash = mix(hash, text[start + at]);
        at += 1;
    }
    let mut slot = hash as usize % SLOTS;
    let mut tried = 0;
    while slots[slot] != 0 {
        slot = (slot + 1) % SLOTS;
        tried += 1;
        assert!(tried < SLOTS / 2, "too many words for the table");
    }
    slots[slot] = (group as u32) << 24 | (start as u32) << 8 | length as u32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_value_of_its_group() {
        static WORDS: Words<u8, 16> = Words::new(&[(1, "if else"), (2, "then if Ünder")]);
        assert_eq!(["if", "else", "then"].map(|it| WORDS.get(it, false)), [Some(1), Some(1), Some(2)]);
        assert_eq!(["If", "i", "", "elsewhere"].map(|it| WORDS.get(it, false)), [None; 4]);
        assert_eq!(WORDS.get("ELSE", true), Some(1));
        assert_eq!(WORDS.get("Ünder", false), Some(2));
    }
}
