//! Foreign markup of whole lines: blocks that Markdown takes for a paragraph.

use crate::parse::foreign::found::Found;
use crate::parse::foreign::visible::Visible;
use crate::parse::rules;

/// Finds it in a paragraph.
pub(super) fn find(text: &Visible) -> Vec<Found> {
    if let Some(whole) = whole(text) {
        return vec![whole];
    }
    text.lines().filter_map(|(at, line)| one(text, at, line)).collect()
}

/// What is a block as a whole.
fn whole(text: &Visible) -> Option<Found> {
    let (first, last) = (text.lines().next()?.1, text.lines().last()?.1);
    let range = text.start()..text.end();
    if is_border(first) {
        let help = "write a table of bars: `| A | B |`, then `|---|---|`, then a line for each row";
        return Some(Found::new(range, "a grid table (Pandoc, reStructuredText)", help).of_lines());
    }
    let all = |test: fn(&str) -> bool| text.lines().all(|(_, it)| test(it.trim_start()));
    // Rows that end with a bar are those of a table without its line of dashes.
    if all(|it| it.starts_with("| ") || it.trim_end() == "|") && !all(|it| it.trim_end().ends_with('|')) {
        let help = "end each line with a backslash, and write no bars";
        return Some(Found::new(range, "a line block (Pandoc)", help).fix(line_block(text)).of_lines());
    }
    if first.trim_end() == "+++" && text.lines().count() > 1 && last.trim_end() == "+++" {
        let help = "front matter is YAML between two lines `---`, at the very beginning of the file";
        return Some(Found::new(range, "front matter (TOML)", help).of_lines());
    }
    if text.start() == 0 && is_head(text) {
        let help = "write a line `---` before and after it, at the very beginning of the file";
        return Some(Found::new(range, "front matter (MultiMarkdown)", help).of_lines());
    }
    if first.trim_end() == "{" && text.start() == 0 && first.len() < text.end() {
        let help = "front matter is YAML between two lines `---`, at the very beginning of the file";
        return Some(Found::new(range, "front matter (JSON)", help).of_lines());
    }
    let rows = ["|==", "{|"].iter().any(|it| first.starts_with(it));
    if rows {
        let help = "write a table of bars: `| A | B |`, then `|---|---|`, then a line for each row";
        return Some(Found::new(range, "a table (AsciiDoc, MediaWiki)", help).of_lines());
    }
    (first.trim_end() == "--" && text.lines().count() == 1).then(|| {
        Found::new(range, "a break between slides (reveal.js)", "write `* * *` for a break, or remove it")
    })
}

/// Whether a text is lines `Key: value`, with a title or an author among them.
fn is_head(text: &Visible) -> bool {
    let key = |line: &str| {
        let name = line.split_once(": ").map_or("", |it| it.0);
        let good = name.starts_with(|it: char| it.is_ascii_uppercase())
            && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b' ');
        good.then(|| name.to_owned())
    };
    let keys: Option<Vec<String>> = text.lines().map(|it| key(it.1)).collect();
    keys.is_some_and(|keys| keys.len() > 1 && keys.iter().any(|it| it == "Title" || it == "Author"))
}

/// `+----+====+`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.bytes().all(|it| b"+-=:".contains(&it))
}

/// Whether a paragraph is a mark where the table of contents is to be.
pub(in crate::parse) fn is_contents(text: &str) -> bool {
    const FORMS: [&str; 8] =
        ["[toc]", "[[toc]]", "[[_toc_]]", "@[toc]", "${toc}", "{:toc}", "{{toc}}", "\\tableofcontents"];
    // kramdown has a line of any words before its mark.
    let text = text.split_once('\n').filter(|it| it.1.trim() == "{:toc}").map_or(text, |it| it.1.trim());
    text.len() < 20 && FORMS.iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// Whether a paragraph is a mark for a new page, of LaTeX or Quarto.
pub(in crate::parse) fn is_page_break(text: &str) -> bool {
    if !text.starts_with(['\\', '{']) || text.len() > 30 {
        return false;
    }
    let shortcode = text.strip_prefix("{{<").and_then(|it| it.strip_suffix(">}}"));
    let command = text.strip_prefix('\\').map(|it| it.split(['[', '{']).next().unwrap_or(it));
    shortcode.is_some_and(|it| it.trim() == "pagebreak")
        || matches!(command, Some("newpage" | "pagebreak" | "clearpage" | "cleardoublepage"))
}

/// The lines of a line block as lines that end in a backslash; `None` where the change would be more than that.
fn line_block(text: &Visible) -> Option<String> {
    let source = text.cx.slice(text.start()..text.end());
    let lines: Vec<&str> =
        source.lines().map(|it| it.trim_start().strip_prefix("| ")).collect::<Option<_>>()?;
    let plain = lines.iter().all(|it| !it.starts_with(' ') && !it.trim_end().is_empty());
    plain.then(|| lines.iter().map(|it| it.trim_end()).collect::<Vec<_>>().join("\\\n"))
}

/// What a single line is.
fn one(text: &Visible, at: usize, line: &str) -> Option<Found> {
    let inner = line.trim_start();
    let start = at + line.len() - inner.len();
    let range = start..start + inner.trim_end().len();
    let first = at == text.start();
    match inner.as_bytes().first()? {
        b'!' | b'?' | b'=' if first => {
            block_marker(text, inner, range.clone()).or_else(|| marked(inner, range, first))
        }
        b'*' => abbreviation(text, inner, range),
        b'.' => explicit(inner, range),
        b'(' => {
            let label = inner.trim_end().strip_prefix('(')?.strip_suffix(")=")?;
            let good = !label.is_empty() && !label.contains([' ', '(', ')']);
            let help = format!("write `{{#{label}}}` after the heading, or on the line before the block");
            good.then(|| Found::new(range, "a target (MyST)", help))
        }
        b'-' if inner.starts_with("--8<-- ") => Some(included(range, "an included file (PyMdown Snippets)")),
        b'<' if inner.starts_with("<<< @") || inner.starts_with("<<< .") => {
            Some(included(range, "an included file (VuePress, VitePress)"))
        }
        b'i' | b'e' if is_module(inner) => Some(Found::new(range, "a statement (MDX)", "remove it")),
        0xe2 => {
            let rest = inner.strip_prefix(['•', '◦', '▪', '‣'])?;
            let help = "write `-` and a space at the beginning of each item";
            rest.starts_with(char::is_whitespace).then(|| {
                let mark = start..start + inner.len() - rest.len();
                Found::new(mark, "a list with bullets as characters", help)
                    .fix(Some("-".to_owned()))
                    .of_lines()
            })
        }
        _ => marked(inner, range, first),
    }
}

/// `.. note::`, `.. _label:`, `.. [1] words`, `.. |x| image:: y`.
fn explicit(line: &str, range: std::ops::Range<usize>) -> Option<Found> {
    let rest = line.strip_prefix(".. ")?;
    let is_word =
        |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_:".contains(&it));
    let directive = rest.split_once("::").is_some_and(|it| is_word(it.0));
    let target = rest.starts_with('_') && rest.contains(':');
    let note =
        rest.strip_prefix('[').and_then(|it| it.split_once("] ")).is_some_and(|it| !it.0.contains(' '));
    let substitution = rest.starts_with('|') && rest.contains("::");
    (directive || target || note || substitution)
        .then(|| Found::new(range, "a directive (reStructuredText)", "write in Markdown what it makes"))
}

/// What a line begins with in other markup languages; `first` is whether it begins a paragraph.
fn marked(line: &str, range: std::ops::Range<usize>, first: bool) -> Option<Found> {
    let found = |what, help: &'static str| Some(Found::new(range.clone(), what, help));
    let after = |marks: &str| line.trim_start_matches(|it| marks.contains(it));
    let signs = line.len() - after("=").len();
    if first && (1..=6).contains(&signs) && after("=").starts_with(' ') && !after("= ").is_empty() {
        return found(
            "a heading (AsciiDoc, MediaWiki, Typst)",
            "write `#` and a space, one `#` for each level",
        );
    }
    if let Some(digit) = line.strip_prefix('h').and_then(|it| it.split_once(". "))
        && first
        && matches!(digit.0, "1" | "2" | "3" | "4" | "5" | "6")
    {
        return found("a heading (Textile, Jira)", "write `#` and a space, one `#` for each level");
    }
    if let Some(rest) = line.strip_prefix("#+") {
        let word = rest.split([':', ' ']).next().unwrap_or("");
        let good = word.len() > 2 && word.bytes().all(|it| it.is_ascii_uppercase() || it == b'_');
        return good.then(|| Found::new(range, "a keyword (Org)", "write in Markdown what it makes"));
    }
    if line.len() > 3
        && line.starts_with(':')
        && line.ends_with(':')
        && line[1..line.len() - 1].bytes().all(|it| it.is_ascii_uppercase())
    {
        return found("a drawer (Org)", "remove it");
    }
    let block = [
        "[source",
        "[listing",
        "[NOTE]",
        "[TIP]",
        "[WARNING]",
        "[IMPORTANT]",
        "[CAUTION]",
        "[quote,",
        "[cols=",
    ];
    let macros = ["image::", "video::", "audio::", "toc::[", "xref::"];
    if line.ends_with(']')
        && (block.iter().any(|it| line.starts_with(it)) || macros.iter().any(|it| line.starts_with(it)))
    {
        return found("a block of AsciiDoc", "write in Markdown what it makes");
    }
    if line.starts_with("include::") && line.ends_with(']') {
        return Some(included(range, "an included file (AsciiDoc)"));
    }
    if line.as_bytes().get(1) == Some(&b'>')
        && line.starts_with(|it| "ABCDEIQTWX".contains(it))
        && line[2..].starts_with(' ')
    {
        return found("an aside (Leanpub)", "write `> [!NOTE]`, and `>` before each line of the text");
    }
    if line.starts_with("-# ") {
        return found(
            "a part or small print (Leanpub, Discord)",
            "write a heading, or `<small>words</small>`",
        );
    }
    if line.starts_with("=> ") {
        return found("a link (Gemini)", "write `[words](address)`");
    }
    if first
        && line.starts_with("+++")
        && (line.len() == 3 || line.starts_with("+++ {") || line.starts_with("+++ "))
    {
        return found("a break between cells (MyST)", "remove it");
    }
    if let Some((key, _)) = line.split_once(":: ")
        && key.starts_with(|it: char| it.is_ascii_lowercase())
        && key.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_/".contains(&it))
    {
        return found("a property (Logseq, Dataview)", "write it in words, or in the front matter");
    }
    if let Some((label, rest)) = line.strip_prefix('[').and_then(|it| it.split_once("]: "))
        && !label.is_empty()
        && !label.starts_with('^')
        && !label.contains(['[', ']'])
        && rest.contains("://")
    {
        return found(
            "a definition of a link that is not understood",
            "let one address follow, and a title in quotation marks at most",
        );
    }
    let state = line.strip_prefix('[').and_then(|it| it.split_once("] ")).map(|it| it.0);
    if first && state.is_some_and(|it| matches!(it, "/" | "-" | "<" | ">" | "?" | "!" | "~")) {
        return found(
            "the state of a task (Obsidian, GitLab)",
            "write `[ ]` or `[x]`, or the state in words",
        );
    }
    shell(line, range)
}

/// A mark that is alone on its line and in braces: of Leanpub, of Confluence.
fn shell(line: &str, range: std::ops::Range<usize>) -> Option<Found> {
    const NAMES: [&str; 22] = [
        "frontmatter",
        "mainmatter",
        "backmatter",
        "pagebreak",
        "blurb",
        "aside",
        "sample",
        "discussion",
        "exercise",
        "quiz",
        "code",
        "noformat",
        "panel",
        "quote",
        "expand",
        "warning",
        "info",
        "note",
        "tip",
        "column",
        "section",
        "toc",
    ];
    let inner = line.strip_prefix('{')?.strip_suffix('}')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.split([':', ',', ' ']).next()?;
    let good = NAMES.contains(&name) && !inner.contains(['{', '}']);
    good.then(|| {
        Found::new(range, "a mark of a block (Leanpub, Confluence)", "write in Markdown what it makes")
    })
}

/// `!!! note`, `???+ tip`, `=== "Tab"`, `!include file`.
fn block_marker(text: &Visible, line: &str, range: std::ops::Range<usize>) -> Option<Found> {
    if line.starts_with("!include ") {
        return Some(included(range, "an included file (PlantUML, GitHub wikis)"));
    }
    let source = text.cx.slice(range.clone());
    let rest = ["!!! ", "??? ", "???+ ", "!!!+ "].iter().find_map(|it| source.strip_prefix(it));
    if let Some(kind) = rest.filter(|it| it.starts_with(|it: char| it.is_alphabetic() || it == '"')) {
        let word = kind.split_whitespace().next().unwrap_or("note");
        let help = format!("write `> [!{}]`, and `>` before each line of the text", word.to_uppercase());
        return Some(Found::new(range, "an admonition (MkDocs)", help));
    }
    let tab = source.strip_prefix("=== ").is_some_and(|it| it.starts_with(['"', '!', '+']));
    tab.then(|| Found::new(range, "a tab (MkDocs)", "write a heading for each tab"))
}

/// `*[HTML]: words`.
fn abbreviation(text: &Visible, line: &str, range: std::ops::Range<usize>) -> Option<Found> {
    let source = text.cx.slice(range.clone());
    let (short, long) = source.strip_prefix("*[")?.split_once("]:")?;
    let good =
        line.starts_with('*') && !short.is_empty() && !short.contains(['[', ']']) && !long.trim().is_empty();
    let help = format!("write `<abbr title=\"{}\">{short}</abbr>` where it is used", long.trim());
    good.then(|| Found::new(range, "the definition of an abbreviation (PHP Markdown Extra)", help))
}

fn is_module(line: &str) -> bool {
    let ends = |it: &str| it.trim_end().ends_with(['\'', '"', ';']);
    if let Some(rest) = line.strip_prefix("import ") {
        return ends(line)
            && (rest.contains(" from '") || rest.contains(" from \"") || rest.starts_with(['\'', '"']));
    }
    let exports = ["export const ", "export default ", "export function "];
    exports.iter().any(|it| line.starts_with(it)) && line.contains(['=', '{', '('])
}

fn included(range: std::ops::Range<usize>, what: &'static str) -> Found {
    let help = "put the text of the file here, or make the file a chapter in the manifest";
    Found::new(range, what, help).rule(&rules::IGNORED_INCLUDE)
}
