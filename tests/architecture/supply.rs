//! What the program is made of: the crates that go into it, their licences, and the reasons for them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A crate that goes into the program, on any system, or into the making of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    licence: String,
    address: String,
}

/// Which crates cargo is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Systems {
    /// Those that a build on this system has downloaded.
    This,
    /// All, which downloads those that only other systems need.
    All,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names and versions of the crates that are reached from the program, without those that only its tests need.
/// The lock file has them for every system, and is there where nothing has been downloaded.
fn locked() -> BTreeSet<(String, String)> {
    let lock: toml::Table = read("Cargo.lock").parse().expect("TOML");
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let packages = lock["package"].as_array().expect("a list");
    let string = |value: &toml::Value| value.as_str().unwrap_or_default().to_owned();
    let wanted_by = |package: &toml::Value| -> Vec<String> {
        package
            .get("dependencies")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .map(string)
            .collect()
    };
    let is_for_tests = |name: &String| {
        let is_in = |section: &str| manifest[section].get(name).is_some();
        is_in("dev-dependencies") && !is_in("dependencies") && !is_in("build-dependencies")
    };
    let program = packages.iter().find(|it| it["name"].as_str() == Some("pamphlet")).expect("the program");
    let mut next: Vec<String> = wanted_by(program).into_iter().filter(|it| !is_for_tests(it)).collect();
    let mut reached = BTreeSet::new();
    while let Some(wanted) = next.pop() {
        // `name`, or `name version` where there are two.
        let (name, version) = wanted.split_once(' ').map_or((&*wanted, None), |(name, it)| (name, Some(it)));
        let is_it = |it: &&toml::Value| {
            it["name"].as_str() == Some(name)
                && version.is_none_or(|version| it["version"].as_str() == Some(version))
        };
        let package = packages.iter().find(is_it).expect("a locked package");
        if reached.insert((name.to_owned(), string(&package["version"]))) {
            next.extend(wanted_by(package));
        }
    }
    reached
}

/// What the manifests of the locked crates say of licence and address.
fn described(systems: Systems) -> Vec<Crate> {
    let locked = locked();
    let metadata = metadata(systems);
    let crates = metadata["packages"].as_array().expect("a list").iter().map(|it| Crate {
        name: text(&it["name"]),
        version: text(&it["version"]),
        licence: text(&it["license"]).replace('/', " OR ").split_whitespace().collect::<Vec<_>>().join(" "),
        address: text(&it["repository"]),
    });
    let mut crates: Vec<Crate> =
        crates.filter(|it| locked.contains(&(it.name.clone(), it.version.clone()))).collect();
    crates.sort();
    crates
}

fn metadata(systems: Systems) -> Value {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(root()).args(["metadata", "--format-version", "1", "--locked"]);
    if systems == Systems::This {
        cargo.args(["--offline", "--filter-platform", &host()]);
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The system that the compiler is for, as it calls it.
fn host() -> String {
    let compiler = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let output = Command::new(compiler).arg("-vV").output().expect("the compiler runs");
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    output.lines().find_map(|it| it.strip_prefix("host: ")).expect("a host").to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The crates that `THIRD-PARTY.md` names.
fn named() -> Vec<Crate> {
    let text = read("THIRD-PARTY.md");
    let rows = text.lines().skip_while(|it| !it.starts_with("|---")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, version, licence] = cells[..] else { panic!("no row of a crate: {row}") };
        let (name, address) = match name.strip_prefix('[').and_then(|it| it.split_once("](")) {
            Some((name, address)) => (name, address.trim_end_matches(')')),
            None => (name, ""),
        };
        let [name, version, licence, address] = [name, version, licence, address].map(str::to_owned);
        Crate { name, version, licence, address }
    })
    .collect()
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
    let bad = named().into_iter().filter(|it| !is_allowed(&it.licence, &allowed));
    let bad: Vec<String> = bad.map(|it| format!("{} {}: {}", it.name, it.version, it.licence)).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(is_allowed("(MIT OR X) AND Zlib", &allowed) && !is_allowed("MIT AND GPL-3.0", &allowed));
    assert!(!is_allowed("GPL-3.0", &allowed) && !is_allowed("", &allowed));
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let (_, allowed) = policy();
    let mut seen = BTreeMap::new();
    locked().into_iter().for_each(|(name, _)| *seen.entry(name).or_insert(0) += 1);
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

/// `THIRD-PARTY.md` as it must be. `UPDATE_SNAPSHOTS=1 cargo test supply` writes it, for which cargo downloads the
/// crates of all systems.
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
    const HOW: &str = "see `third_party` for how THIRD-PARTY.md is written";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(root().join("THIRD-PARTY.md"), third_party(&described(Systems::All))).expect("written");
    }
    let named = named();
    let names: BTreeSet<_> = named.iter().map(|it| (it.name.clone(), it.version.clone())).collect();
    let locked = locked();
    let different: Vec<_> = names.symmetric_difference(&locked).collect();
    assert!(different.is_empty(), "named or locked alone: {different:?}; {HOW}");
    // What only other systems need is not on every machine, and was read when the list was written.
    let wrong: Vec<Crate> = described(Systems::This).into_iter().filter(|it| !named.contains(it)).collect();
    assert!(wrong.is_empty(), "named otherwise: {wrong:#?}; {HOW}");
    assert!(read("THIRD-PARTY.md") == third_party(&named), "{HOW}");
}

#[test]
fn fonts_are_named_with_their_licences() {
    let fonts = read("fonts/README.md");
    for entry in fs::read_dir(root().join("fonts/licenses")).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(fonts.contains(&format!("`{name}`")), "{name} belongs to no font");
    }
}
