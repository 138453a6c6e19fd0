//! Text that came out of a PDF: its headings, lists, notes and paragraphs, as far as the words tell.
//!
//! 1. [`pages`] takes off running heads and page numbers, and joins lines to paragraphs.
//! 2. [`paragraphs`] joins sentences that a page breaks, and says what each paragraph is.
//! 3. [`notes`] finds the marks of notes and their text, and what refers to an appendix or a chapter.
//! 4. [`mod@write`] makes Markdown of it. Where a guess may be wrong, a comment at the place asks.

mod pages;
mod case;
mod paragraphs;
mod front;
mod notes;
mod write;

use crate::import::imported::Manifest;
use crate::import::imported::{Imported, Remarks, stem};

/// Imports a text.
pub(super) fn import(name: &str, text: &str) -> Imported {
    let mut remarks = Remarks::default();
    let mut paragraphs = paragraphs::classified(pages::paragraphs(text, &mut remarks));
    let mut manifest = Manifest::default();
    front::take(&mut paragraphs, &mut manifest, &mut remarks);
    if manifest.title.is_empty() {
        manifest.title = stem(name).replace('-', " ");
        remarks.add(name, "no title is found; the name of the file is used");
    }
    notes::mark(&mut paragraphs, &mut remarks);
    let text = write::markdown(&paragraphs, &mut remarks);
    remarks.add(
        "the whole text",
        "what is bold, italic, a list or a heading is a guess; read it against the PDF",
    );
    Imported::of_text(&stem(name), text, manifest, Vec::new(), remarks)
}

#[cfg(test)]
mod tests {
    use super::import;

    /// The chapter of a text.
    fn chapter(text: &str) -> String {
        let imported = import("leaflet.txt", text);
        String::from_utf8(imported.files[1].bytes.clone()).expect("UTF-8")
    }

    #[test]
    fn a_text_gets_its_structure_back() {
        let text = "Harbour Council KEEPING THE QUAY March 2024\n\nWHY WE WRITE\n\nThe quay¹ is old, see Appendix B. It was built by\n\n\
                    hand, stone by stone.\n\n¹ The old one.\n\nWe ask for:\n\n- **Time:** to plan.\n- ***Money:*** to build.\n\nAnd to keep it.\n\n\
                    - **Care:** to last.\n\nThat is all.\n\nAPPENDIX B\n\nCosts Of The Quay\n\nThey are high.\n";
        let expected = "# Why We Write\n\nThe quay[^1] is old, see [Appendix B](#appendix-b). It was built by hand, stone by stone.\n\n\
                        [^1]: The old one.\n\nWe ask for:\n\n- **Time:** to plan.\n\n- **Money:** to build.\n\n  And to keep it.\n\n\
                        - **Care:** to last.\n\nThat is all.\n\n# Appendix B: Costs Of The Quay {#appendix-b}\n\nThey are high.\n";
        assert_eq!(chapter(text), expected);
        let manifest = String::from_utf8(import("a.txt", text).files[0].bytes.clone()).expect("UTF-8");
        assert!(manifest.contains("title = \"Keeping the Quay\""), "{manifest}");
        assert!(
            manifest.contains("authors = [\"Harbour Council\"]") && manifest.contains("date = \"2024-03\"")
        );
    }

    #[test]
    fn pages_are_joined_and_their_furniture_goes() {
        let page = |number: usize, text: &str| format!("The Quay Report\n\n{text}\n\n{number}\n\u{c}");
        let text = page(1, "The first page has a para-\ngraph that goes on over\nthe end of the page and")
            + &page(2, "ends here with a full stop.\nIt is *one* paragraph_x.")
            + &page(3, "Another one is on this page, and it is long enough.");
        assert_eq!(
            chapter(&text),
            "The first page has a paragraph that goes on over the end of the page and ends here with a full stop.\n\n\
             It is \\*one\\* paragraph\\_x.\n\nAnother one is on this page, and it is long enough.\n"
        );
    }

    #[test]
    fn nothing_of_hostile_text_is_lost_or_panics() {
        for text in
            ["", "\u{c}\u{c}", "¹", "¹ x", "-", "- ", "A\n\nB\n\nC", "•", "****", "1.", "AAA\n\nBBB", "é-\nx"]
        {
            chapter(text);
        }
    }
}
