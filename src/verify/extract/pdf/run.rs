//! The state of text in a content stream, and where it stands (ISO 32000-1, 8.3.4, 9.3 and 9.4).

use lopdf::{Dictionary, ObjectId};

/// A matrix as in ISO 32000-1, 8.3.4.
pub(super) type Matrix = [f64; 6];

/// The unit matrix.
pub(super) const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One matrix after another.
pub(super) fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// The state of text and its position (ISO 32000-1, 9.3 and 9.4).
#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) font: Option<ObjectId>,
    pub(super) size: f64,
    pub(super) character: f64,
    pub(super) word: f64,
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How glyphs are painted (ISO 32000-1, table 106).
    pub(super) mode: i64,
    /// Whether areas and glyphs are filled with white.
    pub(super) white: bool,
}

impl State {
    /// The state at the beginning of a stream.
    pub(super) fn new(ctm: Matrix) -> State {
        let (character, word, leading, rise) = (0.0, 0.0, 0.0, 0.0);
        State {
            ctm,
            font: None,
            size: 1.0,
            character,
            word,
            scale: 1.0,
            leading,
            rise,
            mode: 0,
            white: false,
        }
    }
}

/// One content stream while it is read.
pub(super) struct Run<'a> {
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
    pub(super) resources: &'a [&'a Dictionary],
    /// The page or form that numbers the sequences.
    pub(super) owner: ObjectId,
}

impl Run<'_> {
    /// Keeps the state.
    pub(super) fn save(&mut self) {
        if self.saved.len() < 1000 {
            self.saved.push(self.state.clone());
        }
    }

    /// Takes the state back that was kept last.
    pub(super) fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    /// Begins a line at a matrix.
    pub(super) fn set_line(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    /// Begins a line below or beside the last.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    /// Moves on by a width.
    pub(super) fn advance(&mut self, width: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text);
    }

    /// Where the next glyph stands on the page, and how large it is. A rise is no other line.
    pub(super) fn place(&self) -> (f64, f64, f64) {
        let matrix = times(self.text, self.state.ctm);
        let scale = (matrix[2].powi(2) + matrix[3].powi(2)).sqrt();
        (matrix[4], matrix[5], (self.state.size * scale).abs())
    }
}
