//! Samples compressed with PNG's filters, which leave only differences.

use lopdf::{Dictionary, Stream};

use crate::backend::pdf::syntax::deflate;

/// Samples of a byte each, filtered as in PNG and compressed (ISO 32000-1, 7.4.4.4).
pub(super) fn flate(mut dictionary: Dictionary, samples: &[u8], width: u32, components: u8) -> Stream {
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 15);
    parameters.set("Colors", i64::from(components));
    parameters.set("Columns", width);
    dictionary.set("Filter", "FlateDecode");
    dictionary.set("DecodeParms", parameters);
    let row = width as usize * usize::from(components);
    Stream::new(dictionary, deflate(&filtered(samples, row.max(1), usize::from(components))))
}

/// Each row with the filter that leaves the smallest differences (PNG specification, 12.8).
fn filtered(samples: &[u8], row: usize, step: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row + 1);
    let mut above = vec![0; row];
    let mut trial = vec![0; row];
    for line in samples.chunks(row) {
        let mut best: Option<(u64, u8, Vec<u8>)> = None;
        for filter in 0..5 {
            filter_row(filter, line, &above, step, &mut trial);
            let weight = trial.iter().map(|it| u64::from(it.cast_signed().unsigned_abs())).sum();
            if best.as_ref().is_none_or(|(least, ..)| weight < *least) {
                best = Some((weight, filter, trial.clone()));
            }
        }
        if let Some((_, filter, bytes)) = best {
            out.push(filter);
            out.extend_from_slice(&bytes);
        }
        above.copy_from_slice(line);
    }
    out
}

/// One row with one of PNG's five filters (PNG specification, 9.2).
fn filter_row(filter: u8, line: &[u8], above: &[u8], step: usize, out: &mut [u8]) {
    for (index, out) in out.iter_mut().enumerate() {
        let left = if index < step { 0 } else { line[index - step] };
        let corner = if index < step { 0 } else { above[index - step] };
        let up = above[index];
        let predicted = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => u8::midpoint(left, up),
            _ => paeth(left, up, corner),
        };
        *out = line[index].wrapping_sub(predicted);
    }
}

/// Whichever of three neighbours is nearest to left + up - corner (PNG specification, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |it: u8| (guess - i16::from(it)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
