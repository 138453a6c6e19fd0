//! Relative links to what is not published.
//!
//! On a web site or in a repository there is a file at such an address; in a book there is none. Where the publication
//! has an address, the link leads from there; else its words stay, without a link.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{absolute, scheme};
use crate::document::inline::generated;
use crate::document::walk::walk_inlines_mut;
use crate::document::{Document, Inline, InlineKind, Target};
use crate::parse::rules;

/// Gives each relative link its whole address, or takes it away and reports it; but for those that lead to what `is_known`.
pub fn settle_links(document: &mut Document, is_known: &dyn Fn(&str) -> bool, diags: &mut Diagnostics) {
    let base = document.meta.url.clone();
    let mut settle = |inlines: &mut Vec<Inline>| settle(inlines, base.as_deref(), is_known, diags);
    walk_inlines_mut(&mut document.blocks, &mut settle);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, &mut settle);
        }
    }
}

fn settle(
    inlines: &mut Vec<Inline>,
    base: Option<&str>,
    is_known: &dyn Fn(&str) -> bool,
    diags: &mut Diagnostics,
) {
    if !inlines.iter().any(is_relative) {
        return;
    }
    for mut inline in std::mem::take(inlines) {
        let span = inline.span;
        if let InlineKind::Link { target: Target::Url(url), content, .. } = &mut inline.kind
            && scheme(url).is_none()
            && !is_known(url)
        {
            let Some(address) = absolute(base, url) else {
                diags.push(left_out(url, span));
                if content.last().is_some_and(|it| it.is_generated(generated::REFERENCE)) {
                    let words = InlineKind::Text(std::mem::take(url));
                    *content = vec![Inline { kind: words, span }];
                }
                inlines.append(content);
                continue;
            };
            *url = address;
        }
        inlines.push(inline);
    }
}

fn is_relative(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Link { target: Target::Url(url), .. } if scheme(url).is_none())
}

fn left_out(url: &str, span: crate::source::Span) -> Diagnostic {
    let message = format!("`{url}` is not in this publication; the words stay, the link is left out");
    let several = "links to files that are not in this publication; the words stay, the links are left out";
    let help = "give the publication its `url`, link to the whole address, or add a file to the `chapters` of the manifest";
    Diagnostic::new(&rules::UNPUBLISHED_LINK, span, message).help(help).folds(several)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::text;
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    /// The addresses of the links, the words, and the number of reports.
    fn settled(text: &str) -> (Vec<String>, String, usize) {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("a.md", text)).into_iter().collect();
        let (mut document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
        let mut diags = Diagnostics::new();
        settle_links(&mut document, &|_| false, &mut diags);
        let (mut found, mut words) = (Vec::new(), String::new());
        walk_inlines_mut(&mut document.blocks, &mut |inlines| {
            words.push_str(&text::plain(inlines));
            for inline in inlines {
                if let InlineKind::Link { target: Target::Url(url), .. } = &inline.kind {
                    found.push(url.clone());
                }
            }
        });
        (found, words, diags.iter().count())
    }

    #[test]
    fn a_relative_link_leads_from_the_address_of_the_publication() {
        let text = "---\ntitle: A\nlang: en\nurl: https://harbour.example/faq.html\n---\n\n[one](en.html), [two](https://x.example)";
        let (found, _, reports) = settled(text);
        assert_eq!(found, ["https://harbour.example/en.html", "https://x.example"]);
        assert_eq!(reports, 0);
    }

    #[test]
    fn without_an_address_the_words_stay() {
        let (found, words, reports) = settled("See [*that* page](other.md) and [x](//cdn.example/x).");
        assert_eq!(found, ["https://cdn.example/x"]);
        assert!(words.contains("See that page and x."), "{words}");
        assert_eq!(reports, 1);
    }
}
