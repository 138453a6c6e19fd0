//! YAML 1.2 into [`Value`]s, by the events of the parser.
//!
//! Only what metadata needs: one document of mappings, sequences and scalars.
//! Anchors, aliases and tags are refused, so that no alias can multiply the
//! text, and the depth is bounded.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use crate::diag::{Diagnostic, Diagnostics};
use crate::publication::rules;
use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::{Sources, Span};

/// How deep values may nest; a list of authors needs three.
const MAX_DEPTH: usize = 16;

/// The value of the YAML text under `span`; `None` where there is none. What cannot be read is reported.
pub(super) fn read(sources: &Sources, span: Span, diags: &mut Diagnostics) -> Option<Value> {
    let places = Places::new(sources.slice(span), span);
    let mut reader = Reader { places: &places, open: Vec::new(), root: None };
    let mut parser = Parser::new_from_str(sources.slice(span));
    while let Some(event) = parser.next_event() {
        let step = event.map_err(|error| reader.syntax(&error)).and_then(|(event, at)| {
            let place = places.span(at.start, at.end);
            reader.take(event, place)
        });
        if let Err(diagnostic) = step {
            diags.push(*diagnostic);
            return None;
        }
    }
    reader.root
}

/// From the parser's characters to bytes of the source.
struct Places {
    bytes: Vec<usize>,
    within: Span,
}

impl Places {
    fn new(text: &str, within: Span) -> Places {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Places { bytes, within }
    }

    fn byte(&self, at: Marker) -> usize {
        let last = self.bytes.last().copied().unwrap_or(0);
        self.within.range().start + self.bytes.get(at.index()).copied().unwrap_or(last)
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        Span::new(self.within.source, self.byte(start)..self.byte(end))
    }
}

/// A list or table whose end has not come yet.
struct Open {
    span: Span,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Value>),
    Table { entries: Vec<Entry>, key: Option<(String, Span)> },
}

struct Reader<'a> {
    places: &'a Places,
    open: Vec<Open>,
    root: Option<Value>,
}

type Step = Result<(), Box<Diagnostic>>;

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Step {
        match event {
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => Err(refused(span)),
            Event::Alias(_) => Err(refused(span)),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                Err(refused(span))
            }
            Event::Scalar(text, style, ..) => self.place(scalar(&text, style, span)),
            Event::SequenceStart(..) => self.begin(OpenKind::List(Vec::new()), span),
            Event::MappingStart(..) => self.begin(OpenKind::Table { entries: Vec::new(), key: None }, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(fault(span, "a second document begins", "keep one document: remove the inner `---`"))
            }
            Event::DocumentStart(_)
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, kind: OpenKind, span: Span) -> Step {
        if self.open.len() == MAX_DEPTH {
            return Err(fault(span, "values are nested too deeply", "use fewer levels"));
        }
        self.open.push(Open { span, kind });
        Ok(())
    }

    fn end(&mut self, end: Span) -> Step {
        let Some(Open { span, kind }) = self.open.pop() else { return Ok(()) };
        let kind = match kind {
            OpenKind::List(members) => ValueKind::List(members),
            OpenKind::Table { entries, .. } => ValueKind::Table(entries),
        };
        self.place(Value { kind, span: span.join(end.start_point()) })
    }

    fn place(&mut self, value: Value) -> Step {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(value),
            Some(OpenKind::List(members)) => members.push(value),
            Some(OpenKind::Table { entries, key }) => match key.take() {
                Some((name, key_span)) => entries.push(Entry { key: name, key_span, value }),
                None => match value.as_text() {
                    Some(name) => *key = Some((name.to_owned(), value.span)),
                    None => return Err(fault(value.span, "a key must be a word", "write `key: value`")),
                },
            },
        }
        Ok(())
    }

    fn syntax(&self, error: &ScanError) -> Box<Diagnostic> {
        let span = self.places.span(*error.marker(), *error.marker());
        let help = "put text that holds `:`, `#`, `[` or quotes in quotes, and indent with spaces";
        fault(span, error.info(), help)
    }
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Value {
    let plain = matches!(style, ScalarStyle::Plain);
    let kind = match text {
        "" | "~" | "null" if plain => ValueKind::Null,
        _ if plain => ValueKind::Plain(text.to_owned()),
        _ => ValueKind::Text(text.to_owned()),
    };
    Value { kind, span }
}

fn refused(span: Span) -> Box<Diagnostic> {
    fault(
        span,
        "anchors, aliases and tags are not supported in metadata",
        "write the value itself, in quotes if necessary",
    )
}

fn fault(span: Span, message: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&rules::BAD_SYNTAX, span, message).help(help))
}
