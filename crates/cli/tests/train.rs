//! `onetext train`: texts that are kept elsewhere, and what it says when they are not at hand.

#[expect(dead_code, reason = "other tests ask for cases, too")]
mod door;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use onetext::Stop;
use onetext_case::sha256;
use onetext_statement::score::{conllu, standoff};

use self::door::{ended, root};

const TEXT: &str = "# newdoc id = valley
# newpar
# sent_id = valley-1
1\tBelo\t_\t_\t_\t_\t_\t_\t_\t_
2\tsaid\t_\t_\t_\t_\t_\t_\t_\t_
3\tthe\t_\t_\t_\t_\t_\t_\t_\t_
4\tdam\t_\t_\t_\t_\t_\t_\t_\t_
5\tstays\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
6\t.\t_\t_\t_\t_\t_\t_\t_\t_
";

/// A folder with `spans.tsv`, and one with the text, `other` or the one that the spans belong to.
fn folders(test: &str, other: Option<&str>) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("train").join(test);
    let _ = fs::remove_dir_all(&folder);
    let (spans, texts) = (folder.join("wikinews"), folder.join("dep"));
    fs::create_dir_all(&spans).expect("it can be made");
    fs::create_dir_all(&texts).expect("it can be made");
    let sum = sha256(conllu::text(TEXT).as_bytes());
    let span =
        |role: &str, from: usize, to: usize| format!("valley\t{sum}\t1\t{role}\t{from}\t{to}\n");
    let all = [span("source", 0, 4), span("cue", 5, 9), span("content", 10, 23)].concat();
    fs::write(spans.join("spans.tsv"), all).expect("it can be written");
    fs::write(texts.join("valley.conllu"), other.unwrap_or(TEXT)).expect("it can be written");
    (spans, texts)
}

fn told(spans: &Path, texts: Option<&Path>, model: &Path) -> String {
    let (spans, model) = (spans.display().to_string(), model.display().to_string());
    let texts = texts.map(|it| it.display().to_string());
    let mut arguments = vec!["train", &spans, "-o", &model];
    arguments.extend(texts.iter().flat_map(|it| ["--conllu", it]));
    let (code, _, err) = ended(&arguments, Stop::default());
    format!("{code}\n{err}").replace(env!("CARGO_TARGET_TMPDIR"), "TMP")
}

#[test]
fn texts_are_rebuilt_and_the_same_recipe_gives_the_same_bytes() {
    let (spans, texts) = folders("rebuilt", None);
    let (first, second) = (spans.join("first.bin"), spans.join("second.bin"));
    let report = told(&spans, Some(&texts), &first);
    assert!(report.starts_with("0\n") && report.ends_with("learned from 1 texts\n"), "{report}");
    told(&spans, Some(&texts), &second);
    let bytes = |it: &Path| fs::read(it).expect("a model is there");
    assert!(bytes(&first) == bytes(&second));
}

#[test]
fn without_the_texts_it_says_where_they_are() {
    let (spans, texts) = folders("without", None);
    assert_snapshot!(told(&spans, None, &spans.join("model.bin")), @r"
    1
    error: TMP/train/without/wikinews/spans.tsv has spans, but not the texts that they belong to
    help: get GUM (github.com/amir-zeldes/gum), in the release that docs/reading.md names, and say `--conllu gum/dep`
    ");
    fs::remove_file(texts.join("valley.conllu")).expect("it is there");
    assert_snapshot!(told(&spans, Some(&texts), &spans.join("model.bin")), @r"
    1
    error: valley: there is no TMP/train/without/dep/valley.conllu
    help: get GUM (github.com/amir-zeldes/gum), in the release that docs/reading.md names, and say `--conllu gum/dep`
    ");
    assert!(!spans.join("model.bin").exists());
}

#[test]
fn another_version_of_a_text_is_refused() {
    let (spans, texts) = folders("other", Some(&TEXT.replace("stays", "goes")));
    assert_snapshot!(told(&spans, Some(&texts), &spans.join("model.bin")), @r"
    1
    error: valley: the text in TMP/train/other/dep/valley.conllu is not the one that its spans belong to
    help: take the release of GUM that docs/reading.md names; another has other words
    ");
}

#[test]
fn spans_of_wikinews_belong_to_the_texts_of_gum() {
    let file = root().join("crates/statement/training/wikinews/spans.tsv");
    let parsed = standoff::parse(&fs::read_to_string(file).expect("it is in the repository"));
    assert!(parsed.skipped.is_empty(), "{:?}", parsed.skipped);
    assert_eq!(parsed.found.len(), 24);
    let texts = root().join("../shared/data/gum-news/dep");
    if !texts.is_dir() {
        println!("skipped: GUM is not beside the repository");
        return;
    }
    for it in parsed.found {
        let file =
            fs::read_to_string(texts.join(format!("{}.conllu", it.name))).expect("it is there");
        let text = conllu::text(&file);
        assert_eq!(sha256(text.as_bytes()), it.sha256, "{}", it.name);
        for attribution in &it.attributions {
            for span in
                attribution.content.iter().chain(&attribution.cue).chain(&attribution.source)
            {
                assert!(text.get(span.clone()).is_some_and(|it| !it.is_empty()), "{span:?}");
            }
        }
    }
}
