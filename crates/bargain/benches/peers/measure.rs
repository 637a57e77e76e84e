//! One piece of work, timed.

use std::fmt::Write;
use std::time::{Duration, Instant};

use onetext_bargain::Stop;

use crate::question::Asked;
use crate::work::Work;

/// How often, and how long at most.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    /// Number of runs of which the median counts.
    runs: usize,
    /// No run begins after this many seconds.
    seconds: f64,
    /// A run is stopped after this many seconds.
    limit: f64,
}

impl Patience {
    /// Reads `--runs N`, `--patience SECONDS` and `--limit SECONDS`.
    pub(crate) fn parse(arguments: &[&str]) -> Result<Self, String> {
        let mut found = Self { runs: 5, seconds: 20.0, limit: 600.0 };
        for pair in arguments.chunks(2) {
            let &[name, value] = pair else {
                return Err(format!("{} lacks a value", pair[0]));
            };
            let refused = || format!("{name} does not take {value}");
            match name {
                "--runs" => found.runs = value.parse().map_err(|_| refused())?,
                "--patience" => found.seconds = value.parse().map_err(|_| refused())?,
                "--limit" => found.limit = value.parse().map_err(|_| refused())?,
                _ => return Err(format!("there is no option {name}")),
            }
        }
        Ok(found)
    }
}

/// The times, the answer and the peak of memory as a JSON object, on one thread.
///
/// Times are of the processor, so that a busy machine does not count, or by the clock where the
/// system does not tell or the reading itself would weigh: whichever is less, as neither can be
/// too short. A first run of less than a second is to warm up and does not count.
#[expect(clippy::disallowed_methods, reason = "times are what this is for")]
pub(crate) fn measure(work: &Work, patience: Patience) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.expect("one thread can be started");
    let asked = Asked::new(work);
    let run = || {
        let stop = Stop::default();
        let alarm = stop.clone();
        let (done, waiting) = std::sync::mpsc::channel::<()>();
        let limit = Duration::from_secs_f64(patience.limit);
        let clock = std::thread::spawn(move || {
            if waiting.recv_timeout(limit).is_err_and(|it| it == TIMEOUT) {
                alarm.request();
            }
        });
        let (found, time) = pool.install(|| {
            let (spent, begin) = (processor_seconds(), Instant::now());
            let found = asked.answer(&stop);
            let gone = begin.elapsed().as_secs_f64();
            let spent = spent.zip(processor_seconds()).map(|(before, after)| after - before);
            (found, spent.map_or(gone, |it| it.min(gone)))
        });
        drop(done);
        clock.join().expect("a clock does not panic");
        (found, time, stop.is_requested())
    };
    let begin = Instant::now();
    let (mut found, time, mut is_stopped) = run();
    let mut times = if time < 1.0 { vec![] } else { vec![time] };
    while times.len() < patience.runs
        && (times.is_empty() || begin.elapsed().as_secs_f64() < patience.seconds)
    {
        let time;
        (found, time, is_stopped) = run();
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    let seconds = times[times.len() / 2];
    let mut text = format!(r#"{{"name": "{}", "seconds": {seconds:.9}, "#, work.name);
    let rest = match found {
        Ok(found) => {
            let size = found.size.map_or_else(|| "null".to_owned(), |it| it.to_string());
            format!(
                r#""value": "{}", "size": {size}, "proved": {}, "note": "{}""#,
                found.value, found.is_proved, found.note
            )
        }
        Err(error) => format!(r#""error": "{error}""#),
    };
    let (runs, fastest) = (times.len(), times[0]);
    let peak = peak_kilobytes().map_or_else(|| "null".to_owned(), |it| it.to_string());
    write!(
        text,
        r#""fastest": {fastest:.9}, "runs": {runs}, "stopped": {is_stopped}, "peak_kb": {peak}, {rest}}}"#
    )
    .expect("text grows");
    text
}

const TIMEOUT: std::sync::mpsc::RecvTimeoutError = std::sync::mpsc::RecvTimeoutError::Timeout;

/// Time of the processor that this thread has had, where the system tells.
fn processor_seconds() -> Option<f64> {
    // The count is brought up to date when the thread lets others go first.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The most memory this process has held, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
