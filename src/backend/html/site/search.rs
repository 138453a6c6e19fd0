//! The index of the search: the sections of all pages, and which of them holds which words.
//!
//! Words as a search compares them: without case, accents and the forms of letters.
//!
//! `search.js` does the same with what is typed. What one of them changes, the other must.

use crate::markup::{Element, Node};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How much a word weighs that is in the title of a section.
const TITLE: u32 = 8;

/// A stretch of a page from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    /// The index of its page.
    page: usize,
    /// The id of its heading; empty for what is above the first.
    id: String,
    title: String,
    text: String,
}

/// The index in the making.
#[derive(Debug, Default)]
pub(super) struct Index {
    pages: Vec<(String, String)>,
    sections: Vec<Section>,
}

impl Index {
    /// Adds a page: its address, its title, and what is on it.
    pub(super) fn add(&mut self, address: &str, title: &str, nodes: &[Node]) {
        self.pages.push((address.to_owned(), title.to_owned()));
        self.section(String::new(), title.to_owned());
        nodes.iter().for_each(|it| self.node(it));
        self.sections.retain(|it| !it.text.trim().is_empty() || !it.id.is_empty());
    }

    fn section(&mut self, id: String, title: String) {
        let page = self.pages.len().saturating_sub(1);
        self.sections.push(Section { page, id, title, text: String::new() });
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => self.element(element),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(section) = self.sections.last_mut() {
            section.text.push_str(text);
        }
    }

    /// Words end at the edges of what is apart. Marks and links of the program are no words of the text.
    fn element(&mut self, element: &Element) {
        let class = element.attribute("class").unwrap_or_default();
        if ["mark", "back", "permalink"].contains(&class) {
            return;
        }
        if let Some(id) = element.attribute("id").filter(|_| is_heading(element)) {
            let title = Node::Element(element.clone()).text();
            return self.section(id.to_owned(), tidy(&title));
        }
        let apart = !RUNNING.contains(&element.name);
        let edge = if apart { " " } else { "" };
        self.text(edge);
        self.text(element.attribute("alt").unwrap_or_default());
        element.children.iter().for_each(|it| self.node(it));
        self.text(edge);
    }

    /// The file that `search.js` loads.
    pub(super) fn finish(self) -> String {
        let mut words: BTreeMap<String, BTreeMap<usize, u32>> = BTreeMap::new();
        for (at, section) in self.sections.iter().enumerate() {
            for (text, weight) in [(&section.title, TITLE), (&section.text, 1)] {
                for term in terms(text) {
                    *words.entry(term).or_default().entry(at).or_default() += weight;
                }
            }
        }
        let pages: Vec<Value> = self.pages.iter().map(|(address, title)| json!([address, title])).collect();
        let section = |it: &Section| json!([it.page, it.id, it.title, tidy(&it.text)]);
        let sections: Vec<Value> = self.sections.iter().map(section).collect();
        // Each word with its sections, a number and a weight in turn.
        let postings = |it: &BTreeMap<usize, u32>| {
            Value::from(it.iter().flat_map(|(at, weight)| [json!(at), json!(weight)]).collect::<Vec<_>>())
        };
        let words: Vec<Value> = words.iter().map(|(word, found)| json!([word, postings(found)])).collect();
        let index = json!({ "pages": pages, "sections": sections, "words": words });
        format!("globalThis.pamphletIndex = {index};\n")
    }
}

/// Elements that run in the line, at whose edges no word ends.
const RUNNING: [&str; 16] = [
    "a", "abbr", "code", "em", "kbd", "label", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
    "input", "time",
];

fn is_heading(element: &Element) -> bool {
    matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || element.attribute("role") == Some("heading")
}

/// White space as one space.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words are letters, numbers and marks in a row; scripts without spaces give pairs of letters, and the last letter
/// of each row, so that one letter finds the pairs that it begins.
pub(super) fn terms(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms = Vec::new();
    for word in
        folded.split(|it: char| !it.is_alphanumeric() && !is_combining_mark(it)).filter(|it| !it.is_empty())
    {
        for (spaceless, run) in runs(word) {
            if spaceless {
                terms.extend((0..run.len()).map(|at| run[at..run.len().min(at + 2)].iter().collect()));
            } else {
                let word: String = run.iter().collect();
                terms.extend(without_article(&word));
                terms.push(word);
            }
        }
    }
    terms
}

/// The text in small letters and compatible forms (UAX #15, NFKD), without the marks that writers leave out: accents
/// of Latin, Greek and Cyrillic, vowels of Arabic and Hebrew; letters that are written for one another are one.
fn fold(text: &str) -> String {
    text.nfkd().filter(|it| !is_left_out(*it)).flat_map(char::to_lowercase).flat_map(letters).collect()
}

fn is_left_out(it: char) -> bool {
    matches!(it,
        '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

fn letters(it: char) -> impl Iterator<Item = char> {
    let (first, second) = match it {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ø' => ('o', None),
        'đ' => ('d', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        // Alef wasla, alef maksura and Persian yeh, teh marbuta, Persian kaf.
        'ٱ' => ('ا', None),
        'ى' | 'ی' => ('ي', None),
        'ة' => ('ه', None),
        'ک' => ('ك', None),
        // The digits of Arabic and of Persian.
        '\u{660}'..='\u{669}' => (digit(it, 0x660), None),
        '\u{6f0}'..='\u{6f9}' => (digit(it, 0x6f0), None),
        _ => (it, None),
    };
    std::iter::once(first).chain(second)
}

fn digit(it: char, zero: u32) -> char {
    char::from_digit(u32::from(it) - zero, 10).unwrap_or(it)
}

/// Rows of letters of a script that has spaces between words, or of those that have none.
fn runs(word: &str) -> Vec<(bool, Vec<char>)> {
    let mut runs: Vec<(bool, Vec<char>)> = Vec::new();
    for it in word.chars() {
        match runs.last_mut() {
            Some((spaceless, run)) if *spaceless == is_spaceless(it) => run.push(it),
            Some(_) | None => runs.push((is_spaceless(it), vec![it])),
        }
    }
    runs
}

/// Thai, Lao, Burmese, Khmer, kana, Han.
fn is_spaceless(it: char) -> bool {
    matches!(u32::from(it),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// An Arabic word without its article, which is written to it; `None` where it has none.
fn without_article(word: &str) -> Option<String> {
    let rest = ["ال", "وال", "بال", "فال", "كال", "لل"].iter().find_map(|it| word.strip_prefix(it))?;
    (rest.chars().count() > 2).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_begin_at_headings_and_words_know_theirs() {
        let head = |id: &str, text: &str| Node::from(Element::new("h2").with("id", id).text(text));
        let word = |text: &str| Node::from(Element::new("p").text(text));
        let cells =
            Element::new("tr").child(Element::new("td").text("one")).child(Element::new("td").text("two"));
        let mut index = Index::default();
        index.add("a.html", "A", &[word("Before"), head("x", "Été"), word("été </script>"), cells.into()]);
        let made = index.finish();
        assert!(made.contains(r#"[0,"x","Été","été </script> one two"]"#), "{made}");
        assert!(made.contains(r#"["ete",[1,9]]"#), "{made}");
        assert!(made.contains(r#"["before",[0,1]]"#), "{made}");
    }

    #[test]
    fn case_accents_and_forms_do_not_matter() {
        assert_eq!(terms("Crème BRÛLÉE, Straße"), ["creme", "brulee", "strasse"]);
        assert_eq!(terms("Ｆｕｌｌ ﬁne Łódź"), ["full", "fine", "lodz"]);
        assert_eq!(terms("ΛΌΓΟΣ λόγος"), ["λογοσ", "λογοσ"]);
    }

    #[test]
    fn arabic_is_found_with_and_without_vowels_and_article() {
        assert_eq!(terms("حُرِّيَّة"), terms("حرية"));
        assert_eq!(terms("أحرار"), terms("احرار"));
        assert_eq!(terms("الحرية"), ["حريه", "الحريه"]);
        assert_eq!(terms("٢٠٢٦"), ["2026"]);
    }

    #[test]
    fn chinese_is_found_by_pairs() {
        assert_eq!(terms("我们相信。"), ["我们", "们相", "相信", "信"]);
        assert_eq!(terms("用Rust写"), ["用", "rust", "写"]);
    }
}
