//! The sentences at the head of a page.

use insta::assert_snapshot;
use onetext::report::page;
use roxmltree::{Document, Node};

use crate::bundled;
use crate::tree::{has_class, xml};

/// A sentence as a reader sees it, each link with where it leads.
fn told(sentence: Node<'_, '_>) -> String {
    sentence
        .descendants()
        .filter(Node::is_text)
        .map(|it| {
            let words = it.text().unwrap_or_default();
            let link = it.ancestors().find_map(|it| it.attribute("href"));
            link.map_or_else(|| words.to_owned(), |link| format!("[{words}]({link})"))
        })
        .collect()
}

#[test]
fn each_sentence_of_the_summary_says_where_it_comes_from() {
    for name in bundled::NAMES {
        let case = bundled::case(name);
        let page = xml(&page(&bundled::analysis(&case), &case));
        let document = Document::parse(&page).expect("a page is well-formed");
        let list = document.descendants().find(|it| has_class(*it, "sentences"));
        let list = list.expect("it has a summary");
        let sentences: Vec<String> =
            list.children().filter(|it| it.has_tag_name("li")).map(told).collect();
        for it in &sentences {
            assert!(it.contains("](#"), "{name}: a sentence leads nowhere: {it}");
        }
        assert_snapshot!(format!("summary_of_{name}"), sentences.join("\n"));
    }
}
