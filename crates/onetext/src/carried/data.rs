//! What a page carries, as JSON.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onetext_case::{Case, StatementId};
use onetext_elicit::{PocketWorlds, Question};
use serde::Serialize;

use super::{Carried, of};
use crate::analysis::ledger_order;
use crate::time::Time;

/// Issues and levels; in a page, pairs.
type Levels = Vec<(usize, Vec<usize>)>;

#[derive(Serialize)]
struct Data<'a> {
    /// What the command says of the drawing, where it is not what it would be by itself.
    drawing: String,
    levels: Vec<Issue<'a>>,
    links: Vec<[Levels; 2]>,
    parties: Vec<Party>,
    texts: Vec<TextData<'a>>,
    statements: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Issue<'a> {
    options: usize,
    silent: usize,
    reference: usize,
    kept: &'a [usize],
}

#[derive(Serialize)]
#[serde(untagged)]
enum Party {
    None {
        seat: bool,
        why: String,
    },
    Exact {
        seat: bool,
        exact: bool,
        gains: Vec<i64>,
        worths: Vec<i64>,
        #[serde(flatten)]
        rest: Rest,
    },
    Drawn {
        seat: bool,
        gains: String,
        worths: String,
        #[serde(flatten)]
        rest: Rest,
    },
}

#[derive(Serialize)]
struct Rest {
    ties: Vec<Levels>,
    lines: Vec<Line>,
    about: Vec<Vec<usize>>,
}

#[derive(Serialize)]
struct Line {
    when: Levels,
    unless: Levels,
    real: String,
    said: Vec<usize>,
}

#[derive(Serialize)]
struct TextData<'a> {
    id: &'a str,
    levels: Vec<Vec<usize>>,
    /// The issues on which it is silent.
    silent: Vec<usize>,
}

/// Id, number in the ledger, speaker, day and gist.
type Statement<'a> = (&'a str, usize, &'a str, String, &'a str);

/// The JSON. `<` is written as its escape, so that nothing in it ends the element that it stands in.
pub(super) fn json(carried: &Carried, case: &Case) -> String {
    let pocket = carried.pocket();
    let cited: Vec<StatementId> = of(pocket)
        .flat_map(|it| it.about.iter().chain(it.lines.iter().map(|it| &it.statements)).flatten())
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut numbers = vec![0; case.statements.len()];
    for (place, index) in ledger_order(case).into_iter().enumerate() {
        numbers[index] = place + 1;
    }
    let (seed, draws) = carried.drawing();
    let data = Data {
        drawing: [
            ("seed", seed != 1, seed.to_string()),
            ("draws", draws != Question::DRAWS, draws.to_string()),
        ]
        .into_iter()
        .filter_map(|(name, is_own, it)| is_own.then(|| format!(" --{name} {it}")))
        .collect(),
        levels: (0..pocket.issues())
            .map(|it| Issue {
                options: pocket.levels(it).0,
                silent: pocket.levels(it).1,
                reference: pocket.reference(it),
                kept: pocket.kept(it),
            })
            .collect(),
        links: pocket.links(),
        parties: pocket
            .parties()
            .iter()
            .map(|it| match &it.worlds {
                Err(error) => Party::None { seat: it.seat, why: error.to_string() },
                Ok(worlds) => party(it.seat, worlds, &cited),
            })
            .collect(),
        texts: carried
            .chosen()
            .iter()
            .map(|it| TextData {
                id: &it.name.id,
                levels: carried.levels(&it.text).unwrap_or_default(),
                silent: (0..pocket.issues())
                    .filter(|&issue| it.text.issues.get(issue).is_none_or(Vec::is_empty))
                    .collect(),
            })
            .collect(),
        statements: cited
            .iter()
            .map(|it| {
                let said = &case.statements[it.0];
                let day = Time::from(&said.said).to_string();
                (said.id.as_str(), numbers[it.0], said.speaker.as_str(), day, said.gist.as_str())
            })
            .collect(),
    };
    let json = serde_json::to_string(&data).expect("it has no map with keys that are no text");
    json.replace('<', "\\u003c")
}

fn party(seat: bool, worlds: &PocketWorlds, cited: &[StatementId]) -> Party {
    let places = |statements: &Vec<StatementId>| -> Vec<usize> {
        statements.iter().filter_map(|it| cited.binary_search(it).ok()).collect()
    };
    let line = |it: &onetext_elicit::PocketLine| {
        let [when, unless] = it.crossed_by.clone();
        Line { when, unless, real: bits(&it.real), said: places(&it.statements) }
    };
    let rest = Rest {
        ties: worlds.tied().map(<[_]>::to_vec).collect(),
        lines: worlds.lines.iter().map(line).collect(),
        about: worlds.about.iter().map(places).collect(),
    };
    let worths =
        worlds.worths.iter().flatten().chain(worlds.ties.iter().flatten()).flatten().copied();
    if worlds.is_exact {
        let (gains, worths) = (worlds.gains.clone(), worths.collect());
        return Party::Exact { seat, exact: true, gains, worths, rest };
    }
    let byte =
        |it: i64| i8::try_from(it).expect("a difference is no larger than 127").to_le_bytes();
    let gain = |it: &i64| i32::try_from(*it).expect("a gain is cut at 2³⁰").to_le_bytes();
    Party::Drawn {
        seat,
        gains: STANDARD.encode(worlds.gains.iter().flat_map(gain).collect::<Vec<u8>>()),
        worths: STANDARD.encode(worths.flat_map(byte).collect::<Vec<u8>>()),
        rest,
    }
}

/// One bit for each world, the first world's lowest in the first byte.
fn bits(real: &[bool]) -> String {
    let byte = |chunk: &[bool]| {
        chunk.iter().enumerate().fold(0_u8, |byte, (at, &it)| byte | u8::from(it) << at)
    };
    STANDARD.encode(real.chunks(8).map(byte).collect::<Vec<u8>>())
}
