//! What contradicts what in the bundled cases, through the public face alone.

use std::fs;
use std::path::{Path, PathBuf};

use onetext_case::{Case, DraftId, Files, parse};
use onetext_elicit::{Question, Text, clashes, elicit};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let entries = fs::read_dir(folder).expect("the bundled cases are there");
    let mut cases: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    cases.retain(|it| it.join("case.toml").exists());
    cases.sort();
    cases
}

fn load(folder: &Path) -> Case {
    fn add(files: &mut Files, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).expect("a folder of the case can be listed") {
            let entry = entry.expect("an entry can be read");
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                add(files, &entry.path(), &format!("{path}/"));
            } else {
                files.insert(path, fs::read(entry.path()).expect("a file can be read"));
            }
        }
    }
    let mut files = Files::default();
    add(&mut files, folder, "");
    parse(&files).case
}

#[test]
fn every_clash_and_every_verdict_of_the_bundled_cases_is_proved() {
    for folder in cases() {
        let case = load(&folder);
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        let clashes = clashes(&case, &elicited, &|| false);
        let assumed = &elicited.question.assumed;
        assert!(clashes.complete);
        for clash in &clashes.sets {
            assert!(clash.proof.is_minimal() && clash.proof.check(&case, clash.party, assumed));
        }
        assert!(clashes.repairs.iter().all(|it| it.proved));
        for view in &elicited.views {
            for draft in 0..case.drafts.len() {
                let text = Text::draft(&case, DraftId(draft));
                if let Ok(Some(verdict)) = view.verdict(&text) {
                    assert!(verdict.check(&case, view.party, assumed, &text));
                }
            }
        }
    }
}
