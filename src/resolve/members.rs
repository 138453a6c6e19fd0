//! Links to other publications of the same collection: each leads to the edition of its own kind.
//!
//! A source names the file beside it, `../statement/statement.md#freedoms`. The tree has the page that this is in the HTML
//! edition; another edition has the address of that page where it is known, else the file of its own format beside it.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{absolute, scheme};
use crate::document::inline::generated;
use crate::document::walk::{Node, walk, walk_inlines_mut};
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, References, Target, text};
use crate::parse::rules::DEAD_ANCHOR;
use crate::parse::{complete_title, decoded, parse};
use crate::publication::{self, Collection, Manifest, Publication, decode, nearest, slug};
use crate::resolve::include::include;
use crate::resolve::paths::{MANIFEST, Origin, Paths, Seen, divided, path_of, read, way};
use crate::resource::Folder;
use crate::source::{SourceId, Sources, Span};

/// A collection is looked for so many folders above a publication.
const HIGHEST: usize = 4;

/// The file of the HTML edition that has a place of a publication, from the folder of the editions.
pub type PageOf<'a> = &'a dyn Fn(&Publication, &Document, &Sources, Option<&Id>) -> Option<String>;

/// The links of a document to other publications, by the addresses that they have in its tree.
#[derive(Debug, Default)]
pub struct MemberLinks {
    list: BTreeMap<String, Elsewhere>,
}

/// Where a link to another publication leads outside the HTML edition.
#[derive(Debug)]
struct Elsewhere {
    /// Its address on the web; `None` where it has none.
    absolute: Option<String>,
    /// The name of the files of its editions.
    stem: String,
}

impl MemberLinks {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an address is that of another publication.
    pub fn has(&self, url: &str) -> bool {
        self.list.contains_key(url)
    }

    /// Gives the links of a tree the addresses for an edition of a format.
    pub fn settle(&self, document: &mut Document, format: &str) {
        if format != "html" {
            each_sequence(document, &mut |inlines| {
                for inline in std::mem::take(inlines) {
                    self.link(inline, format, inlines);
                }
            });
        }
    }

    fn link(&self, mut inline: Inline, format: &str, into: &mut Vec<Inline>) {
        if let InlineKind::Link { target: Target::Url(url), content, .. } = &mut inline.kind
            && let Some(elsewhere) = self.list.get(url)
        {
            match &elsewhere.absolute {
                Some(address) => url.clone_from(address),
                // There is no file beside what is in a container.
                None if format == "epub" => {
                    into.append(content);
                    return;
                }
                None if ["pdf", "txt"].contains(&format) => *url = format!("{}.{format}", elsewhere.stem),
                None => {}
            }
        }
        into.push(inline);
    }
}

/// Calls `visit` on every sequence of inlines of the text and the notes.
fn each_sequence(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    walk_inlines_mut(&mut document.blocks, visit);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, visit);
        }
    }
}

/// Leads the links of a document to other publications of its collection.
pub fn link_members(
    document: &mut Document,
    sources: &mut Sources,
    (origin, paths): (&Origin<'_>, &BTreeMap<SourceId, String>),
    page_of: PageOf<'_>,
    diags: &mut Diagnostics,
) -> MemberLinks {
    let mut any = false;
    document.walk(|node| any |= matches!(node, Node::Inline(it) if is_relative(it)));
    if !any {
        return MemberLinks::default();
    }
    let own = document.references.clone();
    let &Origin { publication, folder } = origin;
    let mut linker = Linker {
        sources,
        publication,
        own: &own,
        paths,
        folder,
        page_of,
        collection: None,
        members: BTreeMap::new(),
        links: MemberLinks::default(),
        diags,
    };
    each_sequence(document, &mut |inlines| {
        for inline in std::mem::take(inlines) {
            linker.inline(inline, inlines);
        }
    });
    linker.links
}

/// Whether an inline is a link to a Markdown file.
fn is_relative(inline: &Inline) -> bool {
    let InlineKind::Link { target: Target::Url(url), .. } = &inline.kind else { return false };
    let path = url.split('#').next().unwrap_or("");
    (path.ends_with(".md") || path.ends_with(".markdown")) && scheme(url).is_none() && !url.starts_with('/')
}

/// A publication that others link to.
struct Member {
    publication: Publication,
    document: Document,
    /// The paths of its chapters from the folder of the publication that links.
    chapters: Vec<String>,
}

/// The members of a collection, by the path of the manifest or text of each; and what it gives to them.
struct Around {
    members: Vec<String>,
    shared: Publication,
}

struct Linker<'a> {
    sources: &'a mut Sources,
    publication: &'a Publication,
    /// The ids of the document that links.
    own: &'a References,
    paths: &'a Paths,
    folder: &'a dyn Folder,
    page_of: PageOf<'a>,
    /// The collection around; `None` until it is looked for.
    collection: Option<Option<Rc<Around>>>,
    members: BTreeMap<String, Option<Rc<Member>>>,
    links: MemberLinks,
    diags: &'a mut Diagnostics,
}

/// Where a link leads.
enum Way {
    To(Target, String),
    /// Nowhere: its words stay.
    Lost,
    /// It is none to another publication.
    Other,
}

impl Linker<'_> {
    fn inline(&mut self, mut inline: Inline, into: &mut Vec<Inline>) {
        let span = inline.span;
        if is_relative(&inline)
            && let InlineKind::Link { target, content, .. } = &mut inline.kind
            && let Target::Url(url) = &*target
        {
            let is_empty = content.last().is_some_and(|it| it.is_generated(generated::REFERENCE));
            match self.find(&url.clone(), span) {
                Way::To(new, name) => {
                    *target = new;
                    if is_empty && matches!(target, Target::Url(_)) {
                        *content = vec![Inline { kind: InlineKind::Text(name), span }];
                    }
                }
                Way::Lost => {
                    into.append(content);
                    return;
                }
                Way::Other => {}
            }
        }
        into.push(inline);
    }

    fn find(&mut self, url: &str, span: Span) -> Way {
        let (path, id) = url.split_once('#').map_or((url, None), |(path, id)| (path, Some(id)));
        let here = path_of(self.paths, span.source, self.sources, self.folder);
        let path = way(divided(&here).0, &decoded(path));
        let id = id.filter(|it| !it.is_empty()).map(decoded);
        // What is taken from another text may lead back here.
        let is_own = self.publication.chapters.iter().any(|it| way("", &it.text) == path);
        if is_own && let Some(id) = id.as_deref().and_then(Id::new).filter(|it| self.own.get(it).is_some()) {
            return Way::To(Target::Anchor(id), String::new());
        }
        let Some(member) = self.member(&path) else { return Way::Other };
        let Some(chapter) = member.chapters.iter().position(|it| *it == path) else { return Way::Other };
        let place = match id {
            None => start_of(&member.document, chapter),
            Some(name) => {
                match Id::new(name.clone()).filter(|it| member.document.references.get(it).is_some()) {
                    Some(id) => Some(id),
                    None => {
                        self.dead(&member.document, &path, &name, span);
                        return Way::Lost;
                    }
                }
            }
        };
        let name = name_of(&member, place.as_ref());
        Way::To(Target::Url(self.address(&member, place.as_ref())), name)
    }

    fn dead(&mut self, document: &Document, path: &str, name: &str, span: Span) {
        let known: Vec<&str> = document.references.iter().map(|(id, _)| id.as_str()).collect();
        let shown = self.folder.shown(path);
        let help = match nearest(name, &known) {
            Some(nearest) => format!("did you mean `#{nearest}`?"),
            None => format!("give it to what the link is about, as `{{#{name}}}`"),
        };
        let message = format!("nothing in `{shown}` has the id `{name}`");
        self.diags.push(Diagnostic::new(&DEAD_ANCHOR, span, message).help(help));
    }

    /// The address of a place in another publication, with those for other editions kept.
    fn address(&mut self, member: &Member, id: Option<&Id>) -> String {
        let stem = member.publication.meta.slug.clone();
        let page = (self.page_of)(&member.publication, &member.document, self.sources, id);
        let fragment = id.map(|it| format!("#{it}")).unwrap_or_default();
        let url = page.as_ref().map_or_else(|| format!("{stem}.pdf"), |page| format!("{page}{fragment}"));
        let on_web = |base: &str| match page.as_deref().and_then(|it| it.strip_prefix(&format!("{stem}/"))) {
            Some("index.html") => format!("{base}{fragment}"),
            Some(page) => {
                let folder = base.trim_end_matches("index.html").trim_end_matches('/');
                format!("{folder}/{page}{fragment}")
            }
            None => format!("{base}{fragment}"),
        };
        let own = self.publication.meta.url.as_deref();
        let absolute = member.publication.meta.url.as_deref().map(on_web).or_else(|| absolute(own, &url));
        self.links.list.insert(url.clone(), Elsewhere { absolute, stem });
        url
    }

    /// The publication of the collection that a text is a chapter of.
    fn member(&mut self, path: &str) -> Option<Rc<Member>> {
        let around = match &self.collection {
            Some(known) => known.clone(),
            None => {
                let found = self.around().map(Rc::new);
                self.collection.insert(found).clone()
            }
        }?;
        for name in &around.members {
            if name != path && !path.starts_with(divided(name).0) {
                continue;
            }
            if !self.members.contains_key(name) {
                let read = self.read(name, &around.shared).map(Rc::new);
                self.members.insert(name.clone(), read);
            }
            if let Some(Some(member)) = self.members.get(name)
                && member.chapters.iter().any(|it| it == path)
            {
                return Some(Rc::clone(member));
            }
        }
        None
    }

    /// The collection that the publication is in.
    fn around(&mut self) -> Option<Around> {
        for height in 0..=HIGHEST {
            let folder = "../".repeat(height);
            let Some(Manifest::Collection(Collection { members, shared, .. })) =
                self.manifest(&format!("{folder}{MANIFEST}"), Publication::default())
            else {
                continue;
            };
            let name = |text: &str| match text.rsplit_once('.') {
                Some((_, "toml" | "md" | "markdown")) => way(&folder, text),
                Some(_) | None => way(&folder, &format!("{text}/{MANIFEST}")),
            };
            let members = members.iter().map(|it| name(&it.text)).collect();
            return Some(Around { members, shared: *shared });
        }
        None
    }

    fn manifest(&mut self, path: &str, shared: Publication) -> Option<Manifest> {
        let bytes = read(self.folder, path).ok()?;
        let mut silent = Diagnostics::new();
        let id = decode(&self.folder.shown(path), &bytes, self.sources, &mut silent)?;
        publication::manifest_over(shared, self.sources, id, &mut silent)
    }

    /// Reads a member as it is built, by the path of its manifest or its text. What is wrong with it is reported there.
    fn read(&mut self, name: &str, shared: &Publication) -> Option<Member> {
        let (folder, file) = divided(name);
        let (mut publication, chapters) = if name.ends_with(".toml") {
            let Some(Manifest::Publication(publication)) = self.manifest(name, shared.clone()) else {
                return None;
            };
            let chapters = publication.chapters.iter().map(|it| way(folder, &it.text)).collect();
            (*publication, chapters)
        } else {
            (shared.clone(), vec![name.to_owned()])
        };
        if publication.meta.slug.is_empty() {
            let stem = match name.ends_with(".toml") {
                true => folder.trim_end_matches('/').rsplit('/').next().unwrap_or(""),
                false => file.rsplit_once('.').map_or(file, |it| it.0),
            };
            publication.meta.slug = slug(stem).unwrap_or_else(|| "document".to_owned());
        }
        let mut silent = Diagnostics::new();
        let mut ids = Vec::new();
        for path in &chapters {
            let bytes = read(self.folder, path).ok()?;
            ids.push(decode(&self.folder.shown(path), &bytes, self.sources, &mut silent)?);
        }
        let seen = Seen { folder: self.folder, way: folder };
        include(self.sources, &ids, &publication, &seen, &mut silent);
        let (mut document, publication) = parse(self.sources, &ids, &publication, &mut silent);
        complete_title(&mut document, &mut silent);
        Some(Member { publication, document, chapters })
    }
}

/// The id of the heading that a chapter begins with; `None` for the first, which is where the publication begins.
fn start_of(document: &Document, chapter: usize) -> Option<Id> {
    let first = document.chapters.get(chapter)?.first_block;
    let blocks = document.blocks.get(first..).filter(|_| chapter > 0)?;
    blocks.first()?.attr.id.clone()
}

/// What a link without words says: the heading that it leads to, else the title.
fn name_of(member: &Member, id: Option<&Id>) -> String {
    let mut name = None;
    walk(&member.document.blocks, &mut |node| {
        if let Node::Block(Block { kind: BlockKind::Heading { content, .. }, attr, .. }) = node
            && id.is_some()
            && attr.id.as_ref() == id
        {
            name = Some(text::name(content));
        }
    });
    name.unwrap_or_else(|| member.document.meta.title.clone())
}
