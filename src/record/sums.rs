//! `SHA256SUMS`: the hashes of all files of a folder, as `sha256sum -c` reads them.

use std::collections::BTreeMap;

/// The hashes of the files of a folder, which several publications may share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    by_file: BTreeMap<String, String>,
    /// Other lines, which are kept.
    foreign: Vec<String>,
}

impl Sums {
    /// The name of the file.
    pub const NAME: &str = "SHA256SUMS";

    /// Reads the file.
    pub fn read(text: &str) -> Sums {
        let mut sums = Sums::default();
        for line in text.lines().filter(|it| !it.trim().is_empty()) {
            match parts(line) {
                Some((hash, file)) => drop(sums.by_file.insert(file.to_owned(), hash.to_owned())),
                None => sums.foreign.push(line.to_owned()),
            }
        }
        sums
    }

    /// Takes a file out.
    pub fn remove(&mut self, file: &str) {
        self.by_file.remove(file);
    }

    /// Sets the hash of a file.
    pub fn set(&mut self, file: &str, hash: String) {
        self.by_file.insert(file.to_owned(), hash);
    }

    /// The hash of a file; `None` if it is not listed.
    pub fn get(&self, file: &str) -> Option<&str> {
        self.by_file.get(file).map(String::as_str)
    }

    /// The file as it is written: sorted, other lines first.
    pub fn write(&self) -> String {
        let foreign = self.foreign.iter().map(|it| format!("{it}\n"));
        foreign.chain(self.by_file.iter().map(|(file, hash)| format!("{hash}  {file}\n"))).collect()
    }
}

/// The hash and the name in a line, in text or in binary mode (GNU coreutils, `sha256sum`).
fn parts(line: &str) -> Option<(&str, &str)> {
    let (hash, rest) = line.split_at_checked(64)?;
    let file = rest.strip_prefix("  ").or_else(|| rest.strip_prefix(" *"))?;
    hash.bytes().all(|it| it.is_ascii_hexdigit()).then_some((hash, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publications_share_a_file_and_others_keep_their_lines() {
        let other = format!("# ours\n{}  b.pdf\n{} *a.txt\n", "b".repeat(64), "0".repeat(64));
        let mut sums = Sums::read(&other);
        sums.remove("a.txt");
        sums.set("a.pdf", "e".repeat(64));
        sums.set("a.record.json", "f".repeat(64));
        let expected = format!(
            "# ours\n{}  a.pdf\n{}  a.record.json\n{}  b.pdf\n",
            "e".repeat(64),
            "f".repeat(64),
            "b".repeat(64)
        );
        assert_eq!(sums.write(), expected);
        assert_eq!(Sums::read("").write(), "");
    }
}
