//! Files of a test.

use std::fs;
use std::path::{Path, PathBuf};

/// A new folder for one test of some.
pub(crate) fn scratch(tests: &str, test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(tests).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes a file, making the folder that it lies in, and gives its path.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file is in a folder"))
        .expect("a folder can be made");
    fs::write(&path, bytes).expect("a file can be written");
    path.display().to_string()
}
