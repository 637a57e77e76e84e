//! Cases made from hidden truths: parties that say true things of worths that nobody sees.

use jiff::civil::{Date, date};
use onetext_case::{
    Body, Case, Channel, Claim, Form, Holder, Issue, IssueId, IssueOption, OptionId, Party,
    PartyId, Pattern, Statement, Swing, When,
};
use onetext_elicit::{Level, Text};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

const DAY: Date = date(2025, 12, 2);

/// How large a case is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) parties: usize,
    pub(crate) issues: usize,
    pub(crate) options: usize,
    pub(crate) statements: usize,
}

fn pick(random: &mut ChaCha8Rng, below: usize) -> usize {
    let below = u64::try_from(below.max(1)).unwrap_or(1);
    usize::try_from(random.next_u64() % below).unwrap_or(0)
}

pub(crate) fn pattern(options: &[(usize, usize)]) -> Pattern {
    options.iter().map(|&(issue, option)| (IssueId(issue), vec![OptionId(option)])).collect()
}

/// A case, and a text that settles every issue of it, or leaves some open if `brackets`.
pub(crate) fn made(seed: u64, size: Size, brackets: bool) -> (Case, Text) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut case = Case { as_of: Some(DAY), ..Case::default() };
    for party in 0..size.parties {
        case.parties.push(Party {
            body: Body {
                id: format!("p{party}"),
                name: format!("Party {party}"),
                ..Body::default()
            },
            seat: true,
            ..Party::default()
        });
    }
    for issue in 0..size.issues {
        case.issues.push(Issue {
            id: format!("i{issue}"),
            question: format!("Issue {issue}?"),
            options: (0..size.options)
                .map(|it| IssueOption {
                    id: format!("o{it}"),
                    text: format!("option {it} of issue {issue}"),
                    ..IssueOption::default()
                })
                .collect(),
            status_quo: Some(OptionId(0)),
            ..Issue::default()
        });
    }
    for party in 0..size.parties {
        let worths: Vec<Vec<usize>> = (0..size.issues)
            .map(|_| {
                let weight = 1 + pick(&mut random, 5);
                (0..size.options).map(|_| weight * pick(&mut random, 100)).collect()
            })
            .collect();
        for number in 0..size.statements {
            let issue = pick(&mut random, size.issues);
            let mut order: Vec<usize> = (0..size.options).collect();
            order.sort_by_key(|it| worths[issue][*it]);
            let [least, most] = [order[0], order[size.options - 1]];
            let swing = |it: usize| {
                let worths = &worths[it];
                worths.iter().max().unwrap_or(&0) - worths.iter().min().unwrap_or(&0)
            };
            let claim = match number % 6 {
                0 if pick(&mut random, 3) == 0 => Claim::RedLine(pattern(&[(issue, least)])),
                0 | 1 => Claim::Demand(pattern(&[(issue, most)])),
                2 => Claim::Rejection(pattern(&[(issue, least)])),
                3 | 4 => {
                    let other =
                        (issue + 1 + pick(&mut random, size.issues.max(2) - 1)) % size.issues;
                    let (large, small) =
                        if swing(issue) < swing(other) { (other, issue) } else { (issue, other) };
                    if large == small {
                        continue;
                    }
                    let swings = [large, small].map(|it| Swing::Issue(IssueId(it))).to_vec();
                    Claim::Priority { swings, times: 1 }
                }
                _ => {
                    let [one, other] = [order[0], order[1 + pick(&mut random, size.options - 1)]];
                    let [prefer, over] = [other, one].map(|it| pattern(&[(issue, it)]));
                    Claim::Preference { prefer, over }
                }
            };
            let credence = [0.7, 0.8, 0.9][pick(&mut random, 3)];
            say(&mut case, party, claim, credence);
        }
    }
    let levels = (0..size.issues).map(|_| {
        let first = pick(&mut random, size.options);
        let open = brackets && pick(&mut random, 3) == 0;
        let mut levels = vec![Level::Option(OptionId(first))];
        if open {
            levels.push(Level::Option(OptionId((first + 1) % size.options)));
        }
        levels
    });
    let text = Text { issues: levels.collect() };
    (case, text)
}

/// Adds a statement of a party about itself.
pub(crate) fn say(case: &mut Case, party: usize, claim: Claim, credence: f64) {
    let index = case.statements.len();
    case.statements.push(Statement {
        id: format!("s{index}"),
        speaker: format!("Party {party}"),
        voice: Holder::Party(PartyId(party)),
        holder: Holder::Party(PartyId(party)),
        said: When::day(DAY),
        claim,
        about: Vec::new(),
        gist: format!("statement {index}"),
        source: None,
        span: Some(index..index + 1),
        also: Vec::new(),
        form: Form::Direct,
        channel: Channel::Public,
        credence: Some(credence),
        until: None,
        supersedes: None,
        retracted: None,
        note: String::new(),
    });
}
