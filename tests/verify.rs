//! What `verify` says of editions: nothing of good ones, and each planted fault with its place.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::editions::{backend, built, fixtures, render, show, titled};
use crate::support::faults::{Fault, fault, in_book, in_text};
use pamphlet::verify::{Finding, Format, verify};

/// Every fixture that has a title, in one format, without a false alarm.
fn all_are_clean(format: Format) {
    let mut wrong = Vec::new();
    for (name, read) in fixtures() {
        // The bundled fonts have no Chinese, Japanese or Korean: its build reports missing glyphs.
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
fn the_text_of_every_fixture_is_clean() {
    all_are_clean(Format::Text);
}

#[test]
fn the_page_of_every_fixture_is_clean() {
    all_are_clean(Format::Html);
}

#[test]
fn the_book_of_every_fixture_is_clean() {
    all_are_clean(Format::Epub);
}

#[test]
fn the_pages_of_every_fixture_are_clean() {
    all_are_clean(Format::Pdf);
}

#[test]
fn pages_that_run_from_right_to_left_are_read_in_order() {
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

/// The faults that are not found, each with what was said in its stead.
fn missed(format: Format, faults: &[Fault], plant: fn(&[u8], &Fault) -> Vec<u8>) -> Vec<String> {
    let read = titled(include_str!("verify/sample.md"));
    let good = render(backend(format), &read);
    let missed = faults.iter().filter_map(|fault| {
        let report = verify(&read.document, "sample", format, &plant(&good, fault));
        let line = |it: &Finding| {
            it.source.map_or(0, |span| {
                read.sources.get(span.source).map_or(0, |it| it.position(span.range().start).line)
            })
        };
        let found = report.findings.iter().any(|it| {
            it.message.contains(fault.says) && it.location.contains(fault.at) && line(it) == fault.line
        });
        let said = show(&report, &read.sources);
        (!found).then(|| {
            format!(
                "{} -> {}: expected `{}` [{}] {}\n{said}",
                fault.from, fault.to, fault.says, fault.at, fault.line
            )
        })
    });
    missed.collect()
}

#[test]
fn faults_in_the_text_are_found() {
    let faults = [
        fault("goes on for a", "goes on for", "`a` is missing", "line 22", 11),
        fault("goes on for", "goes goes on for", "`goes` is repeated", "line 22", 11),
        fault("quick fox", "fox quick", "`quick` is missing", "line", 39),
        fault("lazy dog", "lazy cat", "`cat` instead of `dog`", "line", 39),
        fault("• pears from the garden\n", "", "`pears from the garden` is missing", "line", 14),
        fault("2. walk far\n", "", "`walk far` is missing", "line", 20),
        fault("paper    desk\n", "", "`paper desk` is missing", "line", 26),
        fault("Reader", "Writer", "`Writer` instead of `Reader`", "line", 24),
        fault("The first note explains", "The note explains", "`first` is missing", "line", 33),
        fault("[2] The second note says less.\n", "", "note 2 is missing", "", 35),
        fault("note[1]", "note[2]", "`2` instead of `1`", "line", 11),
        fault(
            "https://example.org/one",
            "https://example.org/two",
            "the address `https://example.org/one` of a link is missing",
            "",
            11,
        ),
        fault(
            "The sample of editions",
            "The sample editions",
            "the title `The sample of editions` is not before the text",
            "",
            0,
        ),
        fault(
            "With a little",
            "With little",
            "the subtitle `With a little of everything` is missing from the title block",
            "",
            0,
        ),
        fault("Ada Example\n", "", "the author `Ada Example` is missing from the title block", "", 0),
        fault(
            "22 November 2026",
            "May 2026",
            "the date `22 November 2026` is missing from the title block",
            "",
            0,
        ),
        fault("Second chapter\n==============\n", "", "`Second chapter` is missing", "line", 37),
        fault("A bridge over a river", "A bridge", "`over a river` is missing", "line", 29),
        fault("very end.", "very end. Fin.", "`. Fin` is added", "line", 47),
        fault("stress,", "stress", "`,` is missing", "line", 11),
        fault("Read aloud", "Read allowed", "`allowed` instead of `aloud`", "line", 42),
    ];
    let missed = missed(Format::Text, &faults, in_text);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Faults of HTML that pages and books share.
const MARKUP: &[Fault] = &[
    fault("on for a while", "on for while", "`a` is missing", "line", 11),
    fault("goes on for", "goes goes on for", "`goes` is repeated", "line", 11),
    fault("quick fox", "fox quick", "`quick` is missing", "line", 39),
    fault("<li>plums</li>", "", "`plums` is missing", "line", 17),
    fault("<li>plums</li>", "", "3 items at depth 1", "line", 13),
    fault("<li>wake early</li>", "", "1 items at depth 1, not numbered, 2 items", "line", 19),
    fault(
        "<tr>\n<td>paper</td>\n<td>desk</td>\n</tr>",
        "",
        "2 rows of 2 cells, not 3 rows of 2 cells",
        "line",
        24,
    ),
    fault("<td>train</td>", "", "3 rows of 2, 2, 1 cells", "line", 24),
    fault("<td>paper</td>", "<td>papers</td>", "`papers` instead of `paper`", "line", 26),
    fault("alt=\"A bridge over a river\"", "", "without alternative text", "line", 29),
    fault(
        "alt=\"A bridge over a river\"",
        "alt=\"A bridge\"",
        "figure `A bridge` instead of `A bridge over a river`",
        "line",
        29,
    ),
    fault(
        "https://example.org/one",
        "https://example.org/two",
        "link `link to a page`: https://example.org/two, not https://example.org/one",
        "line",
        11,
    ),
    fault(
        "<a href=\"https://example.org/one\">link to a page</a>",
        "link to a page",
        "link `link to a page` is missing",
        "",
        11,
    ),
    fault("The first note explains", "The note explains", "`first` is missing", "line", 33),
    fault("href=\"#_note-2\"", "href=\"#_note-1\"", "mark of note 1 instead of of note 2", "", 31),
    fault(">1</a></sup>", ">3</a></sup>", "the mark of note 1 shows `3`", "line", 0),
    fault("href=\"#_note-1\"", "href=\"#_note-9\"", "the mark of a note leads to no note", "line", 0),
    fault("id=\"_mark-2\"", "id=\"_mark-1\"", "the id `_mark-1` occurs 2 times", "line", 0),
    fault("id=\"_mark-2\"", "", "which is not in the", "line", 0),
    fault("Its meaning, in short.", "Its meaning.", "`, in short` is missing", "line", 45),
    fault("<p>The last words stand at the very end.</p>", "", "is missing", "", 47),
];

#[test]
fn faults_in_the_page_are_found() {
    let faults = [
        fault(
            "<h3 id=\"a-section-with-a-table\">A section with a table</h3>",
            "<h2 id=\"a-section-with-a-table\">A section with a table</h2>",
            "level 2, not level 3",
            "line",
            22,
        ),
        fault(
            "<h2 id=\"second-chapter\">Second chapter</h2>",
            "<p id=\"second-chapter\">Second chapter</p>",
            "heading `Second chapter` is missing",
            "",
            37,
        ),
        fault("<h1>The sample of editions</h1>", "", "the page has no `h1`", "", 0),
        fault(
            "<h1>The sample of editions</h1>",
            "",
            "the title `The sample of editions` is not before the text",
            "",
            0,
        ),
        fault(" lang=\"en\"", "", "no language set; add `lang` to `html`", "", 0),
        fault(
            "<li><a href=\"#second-chapter\">Second chapter</a></li>",
            "",
            "heading `Second chapter` is not in the contents",
            "line",
            37,
        ),
        fault(
            "<a href=\"#first-chapter\">the beginning",
            "<a href=\"#second-chapter\">the beginning",
            "link `the beginning`",
            "line",
            39,
        ),
        fault(
            "<a href=\"#first-chapter\">the beginning",
            "<a href=\"#gone\">the beginning",
            "a link leads to `#gone`, which is not in the page",
            "line",
            0,
        ),
        fault(" role=\"doc-backlink\"", "", "no link leads back from note 1", "line", 33),
        fault(
            "A section with a table</a></li>",
            "A section with tables</a></li>",
            "which is not a heading",
            "line",
            0,
        ),
    ];
    let mut missed = missed(Format::Html, &faults, in_text);
    missed.extend(self::missed(Format::Html, MARKUP, in_text));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn faults_in_the_book_are_found() {
    let faults = [
        fault(
            "<h2 id=\"a-section-with-a-table\">A section with a table</h2>",
            "<h3 id=\"a-section-with-a-table\">A section with a table</h3>",
            "level 3, not level 2",
            "chapter-001",
            22,
        ),
        fault(
            "<itemref idref=\"id_chapter-002.xhtml\"/>",
            "",
            "`OEBPS/chapter-002.xhtml` is not in the spine",
            "content.opf",
            0,
        ),
        fault("<itemref idref=\"id_chapter-002.xhtml\"/>", "", "heading `Second chapter` is missing", "", 37),
        fault("idref=\"id_title.xhtml\"", "idref=\"gone\"", "the spine names `gone`", "content.opf, line", 0),
        fault("properties=\"nav\"", "", "there are 0 navigation documents", "content.opf", 0),
        fault(
            "id_stylesheet.css\" href=\"stylesheet.css\"",
            "id_stylesheet.css\" href=\"gone.css\"",
            "`OEBPS/gone.css` is in the manifest but not in the book",
            "content.opf",
            0,
        ),
        fault(
            "id_stylesheet.css\" href=\"stylesheet.css\"",
            "id_stylesheet.css\" href=\"gone.css\"",
            "the file is not in the manifest",
            "OEBPS/stylesheet.css",
            0,
        ),
        fault(
            ">readingOrder<",
            ">pageNavigation<",
            "the book claims `pageNavigation`, but there is no page list",
            "content.opf",
            0,
        ),
        fault(
            ">readingOrder<",
            ">MathML<",
            "the book claims `MathML`, but there is no MathML",
            "content.opf",
            0,
        ),
        fault(
            "<dc:date>",
            "<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><dc:date>",
            "does not say who certifies it",
            "content.opf",
            0,
        ),
        fault("<dc:language>en</dc:language>", "", "the metadata has no `dc:language`", "content.opf", 0),
        fault(
            "unique-identifier=\"epub-id-1\"",
            "unique-identifier=\"other\"",
            "the unique identifier `other` is not in",
            "content.opf",
            0,
        ),
        fault(
            "refines=\"#title\"",
            "refines=\"#nothing\"",
            "`nothing` is refined but does not exist",
            "content.opf",
            0,
        ),
        fault("application/epub+zip", "application/epub", "mimetype", "", 0),
        fault(
            "chapter-001.xhtml#first-chapter\">the beginning",
            "chapter-001.xhtml#gone\">the beginning",
            "which is not in the book",
            "chapter-002.xhtml, line",
            0,
        ),
        fault(
            " epub:type=\"backlink\" role=\"doc-backlink\"",
            "",
            "no link leads back from note 1",
            "line",
            33,
        ),
        fault("<em>stress</em>", "<em>stress", "not well formed", "chapter-001.xhtml, line", 0),
    ];
    let mut missed = missed(Format::Epub, &faults, in_book);
    missed.extend(self::missed(Format::Epub, MARKUP, in_book));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
