//! The files with which a new case begins.

use jiff::civil::Date;

use crate::files::Files;

/// A new case: two parties, two issues, a draft with a bracket and a statement, ready to be changed.
///
/// It passes the check, and its comments say what goes where.
pub fn template(title: &str, today: Date) -> Files {
    let title = toml_edit::value(title).to_string();
    let mut files = Files::default();
    let mut insert = |path: &str, text: String| files.insert(path, text);
    insert("case.toml", format!("{}{}", head(title.trim(), today), BODY));
    insert("statements.toml", STATEMENTS.replace("TODAY", &today.to_string()));
    insert("sources.toml", SOURCES.to_owned());
    insert("drafts/first.dj", DRAFT.replace("TODAY", &today.to_string()));
    insert(".gitignore", "# Texts of others stay on your machine.\n/sources/\n".to_owned());
    insert("README.md", README.to_owned());
    files
}

fn head(title: &str, today: Date) -> String {
    format!(
        "# docs/case-format.md explains every key; `onetext schema case.toml` lets an editor check them.\n\
         title = {title}\nas_of = {today}\n"
    )
}

const BODY: &str = r#"
[mediator]
id = "mediator"
name = "The mediator"

[[party]]
id = "north"
name = "North"
aliases = ["Northerners"]
people = [
  { name = "Ada North", post = "Foreign Minister", pronoun = "she" },
]
alternative = { summary = "carries on as before" }

[[party]]
id = "south"
name = "South"
people = [
  { name = "Sam South", post = "President", pronoun = "he" },
]

[[issue]]
id = "border"
section = "Territory"
question = "Who watches the border?"
options = [
  { id = "each", text = "Each side watches its own side" },
  { id = "joint", text = "Joint patrols watch it" },
  { id = "observers", text = "Foreign observers watch it" },
]
status_quo = "each"
keywords = ["border", "patrols"]

[[issue]]
id = "trade"
section = "Economy"
question = "Is trade free?"
options = [
  { id = "free", text = "Trade is free" },
  { id = "quota", text = "Trade is free up to a quota" },
]
keywords = ["trade", "quota"]
"#;

const STATEMENTS: &str = r#"# One table for each thing said. Nothing is edited later: a newer statement supersedes.

[[statement]]
id = "north-joint"
speaker = "Ada North"
said = TODAY
stance = "demand"
options = { border = "joint" }
gist = "wants joint patrols"
form = "direct"
"#;

const SOURCES: &str = r#"# One table for each article or transcript; its text lies at sources/ID.txt.
#
# [[source]]
# id = "gazette"
# outlet = "The Gazette"
# title = "Talks begin"
# day = 2025-01-31
# sha256 = "…"
"#;

const DRAFT: &str = r#"{#first draft="TODAY" by="mediator"}
# First draft

## Territory

1. The border is watched by [joint patrols]{border="joint" by="north"} [foreign observers]{border="observers" by="south"}.

## Economy

2. [Trade is free up to a quota]{trade="quota"}.
"#;

const README: &str =
    "# About this case\n\nWhere it comes from, what is public, what is estimated.\n";
