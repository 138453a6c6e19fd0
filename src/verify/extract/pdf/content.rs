//! Content streams: what is shown on a page, by its marked-content sequences (ISO 32000-1, 9.4 and 14.6).

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use unicode_bidi::{BidiClass, bidi_class};

use super::font::Font;
use super::object::{MOST, dictionary, get, name, number, text};
use super::run::{Matrix, Run, State, UNIT, times};
use super::shown::{MarkId, Piece, Shown, push};
use crate::verify::bidi::turned;

/// Reads what a page shows.
pub(super) fn read(shown: &mut Shown, document: &Document, number: u32, page: ObjectId) {
    let Ok(content) = document.get_page_content_with_limit(page, MOST) else {
        return shown.broken.push(number);
    };
    let mut painter = Painter {
        document,
        shown,
        number,
        stack: Vec::new(),
        last: None,
        depth: 0,
        grounds: false,
        broad: false,
        media: media(document, page),
        left: 4_000_000,
    };
    let resources = resources(document, page);
    painter.stream(&content, &resources, page, UNIT);
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

/// The area of a page: left, bottom, right, top; `None` where it says none.
fn media(document: &Document, page: ObjectId) -> Option<[f64; 4]> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Some(edges) = get(document, node, b"MediaBox").and_then(|it| it.as_array().ok()) {
            let edges: Vec<f64> = edges.iter().filter_map(number).collect();
            let [a, b, c, d] = <[f64; 4]>::try_from(edges).ok()?;
            return Some([a.min(c), b.min(d), a.max(c), b.max(d)]);
        }
        node = get(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// The least width and height of a ground.
const GROUND: f64 = 8.0;

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
    /// Whether the page has a ground on which white is seen.
    grounds: bool,
    /// Whether the path at hand is as broad as a ground; a rule is not.
    broad: bool,
    /// The area of the page.
    media: Option<[f64; 4]>,
}

/// A sequence that is open.
struct Open {
    mark: Option<MarkId>,
    artifact: bool,
    /// What stands for its text.
    actual: Option<String>,
    /// Whether that is still to be said: it stands where the first glyph does.
    waits: bool,
    /// What the glyphs say that it stands for; `None` where one of them says nothing.
    seen: Option<String>,
}

impl Painter<'_> {
    fn stream(&mut self, bytes: &[u8], resources: &[&Dictionary], owner: ObjectId, ctm: Matrix) {
        let Ok(content) = Content::decode(bytes) else { return self.shown.broken.push(self.number) };
        let state = State::new(ctm);
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
            "Tr" => run.state.mode = operands.first().and_then(|it| it.as_i64().ok()).unwrap_or(0),
            "g" | "rg" | "k" | "sc" | "scn" => run.state.white = is_white(operands),
            "cs" => run.state.white = false,
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
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                self.grounds |= self.broad && !run.state.white;
                self.broad = false;
                self.painted("");
            }
            "re" => self.broad |= n(2).abs() >= GROUND && n(3).abs() >= GROUND,
            "c" | "v" | "y" => self.broad = true,
            "sh" | "BI" => {
                self.grounds = true;
                self.painted("");
            }
            "S" | "s" => {
                self.broad = false;
                self.painted("");
            }
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
            self.say_actual();
            if let Some(why) = self.unseen(run, (x, y, size)) {
                self.hide(why, said.as_deref().unwrap_or_default());
            }
            if actual {
                self.look(said.as_deref());
            } else {
                self.say(said.as_deref().unwrap_or("\u{fffd}"));
            }
            let space = if code == 32 && !font.composite { run.state.word } else { 0.0 };
            let width = font.width(code) / 1000.0 * run.state.size + run.state.character + space;
            run.advance(width * run.state.scale);
            // A mark stands on a letter: the line goes on from there.
            if !said.as_deref().is_some_and(is_mark) {
                self.last = Some(run.place());
            }
        }
        self.shown.fonts.insert(id, font);
    }

    /// Why nobody sees a glyph; `None` where it can be seen.
    fn unseen(&self, run: &Run, (x, y, size): (f64, f64, f64)) -> Option<&'static str> {
        let beyond = |[left, bottom, right, top]: [f64; 4]| {
            x < left - size || x > right + size || y < bottom - size || y > top + size
        };
        match run.state.mode {
            3 | 7 => Some("is not painted"),
            _ if run.state.white && !self.grounds => Some("is white on white"),
            _ if self.media.is_some_and(beyond) => Some("stands outside the page"),
            _ => None,
        }
    }

    fn hide(&mut self, why: &'static str, said: &str) {
        if self.is_artifact() {
            return;
        }
        match self.shown.hidden.last_mut() {
            Some((page, reason, text)) if *page == self.number && *reason == why => {
                if text.len() < 60 {
                    text.push_str(said);
                }
            }
            _ => self.shown.hidden.push((self.number, why, said.to_owned())),
        }
    }

    /// Keeps what a glyph says for which another text stands.
    fn look(&mut self, said: Option<&str>) {
        let open = self.stack.iter_mut().find(|it| it.actual.is_some());
        if let Some(Open { seen, .. }) = open {
            *seen = seen.take().zip(said).map(|(seen, said)| seen + said);
        }
    }

    /// A line ends, or a space is left without a character, before what comes next.
    fn separate(&mut self, x: f64, y: f64, size: f64, next: Option<&str>) {
        let Some((last_x, last_y, last_size)) = self.last else { return };
        let height = size.max(last_size).max(0.1);
        let is_mark =
            next.and_then(|it| it.chars().next()).is_some_and(|it| bidi_class(it) == BidiClass::NSM);
        if (y - last_y).abs() > height * 0.6 {
            self.give(Piece::LineEnd);
        } else if is_mark {
            // It stands on the letter beside it.
        } else if x < last_x - height * 0.5 {
            self.give(Piece::Back);
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
        let lang = properties.and_then(|it| text(self.document, it, b"Lang")).filter(|it| !it.is_empty());
        if let (Some(lang), Some(mark)) = (lang, mark) {
            self.shown.langs.insert(mark, lang);
        }
        let waits = actual.is_some() && !self.stack.iter().any(|it| it.actual.is_some());
        let artifact = tag == b"Artifact";
        self.stack.push(Open { mark, artifact, actual, waits, seen: Some(String::new()) });
        if tag == b"Artifact" {
            self.shown.artifacts.push((self.number, Vec::new()));
        }
    }

    /// Says what stands for the text of a sequence, once.
    fn say_actual(&mut self) {
        let open = self.stack.iter_mut().find(|it| it.waits);
        if let Some(Open { actual: Some(actual), waits, .. }) = open {
            *waits = false;
            let actual = actual.clone();
            // What stands before the sequence on the line is not glued to it by this, nor turned with it.
            self.give(Piece::Back);
            self.say(&actual);
        }
    }

    fn end(&mut self) {
        self.say_actual();
        let Some(Open { actual: Some(actual), seen: Some(seen), .. }) = self.stack.pop() else { return };
        let (says, shows) = (letters(&actual), letters(&seen));
        if !shows.is_empty() && says != shows {
            self.shown.lies.push((self.number, seen, actual));
        }
    }

    /// Takes text that is in the order of reading, as that of one glyph or of a substitute is.
    fn say(&mut self, text: &str) {
        // Lines are put in order as a whole.
        let several = text.chars().nth(1).is_some();
        let base = self.shown.directions.at(self.target());
        let painted = if several { turned(text, base) } else { None };
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

/// Whether a colour is white, by the number of its components (ISO 32000-1, 8.6.4).
fn is_white(components: &[Object]) -> bool {
    let values: Vec<f64> = components.iter().filter_map(number).collect();
    match values.len() {
        1 | 3 => values.iter().all(|it| *it >= 0.99),
        4 => values.iter().all(|it| *it <= 0.01),
        _ => false,
    }
}

/// Whether a text is signs that stand on a letter.
fn is_mark(text: &str) -> bool {
    text.chars().all(|it| bidi_class(it) == BidiClass::NSM)
}

/// The letters and digits of a text that no font and no script spells in more than one way, in order of the alphabet:
/// of the others the glyphs of a cluster may say another part each.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> =
        text.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    letters.sort_unstable();
    letters
}
