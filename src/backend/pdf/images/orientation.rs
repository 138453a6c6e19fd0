//! The orientation of an image: cameras store what the sensor saw and record which side is up (Exif 2.32, 4.6.4 A, tag 0x0112).

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;

use crate::resource::{Format, ImageFile};

/// How an image that is embedded unchanged is turned when it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImageOrientation(Orientation);

impl ImageOrientation {
    /// Upright.
    pub(crate) const NONE: ImageOrientation = ImageOrientation(Orientation::NoTransforms);

    /// That of an image. Only a JPEG is embedded unchanged; any other has been turned when it was decoded.
    pub(crate) fn of(image: &ImageFile) -> ImageOrientation {
        if image.format != Format::Jpeg {
            return ImageOrientation::NONE;
        }
        let decoder = JpegDecoder::new(Cursor::new(&image.bytes));
        let orientation = decoder.and_then(|mut decoder| decoder.orientation());
        orientation.map_or(ImageOrientation::NONE, ImageOrientation)
    }

    /// The matrix that turns the unit square into itself, `None` for an upright image
    /// (ISO 32000-1, 8.3.4).
    pub(crate) const fn matrix(self) -> Option<[i64; 6]> {
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

    /// Where the matrix moves the middle of a pixel of a square of two by two, counted from the top.
    fn moved([a, b, c, d, e, f]: [i64; 6], (x, y): (u32, u32)) -> (u32, u32) {
        // In quarters of the square, upwards.
        let (across, up) = (1 + 2 * i64::from(x), 3 - 2 * i64::from(y));
        let to = (a * across + c * up + 4 * e, b * across + d * up + 4 * f);
        ((to.0 / 2) as u32, ((4 - to.1) / 2) as u32)
    }

    #[test]
    fn orientation_matrix_matches_the_decoder() {
        for value in 2..=8 {
            let orientation = Orientation::from_exif(value).expect("one of eight");
            let stored = RgbImage::from_fn(2, 2, |x, y| image::Rgb([x as u8, y as u8, 0]));
            let mut turned = DynamicImage::ImageRgb8(stored.clone());
            turned.apply_orientation(orientation);
            let matrix = ImageOrientation(orientation).matrix().expect("a matrix");
            for (x, y, pixel) in stored.enumerate_pixels() {
                let (to_x, to_y) = moved(matrix, (x, y));
                assert_eq!(turned.to_rgb8().get_pixel(to_x, to_y), pixel, "{orientation:?}");
            }
        }
    }
}
