//! Names and words in scripts of either direction.

use onetext::case::{Case, Files, parse};
use onetext::report::{figures, page};
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::xml;

/// A case whose parties, people and issues are named in Arabic and in Cyrillic.
fn case() -> Case {
    let mut files = Files::default();
    files.insert(
        "case.toml",
        r#"
title = "مفاوضات السد"
as_of = 2025-12-10
summary = "مسودة واحدة بين الطرفين."
[[party]]
id = "north"
name = "الشمال"
people = [{ name = "نورة الحارثي", post = "وزيرة المياه" }]
interests = ["ماء نظيف"]
[[party]]
id = "south"
name = "Південь"
people = [{ name = "Олена Коваль", post = "міністерка" }]
[[issue]]
id = "dam"
section = "Вода"
question = "كم يبلغ ارتفاع السد؟"
options = [{ id = "high", text = "عالٍ" }, { id = "low", text = "низька" }]
[[round]]
id = "first"
name = "الجولة الأولى"
days = 2025-12-01
place = "Київ"
present = ["north", "south"]
outcome = "без рішення"
"#,
    );
    let words = "قالت الوزيرة: لن نقبل بسد منخفض. ثم غادرت.";
    let quoted = "لن نقبل بسد منخفض";
    let start = words.find(quoted).expect("it is there");
    let end = start + quoted.len();
    files.insert(
        "statements.toml",
        format!(
            r#"
[[statement]]
id = "no"
speaker = "نورة الحارثي"
stance = "red-line"
options = {{ dam = "low" }}
gist = "لن يكون السد منخفضا"
source = "wire"
span = [{start}, {end}]
[[statement]]
id = "yes"
speaker = "Олена Коваль"
said = 2025-12-01
stance = "demand"
options = {{ dam = "low" }}
gist = "гребля має бути низькою"
note = "Сказано двічі."
"#
        ),
    );
    let sum = onetext::case::sha256(words.as_bytes());
    files.insert(
        "sources.toml",
        format!("[[source]]\nid = \"wire\"\noutlet = \"وكالة\"\ntitle = \"الخبر\"\nday = 2025-12-01\nlanguage = \"ar\"\nsha256 = \"{sum}\"\n"),
    );
    files.insert("sources/wire.txt", words);
    let parsed = parse(&files);
    assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
    parsed.case
}

/// Whether a letter belongs to a script that the page's own words are not written in.
fn is_foreign(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter) || ('\u{600}'..='\u{6ff}').contains(&letter)
}

/// Whether an element keeps the direction of what stands in it from its surroundings. A picture
/// does so by its style.
fn isolates(node: Node<'_, '_>) -> bool {
    ["bdi", "svg", "title"].contains(&node.tag_name().name())
        || node.attribute("dir") == Some("auto")
}

#[test]
fn words_of_a_case_keep_their_direction_wherever_they_stand() {
    let case = case();
    let page = xml(&page(&bundled::analysis(&case), &case));
    let document = Document::parse(&page).expect("a page is well-formed");
    let mut seen = 0;
    for node in document.descendants().filter(Node::is_text) {
        let text = node.text().unwrap_or_default();
        if text.chars().any(is_foreign) {
            seen += 1;
            let near = node.parent().map(|it| &page[it.range()]).unwrap_or_default();
            assert!(node.ancestors().any(isolates), "{text} in {near}");
        }
    }
    assert!(30 < seen, "the page has the words of the case");
}

#[test]
fn quoted_words_stand_in_the_language_of_their_source() {
    let case = case();
    let page = page(&bundled::analysis(&case), &case);
    assert!(page.contains("<blockquote dir=\"auto\" lang=\"ar\">قالت الوزيرة: <mark"));
}

#[test]
fn the_picture_of_positions_has_names_in_any_script() {
    let case = case();
    let figures = figures(&bundled::analysis(&case), &case);
    let found = figures.iter().find(|it| it.name == "positions").expect("there are positions");
    let document = Document::parse(&found.svg).expect("it is well-formed");
    let texts: Vec<&str> = document
        .descendants()
        .filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        .filter_map(|it| it.text())
        .collect();
    for name in ["الشمال", "Південь", "Вода", "كم يبلغ ارتفاع السد؟"]
    {
        assert!(texts.contains(&name), "{name} is not in {texts:?}");
    }
}
