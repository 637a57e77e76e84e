//! Case folders on disk.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::{fs, io};

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
    let unreadable = |error| Failure::input(format!("cannot read {}: {error}", path.display()), "");
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if LARGEST < size {
        let message = format!("{} holds {size} bytes", path.display());
        return Err(Failure::input(message, format!("files of up to {LARGEST} bytes are read")));
    }
    fs::read(path).map_err(unreadable)
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
    let unwritable =
        |error| Failure::input(format!("cannot write {}: {error}", path.display()), "");
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    let beside = path.with_file_name(name);
    let written = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    written.map_err(|error| {
        // What could not be put in place is of no use.
        let _ = fs::remove_file(&beside);
        unwritable(error)
    })
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
