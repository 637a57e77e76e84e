//! The book in docs/ is whole, without the program that builds it: all its pages are in it, and links
//! lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the pages lie whose links are followed, beside the README.
const BOOK: &str = "docs";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Names of the pages of the book, in order.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(root().join(BOOK)).expect("the book can be listed");
    let paths = entries.flatten().map(|it| it.path());
    let paths = paths.filter(|it| it.extension().is_some_and(|it| it == "md"));
    let name = |it: PathBuf| it.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut pages: Vec<String> = paths.map(name).collect();
    pages.sort();
    pages
}

/// The lines of a page outside blocks of code, without what stands between backticks.
fn prose(page: &str) -> Vec<String> {
    let mut is_code = false;
    let mut found = Vec::new();
    for line in page.lines() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if !is_code && !is_fence {
            found.push(line.split('`').step_by(2).collect());
        }
    }
    found
}

/// Where the links and pictures of a page lead.
fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(page) {
        let targets = line.split("](").skip(1).filter_map(|it| it.split_once(')'));
        found.extend(targets.map(|(target, _)| target.to_owned()));
    }
    found
}

/// The anchors of a page: its headings in lower case, with hyphens between words.
fn anchors(page: &str) -> Vec<String> {
    let mut is_code = false;
    let mut found: Vec<String> = Vec::new();
    for line in page.lines() {
        is_code ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        if is_code || heading.len() == line.len() || !heading.starts_with(' ') {
            continue;
        }
        let letters = heading.trim().to_lowercase();
        let letters = letters.chars().map(|it| if it == ' ' { '-' } else { it });
        let anchor: String =
            letters.filter(|it| it.is_alphanumeric() || ['-', '_'].contains(it)).collect();
        let same = found.iter().filter(|it| **it == anchor).count();
        found.push(if same == 0 { anchor } else { format!("{anchor}-{same}") });
    }
    found
}

/// Links of the page at `path` that lead nowhere.
fn broken(path: &Path) -> Vec<String> {
    let page = text(path);
    let is_broken = |link: &String| {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = match file {
            "" => path.to_path_buf(),
            file => path.with_file_name("").join(file),
        };
        !target.exists() || !anchor.is_empty() && !anchors(&text(&target)).contains(&anchor.into())
    };
    let inside = links(&page).into_iter().filter(|it| !it.contains("://"));
    inside.filter(is_broken).map(|link| format!("{}: {link}", path.display())).collect()
}

#[test]
fn every_page_is_in_the_summary_once_and_every_entry_is_a_page() {
    let mut entries = links(&text(&root().join(BOOK).join("SUMMARY.md")));
    entries.sort();
    let mut pages = pages();
    pages.retain(|it| it != "SUMMARY.md");
    assert_eq!(entries, pages);
}

#[test]
fn every_chapter_has_pages() {
    let summary = text(&root().join(BOOK).join("SUMMARY.md"));
    let chapters: Vec<&str> = summary.split("\n# ").skip(1).collect();
    assert!(!chapters.is_empty(), "the book has chapters");
    for chapter in chapters {
        assert!(chapter.contains("\n- ["), "no page in: {chapter}");
    }
}

#[test]
fn links_of_the_book_and_of_the_readme_lead_somewhere() {
    let pages = pages().into_iter().map(|it| root().join(BOOK).join(it));
    let mut paths: Vec<PathBuf> = pages.collect();
    paths.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(|it| root().join(it)));
    for case in fs::read_dir(root().join("cases")).expect("there are cases").flatten() {
        paths.push(case.path().join("README.md"));
    }
    let broken: Vec<String> = paths.iter().flat_map(|it| broken(it)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Pages of the book lead to each other; a built book has no file beside it.
#[test]
fn links_of_the_book_stay_in_it() {
    for page in pages() {
        for link in links(&text(&root().join(BOOK).join(&page))) {
            assert!(!link.starts_with(".."), "{page}: {link} is not in the book: name its path");
        }
    }
}

#[test]
fn links_and_anchors_are_found_as_a_browser_finds_them() {
    let page = "# One `key`\n\n[a](b.md#c) `[no](link)` ![d](e.svg)\n\n```text\n# no heading\n\
                [f](g)\n```\n\n## `[[party]]`\n\n## What’s new, in 2025?\n\n## One key\n";
    assert_eq!(links(page), ["b.md#c", "e.svg"]);
    assert_eq!(anchors(page), ["one-key", "party", "whats-new-in-2025", "one-key-1"]);
}
