//! What images of all formats have: their dictionary, their colours, and why one is none.

use lopdf::{Dictionary, Object, Stream, dictionary};

/// Why an image cannot be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ImageError {
    /// It is damaged, or not in its format.
    Unreadable(String),
    /// It is a CMYK image without a colour profile.
    CmykWithoutProfile,
}

/// The error of a reader.
pub(super) fn unreadable(error: impl std::fmt::Display) -> ImageError {
    ImageError::Unreadable(error.to_string())
}

/// What every image says of itself.
pub(super) fn image_dictionary(width: u32, height: u32) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Image");
    dictionary.set("Width", width);
    dictionary.set("Height", height);
    dictionary.set("BitsPerComponent", 8);
    dictionary
}

/// The colour space of samples: that of the profile where it fits them, else the device's, which is sRGB by the
/// output intent of the file.
pub(super) fn color_space(components: u8, profile: Option<Vec<u8>>) -> Result<Object, ImageError> {
    let (device, signature) = match components {
        1 => ("DeviceGray", b"GRAY"),
        3 => ("DeviceRGB", b"RGB "),
        4 => ("DeviceCMYK", b"CMYK"),
        _ => return Err(ImageError::Unreadable(format!("it has {components} components"))),
    };
    // ICC.1:2010, 7.2: the signature of the data's colour space is at the byte 16.
    let profile = profile.filter(|it| it.get(16..20) == Some(signature));
    match profile {
        Some(profile) => {
            let dictionary = dictionary! { "N" => i64::from(components) };
            Ok(vec!["ICCBased".into(), Stream::new(dictionary, profile).into()].into())
        }
        None if components == 4 => Err(ImageError::CmykWithoutProfile),
        None => Ok(device.into()),
    }
}
