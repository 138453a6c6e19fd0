//! The build script: packs the faces of scripts that most publications do without, and the styles and words of
//! citations, so that the program stays small. They are unpacked when a text first needs them.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
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
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives a folder for what is made")?);
    println!("cargo::rerun-if-changed=fonts/pack.rs");
    println!("cargo::rerun-if-changed=styles");
    for name in PACKED {
        let path = Path::new("fonts").join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        pack(&fs::read(path)?, &out.join(name))?;
    }
    let styles = pack_all(Path::new("styles"), "csl", &out)?;
    let locales = pack_all(&Path::new("styles").join("locales"), "xml", &out)?;
    let table = |name: &str, rows: &str| format!("const {name}: &[(&str, &[u8])] = &[{rows}];\n");
    fs::write(out.join("styles.rs"), table("STYLES", &styles) + &table("LOCALES", &locales))?;
    Ok(())
}

fn pack(bytes: &[u8], to: &Path) -> Result<(), Box<dyn Error>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(fs::write(to, packed.finish()?)?)
}

/// Packs the files of a folder; gives them as rows of a table, by their names.
fn pack_all(folder: &Path, kind: &str, out: &Path) -> Result<String, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == kind) {
            names.extend(path.file_stem().and_then(|it| it.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    let mut rows = String::new();
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.{kind}")))?;
        pack(condensed(&text).as_bytes(), &out.join(format!("{name}.{kind}")))?;
        let file = format!("concat!(env!(\"OUT_DIR\"), \"/{name}.{kind}\")");
        rows.push_str(&format!("({name:?}, include_bytes!({file})),\n"));
    }
    Ok(rows)
}

/// XML without comments, and without the space at the beginning of its lines.
fn condensed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |it| it.1);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim_ascii).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
