//! `onetext convert`: scenarios and cases in numbers, from one format to another.

use std::path::Path;

use onetext_case::Files;
use onetext_case::exchange::{Format, Reading, Scenario, Semantics, Writing, read, write};

use crate::arguments::{Convert, FormatName, ScenarioReading, SemanticsName};
use crate::door::{Door, Failure};
use crate::folder;

pub(crate) fn run(arguments: &Convert, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let scenario = scenario(&arguments.input, &arguments.reading, door)?;
    let output = &arguments.output;
    let format = match arguments.to {
        FormatName::Case => Format::Case,
        FormatName::Genius => Format::Genius,
        FormatName::Geniusweb => Format::GeniusWeb,
        FormatName::NegmasYaml => Format::NegmasYaml,
        FormatName::NegmasJson => Format::NegmasJson,
        FormatName::Scores => Format::Scores,
    };
    let written = write(&scenario, format, Writing { places: arguments.round })
        .map_err(|loss| Failure::input(loss.to_string(), loss.hint()))?;
    folder::make(output, &written)?;
    let paths: Vec<&str> = written.paths().collect();
    if json {
        writeln!(door.out, "{}", serde_json::json!({ "folder": output, "files": paths }))?;
    } else {
        let (issues, parties) = (scenario.issues.len(), scenario.parties.len());
        writeln!(door.err, "{} has {issues} issues and {parties} parties", output.display())?;
    }
    Ok(())
}

/// Reads a scenario, or tells what is wrong with it.
pub(crate) fn scenario(
    input: &Path,
    asked: &ScenarioReading,
    door: &mut Door<'_>,
) -> Result<Scenario, Failure> {
    let files = load(input)?;
    let semantics = match asked.semantics {
        SemanticsName::Native => Semantics::Native,
        SemanticsName::Negmas => Semantics::Negmas,
    };
    match read(&files, &Reading { semantics, points: asked.points }) {
        Ok(scenario) => Ok(scenario),
        Err(problem) => {
            let folder = input.display().to_string();
            writeln!(door.err, "{}", problem.render(&files, &folder, door.color))?;
            Err(Failure::Told)
        }
    }
}

/// The files of a scenario: all of its folder and of `scores_files/` in it. A file stands for the
/// folder that it is in.
fn load(input: &Path) -> Result<Files, Failure> {
    let folder = if input.is_file() { input.parent().unwrap_or(Path::new("")) } else { input };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !folder.is_dir() {
        let message = format!("{} is neither a folder nor a file", input.display());
        return Err(Failure::input(message, "name the folder of a scenario or of a case"));
    }
    let mut files = Files::default();
    for (inner, prefix) in [("", ""), ("scores_files", "scores_files/"), ("drafts", "drafts/")] {
        for (name, bytes) in folder::read_folder(&folder.join(inner))? {
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
    Ok(files)
}
