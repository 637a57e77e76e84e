//! Reads a case folder. Never fails: what people write yields a case and diagnostics.

mod build;
mod check;
mod claim;
mod consistency;
mod credence;
pub(crate) mod draft;
mod names;
mod pattern;
mod roster;
mod statement;
pub(crate) mod tame;
pub(crate) mod tree;
mod value;

use crate::chance::ChanceScale;
use crate::diagnostic::Diagnostic;
use crate::enter::Voice;
use crate::files::Files;
use crate::model::Case;
pub use crate::read::check::is_id;
use crate::read::check::{Checker, collect_ids};
pub use crate::read::names::likeliest;
use crate::read::names::{Names, Report};
use crate::read::tree::{Kind, Node};
use crate::shape::{FILES, Space};
use crate::when::When;

/// A case as far as it could be read, and everything wrong with its files.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// What could be read. It may be used for analysis if no diagnostic is an error.
    pub case: Case,
    /// In the order of the files and of places in them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a case folder.
///
/// Never fails: what cannot be read becomes a [`Diagnostic`] and the rest still stands. All problems
/// of all files are found in one call, except that within a TOML file that breaks the syntax,
/// consequences of an error under the same table header are left out, and ids that nobody defines
/// are not reported while a file has such an error.
///
/// # Cost
///
/// Linear in the size of the files, but for the pairs of posts of a party and of linkages.
pub fn parse(files: &Files) -> Parsed {
    let mut report = Report::default();
    let mut names = Names::default();
    names.whole = true;

    let trees: Vec<Node> =
        FILES.iter().map(|(file, _)| read_tree(files, file, &mut report, &mut names)).collect();
    let mut drafts = Vec::new();
    for path in files.paths() {
        let Some(name) = path.strip_prefix("drafts/") else { continue };
        if name.rsplit_once('.').is_some_and(|(stem, end)| end == "dj" && !stem.contains('/')) {
            drafts.extend(draft::read(files, path, &mut report));
        } else {
            let help = "write drafts in Djot, in files that end in `.dj`";
            report.whole_file_warning(path, "this file is not read as a draft", help);
        }
    }
    drafts.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));

    for raw in &drafts {
        add(&mut names, &mut report, &raw.file, Space::Draft, &raw.id, &raw.span);
    }
    names.drafts_with_text = drafts.len();
    for ((file, shape), tree) in FILES.iter().zip(&trees) {
        let mut found = Vec::new();
        collect_ids(tree, shape, &mut found);
        for (space, id, span) in found {
            // Holders are numbered below, in the order parties, mediator, observers.
            if space != Space::Holder {
                add(&mut names, &mut report, file, space, &id, &span);
            }
        }
    }
    let [case_tree, ..] = trees.as_slice() else { unreachable!("one tree for each of FILES") };
    build::add_holders(case_tree, &mut names, &mut report);
    names.options = build::option_ids(case_tree);
    let scale = case_tree.at("chances").and_then(Node::text).and_then(ChanceScale::named);
    names.chances = scale.unwrap_or_default();
    names.values = build::option_values(case_tree);

    for ((file, shape), tree) in FILES.iter().zip(&trees) {
        if files.text(file).is_some() {
            Checker { file, names: &names, report: &mut report }.table(tree, shape);
        }
    }
    let case = build::case(files, &trees, drafts, &names, &mut report);

    let order = |file: &str| FILES.iter().position(|(it, _)| *it == file).unwrap_or(FILES.len());
    let mut diagnostics = report.diagnostics;
    diagnostics.sort_by_key(|it| {
        let place = it.span.as_ref().map(|span| (span.start, span.end));
        (order(&it.file), it.file.clone(), place)
    });
    diagnostics.dedup();
    Parsed { case, diagnostics }
}

/// Who speaks under a name at a time; `None` if nobody in the case is called so.
pub(crate) fn voice_of(case: &Case, name: &str, said: &When) -> Option<Voice> {
    let found = roster::Roster::new(case).find(name, said)?;
    Some(Voice { name: found.name, holder: found.holder, is_in_post: found.in_post })
}

/// Reads a TOML file; an absent or unreadable one is an empty table.
fn read_tree(files: &Files, file: &str, report: &mut Report, names: &mut Names) -> Node {
    let empty = Node { span: 0..0, kind: Kind::Table(Vec::new()) };
    let Some(bytes) = files.bytes(file) else {
        if file == "case.toml" {
            names.whole = false;
            report.whole_file(
                file,
                "the folder has no case.toml",
                "write one, or begin with `onetext new DIR`",
            );
        }
        return empty;
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            names.whole = false;
            let at = error.valid_up_to();
            report.error(file, &(at..at), "the file is not UTF-8 text", "save it as UTF-8");
            return empty;
        }
    };
    let tree = tree::parse(text);
    for (span, message) in tree.errors {
        names.whole = false;
        let message = message.lines().next().unwrap_or_default().to_owned();
        report.error(
            file,
            &span,
            format!("not TOML: {message}"),
            "mend the syntax here; the rest of the file is read without this line",
        );
    }
    tree.root
}

/// Enters an id into its space and reports a second one of the same name.
fn add(
    names: &mut Names,
    report: &mut Report,
    file: &str,
    space: Space,
    id: &str,
    span: &std::ops::Range<usize>,
) {
    if !names.add(space, id) && !id.is_empty() {
        let name = space.name();
        report.error(
            file,
            span,
            format!("`{id}` is the id of another {name} already"),
            "give one of them another id",
        );
    }
}
