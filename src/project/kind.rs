//! Files that are surely no text: what they are, by their first bytes.

/// The first bytes of files of other kinds, what these are, and what to do with them.
const KINDS: [(&[u8], &str, Way); 12] = [
    (b"PK\x03\x04", "an office document or another zip archive", Way::Convert),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older office program", Way::Convert),
    (b"{\\rtf", "an RTF document", Way::Convert),
    (b"%PDF-", "a PDF", Way::Extract),
    (b"%!PS", "a PostScript file", Way::Extract),
    (b"\x89PNG\r\n\x1a\n", "an image", Way::Show),
    (b"\xff\xd8\xff", "an image", Way::Show),
    (b"GIF8", "an image", Way::Show),
    (b"RIFF", "an image, a sound or a film", Way::Show),
    (b"\x1f\x8b", "a gzip archive", Way::Unpack),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", Way::Unpack),
    (b"\x7fELF", "a program", Way::Name),
];

/// What to do with a file.
#[derive(Clone, Copy)]
enum Way {
    Convert,
    Extract,
    Show,
    Unpack,
    Name,
}

/// What a file is that is surely no text, as a phrase, and what to do with it; `None` for any other.
pub(super) fn no_text(bytes: &[u8], shown: &str) -> Option<(&'static str, String)> {
    let (_, what, way) = KINDS.iter().find(|(head, _, _)| bytes.starts_with(head))?;
    let help = match way {
        Way::Convert => format!(
            "convert it first, for example: `pandoc {shown} --to json | pamphlet build --from pandoc -`"
        ),
        Way::Extract => format!("take its text out first, for example: `pdftotext {shown} text.md`"),
        Way::Show => "name a Markdown file that shows it: `![what it shows](image.png)`".to_owned(),
        Way::Unpack => "unpack it and name a Markdown file in it".to_owned(),
        Way::Name => "name a Markdown file".to_owned(),
    };
    Some((what, help))
}

#[cfg(test)]
mod tests {
    use super::no_text;

    #[test]
    fn files_of_other_programs_are_known_by_their_first_bytes() {
        let (what, help) = no_text(b"PK\x03\x04\x14\0", "a.docx").expect("an archive");
        assert_eq!(what, "an office document or another zip archive");
        assert!(help.contains("pandoc a.docx"), "{help}");
        assert_eq!(no_text(b"%PDF-1.7\n", "a").map(|it| it.0), Some("a PDF"));
        assert_eq!(no_text(b"# Title", "a"), None);
        assert_eq!(no_text(b"", "a"), None);
        assert_eq!(no_text(b"\xff\xfe#\0", "a"), None, "text in UTF-16 is reported as such");
    }
}
