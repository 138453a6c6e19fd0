//! What an edition says of itself: its program, title, languages, fonts, headings, and the standards that it claims.

use super::content::{Content, Event, Format, Origin, Role};
use super::extract;
use super::report::{Aspect, Finding};

/// What a file says of itself.
#[derive(Debug, Clone, Default)]
pub struct Inspection {
    /// Its program, the standards that it claims, and its fonts.
    pub origin: Origin,
    /// The titles in its metadata.
    pub titles: Vec<String>,
    /// The languages in its metadata.
    pub languages: Vec<String>,
    /// Its headings with their levels.
    pub headings: Vec<(u8, String)>,
    /// How many elements of each kind it marks.
    pub counts: Vec<(&'static str, usize)>,
    /// Whether headings, lists and other structure are marked.
    pub structured: bool,
    /// Where it breaks the rules of its format, or does not keep what it claims.
    pub violations: Vec<Finding>,
}

/// Reads what a file says of itself.
pub fn inspect(format: Format, bytes: &[u8]) -> Inspection {
    let (content, findings) = extract::extract(format, bytes);
    let origin = match format {
        Format::Pdf => extract::pdf::says(bytes),
        Format::Epub => extract::epub::says(bytes),
        Format::Html => extract::html::says(bytes),
        Format::Text => Origin::default(),
    };
    let mut languages = content.langs.clone();
    languages.extend(content.lang.clone());
    languages.dedup();
    let is_violation = |it: &Finding| it.aspect == Aspect::Standard;
    Inspection {
        origin,
        titles: content.titles.clone(),
        languages,
        headings: headings(&content),
        counts: counts(&content),
        structured: content.structured,
        violations: findings.into_iter().filter(is_violation).collect(),
    }
}

fn headings(content: &Content) -> Vec<(u8, String)> {
    let mut list = Vec::new();
    let (mut open, mut heading) = (0usize, None);
    for (_, event) in &content.events {
        match event {
            Event::Open(role) => {
                open += 1;
                if let (Role::Heading(level), None) = (role, &heading) {
                    heading = Some((open, *level, String::new()));
                }
            }
            Event::Close => {
                if let Some((_, level, text)) = heading.take_if(|it| it.0 == open) {
                    list.push((level, text.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
                open = open.saturating_sub(1);
            }
            Event::Text(text) => heading.iter_mut().for_each(|it| it.2.push_str(text)),
            Event::LineEnd => heading.iter_mut().for_each(|it| it.2.push(' ')),
            Event::Anchor(_) => {}
        }
    }
    list
}

fn counts(content: &Content) -> Vec<(&'static str, usize)> {
    type Is = fn(&Role) -> bool;
    let kinds: [(&'static str, Is); 6] = [
        ("headings", |it| matches!(it, Role::Heading(_))),
        ("lists", |it| matches!(it, Role::List { .. })),
        ("tables", |it| *it == Role::Table),
        ("images", |it| matches!(it, Role::Figure(_))),
        ("links", |it| matches!(it, Role::Link(_))),
        ("notes", |it| matches!(it, Role::Note(_))),
    ];
    let opened = || {
        content.events.iter().filter_map(|(_, it)| if let Event::Open(role) = it { Some(role) } else { None })
    };
    kinds
        .into_iter()
        .map(|(name, is)| (name, opened().filter(|it| is(it)).count()))
        .filter(|it| it.1 > 0)
        .collect()
}
