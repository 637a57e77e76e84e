//! The bundled cases, read from the disk as a door would.

use std::fs;
use std::path::{Path, PathBuf};

use onetext::case::{Case, Files, parse};
use onetext::{Analysis, Question, Stop, analyse};

pub(crate) const NAMES: [&str; 3] = ["ukraine-2025", "river", "panama-1977"];

/// A bundled case. Texts that git ignores are left out, so that every checkout sees the same.
pub(crate) fn case(name: &str) -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let mut files = Files::default();
    add(&mut files, &root, &root);
    parse(&files).case
}

fn add(files: &mut Files, root: &Path, folder: &Path) {
    let entries = fs::read_dir(folder).expect("a bundled case can be read");
    let mut paths: Vec<PathBuf> =
        entries.map(|it| it.expect("a bundled case can be read").path()).collect();
    paths.sort();
    for path in paths {
        let inside = path.strip_prefix(root).expect("a file lies in its folder");
        if path.is_dir() {
            if !(inside.ends_with("sources") && root.join(".gitignore").exists()) {
                add(files, root, &path);
            }
        } else {
            let bytes = fs::read(&path).expect("a bundled case can be read");
            files
                .insert(inside.to_str().expect("a file of a bundled case has a plain name"), bytes);
        }
    }
}

/// The analysis of a case with few worlds.
pub(crate) fn analysis(case: &Case) -> Analysis {
    let question = Question { seed: 1, draws: 400, starts: 4 };
    analyse(case, &question, &Stop::default())
}
