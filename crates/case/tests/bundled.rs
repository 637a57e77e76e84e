//! The bundled cases are examples, documentation and tests at once: they pass the check, they are
//! laid out, and the schemas know every key they use.

use std::fs;
use std::path::{Path, PathBuf};

use onetext_case::{Files, Severity, format, parse, schema, schema_files};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn names() -> Vec<String> {
    let folders = fs::read_dir(cases()).expect("the cases are in the repository");
    let mut names: Vec<String> = folders
        .filter_map(|it| it.ok()?.file_name().into_string().ok())
        .filter(|it| !it.starts_with('.'))
        .collect();
    names.sort();
    names
}

fn load(folder: &Path) -> Files {
    fn add(files: &mut Files, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).expect("a folder of the case can be listed") {
            let entry = entry.expect("an entry can be read");
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                add(files, &entry.path(), &format!("{path}/"));
            } else {
                files.insert(path, fs::read(entry.path()).expect("a file can be read"));
            }
        }
    }
    let mut files = Files::default();
    add(&mut files, folder, "");
    files
}

#[test]
fn the_bundled_cases_pass_the_check_in_silence() {
    for name in names() {
        let files = load(&cases().join(&name));
        let parsed = parse(&files);
        let said: Vec<String> =
            parsed.diagnostics.iter().map(|it| it.render(&files, &name, false)).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
        assert!(!parsed.diagnostics.iter().any(|it| it.severity == Severity::Error));
    }
}

#[test]
fn the_bundled_cases_are_laid_out() {
    for name in names() {
        let files = load(&cases().join(&name));
        for path in files.paths().filter(|it| !it.starts_with("sources/")) {
            let text = files.text(path).expect("the files are text");
            if let Some(formatted) = format(path, text) {
                assert!(formatted == text, "{name}/{path} is not laid out: run `onetext format`");
            }
        }
    }
}

#[test]
fn the_schemas_accept_the_bundled_cases() {
    for file in schema_files() {
        let validator = jsonschema::validator_for(&schema(file).expect("the file has a schema"))
            .expect("the schema is a schema");
        for name in names() {
            let path = cases().join(&name).join(file);
            if file == "reading.toml" && !path.exists() {
                // Only a review writes it.
                continue;
            }
            let text = fs::read_to_string(path).expect("the file is there");
            let document: toml_edit::DocumentMut = text.parse().expect("the file is TOML");
            let value = json(document.as_item());
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|it| format!("{}: {it}", it.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}/{file}: {}", errors.join("; "));
        }
    }
}

/// A TOML value as the JSON that an editor's schema check sees.
fn json(item: &toml_edit::Item) -> serde_json::Value {
    fn value(of: &toml_edit::Value) -> serde_json::Value {
        match of {
            toml_edit::Value::String(it) => it.value().clone().into(),
            toml_edit::Value::Integer(it) => (*it.value()).into(),
            toml_edit::Value::Float(it) => (*it.value()).into(),
            toml_edit::Value::Boolean(it) => (*it.value()).into(),
            toml_edit::Value::Datetime(it) => it.value().to_string().into(),
            toml_edit::Value::Array(it) => it.iter().map(value).collect(),
            toml_edit::Value::InlineTable(it) => {
                it.iter().map(|(key, it)| (key.to_owned(), value(it))).collect()
            }
        }
    }
    let table = |it: &toml_edit::Table| {
        it.iter().map(|(key, item)| (key.to_owned(), json(item))).collect::<serde_json::Value>()
    };
    match item {
        toml_edit::Item::None => serde_json::Value::Null,
        toml_edit::Item::Value(it) => value(it),
        toml_edit::Item::Table(it) => table(it),
        toml_edit::Item::ArrayOfTables(it) => it.iter().map(table).collect(),
    }
}

/// The schemas that editors use lie in `docs/schema`; `onetext schema` prints the same.
#[test]
fn the_published_schemas_are_those_of_the_reader() {
    for file in schema_files() {
        let name = file.replace(".toml", ".schema.json");
        let path = cases().join("../docs/schema").join(&name);
        let wanted = serde_json::to_string_pretty(&schema(file)).expect("a schema is JSON") + "\n";
        let found = fs::read_to_string(path).unwrap_or_default();
        assert!(found == wanted, "run `onetext schema {file} > docs/schema/{name}`");
    }
}

/// A stance that is not explained, or not shown, cannot be found.
#[test]
fn every_stance_is_in_both_documents_and_in_the_river() {
    let read = |path: &str| {
        fs::read_to_string(cases().join("..").join(path)).expect("the documents are there")
    };
    let schema = schema("statements.toml").expect("the file has a schema");
    let stances = schema["properties"]["statement"]["items"]["properties"]["stance"]["enum"]
        .as_array()
        .expect("a stance is one of several");
    assert!(20 < stances.len());
    let ledger = read("cases/river/statements.toml");
    let documents = ["docs/case-format.md", "docs/elicitation.md"].map(read);
    for stance in stances.iter().filter_map(|it| it.as_str()) {
        assert!(ledger.contains(&format!("stance = \"{stance}\"")), "{stance}");
        for document in &documents {
            let explains =
                |line: &str| line.starts_with("| `") && line.contains(&format!("`{stance}`"));
            assert!(document.lines().any(explains), "{stance}");
        }
    }
}
