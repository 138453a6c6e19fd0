//! How many pixels of a picture go to the inch, where the file says so.

use crate::resource::Format;

/// Micrometres in an inch, by definition.
const MICROMETRES: u64 = 25_400;

/// Pixels to the inch; `None` where the file does not say, or says nothing sensible.
pub(super) fn density(format: Format, bytes: &[u8]) -> Option<u32> {
    let found = match format {
        Format::Png => png(bytes),
        Format::Jpeg => jpeg(bytes),
        Format::WebP | Format::Svg => None,
    };
    found.filter(|it| (1..=10_000).contains(it))
}

/// The `pHYs` chunk, in pixels to the metre (PNG third edition, 11.3.4.3).
fn png(bytes: &[u8]) -> Option<u32> {
    let mut rest = bytes.get(8..)?;
    loop {
        let length = usize::try_from(u32_at(rest, 0)?).ok()?;
        let name = rest.get(4..8)?;
        let body = rest.get(8..)?.get(..length)?;
        match name {
            b"pHYs" => {
                let in_metres = *body.get(8)? == 1;
                let inch = u64::from(u32_at(body, 0)?) * MICROMETRES;
                return in_metres.then(|| u32::try_from((inch + 500_000) / 1_000_000).ok())?;
            }
            b"IDAT" | b"IEND" => return None,
            _ => rest = rest.get(length + 12..)?,
        }
    }
}

/// The JFIF header, in pixels to the inch or the centimetre (ITU-T T.871, 10.1).
fn jpeg(bytes: &[u8]) -> Option<u32> {
    let header =
        bytes.get(2..18).filter(|it| it.starts_with(&[0xff, 0xe0]) && it[4..].starts_with(b"JFIF\0"))?;
    let across = u32::from(u16::from_be_bytes([header[12], header[13]]));
    match header[11] {
        1 => Some(across),
        2 => Some((across * 254 + 50) / 100),
        _ => None,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}
