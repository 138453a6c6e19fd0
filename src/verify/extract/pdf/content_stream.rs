//! Content streams: the text of a page, by its marked-content sequences (ISO 32000-1, 9.4 and 14.6).

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use unicode_bidi::{BidiClass, bidi_class};

use super::font::Font;
use super::graphics_state::{ContentState, GlyphPosition, GraphicsState, Matrix, UNIT, times};
use super::object::{MAX_STREAM, MarkId, dictionary, get, name, number, text};
use super::page_text::{HiddenText, Mismatch, PageText, Piece, Sequence};
use crate::verify::reading_order::to_reading_order;

/// Reads the text of a page with its number.
pub(super) fn read(pages: &mut PageText, document: &Document, page: u32, id: ObjectId) {
    let Ok(content) = document.get_page_content_with_limit(id, MAX_STREAM) else {
        return pages.unreadable.push(page);
    };
    let mut reader = ContentReader {
        document,
        pages,
        page,
        open: Vec::new(),
        last: None,
        depth: 0,
        has_background: false,
        is_area: false,
        media_box: media_box(document, id),
        operators_left: 4_000_000,
    };
    let resources = resources(document, id);
    reader.stream(&content, &resources, id, UNIT);
}

/// The resources of a page, including those that it inherits.
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

/// The `MediaBox` of a page: left, bottom, right, top; `None` if it has none.
fn media_box(document: &Document, page: ObjectId) -> Option<[f64; 4]> {
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

/// The smallest width and height of a filled area on which white text is visible.
const MIN_AREA: f64 = 8.0;

struct ContentReader<'a> {
    document: &'a Document,
    pages: &'a mut PageText,
    /// The number of the page, from 1.
    page: u32,
    /// The sequences that are open.
    open: Vec<OpenSequence>,
    /// Where the last glyph ended.
    last: Option<GlyphPosition>,
    /// How many forms are open.
    depth: usize,
    /// How many operators may still be read.
    operators_left: usize,
    /// Whether the page has an area on which white text is visible.
    has_background: bool,
    /// Whether the current path is such an area; a rule is not.
    is_area: bool,
    /// The `MediaBox` of the page.
    media_box: Option<[f64; 4]>,
}

/// A sequence that is open.
struct OpenSequence {
    mark: Option<MarkId>,
    artifact: bool,
    /// Its `ActualText`.
    actual: Option<String>,
    /// Whether that is still to be added: it goes to the position of the first glyph.
    is_pending: bool,
    /// The text of the glyphs that it replaces; `None` if one of them has no text.
    visible: Option<String>,
}

impl ContentReader<'_> {
    fn stream(&mut self, bytes: &[u8], resources: &[&Dictionary], owner: ObjectId, ctm: Matrix) {
        let Ok(content) = Content::decode(bytes) else { return self.pages.unreadable.push(self.page) };
        let state = GraphicsState::new(ctm);
        let mut run = ContentState { state, saved: Vec::new(), text: UNIT, line: UNIT, resources, owner };
        let depth = self.open.len();
        for operation in &content.operations {
            self.operators_left = self.operators_left.saturating_sub(1);
            if self.operators_left == 0 {
                return self.pages.unreadable.push(self.page);
            }
            self.operation(operation, &mut run);
        }
        self.open.truncate(depth);
    }

    fn operation(&mut self, operation: &Operation, run: &mut ContentState) {
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
            "Do" => self.x_object(operands, run),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                self.has_background |= self.is_area && !run.state.white;
                self.is_area = false;
                self.record_untagged("");
            }
            "re" => self.is_area |= n(2).abs() >= MIN_AREA && n(3).abs() >= MIN_AREA,
            "c" | "v" | "y" => self.is_area = true,
            "sh" | "BI" => {
                self.has_background = true;
                self.record_untagged("");
            }
            "S" | "s" => {
                self.is_area = false;
                self.record_untagged("");
            }
            _ => {}
        }
    }

    fn font(&mut self, operands: &[Object], run: &mut ContentState) {
        run.state.size = operands.get(1).and_then(number).unwrap_or(1.0);
        let Some(Ok(font)) = operands.first().map(Object::as_name) else { return };
        let fonts = run.resources.iter().filter_map(|it| get(self.document, it, b"Font")?.as_dict().ok());
        let Some(found) = fonts.filter_map(|it| it.get(font).ok()).next() else { return };
        let Ok((Some(id), object)) = self.document.dereference(found) else { return };
        if let Some(dictionary) = dictionary(self.document, object) {
            let document = self.document;
            self.pages.fonts.entry(id).or_insert_with(|| Font::read(document, dictionary));
            run.state.font = Some(id);
        }
    }

    fn show_all(&mut self, operands: &[Object], run: &mut ContentState) {
        let Some(Ok(list)) = operands.first().map(Object::as_array) else { return };
        for item in list {
            match number(item) {
                Some(back) => run.advance(-back / 1000.0 * run.state.size * run.state.scale),
                None => self.show(Some(item), run),
            }
        }
    }

    fn show(&mut self, string: Option<&Object>, run: &mut ContentState) {
        let (Some(Ok(bytes)), Some(id)) = (string.map(Object::as_str), run.state.font) else { return };
        let Some(mut font) = self.pages.fonts.remove(&id) else { return };
        for code in font.codes(bytes) {
            self.glyph(code, &mut font, run);
        }
        self.pages.fonts.insert(id, font);
    }

    fn glyph(&mut self, code: u32, font: &mut Font, run: &mut ContentState) {
        let position = run.glyph();
        let has_actual = self.open.iter().any(|it| it.actual.is_some());
        let text = match &font.unicode {
            Some(unicode) if has_actual => unicode.get(code),
            Some(_) | None => font.text(code),
        };
        if !has_actual && self.is_space_behind(position, text.as_deref()) {
            self.add_text(text.as_deref().unwrap_or_default());
            return self.advance(code, font, run);
        }
        // Between the glyphs of an `ActualText` are no words.
        if !has_actual || self.open.iter().any(|it| it.is_pending) || !self.is_on_line(position) {
            self.separate(position, text.as_deref());
        }
        self.add_actual_text();
        if let Some(reason) = self.hidden_reason(run, position) {
            self.record_hidden(reason, text.as_deref().unwrap_or_default());
        }
        if has_actual {
            self.record_visible(text.as_deref());
        } else {
            self.add_text(text.as_deref().unwrap_or("\u{fffd}"));
        }
        self.advance(code, font, run);
        // A combining mark is on a letter: the line continues from the letter, unless the pen has moved.
        if !text.as_deref().is_some_and(is_combining) || font.width(code) > 0.0 {
            self.last = Some(run.glyph());
        }
    }

    /// Moves the pen over a glyph.
    fn advance(&mut self, code: u32, font: &Font, run: &mut ContentState) {
        let space = if code == 32 && !font.composite { run.state.word } else { 0.0 };
        let width = font.width(code) / 1000.0 * run.state.size + run.state.character + space;
        run.advance(width * run.state.scale);
    }

    /// Whether a glyph is on the line of the one before it.
    fn is_on_line(&self, next: GlyphPosition) -> bool {
        self.last.is_some_and(|it| (next.y - it.y).abs() <= next.size.max(it.size).max(0.1) * 0.6)
    }

    /// Whether a glyph is a space for which the pen moves back within a sequence: that at the end of a line from right to
    /// left, painted when its run is. It shows nothing, and what is painted next goes on with what was before it.
    fn is_space_behind(&self, next: GlyphPosition, text: Option<&str>) -> bool {
        let is_space = text.is_some_and(|it| !it.is_empty() && it.chars().all(char::is_whitespace));
        let is_behind = |it: GlyphPosition| next.x < it.x - next.size.max(it.size).max(0.1) * 0.5;
        let sequence = self.open_mark().and_then(|it| self.pages.marks.get(&it));
        let begins = sequence.is_some_and(|it| it.pieces.is_empty());
        is_space && !begins && self.is_on_line(next) && self.last.is_some_and(is_behind)
    }

    /// Why a glyph is not visible; `None` if it is.
    fn hidden_reason(&self, run: &ContentState, position: GlyphPosition) -> Option<&'static str> {
        let GlyphPosition { x, y, size } = position;
        let is_outside = |[left, bottom, right, top]: [f64; 4]| {
            x < left - size || x > right + size || y < bottom - size || y > top + size
        };
        match run.state.mode {
            3 | 7 => Some("is not painted"),
            _ if run.state.white && !self.has_background => Some("is white on white"),
            _ if self.media_box.is_some_and(is_outside) => Some("is outside the page"),
            _ => None,
        }
    }

    fn record_hidden(&mut self, reason: &'static str, text: &str) {
        if self.is_artifact() {
            return;
        }
        match self.pages.hidden.last_mut() {
            Some(last) if last.page == self.page && last.reason == reason => {
                if last.text.len() < 60 {
                    last.text.push_str(text);
                }
            }
            _ => self.pages.hidden.push(HiddenText { page: self.page, reason, text: text.to_owned() }),
        }
    }

    /// Records the text of a glyph that has an `ActualText`.
    fn record_visible(&mut self, text: Option<&str>) {
        let open = self.open.iter_mut().find(|it| it.actual.is_some());
        if let Some(OpenSequence { visible, .. }) = open {
            *visible = visible.take().zip(text).map(|(visible, text)| visible + text);
        }
    }

    /// Adds a line end, or a space that is only a gap, before the next glyph.
    fn separate(&mut self, next: GlyphPosition, text: Option<&str>) {
        let Some(last) = self.last else { return };
        let height = next.size.max(last.size).max(0.1);
        let first = text.and_then(|it| it.chars().next());
        if (next.y - last.y).abs() > height * 0.6 {
            self.add(Piece::LineEnd);
        } else if first.is_some_and(|it| bidi_class(it) == BidiClass::NSM) {
            // It is on the letter next to it.
        } else if next.x < last.x - height * 0.5 {
            self.add(Piece::Back);
        } else if next.x - last.x > height * 0.22
            && text.is_some_and(|it| !it.starts_with(char::is_whitespace))
        {
            self.add(Piece::Text(" ".to_owned()));
        }
    }

    fn begin(&mut self, operands: &[Object], run: &ContentState) {
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
            self.pages.marks.entry(mark).or_insert(Sequence::new(self.page));
        }
        let actual = properties.and_then(|it| text(self.document, it, b"ActualText"));
        let lang = properties.and_then(|it| text(self.document, it, b"Lang")).filter(|it| !it.is_empty());
        if let (Some(lang), Some(mark)) = (lang, mark) {
            self.pages.langs.insert(mark, lang);
        }
        let is_pending = actual.is_some() && !self.open.iter().any(|it| it.actual.is_some());
        let artifact = tag == b"Artifact";
        self.open.push(OpenSequence { mark, artifact, actual, is_pending, visible: Some(String::new()) });
        if tag == b"Artifact" {
            self.pages.artifacts.push((self.page, Vec::new()));
        }
    }

    /// Adds the `ActualText` of a sequence, once.
    fn add_actual_text(&mut self) {
        let open = self.open.iter_mut().find(|it| it.is_pending);
        if let Some(OpenSequence { actual: Some(actual), is_pending, .. }) = open {
            *is_pending = false;
            let actual = actual.clone();
            // It is neither joined to the text before the sequence, nor reordered with it.
            self.add(Piece::Apart);
            self.add_text(&actual);
        }
    }

    fn end(&mut self) {
        self.add_actual_text();
        let Some(OpenSequence { actual: Some(actual), visible: Some(visible), .. }) = self.open.pop() else {
            return;
        };
        let (read, shown) = (letters(&actual), letters(&visible));
        if !shown.is_empty() && read != shown {
            self.pages.mismatches.push(Mismatch { page: self.page, visible, actual });
        }
    }

    /// Adds text that is in reading order, as that of one glyph or of an `ActualText` is.
    fn add_text(&mut self, text: &str) {
        // Whole lines are put into reading order later, so this goes into painting order first.
        let several = text.chars().nth(1).is_some();
        let base = self.pages.directions.at(self.open_mark());
        let painted = if several { to_reading_order(text, base) } else { None };
        let text = painted.as_deref().unwrap_or(text);
        if self.open_mark().is_none() && !self.is_artifact() {
            self.record_untagged(text);
        }
        self.add(Piece::Text(text.to_owned()));
    }

    fn open_mark(&self) -> Option<MarkId> {
        self.open.iter().rev().find_map(|it| it.mark)
    }

    fn is_artifact(&self) -> bool {
        self.open.iter().any(|it| it.artifact)
    }

    fn add(&mut self, piece: Piece) {
        if self.is_artifact() {
            if let Some(artifact) = self.pages.artifacts.last_mut() {
                piece.push(&mut artifact.1);
            }
            return;
        }
        if let Some(mark) = self.open_mark() {
            let sequence = self.pages.marks.entry(mark).or_insert(Sequence::new(self.page));
            return piece.push(&mut sequence.pieces);
        }
        match (self.pages.painted.last_mut(), &piece) {
            (Some((page, Piece::Text(text))), Piece::Text(more)) if *page == self.page => text.push_str(more),
            _ => self.pages.painted.push((self.page, piece)),
        }
    }

    /// Records what is painted and neither tagged nor an artifact (ISO 14289-1, 7.1).
    fn record_untagged(&mut self, text: &str) {
        if self.open_mark().is_some() || self.is_artifact() {
            return;
        }
        match self.pages.untagged.last_mut() {
            Some((page, recorded)) if *page == self.page => {
                if recorded.len() < 60 {
                    recorded.push_str(text);
                }
            }
            _ => self.pages.untagged.push((self.page, text.to_owned())),
        }
    }

    fn x_object(&mut self, operands: &[Object], run: &ContentState) {
        let Some(Ok(key)) = operands.first().map(Object::as_name) else { return };
        let objects =
            run.resources.iter().filter_map(|it| get(self.document, it, b"XObject")?.as_dict().ok());
        let Some(found) = objects.filter_map(|it| it.get(key).ok()).next() else { return };
        let Ok((Some(id), Object::Stream(stream))) = self.document.dereference(found) else { return };
        if name(self.document, &stream.dict, b"Subtype").as_deref() != Some("Form") {
            return self.record_untagged("");
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(MAX_STREAM) else { return };
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

/// Whether a text consists of combining marks.
fn is_combining(text: &str) -> bool {
    text.chars().all(|it| bidi_class(it) == BidiClass::NSM)
}

/// The ASCII letters and digits of a text, sorted. Only these are compared: the glyphs of a cluster in another script may
/// each have any part of its text.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> =
        text.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    letters.sort_unstable();
    letters
}
