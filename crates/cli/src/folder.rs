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
    fs::write(path, bytes).map_err(|error| unwritable(path, &error))
}

pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::input(format!("cannot write {}: {error}", path.display()), "")
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
    written.map_err(|error| unwritable(path, &error))
}

/// A new file beside the one whose place it takes once it is whole; it goes away if it is not kept.
#[derive(Debug)]
pub(crate) struct Beside {
    path: PathBuf,
    /// `None` if the file is written itself, or is in its place.
    beside: Option<PathBuf>,
}

impl Beside {
    /// Makes the new file. What is no file, such as a pipe, is written itself, and a link that leads
    /// nowhere.
    ///
    /// # Errors
    ///
    /// When the file could not be written in its place: it is a folder, or may only be read.
    pub(crate) fn create(path: &Path) -> io::Result<(Self, File)> {
        let is_folder = path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
        let path = match path.canonicalize() {
            Ok(path) => {
                let file = File::options().write(true).open(&path)?;
                if !fs::metadata(&path)?.is_file() {
                    return Ok((Self { path, beside: None }, file));
                }
                path
            }
            Err(_) if is_folder || path.is_symlink() => {
                let file = File::create(path)?;
                return Ok((Self { path: path.to_owned(), beside: None }, file));
            }
            Err(_) => path.to_owned(),
        };
        // Another run may be writing, or have been cut off.
        let mut count = 0;
        loop {
            let mut name = OsString::from(".");
            name.push(path.file_name().unwrap_or_default());
            name.push(if count == 0 { ".new".to_owned() } else { format!(".{count}.new") });
            let beside = path.with_file_name(name);
            match File::create_new(&beside) {
                Ok(file) => return Ok((Self { path, beside: Some(beside) }, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => count += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts the new file, which is written, into its place. Permissions of the old one stay.
    ///
    /// # Errors
    ///
    /// When it cannot be put there, with where it is left.
    pub(crate) fn keep(mut self) -> io::Result<()> {
        let Some(beside) = self.beside.take() else { return Ok(()) };
        let put = || {
            if let Ok(old) = fs::metadata(&self.path) {
                fs::set_permissions(&beside, old.permissions())?;
            }
            fs::rename(&beside, &self.path)
        };
        put().map_err(|error| {
            io::Error::new(error.kind(), format!("{error}; it is left in {}", beside.display()))
        })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // What is not whole is of no use.
            let _ = fs::remove_file(beside);
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
