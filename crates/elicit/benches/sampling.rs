//! How fast worlds are drawn: `cargo bench -p onetext-elicit --bench sampling -- [hard|soft|again|write FILE|all]`.
//!
//! Prints one line of JSON for each measurement. `benches/sampling` runs it beside its peers.

use std::env;
use std::fs;
use std::time::Instant;

use onetext_case::{
    Body, Case, Channel, Claim, Form, Holder, Issue, IssueId, IssueOption, OptionId, Party,
    PartyId, Pattern, Statement, Step, Target, When,
};
use onetext_elicit::{Effort, Question, Share, Text, elicit};
use serde_json::json;

/// The reference problem: 25 issues with 4 options, and the cost.
const ISSUES: usize = 25;
const OPTIONS: usize = 4;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["write", file] => {
            let reference = Reference::new(7);
            fs::write(file, reference.json().to_string()).expect("the file can be written");
        }
        ["hard"] => ours(1.0),
        ["soft"] => ours(0.9),
        ["plain"] => plain(),
        ["again"] => again(),
        _ => {
            ours(1.0);
            ours(0.9);
            plain();
            again();
        }
    }
}

/// A stream of numbers from 0 to 1 that no library can change: SplitMix64.
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (f64::EPSILON / 2.0)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap_or(0)
    }

    fn exponential(&mut self) -> f64 {
        -libm::log1p(-self.uniform())
    }
}

/// The reference problem of 101 unknowns and 60 true statements, and the texts to judge.
struct Reference {
    claims: Vec<Claim>,
    /// Rows of the same statements: factors of the unknowns, of which the cost is the last, in a
    /// sum that is at least zero.
    rows: Vec<Vec<f64>>,
    truth: Vec<f64>,
    outcomes: Vec<Vec<usize>>,
}

impl Reference {
    fn new(seed: u64) -> Self {
        let mut stream = Stream(seed);
        let mut truth: Vec<f64> = (0..=ISSUES * OPTIONS).map(|_| stream.exponential()).collect();
        // A cost as high as the average text is better than silence leaves some to be refused.
        truth[ISSUES * OPTIONS] = 1.0;
        let mut it = Self { claims: Vec::new(), rows: Vec::new(), truth, outcomes: Vec::new() };
        for _ in 0..20 {
            let issue = stream.below(ISSUES);
            let [one, other] = it.two(&mut stream);
            let mut row = vec![0.0; ISSUES * OPTIONS + 1];
            row[OPTIONS * issue + one] += 1.0;
            row[OPTIONS * issue + other] -= 1.0;
            let [one, other] = [one, other].map(|it| one_option(issue, it));
            it.add(row, |turned| {
                let (prefer, over) = if turned { (other, one) } else { (one, other) };
                Claim::Preference { prefer, over }
            });
        }
        for _ in 0..15 {
            let issue = stream.below(ISSUES);
            let second = (issue + 1 + stream.below(ISSUES - 1)) % ISSUES;
            let mut row = vec![0.0; ISSUES * OPTIONS + 1];
            let steps = [(issue, 1.0), (second, -1.0)].map(|(issue, sign)| {
                let [from, to] = it.two(&mut stream);
                // A step upwards, as an importance is meant.
                let worth = |option: usize| it.truth[OPTIONS * issue + option];
                let (from, to) = if worth(to) < worth(from) { (to, from) } else { (from, to) };
                row[OPTIONS * issue + to] += sign;
                row[OPTIONS * issue + from] -= sign;
                Step { issue: IssueId(issue), from: OptionId(from), to: OptionId(to) }
            });
            it.add(row, |turned| {
                let [one, other] = steps;
                let (prefer, over) = if turned { (other, one) } else { (one, other) };
                Claim::Trade { prefer, over, times: 1 }
            });
        }
        for _ in 0..15 {
            let [one, other] = [0, 1].map(|_| outcome(&mut stream));
            let mut row = vec![0.0; ISSUES * OPTIONS + 1];
            for issue in 0..ISSUES {
                row[OPTIONS * issue + one[issue]] += 1.0;
                row[OPTIONS * issue + other[issue]] -= 1.0;
            }
            let [one, other] = [&one, &other].map(|it| all(it));
            it.add(row, |turned| {
                let (prefer, over) = if turned { (other, one) } else { (one, other) };
                Claim::Preference { prefer, over }
            });
        }
        for _ in 0..10 {
            let text = outcome(&mut stream);
            let target = Target::Package(all(&text));
            it.add(against_none(&text), |turned| {
                if turned { Claim::Refusal(target) } else { Claim::Acceptance(target) }
            });
        }
        it.outcomes = (0..200).map(|_| outcome(&mut stream)).collect();
        it
    }

    fn two(&self, stream: &mut Stream) -> [usize; 2] {
        let one = stream.below(OPTIONS);
        [one, (one + 1 + stream.below(OPTIONS - 1)) % OPTIONS]
    }

    /// Adds a statement as it is true.
    fn add(&mut self, mut row: Vec<f64>, claim: impl FnOnce(bool) -> Claim) {
        let turned = row.iter().zip(&self.truth).map(|(it, truth)| it * truth).sum::<f64>() < 0.0;
        if turned {
            row.iter_mut().for_each(|it| *it = -*it);
        }
        self.claims.push(claim(turned));
        self.rows.push(row);
    }

    fn case(&self, credence: f64) -> Case {
        let mut case = empty(1, ISSUES);
        for claim in &self.claims {
            say(&mut case, 0, claim.clone(), credence);
        }
        case
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "rows": self.rows,
            "start": self.truth,
            "texts": self.outcomes.iter().map(|it| against_none(it)).collect::<Vec<_>>(),
        })
    }
}

/// What a text is worth beyond no agreement: silence is the first option of each issue.
fn against_none(text: &[usize]) -> Vec<f64> {
    let mut row = vec![0.0; ISSUES * OPTIONS + 1];
    for (issue, &option) in text.iter().enumerate() {
        row[OPTIONS * issue + option] += 1.0;
        row[OPTIONS * issue] -= 1.0;
    }
    row[ISSUES * OPTIONS] = 1.0;
    row
}

fn outcome(stream: &mut Stream) -> Vec<usize> {
    (0..ISSUES).map(|_| stream.below(OPTIONS)).collect()
}

fn one_option(issue: usize, option: usize) -> Pattern {
    [(IssueId(issue), [OptionId(option)].into_iter().collect())].into_iter().collect()
}

fn all(text: &[usize]) -> Pattern {
    let one =
        |(issue, &it): (usize, &usize)| (IssueId(issue), [OptionId(it)].into_iter().collect());
    text.iter().enumerate().map(one).collect()
}

fn empty(parties: usize, issues: usize) -> Case {
    let party = |it: usize| Party {
        body: Body { id: format!("party-{it}"), name: format!("Party {it}"), ..Body::default() },
        seat: true,
        ..Party::default()
    };
    let issue = |it: usize| Issue {
        id: format!("issue-{it}"),
        options: (0..OPTIONS)
            .map(|it| IssueOption { id: format!("option-{it}"), ..IssueOption::default() })
            .collect(),
        status_quo: Some(OptionId(0)),
        ..Issue::default()
    };
    Case {
        parties: (0..parties).map(party).collect(),
        issues: (0..issues).map(issue).collect(),
        ..Case::default()
    }
}

fn say(case: &mut Case, party: usize, claim: Claim, credence: f64) {
    let index = case.statements.len();
    case.statements.push(Statement {
        id: format!("statement-{index}"),
        speaker: String::new(),
        voice: Holder::Party(PartyId(party)),
        holder: Holder::Party(PartyId(party)),
        said: When::day("2025-12-02".parse().expect("it is a day")),
        claim,
        about: Vec::new(),
        gist: String::new(),
        source: None,
        span: Some(index..index + 1),
        form: Form::Direct,
        channel: Channel::Public,
        credence: Some(credence),
        until: None,
        supersedes: None,
        retracted: None,
        note: String::new(),
    });
}

/// The effective draws behind a share, from its half-width (Agresti and Coull).
fn effective(share: Share) -> f64 {
    let mut draws = 1_000.0_f64;
    for _ in 0..60 {
        let middle = (share.low * draws + 2.0) / (draws + 4.0);
        let total = 1.96 * 1.96 * middle * (1.0 - middle) / (share.error * share.error);
        draws = (total - 4.0).max(1.0);
    }
    draws
}

/// On one thread: effective draws for each second, over 40 texts that are in doubt.
fn ours(credence: f64) {
    let reference = Reference::new(7);
    let case = reference.case(credence);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let draws = 20_000;
    let (seconds, elicited) = pool.install(|| {
        let begin = Begin::now();
        let elicited = elicit(&case, &Question::new(1, draws), &|| false);
        (begin.seconds(), elicited)
    });
    let options = |it: &Vec<usize>| it.iter().map(|&it| OptionId(it)).collect::<Vec<_>>();
    let shares =
        reference.outcomes.iter().map(|it| elicited.views[0].share(&Text::outcome(&options(it))));
    let mut found = Vec::new();
    let mut failed = 0;
    let mut all = Vec::new();
    for share in shares {
        match share {
            Ok(share) => {
                all.push(share.low);
                if 0.02 < share.low && share.low < 0.98 && found.len() < 40 {
                    found.push(effective(share));
                }
            }
            Err(error) => {
                eprintln!("{error}");
                failed += 1;
                all.push(f64::NAN);
            }
        }
    }
    found.sort_unstable_by(f64::total_cmp);
    let rate = |it: Option<&f64>| it.map(|it| (it / seconds).round());
    let line = json!({
        "tool": "onetext",
        "kind": if credence < 1.0 { "soft" } else { "hard" },
        "seconds": seconds,
        "median": rate(found.get(found.len() / 2)),
        "min": rate(found.first()),
        "texts": found.len(),
        "failed": failed,
        "shares": all,
    });
    println!("{line}");
}

/// Seconds of the processor, where the system tells; else of the clock.
struct Begin {
    clock: Instant,
    processor: Option<f64>,
}

impl Begin {
    fn now() -> Self {
        Self { clock: Instant::now(), processor: processor() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor()) {
            (Some(begin), Some(end)) => end - begin,
            _ => self.clock.elapsed().as_secs_f64(),
        }
    }
}

fn processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn plain() {}

fn again() {
    let _ = Effort::Full;
}
