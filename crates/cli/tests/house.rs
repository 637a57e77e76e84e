//! The rules of the house.

use std::fs;
use std::path::{Path, PathBuf};

/// The crates in the order data flows through them; each may use only those before it.
const FLOW: &[&str] = &["statement", "bargain", "case", "elicit", "mediate", "onetext", "cli"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of the folders in a folder, in order.
fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let folders = entries.flatten().filter(|it| it.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The crate of ours that a line of a manifest depends on.
fn dependency(line: &str) -> Option<&str> {
    let name = line.split(['.', ' ', '=']).next()?;
    match name.strip_prefix("onetext-") {
        Some(name) => Some(name),
        None => (name == "onetext").then_some("onetext"),
    }
}

#[test]
fn crates_depend_only_on_what_comes_before_them() {
    for (place, name) in FLOW.iter().enumerate() {
        let manifest = text(&format!("crates/{name}/Cargo.toml"));
        let (_, dependencies) = manifest.split_once("[dependencies]").expect("it has dependencies");
        for used in dependencies.lines().filter_map(dependency) {
            assert!(FLOW[..place].contains(&used), "{name} may not use {used}");
        }
    }
}

#[test]
fn every_crate_is_in_the_flow_and_in_the_picture() {
    let mut flow = FLOW.to_vec();
    flow.sort_unstable();
    assert_eq!(folders("crates"), flow);
    let picture = text("ARCHITECTURE.md");
    let rows: Vec<&str> = picture
        .lines()
        .filter_map(|line| line.strip_prefix("| `crates/")?.split('/').next())
        .collect();
    assert_eq!(rows, FLOW, "the table of ARCHITECTURE.md has the crates in the order of the flow");
}

#[test]
fn no_module_is_a_grab_bag() {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources can be listed").flatten() {
            if entry.path().is_dir() {
                walk(&entry.path(), found);
            }
            found.push(entry.path());
        }
    }
    let mut sources = Vec::new();
    for name in FLOW {
        walk(&root().join("crates").join(name).join("src"), &mut sources);
    }
    for path in sources {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bags = ["util", "utils", "common", "helpers", "misc", "shared", "prelude"];
        assert!(!bags.contains(&stem.as_str()), "{} says nothing by its name", path.display());
    }
}
