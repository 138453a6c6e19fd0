//! How a picture lies: cameras store what the sensor saw and note which side is up (Exif 2.32, 4.6.4 A, tag 0x0112).

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;

use crate::resource::{Format, Picture};

/// What is done to a picture that goes into the file as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::backend::pdf) struct Turn(Orientation);

impl Turn {
    /// Nothing.
    pub(in crate::backend::pdf) const NONE: Turn = Turn(Orientation::NoTransforms);

    /// That of a picture. Only a JPEG goes in as it is stored; any other has been turned when it was decoded.
    pub(in crate::backend::pdf) fn of(picture: &Picture) -> Turn {
        if picture.format != Format::Jpeg {
            return Turn::NONE;
        }
        let decoder = JpegDecoder::new(Cursor::new(&picture.bytes));
        let orientation = decoder.and_then(|mut decoder| decoder.orientation());
        orientation.map_or(Turn::NONE, Turn)
    }

    /// The matrix that turns the unit square into itself, `None` where nothing is to be done
    /// (ISO 32000-1, 8.3.4).
    pub(in crate::backend::pdf) const fn matrix(self) -> Option<[i64; 6]> {
        match self.0 {
            Orientation::NoTransforms => None,
            Orientation::FlipHorizontal => Some([-1, 0, 0, 1, 1, 0]),
            Orientation::Rotate180 => Some([-1, 0, 0, -1, 1, 1]),
            Orientation::FlipVertical => Some([1, 0, 0, -1, 0, 1]),
            Orientation::Rotate90FlipH => Some([0, -1, -1, 0, 1, 1]),
            Orientation::Rotate90 => Some([0, -1, 1, 0, 0, 1]),
            Orientation::Rotate270FlipH => Some([0, 1, 1, 0, 0, 0]),
            Orientation::Rotate270 => Some([0, 1, -1, 0, 1, 0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, RgbImage};

    use super::*;

    /// Where the matrix puts the middle of a pixel of a square of two by two, counted from the top.
    fn place([a, b, c, d, e, f]: [i64; 6], (x, y): (u32, u32)) -> (u32, u32) {
        // In quarters of the square, upwards.
        let (across, up) = (1 + 2 * i64::from(x), 3 - 2 * i64::from(y));
        let to = (a * across + c * up + 4 * e, b * across + d * up + 4 * f);
        ((to.0 / 2) as u32, ((4 - to.1) / 2) as u32)
    }

    #[test]
    fn the_matrix_does_what_the_decoder_would_do() {
        for value in 2..=8 {
            let orientation = Orientation::from_exif(value).expect("one of eight");
            let stored = RgbImage::from_fn(2, 2, |x, y| image::Rgb([x as u8, y as u8, 0]));
            let mut turned = DynamicImage::ImageRgb8(stored.clone());
            turned.apply_orientation(orientation);
            let matrix = Turn(orientation).matrix().expect("a matrix");
            for (x, y, pixel) in stored.enumerate_pixels() {
                let (to_x, to_y) = place(matrix, (x, y));
                assert_eq!(turned.to_rgb8().get_pixel(to_x, to_y), pixel, "{orientation:?}");
            }
        }
    }
}
