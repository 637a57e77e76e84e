//! A page as a tree, for tests that walk it.

/// The page as XML: tags that stand alone are closed, attributes without a value get one, and what
/// is no text is left out: the style and the script.
pub(crate) fn xml(page: &str) -> String {
    const ALONE: [&str; 6] = ["meta", "br", "wbr", "hr", "input", "col"];
    let mut xml = String::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap_or(page);
    while let Some(start) = rest.find('<') {
        xml.push_str(&rest[..start]);
        let end = end_of_tag(&rest[start..]) + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split_whitespace().next().unwrap_or_default();
        xml.push('<');
        xml.push_str(&with_values(tag));
        if ALONE.contains(&name) {
            xml.push('/');
        }
        xml.push('>');
        if ["style", "script"].contains(&name) {
            let close = format!("</{name}>");
            rest = rest.find(&close).map_or("", |it| &rest[it..]);
        }
    }
    xml
}

/// Where a tag ends that begins the text: at the first `>` outside of quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    let end = text.char_indices().find(|(_, it)| {
        quoted ^= *it == '"';
        *it == '>' && !quoted
    });
    end.expect("a tag ends").0
}

/// A tag in which each attribute has a value.
fn with_values(tag: &str) -> String {
    let mut parts = tag.split('"');
    let mut found = String::new();
    while let Some(names) = parts.next() {
        for (place, word) in names.split(' ').enumerate() {
            if place != 0 {
                found.push(' ');
            }
            let is_bare = !word.is_empty() && !word.ends_with(['=', '/']);
            let is_name = found.is_empty();
            found.push_str(word);
            if is_bare && !is_name {
                found.push_str("=\"\"");
            }
        }
        if let Some(value) = parts.next() {
            found.extend(["\"", value, "\""]);
        }
    }
    found
}

/// Whether an element has this class.
pub(crate) fn has_class(node: roxmltree::Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|it| it.split_whitespace().any(|it| it == class))
}

/// The text inside an element.
pub(crate) fn text(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter_map(|it| if it.is_text() { it.text() } else { None }).collect()
}
