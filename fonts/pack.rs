//! The build script: packs the faces of scripts that most publications do without, so that the program stays small.
//! They are unpacked when a text first needs them.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The files, as `src/font/bundled.rs` takes them in.
const PACKED: [&str; 5] = [
    "Amiri_400Regular.ttf",
    "Amiri_700Bold.ttf",
    "NotoEmoji_400Regular.ttf",
    "NotoSerifDevanagari_400Regular.ttf",
    "NotoSerifDevanagari_700Bold.ttf",
];

#[expect(clippy::print_stdout, reason = "a build script speaks to cargo in this way")]
fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo gives a folder for what is made")?;
    println!("cargo::rerun-if-changed=fonts/pack.rs");
    for name in PACKED {
        let path = Path::new("fonts").join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&fs::read(path)?)?;
        fs::write(Path::new(&out).join(name), packed.finish()?)?;
    }
    Ok(())
}
