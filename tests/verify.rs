//! Editions of the fixtures have no findings, and every planted defect is found with its location.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::defects::{self, Defect, defect, in_book, in_text};
use crate::support::editions::{backend, built, fixtures, render, show, titled};
use pamphlet::verify::{Finding, Format, verify};

/// Every fixture with a title has no finding in a format.
fn all_are_clean(format: Format) {
    let mut wrong = Vec::new();
    for (name, read) in fixtures() {
        // The bundled fonts have no Chinese, Japanese or Korean: the build reports missing glyphs.
        if format == Format::Pdf && name == "east-asian" {
            continue;
        }
        let report = built(&read, format);
        if !report.is_clean() {
            wrong.push(format!("{name}\n{}", show(&report, &read.sources)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn text_of_every_fixture_is_clean() {
    all_are_clean(Format::Text);
}

#[test]
fn html_of_every_fixture_is_clean() {
    all_are_clean(Format::Html);
}

#[test]
fn epub_of_every_fixture_is_clean() {
    all_are_clean(Format::Epub);
}

#[test]
fn pdf_of_every_fixture_is_clean() {
    all_are_clean(Format::Pdf);
}

#[test]
fn right_to_left_pdf_is_in_reading_order() {
    let arabic = "---\ntitle: نقرأ معا\nlang: ar\n---\n\n# القسم الأول\n\nنقرأ معا كل يوم، والكتاب مفتوح للجميع (حتى \
                  2024) مع English words هنا. هذا نص أطول قليلا حيث ينكسر السطر في موضع ما من الصفحة ونرى كيف \
                  يقرأ.[^1]\n\n- واحد\n- اثنان\n\n[^1]: ملاحظة قصيرة.\n";
    let hebrew = "---\ntitle: שלום לכולם\nlang: he\n---\n\n# פרק ראשון\n\nאנחנו קוראים יחד כל יום, והספר פתוח לכולם \
                  (עד 2024) עם English words כאן. זה טקסט ארוך יותר כדי שהשורה תישבר באמצע העמוד ונראה איך היא \
                  נקראת, \"כך\".\n";
    let mixed = "We say [שלום לכולם]{lang=he} and [نقرأ معا كل يوم]{lang=ar} in one line (12 of them).\n\n\
                 {lang=ar}\nنقرأ معا كل يوم.\n";
    for source in [arabic, hebrew, mixed] {
        let read = titled(source);
        let report = built(&read, Format::Pdf);
        assert!(report.is_clean(), "{}", show(&report, &read.sources));
    }
    let turned = "---\ntitle: نقرأ معا\nlang: ar\n---\n\n# القسم الأول\n\nWith some English and [القسم](#x).\n\n\
                  ## نقرأ معا {#x}\n\nهذا نص.\n\n# القسم الثاني\n\nهذا نص.\n";
    let thai = "---\ntitle: เราอ่าน\nlang: th\n---\n\n# บทแรก\n\nเราอ่านหนังสือด้วยกันทุกวันและหนังสือเปิดสำหรับทุกคน[^1] \
                เราอ่านหนังสือด้วยกันทุกวันและหนังสือเปิดสำหรับทุกคน\n\n[^1]: หมายเหตุ\n";
    for source in [turned, thai] {
        let read = titled(source);
        let report = built(&read, Format::Pdf);
        assert!(report.is_clean(), "{}", show(&report, &read.sources));
    }
    let (good, other) = (titled(hebrew), titled(&hebrew.replace("יחד ", "")));
    let report = verify(&good.document, "he", Format::Pdf, &render(backend(Format::Pdf), &other));
    let lost = |it: &Finding| it.message.contains("`יחד` is missing") && it.location == "page 1";
    assert!(report.findings.iter().any(lost), "{}", show(&report, &good.sources));
}

/// The defects that are not found, each with the findings instead.
fn missed(format: Format, defects: &[Defect], plant: fn(&[u8], &Defect) -> Vec<u8>) -> Vec<String> {
    let read = titled(include_str!("verify/sample.md"));
    defects::missed(&read, format, defects, plant)
}

#[test]
fn text_defects_are_found() {
    let defects = [
        defect("goes on for a", "goes on for", "`a` is missing", "line 22", 11),
        defect("goes on for", "goes goes on for", "`goes` is repeated", "line 22", 11),
        defect("quick fox", "fox quick", "`quick` is missing", "line", 39),
        defect("lazy dog", "lazy cat", "`cat` instead of `dog`", "line", 39),
        defect("• pears from the garden\n", "", "`pears from the garden` is missing", "line", 14),
        defect("2. walk far\n", "", "`walk far` is missing", "line", 20),
        defect("paper    desk\n", "", "`paper desk` is missing", "line", 26),
        defect("Reader", "Writer", "`Writer` instead of `Reader`", "line", 24),
        defect("The first note explains", "The note explains", "`first` is missing", "line", 33),
        defect("[2] The second note says less.\n", "", "note 2 is missing", "", 35),
        defect("note[1]", "note[2]", "`2` instead of `1`", "line", 11),
        defect(
            "https://example.org/one",
            "https://example.org/two",
            "the address `https://example.org/one` of a link is missing",
            "",
            11,
        ),
        defect(
            "The sample of editions",
            "The sample editions",
            "the title `The sample of editions` is not before the text",
            "",
            0,
        ),
        defect(
            "With a little",
            "With little",
            "the subtitle `With a little of everything` is missing from the title block",
            "",
            0,
        ),
        defect("Ada Example\n", "", "the author `Ada Example` is missing from the title block", "", 0),
        defect(
            "22 November 2026",
            "May 2026",
            "the date `22 November 2026` is missing from the title block",
            "",
            0,
        ),
        defect("Second chapter\n==============\n", "", "`Second chapter` is missing", "line", 37),
        defect("A bridge over a river", "A bridge", "`over a river` is missing", "line", 29),
        defect("very end.", "very end. Fin.", "`. Fin` is added", "line", 47),
        defect("stress,", "stress", "`,` is missing", "line", 11),
        defect("Read aloud", "Read allowed", "`allowed` instead of `aloud`", "line", 42),
    ];
    let missed = missed(Format::Text, &defects, in_text);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Defects in markup that HTML and EPUB share.
const MARKUP: &[Defect] = &[
    defect("on for a while", "on for while", "`a` is missing", "line", 11),
    defect("goes on for", "goes goes on for", "`goes` is repeated", "line", 11),
    defect("quick fox", "fox quick", "`quick` is missing", "line", 39),
    defect("<li>plums</li>", "", "`plums` is missing", "line", 17),
    defect("<li>plums</li>", "", "3 items at depth 1", "line", 13),
    defect("<li>wake early</li>", "", "1 items at depth 1, not numbered, 2 items", "line", 19),
    defect(
        "<tr>\n<td>paper</td>\n<td>desk</td>\n</tr>",
        "",
        "2 rows of 2 cells, not 3 rows of 2 cells",
        "line",
        24,
    ),
    defect("<td>train</td>", "", "3 rows of 2, 2, 1 cells", "line", 24),
    defect("<td>paper</td>", "<td>papers</td>", "`papers` instead of `paper`", "line", 26),
    defect("alt=\"A bridge over a river\"", "", "without alternative text", "line", 29),
    defect(
        "alt=\"A bridge over a river\"",
        "alt=\"A bridge\"",
        "figure `A bridge` instead of `A bridge over a river`",
        "line",
        29,
    ),
    defect(
        "https://example.org/one",
        "https://example.org/two",
        "link `link to a page`: https://example.org/two, not https://example.org/one",
        "line",
        11,
    ),
    defect(
        "<a href=\"https://example.org/one\">link to a page</a>",
        "link to a page",
        "link `link to a page` is missing",
        "",
        11,
    ),
    defect("The first note explains", "The note explains", "`first` is missing", "line", 33),
    defect("href=\"#_note-2\"", "href=\"#_note-1\"", "mark of note 1 instead of of note 2", "", 31),
    defect(">1</a></sup>", ">3</a></sup>", "the mark of note 1 shows `3`", "line", 0),
    defect("href=\"#_note-1\"", "href=\"#_note-9\"", "the mark of a note leads to no note", "line", 0),
    defect("id=\"_mark-2\"", "id=\"_mark-1\"", "the id `_mark-1` occurs 2 times", "line", 0),
    defect("id=\"_mark-2\"", "", "which is not in the", "line", 0),
    defect("Its meaning, in short.", "Its meaning.", "`, in short` is missing", "line", 45),
    defect("<p>The last words stand at the very end.</p>", "", "is missing", "", 47),
];

#[test]
fn html_defects_are_found() {
    let defects = [
        defect(
            "<h3 id=\"a-section-with-a-table\">A section with a table</h3>",
            "<h2 id=\"a-section-with-a-table\">A section with a table</h2>",
            "level 2, not level 3",
            "line",
            22,
        ),
        defect(
            "<h2 id=\"second-chapter\">Second chapter</h2>",
            "<p id=\"second-chapter\">Second chapter</p>",
            "heading `Second chapter` is missing",
            "",
            37,
        ),
        defect("<h1>The sample of editions</h1>", "", "the page has no `h1`", "", 0),
        defect(
            "<h1>The sample of editions</h1>",
            "",
            "the title `The sample of editions` is not before the text",
            "",
            0,
        ),
        defect(" lang=\"en\"", "", "no language set; add `lang` to `html`", "", 0),
        defect(
            "<li><a href=\"#second-chapter\">Second chapter</a></li>",
            "",
            "heading `Second chapter` is not in the contents",
            "line",
            37,
        ),
        defect(
            "<a href=\"#first-chapter\">the beginning",
            "<a href=\"#second-chapter\">the beginning",
            "link `the beginning`",
            "line",
            39,
        ),
        defect(
            "<a href=\"#first-chapter\">the beginning",
            "<a href=\"#gone\">the beginning",
            "a link leads to `#gone`, which is not in the page",
            "line",
            0,
        ),
        defect(" role=\"doc-backlink\"", "", "no link leads back from note 1", "line", 33),
        defect(
            "A section with a table</a></li>",
            "A section with tables</a></li>",
            "which is not a heading",
            "line",
            0,
        ),
    ];
    let mut missed = missed(Format::Html, &defects, in_text);
    missed.extend(self::missed(Format::Html, MARKUP, in_text));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn epub_defects_are_found() {
    let defects = [
        defect(
            "<h2 id=\"a-section-with-a-table\">A section with a table</h2>",
            "<h3 id=\"a-section-with-a-table\">A section with a table</h3>",
            "level 3, not level 2",
            "chapter-001",
            22,
        ),
        defect(
            "<itemref idref=\"id_chapter-002.xhtml\"/>",
            "",
            "`OEBPS/chapter-002.xhtml` is not in the spine",
            "content.opf",
            0,
        ),
        defect(
            "<itemref idref=\"id_chapter-002.xhtml\"/>",
            "",
            "heading `Second chapter` is missing",
            "",
            37,
        ),
        defect(
            "idref=\"id_title.xhtml\"",
            "idref=\"gone\"",
            "the spine names `gone`",
            "content.opf, line",
            0,
        ),
        defect("properties=\"nav\"", "", "there are 0 navigation documents", "content.opf", 0),
        defect(
            "id_stylesheet.css\" href=\"stylesheet.css\"",
            "id_stylesheet.css\" href=\"gone.css\"",
            "`OEBPS/gone.css` is in the manifest but not in the book",
            "content.opf",
            0,
        ),
        defect(
            "id_stylesheet.css\" href=\"stylesheet.css\"",
            "id_stylesheet.css\" href=\"gone.css\"",
            "the file is not in the manifest",
            "OEBPS/stylesheet.css",
            0,
        ),
        defect(
            ">readingOrder<",
            ">pageNavigation<",
            "the book claims `pageNavigation`, but there is no page list",
            "content.opf",
            0,
        ),
        defect(
            ">readingOrder<",
            ">MathML<",
            "the book claims `MathML`, but there is no MathML",
            "content.opf",
            0,
        ),
        defect(
            "<dc:date>",
            "<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><dc:date>",
            "does not say who certifies it",
            "content.opf",
            0,
        ),
        defect("<dc:language>en</dc:language>", "", "the metadata has no `dc:language`", "content.opf", 0),
        defect(
            "unique-identifier=\"epub-id-1\"",
            "unique-identifier=\"other\"",
            "the unique identifier `other` is not in",
            "content.opf",
            0,
        ),
        defect(
            "refines=\"#title\"",
            "refines=\"#nothing\"",
            "`nothing` is refined but does not exist",
            "content.opf",
            0,
        ),
        defect("application/epub+zip", "application/epub", "mimetype", "", 0),
        defect(
            "chapter-001.xhtml#first-chapter\">the beginning",
            "chapter-001.xhtml#gone\">the beginning",
            "which is not in the book",
            "chapter-002.xhtml, line",
            0,
        ),
        defect(
            " epub:type=\"backlink\" role=\"doc-backlink\"",
            "",
            "no link leads back from note 1",
            "line",
            33,
        ),
        defect("<em>stress</em>", "<em>stress", "not well formed", "chapter-001.xhtml, line", 0),
    ];
    let mut missed = missed(Format::Epub, &defects, in_book);
    missed.extend(self::missed(Format::Epub, MARKUP, in_book));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
