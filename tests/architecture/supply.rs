//! What the program is made of: the crates that go into it, their licences, and the reasons for them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A crate that goes into the program, on any system, or into the making of it.
struct Crate {
    name: String,
    version: String,
    licence: String,
    address: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What cargo says of the crates in the lock file.
fn metadata() -> Value {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(root()).args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The crates that are reached from the program without those that only its tests need, by name.
fn crates() -> Vec<Crate> {
    let metadata = metadata();
    let nodes = list(&metadata["resolve"]["nodes"]).iter().map(|it| (text(&it["id"]), it));
    let nodes: BTreeMap<String, &Value> = nodes.collect();
    let (mut reached, mut next) = (BTreeSet::new(), vec![text(&metadata["resolve"]["root"])]);
    while let Some(id) = next.pop() {
        if !reached.insert(id.clone()) {
            continue;
        }
        let wanted = |it: &&Value| list(&it["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
        next.extend(list(&nodes[&id]["deps"]).iter().filter(wanted).map(|it| text(&it["pkg"])));
    }
    let mut crates: Vec<Crate> = list(&metadata["packages"])
        .iter()
        .filter(|it| reached.contains(&text(&it["id"])) && it["name"] != "pamphlet")
        .map(|it| Crate {
            name: text(&it["name"]),
            version: text(&it["version"]),
            licence: text(&it["license"])
                .replace('/', " OR ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            address: text(&it["repository"]),
        })
        .collect();
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    crates
}

/// The licences that `deny.toml` allows, and the crates that it lets be there twice.
fn policy() -> (BTreeSet<String>, BTreeSet<String>) {
    let policy: toml::Table = read("deny.toml").parse().expect("TOML");
    let strings = |it: &toml::Value| it.as_array().cloned().unwrap_or_default();
    let allowed = strings(&policy["licenses"]["allow"])
        .iter()
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect();
    let twice = strings(&policy["bans"]["skip"])
        .iter()
        .filter_map(|it| it["crate"].as_str().map(str::to_owned))
        .collect();
    (allowed, twice)
}

/// Whether an expression (SPDX 2.3, Annex D) can be met with allowed licences alone.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // `(A OR B) AND C` is the only form with brackets that there is: each side of AND must be met.
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']);
        part.split(" OR ").any(|it| allowed.contains(it.trim_matches(['(', ')'])))
    })
}

#[test]
fn every_licence_is_allowed() {
    let (allowed, _) = policy();
    let bad = crates().into_iter().filter(|it| !is_allowed(&it.licence, &allowed));
    let bad: Vec<String> = bad.map(|it| format!("{} {}: {}", it.name, it.version, it.licence)).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(is_allowed("(MIT OR X) AND Zlib", &allowed) && !is_allowed("MIT AND GPL-3.0", &allowed));
    assert!(!is_allowed("GPL-3.0", &allowed) && !is_allowed("", &allowed));
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let (_, allowed) = policy();
    let mut seen = BTreeMap::new();
    crates().iter().for_each(|it| *seen.entry(it.name.clone()).or_insert(0) += 1);
    let twice: BTreeSet<String> =
        seen.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    assert_eq!(twice, allowed, "those that are there twice, and those that `deny.toml` lets be so");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let contributing = read("CONTRIBUTING.md");
    let rows = contributing.lines().filter(|it| it.starts_with("| ")).filter_map(|it| it.split('|').nth(1));
    let told: BTreeSet<&str> = rows.flat_map(|it| it.split(',')).map(str::trim).collect();
    for section in ["dependencies", "dev-dependencies"] {
        let names = manifest[section].as_table().expect("a table").keys();
        let missing: Vec<_> = names.filter(|it| !told.contains(it.as_str())).collect();
        assert!(missing.is_empty(), "without a reason in CONTRIBUTING.md: {missing:?}");
    }
}

/// `THIRD-PARTY.md` as it must be. `UPDATE_SNAPSHOTS=1 cargo test supply` writes it.
fn third_party(crates: &[Crate]) -> String {
    let mut text = include_str!("third-party.md").replace("{count}", &crates.len().to_string());
    for Crate { name, version, licence, address } in crates {
        let name = if address.is_empty() { name.clone() } else { format!("[{name}]({address})") };
        text.push_str(&format!("| {name} | {version} | {licence} |\n"));
    }
    text
}

#[test]
fn third_parties_are_named_with_their_licences() {
    let expected = third_party(&crates());
    let path = root().join("THIRD-PARTY.md");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &expected).expect("written");
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == expected,
        "see `third_party` for how it is written"
    );
    let fonts = read("fonts/README.md");
    for entry in fs::read_dir(root().join("fonts/licenses")).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(fonts.contains(&format!("`{name}`")), "{name} belongs to no font");
    }
}
