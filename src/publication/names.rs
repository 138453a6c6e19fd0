//! Names of files, and the name that was probably meant.

/// A file name made of any name: what is no letter, digit, `-`, `_` or `.` becomes `-`; `None` if nothing is left.
pub fn slug(name: &str) -> Option<String> {
    let keep = |it: char| if it.is_alphanumeric() || matches!(it, '-' | '_' | '.') { it } else { '-' };
    let slug: String = name.chars().map(keep).collect();
    let slug = slug.trim_matches(['-', '.']);
    is_file_name(slug).then(|| slug.to_owned())
}

/// The name that was probably meant: the most alike, if it is alike enough to be a slip.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let score = |it: &&'a str| (strsim::jaro_winkler(name, it), *it);
    let best = known.iter().map(score).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.8).then_some(best.1)
}

/// The name that differs in a slip or two of the hand, one and another for each eight letters: for names that anyone may
/// choose, which are often alike.
pub fn mistyped<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let slips = |it: &&'a str| (strsim::damerau_levenshtein(name, it), *it);
    let least = known.iter().map(slips).min()?;
    (least.0 <= 1 + name.chars().count() / 8).then_some(least.1)
}

/// Whether a name can be that of files on any system: letters, digits, `-`, `_`, `.`, not begun by `.` or `-`, and not
/// that of a device, which Windows takes it for with any extension.
pub fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = ["com", "lpt"].iter().find_map(|it| stem.strip_prefix(it));
    let numbered = port.is_some_and(|it| it.len() == 1 && it.contains(|digit: char| digit.is_ascii_digit()));
    if numbered || ["con", "prn", "aux", "nul"].contains(&stem.as_str()) {
        return false;
    }
    let good = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
    !name.starts_with(['.', '-']) && !name.is_empty() && name.len() <= 200 && name.chars().all(good)
}
