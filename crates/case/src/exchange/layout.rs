//! JSON and YAML as they are written, with numbers digit for digit.

/// A value to be written.
pub(super) enum Layout {
    /// A number, or a word such as `true`, as it stands.
    Plain(String),
    /// A text in quotes.
    Text(String),
    List(Vec<Self>),
    Map(Vec<(Self, Self)>),
}

impl Layout {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A map from keys.
    pub(super) fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (Self::text(key), value)).collect())
    }

    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        self.json(0, &mut out);
        out.push('\n');
        out
    }

    pub(super) fn to_yaml(&self) -> String {
        let mut out = String::new();
        self.yaml(0, &mut out);
        out.trim_start_matches('\n').to_owned()
    }

    fn is_flat(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Text(_) => true,
            Self::List(items) => {
                items.iter().all(|it| matches!(it, Self::Plain(_) | Self::Text(_)))
            }
            Self::Map(entries) => entries.is_empty(),
        }
    }

    fn json(&self, indent: usize, out: &mut String) {
        let line = |out: &mut String, indent: usize| {
            out.push('\n');
            out.push_str(&"  ".repeat(indent));
        };
        match self {
            Self::Plain(word) => out.push_str(word),
            Self::Text(text) => out.push_str(&quote(text)),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if 0 < index {
                        out.push_str(if self.is_flat() { ", " } else { "," });
                    }
                    if !self.is_flat() {
                        line(out, indent + 1);
                    }
                    item.json(indent + 1, out);
                }
                if !self.is_flat() {
                    line(out, indent);
                }
                out.push(']');
            }
            Self::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if 0 < index {
                        out.push(',');
                    }
                    line(out, indent + 1);
                    let (Self::Plain(name) | Self::Text(name)) = key else { continue };
                    out.push_str(&quote(name));
                    out.push_str(": ");
                    value.json(indent + 1, out);
                }
                if !entries.is_empty() {
                    line(out, indent);
                }
                out.push('}');
            }
        }
    }

    fn yaml(&self, indent: usize, out: &mut String) {
        let head = |out: &mut String| {
            if !out.ends_with("- ") {
                out.push('\n');
                out.push_str(&"  ".repeat(indent));
            }
        };
        match self {
            flat if flat.is_flat() => flat.json(0, out),
            Self::Plain(_) | Self::Text(_) => {}
            Self::List(items) => {
                for item in items {
                    head(out);
                    out.push_str("- ");
                    item.yaml(indent + 1, out);
                }
            }
            Self::Map(entries) => {
                for (key, value) in entries {
                    head(out);
                    match key {
                        Self::Text(name) if is_word(name) => out.push_str(name),
                        other => other.json(0, out),
                    }
                    out.push(':');
                    if value.is_flat() {
                        out.push(' ');
                    }
                    value.yaml(indent + 1, out);
                }
            }
        }
        if indent == 0 {
            out.push('\n');
        }
    }
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether YAML takes a key for a text without quotes.
fn is_word(name: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        && !words.contains(&name.to_ascii_lowercase().as_str())
}
