//! Code: line for line as it was written, each kind of token in its style.

use std::ops::Range;

use crate::geometry::{Em, Length, Point};
use crate::highlight;
use crate::highlight::Token;
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::{CodePart, Part, Setting};
use crate::layout::page::vlist::{Gap, VBox, cost};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::text::{Paragraph, TextAttributes};
use crate::layout::style::{Division, Figures, ParagraphStyle, TextStyle, Weight};

/// How far the lines that a line of code turns over to are indented: two characters.
const HANG: Em = Em::milli(1200);

impl CodePart {
    /// Its lines as paragraphs.
    fn lines(&self, setting: &Setting<'_>) -> Vec<Paragraph> {
        let tokens = self.language.as_ref().map(|language| highlight::tokens(&self.text, language));
        let mut tokens = tokens.unwrap_or_default().into_iter().peekable();
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            let mut inside = Vec::new();
            while let Some(token) = tokens.next_if(|token| token.range.end <= end) {
                inside.push(token);
            }
            let last = end == self.text.len();
            lines.push(self.line(setting, start..end, &inside, last));
            start = end + 1;
        }
        lines
    }

    fn line(&self, setting: &Setting<'_>, range: Range<usize>, tokens: &[Token], last: bool) -> Paragraph {
        let indent = -HANG.at(self.style.text.size);
        let mut builder = Builder::new(&ParagraphStyle { indent, ..self.style.clone() }, self.span);
        let plain =
            TextStyle { weight: Weight::Regular, figures: Figures::Lining, ..self.style.text.clone() };
        let attributes =
            TextAttributes { division: Division::Code, ..TextAttributes::plain(self.mark, self.span) };
        let mut add = |range: Range<usize>, style: &TextStyle| {
            let text = self.text.get(range).unwrap_or_default();
            builder.text(&text.replace('\t', "    "), style, attributes);
        };
        let mut from = range.start;
        for Token { range, kind } in tokens {
            add(from..range.start, &plain);
            let token_style = setting.design.theme.highlight.style(*kind);
            let style = TextStyle {
                weight: token_style.weight,
                slant: token_style.slant,
                color: token_style.light,
                ..plain.clone()
            };
            add(range.clone(), &style);
            from = range.end;
        }
        add(from..range.end, &plain);
        if !last {
            // A reader that goes by the tags alone must not join the last word of a line with the next.
            builder.text(" ", &plain, attributes);
        }
        builder.finish()
    }
}

impl Setting<'_> {
    /// Code line for line. What does not fit continues on the next line, after a mark.
    pub(super) fn code(&self, code: &CodePart, part: &Part) -> Vec<VBox> {
        let leading = code.style.leading;
        let base = self.design.base(&code.style);
        let hang = HANG.at(code.style.text.size);
        let mut boxes = Vec::new();
        for (number, paragraph) in code.lines(self).into_iter().enumerate() {
            let mut set = paragraph.lines(self.cx, part.width - hang).into_iter().peekable();
            if set.peek().is_none() {
                boxes.push((VBox { height: leading, ..VBox::default() }, number));
            }
            while let Some(line) = set.next() {
                let mut vbox = VBox { height: leading, ..VBox::default() };
                vbox.place_line(line, Point::new(part.x + hang, base));
                if set.peek().is_some() {
                    // Where code has a background, the mark is in its edge.
                    let gap = if part.panel.is_some() { Length::ZERO } else { hang / 3 };
                    self.turnover(&mut vbox, code, Point::new(part.x + part.width + gap, base));
                }
                boxes.push((vbox, number));
            }
        }
        let blank: Vec<bool> = code.text.split('\n').map(|it| it.trim().is_empty()).collect();
        cost_breaks(&mut boxes, &blank);
        boxes.into_iter().map(|it| it.0).collect()
    }

    /// The mark of a line of code that continues, in the margin at its end.
    fn turnover(&self, vbox: &mut VBox, code: &CodePart, at: Point) {
        let mark = Mark::Artifact(Artifact::Layout);
        let sign = Builder::of_text("\u{21a9}", &code.style, mark, code.span);
        if let Some(line) = sign.single_line(self.cx) {
            vbox.place_line(line, at);
        }
    }
}

/// Code of up to this many lines is best left whole.
const WHOLE: usize = 6;

/// What a page break costs above each box of code, which is of a line of that number: nothing below an empty line,
/// more within lines that belong together and in short code, most where a line is wrapped or one would be alone.
fn cost_breaks(boxes: &mut [(VBox, usize)], blank: &[bool]) {
    let (count, mut last) = (boxes.len(), 0);
    for (at, (vbox, number)) in boxes.iter_mut().enumerate() {
        let alone = at == 1 || at + 1 == count || *number == last;
        let after_blank = blank.get(last).is_some_and(|it| *it);
        let cost = match (alone, count <= WHOLE, after_blank) {
            (true, _, _) => cost::LEAD_IN,
            (false, true, _) => cost::WITHIN_CODE * 2,
            (false, false, false) => cost::WITHIN_CODE,
            (false, false, true) => 0,
        };
        vbox.above = Gap::between_lines(if at == 0 { 0 } else { cost });
        last = *number;
    }
}
