//! The colour profile of sRGB, for the output intent.
//!
//! It is computed from the published numbers, so that no profile with a
//! licence of its own goes into the files: an ICC profile of version 4
//! (ICC.1:2010, the version that PDF 1.7 with its extensions and PDF/A-2 read)
//! with the primaries and the curve of IEC 61966-2-1.

/// The fixed-point numbers of a profile have 16 bits after the point (ICC.1:2010, 4.6).
const fn fixed(millionths: i64) -> i32 {
    ((millionths * 65_536 + if millionths < 0 { -500_000 } else { 500_000 }) / 1_000_000) as i32
}

/// The white of the connection space, D50 (ICC.1:2010, 7.2.16).
const WHITE: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// The primaries of sRGB, adapted from D65 to D50 (IEC 61966-2-1, and the Bradford transform of ICC.1:2010, E.2).
const RED: [i32; 3] = [fixed(436_066), fixed(222_488), fixed(13_916)];
const GREEN: [i32; 3] = [fixed(385_147), fixed(716_873), fixed(97_076)];
const BLUE: [i32; 3] = [fixed(143_066), fixed(60_608), fixed(714_096)];

/// The Bradford transform from D65 to D50, row by row (ICC.1:2010, E.2).
const ADAPTATION: [i32; 9] = [
    fixed(1_047_882),
    fixed(22_919),
    fixed(-50_217),
    fixed(29_587),
    fixed(990_479),
    fixed(-17_059),
    fixed(-9_232),
    fixed(15_076),
    fixed(751_678),
];

/// The curve (IEC 61966-2-1, 4.4): gamma, 1/1.055, 0.055/1.055, 1/12.92, 0.04045.
const CURVE: [i32; 5] = [fixed(2_400_000), fixed(947_867), fixed(52_133), fixed(77_399), fixed(40_450)];

/// How long the header is (ICC.1:2010, 7.2).
const HEADER: usize = 128;

/// The profile.
pub(crate) fn profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", numbers(b"XYZ ", &WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &RED)),
        (b"gXYZ", numbers(b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(b"XYZ ", &BLUE)),
        (b"rTRC", curve()),
        (b"gTRC", curve()),
        (b"bTRC", curve()),
    ];
    let (mut table, mut elements) = (Vec::new(), Vec::<u8>::new());
    let start = HEADER + 4 + 12 * tags.len();
    table.extend((tags.len() as u32).to_be_bytes());
    let mut known: Vec<(&[u8], usize)> = Vec::new();
    for (signature, element) in &tags {
        // Tags with the same element share it (ICC.1:2010, 7.3).
        let at = match known.iter().find(|(it, _)| *it == element.as_slice()) {
            Some((_, at)) => *at,
            None => {
                let at = start + elements.len();
                elements.extend_from_slice(element);
                elements.resize(elements.len().next_multiple_of(4), 0);
                known.push((element, at));
                at
            }
        };
        table.extend_from_slice(*signature);
        table.extend((at as u32).to_be_bytes());
        table.extend((element.len() as u32).to_be_bytes());
    }
    let mut profile = header((start + elements.len()) as u32);
    profile.append(&mut table);
    profile.append(&mut elements);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(size.to_be_bytes());
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // The day of IEC 61966-2-1, amendment 1: a date that does not change.
    for part in [2003_u16, 1, 31, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(68, 0);
    WHITE.iter().for_each(|it| header.extend(it.to_be_bytes()));
    header.resize(HEADER, 0);
    header
}

/// Text in one language (ICC.1:2010, 10.13).
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut element = b"mluc\0\0\0\0".to_vec();
    element.extend([1_u32, 12].into_iter().flat_map(u32::to_be_bytes));
    element.extend_from_slice(b"enUS");
    element.extend([units.len() as u32, 28].into_iter().flat_map(u32::to_be_bytes));
    element.extend(units);
    element
}

fn numbers(kind: &[u8; 4], numbers: &[i32]) -> Vec<u8> {
    let mut element = kind.to_vec();
    element.extend([0; 4]);
    element.extend(numbers.iter().flat_map(|it| it.to_be_bytes()));
    element
}

/// A curve of the type `Y = (aX + b)^g` above `d`, `cX` below (ICC.1:2010, 10.16, function 3).
fn curve() -> Vec<u8> {
    let mut element = b"para\0\0\0\0\0\x03\0\0".to_vec();
    element.extend(CURVE.iter().flat_map(|it| it.to_be_bytes()));
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn primaries_add_up_to_white() {
        for axis in 0..3 {
            let sum = RED[axis] + GREEN[axis] + BLUE[axis];
            assert!((sum - WHITE[axis]).abs() <= 12, "axis {axis}: {sum} is not {}", WHITE[axis]);
        }
    }

    #[test]
    fn profile_has_its_length_in_the_header() {
        let profile = profile();
        assert_eq!(profile[..4], (profile.len() as u32).to_be_bytes());
        assert_eq!(&profile[36..40], b"acsp");
        assert!(profile.len() < 600, "{} bytes", profile.len());
    }
}
