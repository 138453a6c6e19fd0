//! The lines of a source.

/// A line, without the marks of quotations and the white space before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Where its content begins.
    pub(super) start: usize,
    /// What it holds, without white space at its end.
    pub(super) content: &'a str,
    /// The white space before it, after the marks of quotations.
    pub(super) indent: usize,
    /// How many quotations it is in.
    pub(super) quotes: usize,
    /// Whether it is fenced code.
    pub(super) in_code: bool,
}

impl Line<'_> {
    /// Whether anything of another dialect may begin here.
    pub(super) fn may_begin(&self) -> bool {
        match self.content.as_bytes().first() {
            Some(b'|' | b'!' | b'?' | b'*' | b'{' | b'%' | b'(') => true,
            Some(b'+') => ["+-", "+=", "+:"].iter().any(|it| self.content.starts_with(it)),
            Some(b'-') => self.content.starts_with("--") && self.content.contains(" --"),
            Some(b'#') => self.content.starts_with("#.") || self.content.contains(" {"),
            Some(first) if first.is_ascii_alphabetic() => {
                let label = self.content.bytes().take(8).position(|it| it == b'.' || it == b')');
                label.is_some_and(|it| {
                    self.content.as_bytes().get(it + 1).is_some_and(|it| *it == b' ' || *it == b'\t')
                })
            }
            Some(_) | None => false,
        }
    }
}

/// The lines from a byte of the source on.
pub(super) fn lines(text: &str, body: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = body;
    for whole in text.get(body..).unwrap_or("").split_inclusive('\n') {
        let mut rest = whole;
        let (mut quotes, mut indent) = (0, 0);
        loop {
            let inner = rest.trim_start_matches([' ', '\t']);
            indent = indent.max(rest.len() - inner.len());
            let Some(quoted) = inner.strip_prefix('>') else {
                rest = inner;
                break;
            };
            (quotes, indent) = (quotes + 1, 0);
            rest = quoted.strip_prefix(' ').unwrap_or(quoted);
        }
        let content = rest.trim_end();
        let start = at + whole.len() - rest.len();
        let marks = ["```", "~~~"].into_iter().find(|it| content.starts_with(it));
        let in_code = fence.is_some();
        match (fence, marks) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark && content.trim_start_matches(&mark[..1]).is_empty() => {
                fence = None;
            }
            _ => {}
        }
        lines.push(Line { start, content, indent, quotes, in_code: in_code || marks.is_some() });
        at += whole.len();
    }
    lines
}
