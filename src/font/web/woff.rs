//! A font file packed for the web (WOFF File Format 1.0, W3C Recommendation).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::font::web::subset::Tables;

/// The file of these tables; `None` where one is too large.
pub(super) fn woff(flavor: u32, mut tables: Tables) -> Option<Vec<u8>> {
    adjust(flavor, &mut tables)?;
    let count = u16::try_from(tables.len()).ok()?;
    let size = |it: usize| u32::try_from(it).ok();
    let directory = 44 + 20 * tables.len();
    let (mut entries, mut body): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut unpacked = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        let packed = packed(table)?;
        entries.extend(tag);
        for number in
            [size(directory + body.len())?, size(packed.len())?, size(table.len())?, own_sum(tag, table)]
        {
            entries.extend(number.to_be_bytes());
        }
        body.extend(packed);
        body.resize(body.len().next_multiple_of(4), 0);
        unpacked += table.len().next_multiple_of(4);
    }
    let mut file = b"wOFF".to_vec();
    file.extend(flavor.to_be_bytes());
    file.extend(size(directory + body.len())?.to_be_bytes());
    file.extend(count.to_be_bytes());
    file.extend([0, 0]);
    file.extend(size(unpacked)?.to_be_bytes());
    // Version 1.0; neither metadata nor private data.
    file.extend([0, 1, 0, 0]);
    file.extend([0; 20]);
    file.extend(entries);
    file.extend(body);
    Some(file)
}

/// A table as it is stored: packed where that is smaller.
fn packed(table: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(table).ok()?;
    let packed = encoder.finish().ok()?;
    Some(if packed.len() < table.len() { packed } else { table.to_vec() })
}

/// The sum of a table (OpenType 1.9.1, calculating checksums).
fn sum(table: &[u8]) -> u32 {
    let word = |it: &[u8]| {
        let mut bytes = [0; 4];
        bytes[..it.len()].copy_from_slice(it);
        u32::from_be_bytes(bytes)
    };
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

/// The sum of a table as the directory has it: that of `head` leaves out the sum of the whole.
fn own_sum(tag: &[u8; 4], table: &[u8]) -> u32 {
    let whole = table.get(8..12).filter(|_| tag == b"head").map_or(0, sum);
    sum(table).wrapping_sub(whole)
}

/// Sets the sum of the whole file, which is in the table `head`.
fn adjust(flavor: u32, tables: &mut Tables) -> Option<()> {
    tables.get_mut(b"head")?.get_mut(8..12)?.fill(0);
    let count = u32::try_from(tables.len()).ok()?;
    let largest = count.checked_ilog2()?;
    let range = 16 << largest;
    let numbers = [count << 16 | range, largest << 16 | (count * 16 - range)];
    let mut total = numbers.iter().fold(flavor, |sum, it| sum.wrapping_add(*it));
    let mut offset = 12 + 16 * count;
    for (tag, table) in tables.iter() {
        let (own, length) = (sum(table), u32::try_from(table.len()).ok()?);
        for number in [u32::from_be_bytes(*tag), own, offset, length, own] {
            total = total.wrapping_add(number);
        }
        offset += length.next_multiple_of(4);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(total);
    tables.get_mut(b"head")?.get_mut(8..12)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(())
}
