//! What would unlock a text, and what to ask next, in a sentence each.

use super::{Run, Sentence, count, in_words, name, plain};
use crate::analysis::Analysis;
use crate::inquiry::RungView;
use crate::range::percent;

/// The smallest change that would unlock the text, or how far a search came.
pub(super) fn unlocking(analysis: &Analysis) -> Option<Sentence> {
    let view = analysis.ladder.as_ref().filter(|it| it.none.is_empty())?;
    let section = |text: String| Run::Section("unlock", text);
    let bar = section(format!("at least {} of its worlds", percent(view.at_least)));
    if view.reached {
        return Some(vec![
            plain("As it stands, every party that signs accepts it in "),
            bar,
            plain("."),
        ]);
    }
    let Some(first) = view.rungs.first() else {
        let mut runs =
            vec![plain("Nothing was found that every party that signs accepts in "), bar];
        match view.ruled_out {
            _ if view.proved => runs.push(plain(", which is proved over these worlds")),
            0 => {}
            some => {
                runs.push(plain("; no change of up to "));
                runs.push(section(count(some, "issue", "issues")));
                runs.push(plain(" is enough, which is proved over these worlds"));
            }
        }
        if let Some(nearest) = &view.nearest {
            runs.push(plain(". What was found to come nearest takes "));
            runs.push(section(changes(nearest)));
            runs.extend(leading(nearest));
        }
        runs.push(plain("."));
        return Some(runs);
    };
    let are = if first.changes.len() == 1 { " is" } else { " are" };
    let mut runs = vec![section(changes(first)), plain(are)];
    runs.extend([plain(" enough for every party that signs to accept it in "), bar]);
    runs.push(plain(if view.proved {
        ", and no fewer, which is proved over these worlds"
    } else {
        "; whether fewer are is not proved"
    }));
    runs.extend(leading(first));
    runs.push(plain("."));
    Some(runs)
}

fn changes(rung: &RungView) -> String {
    count(rung.changes.len(), "change", "changes")
}

/// Which changes, if they are few, and where they lead.
fn leading(rung: &RungView) -> Sentence {
    const FEW: usize = 3;
    let mut runs = Vec::new();
    for (at, it) in rung.changes.iter().take_while(|_| rung.changes.len() <= FEW).enumerate() {
        runs.push(plain(if at == 0 { ": to " } else { " and to " }));
        runs.extend([name(&it.to, true), plain(" on "), name(&it.issue, true)]);
    }
    runs.push(plain("; all who sign would then be at "));
    runs.push(Run::Section("unlock", in_words(&rung.after.joint)));
    runs
}

/// The question whose answer is expected to tell most.
pub(super) fn asking(analysis: &Analysis) -> Option<Sentence> {
    let first = analysis.questions.first()?;
    Some(vec![
        plain("To ask next, of "),
        name(&first.party, false),
        plain(": "),
        Run::Name(format!("“{}”", first.sentence)),
        plain(" The answer is expected to take away "),
        Run::Section("questions", first.part.to_string()),
        plain(" of the doubt, going by "),
        Run::Section("ledger", "all statements".to_owned()),
        plain("."),
    ])
}
