//! Case folders on disk.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use onetext_case::{Diagnostic, Files, Parsed, Severity, parse};
use onetext_statement::record;

use crate::arguments::CaseFolder;
use crate::door::{Door, Failure};

/// The folders inside a case that are read.
const FOLDERS: &[&str] = &["drafts", "sources"];

/// Largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 64 << 20;

/// Reads the files of a case folder, and nothing beside them.
pub(crate) fn read(folder: &Path) -> Result<Files, Failure> {
    if !folder.is_dir() {
        let message = format!("{} is not a folder", folder.display());
        return Err(Failure::input(
            message,
            "name the folder of a case, or make one with `onetext new DIR`",
        ));
    }
    let mut files = Files::default();
    for file in onetext_case::schema_files() {
        if folder.join(file).exists() {
            files.insert(file, read_file(&folder.join(file))?);
        }
    }
    for inner in FOLDERS {
        for (name, bytes) in read_folder(&folder.join(inner))? {
            files.insert(format!("{inner}/{name}"), bytes);
        }
    }
    Ok(files)
}

/// The visible files of a folder by name; none if there is no such folder.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let unreadable =
        |error| Failure::input(format!("cannot list {}: {error}", folder.display()), "");
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !name.starts_with('.') {
            found.push((name, read_file(&entry.path())?));
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a file.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display();
    bytes(path).map_err(|it| match it {
        Unread::Error(error) => Failure::input(format!("cannot read {name}: {error}"), ""),
        Unread::Large(size) => Failure::input(
            format!("{name} holds {size} bytes"),
            format!("files of up to {LARGEST} bytes are read"),
        ),
    })
}

/// Reads a file, or says what to tell after its name.
pub(crate) fn read_or_tell(path: &Path) -> Result<Vec<u8>, String> {
    bytes(path).map_err(|it| match it {
        Unread::Error(error) => format!("cannot be read: {error}"),
        Unread::Large(size) => {
            format!("holds {size} bytes; files of up to {LARGEST} bytes are read")
        }
    })
}

/// Why a file was not read.
enum Unread {
    Error(io::Error),
    /// It holds so many bytes.
    Large(u64),
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let size = fs::metadata(path).map_err(Unread::Error)?.len();
    if LARGEST < size { Err(Unread::Large(size)) } else { fs::read(path).map_err(Unread::Error) }
}

/// Writes files into a folder that is new or empty; anything else there is left as it is.
pub(crate) fn make(folder: &Path, files: &Files) -> Result<(), Failure> {
    let taken = if folder.is_file() {
        Some("is a file")
    } else if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        Some("is not empty")
    } else {
        None
    };
    if let Some(taken) = taken {
        let message = format!("{} {taken}", folder.display());
        return Err(Failure::input(message, "choose a folder that is new or empty"));
    }
    for path in files.paths() {
        write(folder, path, files.bytes(path).unwrap_or_default())?;
    }
    Ok(())
}

/// Writes a file of a case folder, making the folders that it needs.
pub(crate) fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    write_file(&path, bytes)
}

/// Makes a folder that may be there, and those that it lies in.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::input(format!("cannot make {}: {error}", folder.display()), ""))
}

/// Writes a file into a folder that is there.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes)
        .map_err(|error| Failure::input(format!("cannot write {}: {error}", path.display()), ""))
}

/// Replaces a file, or makes it: whoever reads it sees the old bytes or the new ones, never a part.
///
/// A link is followed, and permissions stay.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = Beside::create(path).and_then(|(beside, mut file)| {
        file.write_all(bytes)?;
        file.sync_all()?;
        beside.keep()
    });
    written.map_err(|error| Failure::input(format!("cannot write {}: {error}", path.display()), ""))
}

/// A new file beside the one whose place it takes once it is whole; it goes away if it is not kept.
#[derive(Debug)]
pub(crate) struct Beside {
    path: PathBuf,
    beside: PathBuf,
}

impl Beside {
    /// Makes the new file. What is no file, such as a pipe, is written itself.
    pub(crate) fn create(path: &Path) -> io::Result<(Self, File)> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_other = fs::metadata(&path).is_ok_and(|it| !it.is_file());
        let beside = if is_other {
            path.clone()
        } else {
            let mut name = OsString::from(".");
            name.push(path.file_name().unwrap_or_default());
            name.push(".new");
            path.with_file_name(name)
        };
        let file = File::create(&beside)?;
        Ok((Self { path, beside }, file))
    }

    /// Puts the new file, which is written, into its place. Permissions of the old one stay.
    pub(crate) fn keep(self) -> io::Result<()> {
        if self.beside == self.path {
            return Ok(());
        }
        if let Ok(old) = fs::metadata(&self.path) {
            fs::set_permissions(&self.beside, old.permissions())?;
        }
        fs::rename(&self.beside, &self.path)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if self.beside != self.path {
            // What was put in place is gone from here, and the rest is of no use.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Reads and parses a case folder, and fetches the texts of its sources from elsewhere if asked to.
pub(crate) fn load(case: &CaseFolder) -> Result<(Files, Parsed), Failure> {
    let mut files = read(&case.folder)?;
    let parsed = parse(&files);
    let Some(elsewhere) = &case.sources else { return Ok((files, parsed)) };
    if !elsewhere.is_dir() {
        let message = format!("{} is not a folder", elsewhere.display());
        return Err(Failure::input(message, "name a folder with the texts of sources"));
    }
    let mut offer = |bytes: &[u8]| {
        let sum = onetext_case::sha256(bytes);
        for source in &parsed.case.sources {
            if source.bytes.is_none() && source.sha256.as_deref() == Some(&*sum) {
                files.insert(source.file.clone(), bytes);
            }
        }
    };
    for (name, bytes) in read_folder(elsewhere)? {
        offer(&bytes);
        if holds_lines(Path::new(&name)) {
            for record in bytes.split(|it| *it == b'\n').filter_map(|it| record(it).ok()) {
                offer(record.string.as_bytes());
            }
        }
    }
    let parsed = parse(&files);
    Ok((files, parsed))
}

/// Tells what is wrong; fails if the case cannot be used.
pub(crate) fn report(
    folder: &Path,
    files: &Files,
    parsed: &Parsed,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    let folder = folder.display().to_string();
    for diagnostic in &parsed.diagnostics {
        writeln!(door.err, "{}\n", diagnostic.render(files, &folder, door.color))?;
    }
    if has_errors(parsed) { Err(Failure::Told) } else { Ok(()) }
}

/// Whether a file holds an article on each line, as its name says.
pub(crate) fn holds_lines(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["jsonl", "ndjson"].iter().any(|it| extension.eq_ignore_ascii_case(it))
}

pub(crate) fn has_errors(parsed: &Parsed) -> bool {
    parsed.diagnostics.iter().any(|it| it.severity == Severity::Error)
}

pub(crate) fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
