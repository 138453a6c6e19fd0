//! The chunks of a PNG file (PNG third edition, 5.3).

/// The chunks, each by its name; they end where the file is cut off.
pub(crate) fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (name, after) = after.split_first_chunk::<4>()?;
        let body = after.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        rest = after.get(body.len() + 4..)?;
        Some((*name, body))
    })
}
