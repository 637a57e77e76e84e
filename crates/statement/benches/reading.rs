//! How fast articles are read on one core, beside what merely looking at their bytes takes.
//!
//! `cargo bench -p onetext-statement --bench reading` reads articles made up here;
//! `-- --texts FOLDER` reads the text files of a folder and of the folders in it.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onetext_statement::{Article, Effort, Reader, Roster, Topics};

/// Each figure is the best of this many runs.
const RUNS: usize = 5;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a table is what this is for")]
#[expect(clippy::cast_precision_loss, reason = "speeds are rounded anyway")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().position(|it| it == "--texts").map(|at| arguments.get(at + 1));
    let texts: Vec<Vec<u8>> = match folder {
        None => made(400),
        Some(None) => return eprintln!("--texts needs a folder"),
        Some(Some(folder)) => {
            let mut paths = Vec::new();
            collect(Path::new(folder), &mut paths);
            paths.sort();
            paths.iter().filter_map(|it| fs::read(it).ok()).collect()
        }
    };
    let bytes: usize = texts.iter().map(Vec::len).sum();
    if bytes == 0 {
        return eprintln!("no text files there");
    }
    println!("{} articles, {} bytes each on average", texts.len(), bytes / texts.len());
    let yardstick = best(|| {
        for text in &texts {
            let text = str::from_utf8(text).unwrap_or_default();
            black_box(text.to_lowercase().split_whitespace().count());
        }
    });
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        println!(
            "{name:<28} {:>9.0} articles/s {:>8.1} MB/s {:>8.1} times the lower case",
            texts.len() as f64 / seconds,
            bytes as f64 / seconds / 1e6,
            seconds / yardstick.as_secs_f64(),
        );
    };
    row("lower case, words counted", yardstick);
    let (roster, topics) = (Roster::default(), Topics::default());
    for (name, effort) in [("rules", Effort::Rules), ("full", Effort::Full)] {
        let reader = Reader::new(&roster, &topics, effort);
        let mut statements = 0;
        let time = best(|| {
            let read = |bytes: &Vec<u8>| {
                reader.read(&Article { source: "", bytes, published: None }).len()
            };
            statements = black_box(texts.iter().map(read).sum());
        });
        row(&format!("{name}, {statements} statements"), time);
    }
}

/// The least time that a piece of work takes; the first run only warms up.
#[expect(clippy::disallowed_methods, reason = "times are what this is for")]
fn best(mut work: impl FnMut()) -> Duration {
    work();
    let mut timed = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..RUNS).map(|_| timed()).min().unwrap_or_default()
}

/// Text files in a folder and in those within it.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    for path in entries.map(|it| it.path()) {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "txt") {
            found.push(path);
        }
    }
}

/// Articles of some 4,600 bytes, the same in every run.
fn made(count: usize) -> Vec<Vec<u8>> {
    const BYTES: usize = 4_600;
    let mut state = 1;
    let mut articles = Vec::new();
    for _ in 0..count {
        let mut article = String::from("Talks on the dam go on\n\n");
        while article.len() < BYTES {
            for _ in 0..=draw(&mut state, 3) {
                let sentence = SENTENCES[draw(&mut state, SENTENCES.len())];
                for part in sentence.split_inclusive('_') {
                    let Some(before) = part.strip_suffix('_') else {
                        article.push_str(part);
                        continue;
                    };
                    article.push_str(before);
                    article.push_str(PEOPLE[draw(&mut state, PEOPLE.len())]);
                }
                article.push(' ');
            }
            article.push_str("\n\n");
        }
        articles.push(article.into_bytes());
    }
    articles
}

/// A number below `limit`, by a linear congruence.
fn draw(state: &mut u64, limit: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % limit
}

const PEOPLE: [&str; 10] = [
    "Ana Belo",
    "Belo",
    "the foreign minister of Freedonia",
    "Rui Costa, who leads the farmers of the upper valley",
    "Costa",
    "a spokeswoman for the ministry",
    "officials",
    "the council",
    "two engineers who know the dam",
    "she",
];

/// Sentences with a gap for somebody.
const SENTENCES: [&str; 24] = [
    "“We can wait for the water, but not for ever,” said _ on Monday.",
    "“The dam stays,” _ told reporters after the meeting in the capital. “Nobody will open it.”",
    "_ said that the valley would accept fewer gates if the river was measured every day.",
    "The gates had been closed since the spring, when snow fell late and the fields stayed dry.",
    "According to _, the plan would cost more than the one that both sides signed ten years ago.",
    "_ called the offer “a step backwards” and asked for a new map of the lower fields.",
    "Freedonia rejected the demand on Tuesday and proposed a committee of its own engineers.",
    "Rain is expected in the hills on Friday, and the level of the lake has begun to rise again.",
    "It is not clear whether _ will come to the next round, which is to begin in November.",
    "“Why should we pay,” _ asked, “for water that was always ours?”",
    "Some 3,000 people marched through the town, and shops along the river remained shut.",
    "_ warned that without an agreement the pumps would have to stop before the harvest.",
    "In a letter to the mediator, _ expressed regret about the delay and promised an answer soon.",
    "The two sides have met four times this year, most recently in a school near the border.",
    "A so-called “river peace” of 1998 ended after one summer.",
    "The proposal says that each side may close one gate for no more than three days.",
    "_ believes the talks will fail unless the farmers are heard, a view that few others share.",
    "Asked about the pumps, _ declined to comment.",
    "Prices of maize and beans have doubled in the markets of the valley since the gates closed.",
    "“It's a question of trust,” _ said, adding that the figures had never been published.",
    "_ refused to rule out further steps and insisted that the council had acted within the law.",
    "The mediator, Mr. Lima, who arrived on Oct. 3, urged both sides to keep to the calendar.",
    "Under the plan, half of the water would go to the cities by 2031, up from 35% today.",
    "_ thinks so, too.",
];
