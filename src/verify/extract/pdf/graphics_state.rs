//! The graphics state of a content stream, and the position of its text (ISO 32000-1, 8.3.4, 9.3 and 9.4).

use lopdf::{Dictionary, ObjectId};

/// A matrix as in ISO 32000-1, 8.3.4.
pub(super) type Matrix = [f64; 6];

/// The unit matrix.
pub(super) const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The product of two matrices.
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

/// The part of the graphics state that text depends on (ISO 32000-1, 9.3 and 9.4).
#[derive(Clone)]
pub(super) struct GraphicsState {
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

impl GraphicsState {
    /// The state at the start of a stream.
    pub(super) fn new(ctm: Matrix) -> GraphicsState {
        GraphicsState {
            ctm,
            font: None,
            size: 1.0,
            character: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            white: false,
        }
    }
}

/// The position of a glyph on the page, and its size.
#[derive(Clone, Copy)]
pub(super) struct GlyphPosition {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// The state of one content stream while it is read.
pub(super) struct ContentState<'a> {
    pub(super) state: GraphicsState,
    pub(super) saved: Vec<GraphicsState>,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
    pub(super) resources: &'a [&'a Dictionary],
    /// The page or form that the numbers of sequences belong to.
    pub(super) owner: ObjectId,
}

impl ContentState<'_> {
    /// Saves the state.
    pub(super) fn save(&mut self) {
        if self.saved.len() < 1000 {
            self.saved.push(self.state.clone());
        }
    }

    /// Restores the state that was saved last.
    pub(super) fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    /// Starts a line at a matrix.
    pub(super) fn set_line(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    /// Starts a line relative to the last one.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    /// Advances by a width.
    pub(super) fn advance(&mut self, width: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text);
    }

    /// The position and size of the next glyph on the page. A rise does not start another line.
    pub(super) fn glyph(&self) -> GlyphPosition {
        let matrix = times(self.text, self.state.ctm);
        let scale = (matrix[2].powi(2) + matrix[3].powi(2)).sqrt();
        GlyphPosition { x: matrix[4], y: matrix[5], size: (self.state.size * scale).abs() }
    }
}
