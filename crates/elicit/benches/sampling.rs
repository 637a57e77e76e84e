//! How fast worlds are drawn, one line of JSON for each measurement.
//!
//! `hard`, `soft`, `plain`, `again` or nothing, for all; `write FILE` writes the reference problem
//! for peers. `benches/sampling` runs all of it, and the peers.

#![expect(clippy::print_stdout, reason = "that is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

mod made;

use std::env;
use std::fs;
use std::time::Instant;

use onetext_case::{Case, Claim, IssueId, OptionId, Pattern, Step, Target};
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

/// A stream of numbers from 0 to 1 that no library can change: `SplitMix64`.
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
            let [one, other] = Self::two(&mut stream);
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
                let [from, to] = Self::two(&mut stream);
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

    fn two(stream: &mut Stream) -> [usize; 2] {
        let one = stream.below(OPTIONS);
        [one, (one + 1 + stream.below(OPTIONS - 1)) % OPTIONS]
    }

    /// Adds a statement as it is true.
    fn add(&mut self, mut row: Vec<f64>, claim: impl FnOnce(bool) -> Claim) {
        let turned = row.iter().zip(&self.truth).map(|(it, truth)| it * truth).sum::<f64>() < 0.0;
        if turned {
            row = row.iter().map(|it| -it).collect();
        }
        self.claims.push(claim(turned));
        self.rows.push(row);
    }

    fn case(&self, credence: f64) -> Case {
        let mut case = made::empty(1, issues(ISSUES));
        for claim in &self.claims {
            made::say(&mut case, 0, claim.clone(), credence);
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

/// So many issues, each with its first option as the status quo.
fn issues(count: usize) -> impl Iterator<Item = (usize, Option<usize>)> {
    std::iter::repeat_n((OPTIONS, Some(0)), count)
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
    let mut given = Vec::new();
    for share in shares {
        given.push(share.as_ref().ok().map(|it| it.low));
        let Ok(share) = share else {
            failed += 1;
            continue;
        };
        if 0.02 < share.low && share.low < 0.98 && found.len() < 40 {
            found.push(effective(share));
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
        "shares": given,
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

/// The naive sampler: one unknown against the last at a time on the simplex, all sums made anew from
/// dense rows at every step.
fn plain() {
    const CHAINS: u64 = 4;
    const DRAWS: usize = 2_000;
    let reference = Reference::new(7);
    let unknowns = reference.truth.len();
    let texts: Vec<Vec<f64>> = reference.outcomes.iter().map(|it| against_none(it)).collect();
    let value = |row: &[f64], at: &[f64]| row.iter().zip(at).map(|(it, at)| it * at).sum::<f64>();
    let begin = Begin::now();
    let mut series: Vec<Vec<Vec<f64>>> = vec![Vec::new(); texts.len()];
    for chain in 0..CHAINS {
        let mut stream = Stream(chain);
        let scale: f64 = reference.truth.iter().sum();
        let mut at: Vec<f64> = reference.truth.iter().map(|it| it / scale).collect();
        for series in &mut series {
            series.push(Vec::new());
        }
        for draw in 0..DRAWS + 100 {
            for _ in 0..3 * unknowns {
                let (one, last) = (stream.below(unknowns - 1), unknowns - 1);
                let (mut low, mut high) = (-at[one], at[last]);
                for row in &reference.rows {
                    let (now, slope) = (value(row, &at), row[one] - row[last]);
                    if 0.0 < slope {
                        low = low.max(-now / slope);
                    } else if slope < 0.0 {
                        high = high.min(-now / slope);
                    }
                }
                if low < high {
                    let step = low + stream.uniform() * (high - low);
                    at[one] += step;
                    at[last] -= step;
                }
            }
            if 100 <= draw {
                for (series, text) in series.iter_mut().zip(&texts) {
                    let passes = 0.0 <= value(text, &at);
                    if let Some(chain) = series.last_mut() {
                        chain.push(f64::from(u8::from(passes)));
                    }
                }
            }
        }
    }
    let seconds = begin.seconds();
    let mean = |it: &[f64]| it.iter().sum::<f64>() / number(it.len());
    let mut found = Vec::new();
    for chains in &series {
        let share = mean(&chains.iter().map(|it| mean(it)).collect::<Vec<_>>());
        if 0.02 < share && share < 0.98 && found.len() < 40 {
            found.push(effective_of(chains));
        }
    }
    found.sort_unstable_by(f64::total_cmp);
    let rate = |it: Option<&f64>| it.map(|it| (it / seconds).round());
    let line = json!({
        "tool": "plain",
        "kind": "hard",
        "seconds": seconds,
        "median": rate(found.get(found.len() / 2)),
        "min": rate(found.first()),
        "texts": found.len(),
    });
    println!("{line}");
}

#[expect(clippy::cast_precision_loss, reason = "no series is that long")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Effective draws of several chains: split in halves, Geyer's monotone sequence.
fn effective_of(chains: &[Vec<f64>]) -> f64 {
    let halves: Vec<&[f64]> = chains
        .iter()
        .flat_map(|it| [&it[..it.len() / 2], &it[it.len() - it.len() / 2..]])
        .collect();
    let length = number(halves[0].len());
    let mean = |it: &[f64]| it.iter().sum::<f64>() / number(it.len());
    let means: Vec<f64> = halves.iter().map(|it| mean(it)).collect();
    let covariance = |lag: usize| {
        let one = |(it, mean): (&&[f64], &f64)| {
            let pairs = it.iter().zip(&it[lag..]);
            pairs.map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>() / length
        };
        mean(&halves.iter().zip(&means).map(one).collect::<Vec<_>>())
    };
    let within = covariance(0) * length / (length - 1.0);
    let center = mean(&means);
    let between =
        means.iter().map(|it| (it - center) * (it - center)).sum::<f64>() / number(means.len() - 1);
    let total = within * (length - 1.0) / length + between;
    let (mut time, mut smallest) = (-1.0, f64::INFINITY);
    for lag in (0..halves[0].len() - 1).step_by(2) {
        let pair = 2.0 - (2.0 * within - covariance(lag) - covariance(lag + 1)) / total;
        if pair <= 0.0 {
            break;
        }
        smallest = smallest.min(pair);
        time += 2.0 * smallest;
    }
    let draws = length * number(halves.len());
    (draws / time.max(1.0 / draws)).min(draws)
}

/// One statement more, then one less: milliseconds of the clock, the longest of ten.
fn again() {
    let reference = Reference::new(7);
    measure_again("reference, hard", &reference.case(1.0));
    measure_again("reference, soft", &reference.case(0.9));
    // 300 statements about four parties, on 28 issues.
    let mut case = made::empty(4, issues(28));
    for party in 0..4 {
        let mut stream = Stream(100 + party as u64);
        let truth: Vec<f64> = (0..=28 * OPTIONS).map(|_| stream.exponential()).collect();
        for kind in 0..75 {
            let text: Vec<usize> = (0..28).map(|_| stream.below(OPTIONS)).collect();
            let worth: f64 = text.iter().enumerate().map(|(it, at)| truth[OPTIONS * it + at]).sum();
            let silence: f64 = (0..28).map(|it| truth[OPTIONS * it]).sum();
            let issue = stream.below(28);
            let [one, other] = Reference::two(&mut stream);
            let (one, other) = if truth[OPTIONS * issue + other] < truth[OPTIONS * issue + one] {
                (one, other)
            } else {
                (other, one)
            };
            let claim = match kind % 3 {
                0 => Claim::Preference {
                    prefer: one_option(issue, one),
                    over: one_option(issue, other),
                },
                1 => Claim::RedLine(one_option(issue, other)),
                _ if silence - truth[28 * OPTIONS] <= worth => {
                    Claim::Acceptance(Target::Package(all(&text)))
                }
                _ => Claim::Refusal(Target::Package(all(&text))),
            };
            made::say(&mut case, party, claim, if kind % 2 == 0 { 0.9 } else { 0.7 });
        }
    }
    measure_again("28 issues, 300 statements", &case);
}

fn measure_again(name: &str, case: &Case) {
    let question = Question::new(1, Question::DRAWS);
    let begin = Instant::now();
    let before = elicit(case, &question, &|| false);
    let anew = milliseconds(begin);
    let mut work = [0.0; 2];
    let text = Text::outcome(&vec![OptionId(1); case.issues.len()]);
    let [mut preview, mut full] = [0.0_f64; 2];
    let mut fewest = f64::INFINITY;
    let mut without = 0;
    for which in 0..10 {
        // Each is once withdrawn, and once added to what is without it.
        let place = which * case.statements.len() / 10;
        let mut less = case.clone();
        less.statements.remove(place);
        let old = elicit(&less, &question, &|| false);
        for (old, case) in [(&before, &less), (&old, case)] {
            let (begin, ticks) = (Instant::now(), threads());
            let shown = old.again(case, &question, Effort::Preview, &|| false);
            preview = preview.max(milliseconds(begin));
            work[0] += threads() - ticks;
            let (begin, ticks) = (Instant::now(), threads());
            let _ = old.again(case, &question, Effort::Full, &|| false);
            full = full.max(milliseconds(begin));
            work[1] += threads() - ticks;
            match shown.views[0].share(&text) {
                Ok(share) if 0.02 < share.low && share.low < 0.98 => {
                    fewest = fewest.min(effective(share));
                }
                Ok(_) => {}
                Err(_) => without += 1,
            }
        }
    }
    let line = json!({
        "case": name,
        "anew_ms": anew.round(),
        "preview_ms": preview.round(),
        "full_ms": full.round(),
        "preview_processor_ms": (work[0] / 20.0).round(),
        "full_processor_ms": (work[1] / 20.0).round(),
        "fewest_effective": fewest.round(),
        "previews_without_number": without,
    });
    println!("{line}");
}

/// Milliseconds of the processor of all threads, where the system tells; in steps of ten.
fn threads() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() * 10.0
}

fn milliseconds(begin: Instant) -> f64 {
    1_000.0 * begin.elapsed().as_secs_f64()
}
