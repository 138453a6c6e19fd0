//! Content streams: what is shown on a page, by its marked-content sequences (ISO 32000-1, 9.4 and 14.6).

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use unicode_bidi::Level;

use super::font::Font;
use super::object::{MOST, dictionary, get, name, number, text};
use super::order::reordered;

/// A stretch of what a sequence shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Text(String),
    /// A line ends.
    LineEnd,
}

/// A marked-content sequence: the page or form that it is in, and its number there.
pub(super) type MarkId = (ObjectId, i64);

/// What all pages show.
#[derive(Debug)]
pub(super) struct Shown {
    /// The direction of the document.
    base: Level,
    /// By sequence, with the page.
    pub marks: BTreeMap<MarkId, (u32, Vec<Piece>)>,
    /// Artifacts with text, by page.
    pub artifacts: Vec<(u32, Vec<Piece>)>,
    /// All text in the order of painting, for files without tags.
    pub painted: Vec<(u32, Piece)>,
    /// Pages where something is neither tagged nor an artifact, and what it says.
    pub loose: Vec<(u32, String)>,
    /// The fonts that were used.
    pub fonts: BTreeMap<ObjectId, Font>,
    /// Pages whose content cannot be read.
    pub broken: Vec<u32>,
}

/// A matrix as in ISO 32000-1, 8.3.4.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

impl Shown {
    /// Nothing yet, of a document of a direction.
    pub(super) fn new(base: Level) -> Shown {
        Shown {
            base,
            marks: BTreeMap::new(),
            artifacts: Vec::new(),
            painted: Vec::new(),
            loose: Vec::new(),
            fonts: BTreeMap::new(),
            broken: Vec::new(),
        }
    }

    /// Puts each line into the order of reading.
    pub(super) fn put_in_order(&mut self) {
        let base = self.base;
        let sequences = self.marks.values_mut().map(|it| &mut it.1);
        let sequences = sequences.chain(self.artifacts.iter_mut().map(|it| &mut it.1));
        let pieces = sequences.flatten().chain(self.painted.iter_mut().map(|it| &mut it.1));
        for piece in pieces {
            if let Piece::Text(line) = piece
                && let Some(read) = reordered(line, base)
            {
                *line = read;
            }
        }
    }

    /// Reads a page.
    pub(super) fn page(&mut self, document: &Document, number: u32, page: ObjectId) {
        let Ok(content) = document.get_page_content_with_limit(page, MOST) else {
            return self.broken.push(number);
        };
        let mut painter = Painter {
            document,
            shown: self,
            number,
            stack: Vec::new(),
            last: None,
            depth: 0,
            left: 4_000_000,
        };
        let resources = resources(document, page);
        painter.stream(&content, &resources, page, UNIT);
    }
}

/// The resources of a page, those that it inherits included.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let mut list = Vec::new();
    let mut node = document.get_dictionary(page).ok();
    let mut left = 64;
    while let Some(at) = node.filter(|_| left > 0) {
        left -= 1;
        list.extend(get(document, at, b"Resources").and_then(|it| it.as_dict().ok()));
        node = get(document, at, b"Parent").and_then(|it| it.as_dict().ok());
    }
    list
}

struct Painter<'a> {
    document: &'a Document,
    shown: &'a mut Shown,
    number: u32,
    /// The sequences that are open.
    stack: Vec<Open>,
    /// Where the last glyph ended: x, y, size.
    last: Option<(f64, f64, f64)>,
    depth: usize,
    /// How many operators may still be read.
    left: usize,
}

/// A sequence that is open.
struct Open {
    mark: Option<MarkId>,
    artifact: bool,
    /// What stands for its text.
    actual: Option<String>,
}

/// The state of text and its position (ISO 32000-1, 9.3 and 9.4).
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<ObjectId>,
    size: f64,
    character: f64,
    word: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl Painter<'_> {
    fn stream(&mut self, bytes: &[u8], resources: &[&Dictionary], owner: ObjectId, ctm: Matrix) {
        let Ok(content) = Content::decode(bytes) else { return self.shown.broken.push(self.number) };
        let (font, size, scale) = (None, 1.0, 1.0);
        let (character, word, leading, rise) = (0.0, 0.0, 0.0, 0.0);
        let state = State { ctm, font, size, character, word, scale, leading, rise };
        let mut run = Run { state, saved: Vec::new(), text: UNIT, line: UNIT, resources, owner };
        let depth = self.stack.len();
        for operation in &content.operations {
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return self.shown.broken.push(self.number);
            }
            self.operation(operation, &mut run);
        }
        self.stack.truncate(depth);
    }

    fn operation(&mut self, operation: &Operation, run: &mut Run) {
        let operands = &operation.operands;
        let n = |at: usize| operands.get(at).and_then(number).unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" => run.save(),
            "Q" => run.restore(),
            "cm" => run.state.ctm = times([n(0), n(1), n(2), n(3), n(4), n(5)], run.state.ctm),
            "BT" => (run.text, run.line) = (UNIT, UNIT),
            "Tf" => self.font(operands, run),
            "Tc" => run.state.character = n(0),
            "Tw" => run.state.word = n(0),
            "Tz" => run.state.scale = n(0) / 100.0,
            "TL" => run.state.leading = n(0),
            "Ts" => run.state.rise = n(0),
            "Tm" => run.set_line([n(0), n(1), n(2), n(3), n(4), n(5)]),
            "Td" => run.next_line(n(0), n(1)),
            "TD" => {
                run.state.leading = -n(1);
                run.next_line(n(0), n(1));
            }
            "T*" => run.next_line(0.0, -run.state.leading),
            "Tj" => self.show(operands.first(), run),
            "'" => {
                run.next_line(0.0, -run.state.leading);
                self.show(operands.first(), run);
            }
            "\"" => {
                (run.state.word, run.state.character) = (n(0), n(1));
                run.next_line(0.0, -run.state.leading);
                self.show(operands.get(2), run);
            }
            "TJ" => self.show_all(operands, run),
            "BMC" | "BDC" => self.begin(operands, run),
            "EMC" => self.end(),
            "Do" => self.object(operands, run),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "sh" | "BI" => self.painted(""),
            _ => {}
        }
    }

    fn font(&mut self, operands: &[Object], run: &mut Run) {
        run.state.size = operands.get(1).and_then(number).unwrap_or(1.0);
        let Some(Ok(font)) = operands.first().map(Object::as_name) else { return };
        let fonts = run.resources.iter().filter_map(|it| get(self.document, it, b"Font")?.as_dict().ok());
        let Some(found) = fonts.filter_map(|it| it.get(font).ok()).next() else { return };
        let Ok((Some(id), object)) = self.document.dereference(found) else { return };
        if let Some(dictionary) = dictionary(self.document, object) {
            let document = self.document;
            self.shown.fonts.entry(id).or_insert_with(|| Font::read(document, dictionary));
            run.state.font = Some(id);
        }
    }

    fn show_all(&mut self, operands: &[Object], run: &mut Run) {
        let Some(Ok(list)) = operands.first().map(Object::as_array) else { return };
        for item in list {
            match number(item) {
                Some(back) => run.advance(-back / 1000.0 * run.state.size * run.state.scale),
                None => self.show(Some(item), run),
            }
        }
    }

    fn show(&mut self, string: Option<&Object>, run: &mut Run) {
        let (Some(Ok(bytes)), Some(id)) = (string.map(Object::as_str), run.state.font) else { return };
        let Some(mut font) = self.shown.fonts.remove(&id) else { return };
        for code in font.codes(bytes) {
            let (x, y, size) = run.place();
            let actual = self.stack.iter().any(|it| it.actual.is_some());
            let said = if actual && font.unicode.is_some() {
                font.unicode.as_ref().and_then(|it| it.get(code))
            } else {
                font.text(code)
            };
            self.separate(x, y, size, said.as_deref());
            if !actual {
                self.say(said.as_deref().unwrap_or("\u{fffd}"));
            }
            let space = if code == 32 && !font.composite { run.state.word } else { 0.0 };
            let width = font.width(code) / 1000.0 * run.state.size + run.state.character + space;
            run.advance(width * run.state.scale);
            let (x, y, size) = run.place();
            self.last = Some((x, y, size));
        }
        self.shown.fonts.insert(id, font);
    }

    /// A line ends, or a space is left without a character, before what comes next.
    fn separate(&mut self, x: f64, y: f64, size: f64, next: Option<&str>) {
        let Some((last_x, last_y, last_size)) = self.last else { return };
        let height = size.max(last_size).max(0.1);
        if (y - last_y).abs() > height * 0.6 {
            self.give(Piece::LineEnd);
        } else if x - last_x > height * 0.22 && next.is_some_and(|it| !it.starts_with(char::is_whitespace)) {
            self.give(Piece::Text(" ".to_owned()));
        }
    }

    fn begin(&mut self, operands: &[Object], run: &Run) {
        let tag = operands.first().and_then(|it| it.as_name().ok()).unwrap_or_default();
        let properties = operands.get(1).and_then(|it| match it.as_name() {
            Ok(name) => run
                .resources
                .iter()
                .filter_map(|it| get(self.document, it, b"Properties")?.as_dict().ok())
                .find_map(|it| get(self.document, it, name)?.as_dict().ok()),
            Err(_) => it.as_dict().ok(),
        });
        let number =
            properties.and_then(|it| get(self.document, it, b"MCID")).and_then(|it| it.as_i64().ok());
        let mark = number.map(|it| (run.owner, it));
        if let Some(mark) = mark {
            self.shown.marks.entry(mark).or_insert((self.number, Vec::new()));
        }
        let actual = properties.and_then(|it| text(self.document, it, b"ActualText"));
        let within = self.stack.iter().any(|it| it.actual.is_some());
        self.stack.push(Open { mark, artifact: tag == b"Artifact", actual: actual.clone() });
        if tag == b"Artifact" {
            self.shown.artifacts.push((self.number, Vec::new()));
        }
        if let Some(actual) = actual.filter(|_| !within) {
            // What stands before the sequence on the line is not glued to it by this.
            self.say(&actual);
        }
    }

    fn end(&mut self) {
        self.stack.pop();
    }

    /// Takes text that is in the order of reading, as that of one glyph or of a substitute is.
    fn say(&mut self, text: &str) {
        // Lines are put in order as a whole.
        let several = text.chars().nth(1).is_some();
        let painted = if several { reordered(text, self.shown.base) } else { None };
        let text = painted.as_deref().unwrap_or(text);
        if self.target().is_none() && !self.is_artifact() {
            self.painted(text);
        }
        self.give(Piece::Text(text.to_owned()));
    }

    fn target(&self) -> Option<MarkId> {
        self.stack.iter().rev().find_map(|it| it.mark)
    }

    fn is_artifact(&self) -> bool {
        self.stack.iter().any(|it| it.artifact)
    }

    fn give(&mut self, piece: Piece) {
        let number = self.number;
        if self.is_artifact() {
            if let Some(artifact) = self.shown.artifacts.last_mut() {
                push(&mut artifact.1, piece);
            }
            return;
        }
        if let Some(mark) = self.target() {
            push(&mut self.shown.marks.entry(mark).or_insert((number, Vec::new())).1, piece);
            return;
        }
        match (self.shown.painted.last_mut(), &piece) {
            (Some((page, Piece::Text(text))), Piece::Text(more)) if *page == number => text.push_str(more),
            _ => self.shown.painted.push((number, piece)),
        }
    }

    /// Something is painted: it has to be tagged or an artifact (ISO 14289-1, 7.1).
    fn painted(&mut self, text: &str) {
        if self.target().is_some() || self.is_artifact() {
            return;
        }
        match self.shown.loose.last_mut() {
            Some((page, said)) if *page == self.number => {
                if said.len() < 60 {
                    said.push_str(text);
                }
            }
            _ => self.shown.loose.push((self.number, text.to_owned())),
        }
    }

    fn object(&mut self, operands: &[Object], run: &Run) {
        let Some(Ok(key)) = operands.first().map(Object::as_name) else { return };
        let objects =
            run.resources.iter().filter_map(|it| get(self.document, it, b"XObject")?.as_dict().ok());
        let Some(found) = objects.filter_map(|it| it.get(key).ok()).next() else { return };
        let Ok((Some(id), Object::Stream(stream))) = self.document.dereference(found) else { return };
        if name(self.document, &stream.dict, b"Subtype").as_deref() != Some("Form") {
            return self.painted("");
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(MOST) else { return };
        if self.depth >= 12 {
            return;
        }
        let own = get(self.document, &stream.dict, b"Resources").and_then(|it| it.as_dict().ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(run.resources.iter().copied()).collect();
        let matrix = get(self.document, &stream.dict, b"Matrix").and_then(|it| it.as_array().ok());
        let matrix: Vec<f64> = matrix.map(|it| it.iter().filter_map(number).collect()).unwrap_or_default();
        let matrix = <Matrix>::try_from(matrix.as_slice()).unwrap_or(UNIT);
        self.depth += 1;
        self.stream(&bytes, &resources, id, times(matrix, run.state.ctm));
        self.depth -= 1;
    }
}

/// Text is added to text.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}

/// One content stream while it is read.
struct Run<'a> {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    resources: &'a [&'a Dictionary],
    /// The page or form that numbers the sequences.
    owner: ObjectId,
}

impl Run<'_> {
    fn save(&mut self) {
        if self.saved.len() < 1000 {
            self.saved.push(self.state.clone());
        }
    }

    fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    fn advance(&mut self, width: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text);
    }

    /// Where the next glyph stands on the page, and how large it is. A rise is no other line.
    fn place(&self) -> (f64, f64, f64) {
        let matrix = times(self.text, self.state.ctm);
        let scale = (matrix[2].powi(2) + matrix[3].powi(2)).sqrt();
        (matrix[4], matrix[5], (self.state.size * scale).abs())
    }
}
