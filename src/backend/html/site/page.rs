//! The pages of a site.

use serde_json::json;

use crate::backend::html::head::{Facts, Style, full_title, head, link, linked_data};
use crate::backend::html::images::{emblems, preview};
use crate::backend::html::page::{DEPTH, colophon, folded, skip, title};
use crate::backend::html::page::{alternates, said, ways};
use crate::backend::html::site::division::{Leaf, Title};
use crate::backend::html::site::{SCRIPT_FILE, STYLE_FILE, Site};
use crate::backend::html::written;
use crate::document::Outline;
use crate::locale::{site_words, words};
use crate::markup::{Element, Node, spoken};

/// Editions stand one folder above the site.
const UP: &str = "../";

impl Site<'_> {
    /// The file of a page, which goes into the index of the search, too.
    pub(super) fn page(&mut self, at: usize) -> String {
        self.places.within.go_to(Some(at));
        let main = self.main(at);
        let leaf = &self.leaves[at];
        self.index.add(&leaf.file, &self.name(leaf), &main.children);
        let body = if at == 0 { self.opening(main) } else { self.chapter(at, main) };
        let (meta, body) = (&self.document.meta, Node::from(body));
        self.fonts.add(std::slice::from_ref(&body), meta);
        written(meta, head(self.cx.theme, meta, self.facts(at)), body)
    }

    /// What a page is called, for those who see its name alone.
    fn name(&self, leaf: &Leaf) -> String {
        match leaf.title.plain() {
            title if title.is_empty() => self.document.meta.slug.clone(),
            title => title,
        }
    }

    fn facts(&self, at: usize) -> Facts {
        let meta = &self.document.meta;
        let mut links = Vec::new();
        links.extend(at.checked_sub(1).map(|it| link("prev", &self.href(it))));
        links.extend((at + 1 < self.leaves.len()).then(|| link("next", &self.href(at + 1))));
        links.extend(alternates(self.cx.siblings, UP).into_iter().filter(|_| at == 0));
        let (title, data) = if at == 0 {
            (full_title(self.document), linked_data(meta))
        } else {
            let name = self.name(&self.leaves[at]);
            let data = json!({
                "@context": "https://schema.org", "@type": "Chapter", "headline": name, "position": at,
                "inLanguage": meta.lang.as_str(), "isPartOf": { "@type": "Book", "name": meta.title },
            });
            let whole = if meta.title.is_empty() { String::new() } else { format!(" – {}", meta.title) };
            (format!("{name}{whole}"), data)
        };
        let style = Style::Scripted(STYLE_FILE.to_owned(), SCRIPT_FILE, self.fonts.expected());
        let image = preview(meta, self.places);
        Facts { title, address: self.address(at), image, style, links, data }
    }

    /// The text of a page with its notes. The target of a skip link takes the keyboard's place where it can be focused.
    fn main(&mut self, at: usize) -> Element {
        let leaf = &self.leaves[at];
        let generated = if let Title::Name(name) = &leaf.title { Some(name.clone()) } else { None };
        self.lowering.begin(usize::from(generated.is_some()));
        let text = self.lowering.blocks(&self.document.blocks[leaf.blocks.clone()]);
        let notes = self.lowering.notes(&leaf.notes).map(Node::from);
        let start = self.lowering.ids().place("text");
        let head = if at == 0 { self.description() } else { generated.map(named) };
        let main = Element::new("main").with("id", start).with("tabindex", "-1");
        main.children(head.map(Node::from)).children(text).children(notes)
    }

    /// What the publication is about.
    fn description(&self) -> Option<Element> {
        let text = self.document.meta.description.clone()?;
        Some(Element::new("p").with("class", "description").text(text))
    }

    /// The first page: title, what is before the first chapter, contents.
    fn opening(&mut self, main: Element) -> Element {
        let meta = &self.document.meta;
        let words = words(&meta.lang);
        let heading = self.lowering.ids().place("contents");
        let head = Element::new("h2").with("id", heading.clone()).text(words.contents);
        let mut nav = Element::new("nav").with("class", "chapters").with("role", "doc-toc");
        nav = nav.with("aria-labelledby", heading).child(spoken(head, words, &meta.lang));
        let list = self.contents(None);
        let main = if self.leaves.len() > 1 { main.child(nav.child(list)) } else { main };
        let title = title(meta, emblems(meta, self.places), ways(meta, self.cx.siblings, UP));
        let start = self.lowering.ids().place("text");
        Element::new("body")
            .with("class", "site")
            .child(skip(&start, &meta.lang))
            .child(Element::new("div").with("class", "bar").child(self.search()))
            .children(title.map(Node::from))
            .child(main)
            .children(colophon(self.document).map(Node::from))
    }

    /// The page of a chapter: its text between the contents and the ways to its neighbours.
    fn chapter(&mut self, at: usize, main: Element) -> Element {
        let meta = &self.document.meta;
        let list = self.contents(Some(at));
        let here = self.outline(at).iter().filter(|it| it.depth <= DEPTH + 1).count();
        let contents = folded(list, self.leaves.len() + here, &meta.lang);
        let home = self.name(&self.leaves[0]);
        let home = Element::new("a").with("class", "home").with("href", self.href(0)).text(home);
        let bar = Element::new("header").with("class", "bar").child(home).child(self.search());
        let start = self.lowering.ids().place("text");
        Element::new("body")
            .with("class", "site")
            .child(skip(&start, &meta.lang))
            .child(bar)
            .child(contents)
            .child(main)
            .child(self.turn(at))
            .children(colophon(self.document).map(Node::from))
    }

    fn outline(&self, at: usize) -> Outline {
        Outline::of(&self.document.blocks[self.leaves[at].blocks.clone()])
    }

    /// All pages, with the sections of the one that is open, or with those of all where none is.
    fn contents(&mut self, open: Option<usize>) -> Element {
        let mut list = Element::new("ol");
        for at in 1..self.leaves.len() {
            let mut entries = self.outline(at).entries;
            let words = match &self.leaves[at].title {
                Title::Heading(content) => {
                    entries = entries.into_iter().flat_map(|it| it.children).collect();
                    self.lowering.label(content)
                }
                Title::Name(name) => vec![Node::Text(name.clone())],
            };
            let link = Element::new("a").with("href", self.href(at)).children(words);
            let link = link.maybe("aria-current", (open == Some(at)).then_some("page"));
            let shown = open.is_none_or(|it| it == at);
            let sections = if shown { self.lowering.contents(&entries, DEPTH) } else { None };
            list = list.child(Element::new("li").child(link).children(sections.map(Node::from)));
        }
        list
    }

    /// The ways to the pages before and after.
    fn turn(&self, at: usize) -> Element {
        let lang = &self.document.meta.lang;
        let words = site_words(lang);
        let way = |leaf: usize, relation: &str, word: &str| {
            let label = said(Element::new("span").with("class", "way").text(word), words, lang);
            let name = Element::new("span").text(self.name(&self.leaves[leaf]));
            let link = Element::new("a").with("rel", relation).with("href", self.href(leaf));
            Node::from(link.child(label).text(" ").child(name))
        };
        let nav = Element::new("nav").with("class", "turn").with("aria-label", words.pages);
        let nav = nav.child(way(at - 1, "prev", words.previous));
        let next = (at + 1 < self.leaves.len()).then(|| way(at + 1, "next", words.next));
        nav.children(next)
    }

    /// The search. It stays hidden where no script runs.
    fn search(&self) -> Element {
        let lang = &self.document.meta.lang;
        let words = site_words(lang);
        let id = self.lowering.ids().place("search");
        let label = Element::new("label").with("for", id.clone()).text(words.search);
        let field = Element::new("input").with("id", id).with("type", "search").with("autocomplete", "off");
        let form = Element::new("form").with("class", "search").with("role", "search").with("hidden", "");
        let form = form.with("data-found", words.found).with("data-nothing", words.nothing);
        form.child(said(label, words, lang)).child(field).child(
            Element::new("div")
                .with("class", "found")
                .child(said(Element::new("p").with("role", "status"), words, lang))
                .child(Element::new("ol")),
        )
    }
}

/// The heading of a page that has none of its own.
fn named(name: String) -> Element {
    Element::new("header").with("class", "named").child(Element::new("h1").text(name))
}
