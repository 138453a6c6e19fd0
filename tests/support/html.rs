//! The tree as plain HTML, as in the examples of CommonMark; only for these tests.

use pamphlet::document::{Block, BlockKind, Document, Image, Inline, InlineKind, List, ListKind, Target};

/// The body of a document as HTML.
pub(crate) fn html(document: &Document) -> String {
    let mut out = String::new();
    blocks(&document.blocks, &mut out);
    out
}

fn blocks(list: &[Block], out: &mut String) {
    list.iter().for_each(|it| block(it, out));
}

fn block(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(content) => element("p", content, out),
        BlockKind::Heading { level, content } => element(&format!("h{level}"), content, out),
        BlockKind::Quote(inner) => {
            out.push_str("<blockquote>\n");
            blocks(inner, out);
            out.push_str("</blockquote>\n");
        }
        BlockKind::CodeBlock { language, text } => {
            let class = language.as_ref().map(|it| format!(" class=\"language-{}\"", escaped(it)));
            let class = class.unwrap_or_default();
            out.push_str(&format!("<pre><code{class}>{}</code></pre>\n", escaped(text)));
        }
        BlockKind::ThematicBreak => out.push_str("<hr />\n"),
        BlockKind::List(it) => list(it, out),
        BlockKind::Figure(figure) => {
            out.push_str("<p>");
            image(&figure.image, &figure.caption, out);
            out.push_str("</p>\n");
        }
        BlockKind::Admonition { blocks: inner, .. } | BlockKind::Container(inner) => {
            out.push_str("<div>\n");
            blocks(inner, out);
            out.push_str("</div>\n");
        }
        BlockKind::DefinitionList(_) => out.push_str("<dl></dl>\n"),
        BlockKind::Table(_) => out.push_str("<table></table>\n"),
    }
}

fn element(name: &str, content: &[Inline], out: &mut String) {
    out.push_str(&format!("<{name}>"));
    inlines(content, out);
    out.push_str(&format!("</{name}>\n"));
}

fn list(list: &List, out: &mut String) {
    let (open, name) = match list.kind {
        ListKind::Bullet => ("<ul>".to_owned(), "ul"),
        ListKind::Ordered { start: 1, .. } => ("<ol>".to_owned(), "ol"),
        ListKind::Ordered { start, .. } => (format!("<ol start=\"{start}\">"), "ol"),
    };
    out.push_str(&format!("{open}\n"));
    for item in &list.items {
        out.push_str("<li>");
        if list.tight {
            tight(&item.blocks, out)
        } else {
            loose(&item.blocks, out)
        }
        out.push_str("</li>\n");
    }
    out.push_str(&format!("</{name}>\n"));
}

fn loose(list: &[Block], out: &mut String) {
    if !list.is_empty() {
        out.push('\n');
    }
    blocks(list, out);
}

fn tight(list: &[Block], out: &mut String) {
    for (index, it) in list.iter().enumerate() {
        if let BlockKind::Paragraph(content) = &it.kind {
            inlines(content, out);
            if index + 1 < list.len() {
                out.push('\n');
            }
        } else {
            if index == 0 {
                out.push('\n');
            }
            block(it, out);
        }
    }
}

fn inlines(list: &[Inline], out: &mut String) {
    list.iter().for_each(|it| inline(&it.kind, out));
}

fn inline(kind: &InlineKind, out: &mut String) {
    match kind {
        InlineKind::Text(text) => out.push_str(&escaped(text)),
        InlineKind::Code(text) => out.push_str(&format!("<code>{}</code>", escaped(text))),
        InlineKind::SoftBreak => out.push('\n'),
        InlineKind::LineBreak => out.push_str("<br />\n"),
        InlineKind::Image(it) => image(it, &[], out),
        InlineKind::NoteRef(_) => out.push_str("<sup></sup>"),
        InlineKind::Link { target, content, title } => {
            let href = match target {
                Target::Anchor(id) => format!("#{id}"),
                Target::Url(url) => url.clone(),
            };
            let title = title.as_ref().map(|it| format!(" title=\"{}\"", escaped(it))).unwrap_or_default();
            out.push_str(&format!("<a href=\"{}\"{title}>", address(&href)));
            inlines(content, out);
            out.push_str("</a>");
        }
        InlineKind::Emph(_) => wrapped("em", kind, out),
        InlineKind::Strong(_) => wrapped("strong", kind, out),
        InlineKind::Strike(_) => wrapped("del", kind, out),
        InlineKind::Sub(_) => wrapped("sub", kind, out),
        InlineKind::Sup(_) => wrapped("sup", kind, out),
        InlineKind::Underline(_) => wrapped("u", kind, out),
        InlineKind::Highlight(_) => wrapped("mark", kind, out),
        InlineKind::Small(_) => wrapped("small", kind, out),
        InlineKind::Keyboard(_) => wrapped("kbd", kind, out),
        InlineKind::Abbreviation { .. } => wrapped("abbr", kind, out),
        InlineKind::SmallCaps(_) | InlineKind::Span { .. } => wrapped("span", kind, out),
    }
}

fn wrapped(name: &str, kind: &InlineKind, out: &mut String) {
    out.push_str(&format!("<{name}>"));
    inlines(kind.children(), out);
    out.push_str(&format!("</{name}>"));
}

fn image(image: &Image, caption: &[Inline], out: &mut String) {
    let mut title = String::new();
    inlines(caption, &mut title);
    let title = if title.is_empty() { title } else { format!(" title=\"{title}\"") };
    out.push_str(&format!("<img src=\"{}\" alt=\"{}\"{title} />", address(&image.path), escaped(&image.alt)));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An address as in the examples: characters that are not allowed in an address are percent-encoded.
fn address(url: &str) -> String {
    let mut out = String::new();
    for byte in url.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-_.+!*'(),%#@?=;:/$~".contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
