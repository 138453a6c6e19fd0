//! Fenced code, line by line.

/// Whether lines are in fenced code (CommonMark 0.31.2, section 4.5).
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fence {
    /// The character and the length of the fence that is open.
    open: Option<(char, usize)>,
}

impl Fence {
    /// Takes the next line, and gives whether it is of fenced code; the fences are.
    pub(super) fn line(&mut self, line: &str) -> bool {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let mark = content.chars().next().filter(|it| matches!(it, '`' | '~'));
        let length = mark.map_or(0, |mark| content.chars().take_while(|it| *it == mark).count());
        let rest = &content[length..];
        match (self.open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == '`' && rest.contains('`')) => {
                self.open = Some((mark, length));
                true
            }
            (None, _) => false,
            (Some((open, least)), Some(mark)) => {
                if open == mark && length >= least && rest.trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), None) => true,
        }
    }

    /// Whether a fence is open.
    pub(super) fn is_open(self) -> bool {
        self.open.is_some()
    }
}
