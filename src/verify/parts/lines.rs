//! Plain text, line by line.

use super::difference::Sequence;
use super::difference::{Difference, instead, visible};

/// The differences of a text; `None` where it has too little in common.
pub(super) fn compare(made: &[u8], found: &[u8]) -> Option<Vec<Difference>> {
    let (made, found) = (String::from_utf8_lossy(made), String::from_utf8_lossy(found));
    let lines = |it: &'_ str| -> Vec<String> { it.split_inclusive('\n').map(str::to_owned).collect() };
    let (made, found) = (lines(&made), lines(&found));
    let sequence = Sequence::of(&made, &found);
    if sequence.is_alike() {
        return Some(differences(&made, &found, &sequence));
    }
    let bare = |it: &[String]| -> Vec<String> { it.iter().map(|it| it.replace('\r', "")).collect() };
    let is_same = bare(&made) == bare(&found);
    is_same.then(|| vec![Difference::new("line 1", "lines end in other characters")])
}

/// A difference for each line, or for each run of lines where there are not as many on both sides.
fn differences(made: &[String], found: &[String], sequence: &Sequence) -> Vec<Difference> {
    let mut list = Vec::new();
    for hunk in &sequence.hunks {
        let (old, new) = (&made[hunk.left.clone()], &found[hunk.right.clone()]);
        if old.len() == new.len() {
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                list.push(Difference::new(line(hunk.right.start + at), within(old, new)));
            }
        } else {
            let message = match (old.concat(), new.concat()) {
                (old, new) if old.trim().is_empty() && new.trim().is_empty() => {
                    "other empty lines".to_owned()
                }
                (old, new) => instead(&new, &old),
            };
            list.push(Difference::new(line(hunk.right.start.min(found.len().saturating_sub(1))), message));
        }
    }
    list
}

fn line(at: usize) -> String {
    format!("line {}", at + 1)
}

/// What differs within a line: the words, or the white space between them.
fn within(made: &str, found: &str) -> String {
    let words = |it: &'_ str| -> Vec<String> { it.split_whitespace().map(str::to_owned).collect() };
    let (old, new) = (words(made), words(found));
    let hunks = Sequence::of(&old, &new).hunks;
    let Some(first) = hunks.first() else {
        return format!("other white space in `{}`", visible(found));
    };
    let last = hunks.last().unwrap_or(first);
    instead(
        &new[first.right.start..last.right.end].join(" "),
        &old[first.left.start..last.left.end].join(" "),
    )
}
