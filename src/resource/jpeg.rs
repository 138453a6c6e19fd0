//! The segments of a JPEG file (ITU-T T.81, B.1).

/// The frame header of a JPEG file (ITU-T T.81, B.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JpegFrame {
    /// The width in pixels, as stored.
    pub(crate) width: u32,
    /// The height, likewise.
    pub(crate) height: u32,
    /// The samples of a pixel.
    pub(crate) components: u8,
    /// Whether Adobe wrote it, whose CMYK is inverted.
    pub(crate) adobe: bool,
}

impl JpegFrame {
    /// The frame of a file; `None` where there is none, or none that readers of PDF show (ISO 32000-1, 7.4.8): eight
    /// bits a sample, coded by Huffman's tables, at once or in steps.
    pub(crate) fn read(bytes: &[u8]) -> Option<JpegFrame> {
        let mut adobe = false;
        for (marker, body) in segments(bytes) {
            match marker {
                0xEE => adobe |= body.starts_with(b"Adobe"),
                0xC0..=0xC2 => {
                    let [8, high, low, wide, narrow, components, ..] = *body else { return None };
                    let height = u32::from(u16::from_be_bytes([high, low]));
                    let width = u32::from(u16::from_be_bytes([wide, narrow]));
                    return Some(JpegFrame { width, height, components, adobe });
                }
                // Tables share the range of frame headers: DHT, JPG, DAC.
                0xC3..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => return None,
                _ => {}
            }
        }
        None
    }
}

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Whether a file has its frame, a scan at least, and its end. What a scan holds is not decoded.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let markers: Vec<u8> = segments(bytes).map(|it| it.0).collect();
    markers.contains(&SCAN) && markers.last() == Some(&END) && JpegFrame::read(bytes).is_some()
}

/// The segments with what is in them, up to the end of the image. After the header of a scan come its coded bytes, in
/// which a marker is no marker if a zero or the number of a restart follows (B.1.1.2, B.1.1.5).
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let mut in_scan = false;
    std::iter::from_fn(move || {
        let marker = loop {
            let at = rest.iter().position(|it| *it == 0xFF)?;
            if at > 0 && !in_scan {
                return None;
            }
            rest = rest.get(at + 1..)?;
            match *rest.first()? {
                // A marker may be filled up with more of the same byte.
                0xFF => {}
                0x00 | 0xD0..=0xD7 if in_scan => {}
                marker => break marker,
            }
        };
        rest = &rest[1..];
        if marker == END {
            rest = &[];
            return Some((marker, rest));
        }
        let (length, _) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let body = rest.get(2..length)?;
        rest = rest.get(length..)?;
        in_scan = marker == SCAN;
        Some((marker, body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of a frame, a scan with a restart and a byte that looks like a marker, and the end.
    fn file(frame: u8) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xEE, 0, 7, b'A', b'd', b'o', b'b', b'e'];
        bytes.extend([0xFF, 0xFF, frame, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        bytes.extend([0xFF, SCAN, 0, 8, 1, 1, 0, 0, 63, 0, 1, 0xFF, 0, 2, 0xFF, 0xD0, 3, 0xFF, END, 9, 9]);
        bytes
    }

    #[test]
    fn the_frame_and_the_end_are_found() {
        let frame = JpegFrame { width: 3, height: 2, components: 1, adobe: true };
        for kind in [0xC0, 0xC2] {
            assert_eq!(JpegFrame::read(&file(kind)), Some(frame));
            assert!(is_whole(&file(kind)));
        }
        for length in 0..file(0xC0).len() - 2 {
            assert!(!is_whole(&file(0xC0)[..length]), "{length}");
        }
        // By arithmetic codes, which no reader of PDF has.
        assert_eq!(JpegFrame::read(&file(0xC9)), None);
    }
}
