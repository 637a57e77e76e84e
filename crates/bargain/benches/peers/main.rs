//! What is measured side by side with other tools: `benches/run` calls this.
//!
//! `list` names the work, `write DIR` writes every problem as a JSON file that any tool can read,
//! `measure NAME` does one piece of work, and `grow QUESTION ISSUES OPTIONS PARTIES LINKAGES
//! SEED` does a piece of any size. Each prints JSON, one object a line.

#[path = "../../tests/bargain/generator.rs"]
mod generator;
mod instance;
mod measure;
mod question;
mod work;

use std::path::Path;

use crate::generator::{Family, Recipe};
use crate::measure::{Patience, measure};
use crate::question::Question;
use crate::work::{Work, all};

#[expect(clippy::print_stdout, reason = "what is measured is printed")]
fn main() -> Result<(), String> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["list"] => all().iter().for_each(|it| println!("{}", instance::line(it))),
        ["write", folder] => write(Path::new(folder))?,
        ["measure", name, rest @ ..] => {
            let work = all().into_iter().find(|it| it.name == *name);
            let work = work.ok_or_else(|| format!("there is no work named {name}"))?;
            println!("{}", measure(&work, Patience::parse(rest)?));
        }
        ["grow", question, issues, options, parties, linkages, seed, rest @ ..] => {
            let question = Question::parse(question)?;
            let number = |it: &str| it.parse::<u32>().map_err(|_| format!("{it} is no number"));
            let plain = Recipe::new(Family::Uniform, number(issues)? as usize, 2);
            let recipe = Recipe {
                options: number(options)?.into(),
                parties: number(parties)? as usize,
                linkages: number(linkages)? as usize,
                seed: number(seed)?.into(),
                ..plain
            };
            let work = Work::of_size(question, recipe);
            println!("{}", measure(&work, Patience::parse(rest)?));
        }
        _ => println!("benches/run compares with other tools; see benches/README.md"),
    }
    Ok(())
}

/// Writes every problem to a file of its name.
fn write(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for work in all() {
        let path = folder.join(format!("{}.json", work.name));
        let text = instance::document(&work);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
