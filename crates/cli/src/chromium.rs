//! A page on paper, by the Chromium that is at hand.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use onetext::Stop;

use crate::door::Failure;

/// What Chromium and its kin are called.
const NAMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
];
/// Where they are on machines that do not keep them on the path.
const PLACES: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/// How often the end of the work is looked for, and how often at most: two minutes.
const PAUSE: (Duration, u32) = (Duration::from_millis(50), 2_400);

/// The Chromium that prints: the one that the variable `CHROMIUM` names, or the first that is found.
///
/// # Errors
///
/// Where there is none, with what to do.
pub(crate) fn find() -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|it| !it.is_empty()) {
        let path = PathBuf::from(&named);
        return if path.is_file() {
            Ok(path)
        } else {
            on_path(&named).ok_or_else(|| {
                none(&format!("{}, which CHROMIUM names, is no program", path.display()))
            })
        };
    }
    let known = PLACES.iter().map(PathBuf::from).find(|it| it.is_file());
    NAMES
        .iter()
        .find_map(|it| on_path(OsStr::new(it)))
        .or(known)
        .ok_or_else(|| none("there is no Chromium to print with"))
}

fn none(message: &str) -> Failure {
    Failure::input(
        message,
        "install Chromium or Chrome, or name the program in the variable CHROMIUM; any browser \
         prints the page as well, on A4",
    )
}

fn on_path(name: &OsStr) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|it| it.join(name)).find(|it| it.is_file())
}

/// Prints a page into a PDF file on A4, by the program that [`find`] found.
///
/// # Errors
///
/// Where Chromium cannot be started, fails, or is stopped.
pub(crate) fn print(program: &Path, page: &Path, paper: &Path, stop: &Stop) -> Result<(), Failure> {
    let page = fs::canonicalize(page)
        .map_err(|it| Failure::input(format!("cannot read {}: {it}", page.display()), ""))?;
    let told = match run(program, &page, paper, false, stop)? {
        Ok(()) => return Ok(()),
        // In a container, and for root, Chromium's own sandbox cannot be had; the page's policy lets
        // nothing but its own script run.
        Err(told) if told.contains("sandbox") => run(program, &page, paper, true, stop)?,
        Err(told) => Err(told),
    };
    told.map_err(|told| {
        let last = told.lines().rfind(|it| !it.trim().is_empty()).unwrap_or("it said nothing");
        Failure::input(
            format!("{} could not print the page: {last}", program.display()),
            format!("open {} in a browser and print it there", page.display()),
        )
    })
}

/// One try; in `Err` of the inner result, what Chromium said.
fn run(
    program: &Path,
    page: &Path,
    paper: &Path,
    bare: bool,
    stop: &Stop,
) -> Result<Result<(), String>, Failure> {
    let failed = |it| Failure::input(format!("cannot start {}: {it}", program.display()), "");
    let profile = Profile(env::temp_dir().join(format!("onetext-print-{}", std::process::id())));
    let mut output = OsString::from("--print-to-pdf=");
    output.push(paper);
    let mut own = OsString::from("--user-data-dir=");
    own.push(&profile.0);
    let mut command = Command::new(program);
    command
        .args(["--headless", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update"])
        .args(["--no-pdf-header-footer", "--run-all-compositor-stages-before-draw"])
        .args(bare.then_some("--no-sandbox"))
        .args([&own, &output])
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let before = modified(paper);
    let mut child = command.spawn().map_err(failed)?;
    let mut pipe = child.stderr.take();
    let said = std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = pipe.as_mut().map(|it| it.read_to_end(&mut said));
        String::from_utf8_lossy(&said).into_owned()
    });
    let mut ended = None;
    for _ in 0..PAUSE.1 {
        ended = child.try_wait().map_err(failed)?;
        if ended.is_some() || stop.is_requested() {
            break;
        }
        std::thread::sleep(PAUSE.0);
    }
    if ended.is_none() {
        let _ = child.kill();
        let _ = child.wait();
        return Ok(Err("it did not come to an end".to_owned()));
    }
    let said = said.join().unwrap_or_default();
    let written = modified(paper).is_some_and(|it| Some(it) != before);
    Ok(if ended.is_some_and(|it| it.success()) && written { Ok(()) } else { Err(said) })
}

fn modified(path: &Path) -> Option<(std::time::SystemTime, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}

/// A folder that goes when the work is done.
struct Profile(PathBuf);

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
