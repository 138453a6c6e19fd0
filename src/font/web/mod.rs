//! A face for the web: cut down to the characters of a text, with all that its layout needs, as WOFF.
//!
//! Glyphs keep their ids, so the tables for layout stay as they are; those that the text cannot reach become empty,
//! which compression makes as small as if they were gone.
//!
//! In reading order:
//!
//! - `subset`: the glyphs that a text reaches, and the tables with these alone
//! - `cff`: the outlines of compact fonts
//! - `woff`: the container

mod cff;
mod subset;
mod woff;

use std::collections::BTreeSet;

use skrifa::raw::TableProvider;

use crate::font::Face;

/// What the licence in a font file lets a publication do with it (OpenType 1.9.1, `OS/2`, `fsType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Embed it, or a part of it.
    Part,
    /// Embed it whole.
    Whole,
    /// Nothing.
    Nothing,
}

impl Permission {
    /// Of several permissions the weakest restriction holds; bitmaps alone are no letters.
    fn of(bits: u16) -> Permission {
        let restricted = bits & 0x000F == 0x0002;
        match bits {
            _ if restricted || bits & 0x0200 != 0 => Permission::Nothing,
            _ if bits & 0x0100 != 0 => Permission::Whole,
            _ => Permission::Part,
        }
    }
}

impl Face {
    /// What its licence permits.
    pub fn permission(&self) -> Permission {
        let bits = self.font().and_then(|it| it.os2().ok()).map_or(0, |it| it.fs_type());
        Permission::of(bits)
    }

    /// The face as WOFF, with the characters of a text where a part may be embedded; `None` where its licence forbids
    /// it or it cannot be read.
    pub fn web_font(&self, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
        let font = self.font()?;
        let (flavor, tables) = match self.permission() {
            Permission::Nothing => return None,
            Permission::Whole => subset::whole(&font)?,
            Permission::Part => subset::part(&font, characters).or_else(|| subset::whole(&font))?,
        };
        woff::woff(flavor, tables)
    }
}

#[cfg(test)]
mod tests;
