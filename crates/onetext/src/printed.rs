//! What stands in the sources of a case: spans are bytes of files, words are what can be read there.

use onetext_case::{Case, Source, Statement};
use onetext_statement::Document;

/// The article of a source; `None` where its file is not at hand or holds no text.
///
/// # Cost
///
/// Linear in the bytes of the file; a web page is looked through for its main text.
pub fn article(source: &Source) -> Option<Document> {
    Document::parse(source.bytes.as_deref()?).ok()
}

/// The words of a statement as its source prints them, without the tags of a page; `None` where the
/// text is not at hand, or has no words there.
///
/// # Cost
///
/// That of [`article`].
pub fn words(case: &Case, statement: &Statement) -> Option<String> {
    let span = statement.span.clone()?;
    let document = article(&case.sources[statement.source?.0])?;
    let (start, end) = document.text_span((span.start, span.end));
    let words = document.text.get(start..end)?;
    (!words.trim().is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use onetext_case::{Files, parse};

    use super::words;

    fn check(file: &[u8], quoted: &[u8]) -> Option<String> {
        let start = file.windows(quoted.len()).position(|it| it == quoted).expect("it is there");
        let end = start + quoted.len();
        let mut files = Files::default();
        files.insert(
            "case.toml",
            "title = \"Valley\"\nas_of = 2025-12-10\n[[party]]\nid = \"upper\"\nname = \"Upper\"\n",
        );
        let sum = onetext_case::sha256(file);
        files.insert("sources.toml", format!("[[source]]\nid = \"post\"\noutlet = \"Post\"\ntitle = \"Rain\"\nday = 2025-12-02\nsha256 = \"{sum}\"\n"));
        files.insert("sources/post.txt", file);
        files.insert("statements.toml", format!("[[statement]]\nid = \"a\"\nspeaker = \"upper\"\nstance = \"position\"\ngist = \"waits\"\nsource = \"post\"\nspan = [{start}, {end}]\n"));
        let parsed = parse(&files);
        assert_eq!(parsed.diagnostics.len(), 0, "{:#?}", parsed.diagnostics);
        words(&parsed.case, &parsed.case.statements[0])
    }

    #[test]
    fn words_are_what_the_bytes_of_the_file_say() {
        let said = |file: &[u8], quoted: &[u8]| check(file, quoted).unwrap_or_default();
        assert_eq!(said("“Né,” she said.".as_bytes(), "Né,".as_bytes()), "Né,");
        assert_eq!(
            said(b"<p>&ldquo;We <em>can</em> wait,&rdquo; she said.</p>", b"We <em>can</em> wait,"),
            "We can wait,"
        );
        let page = b"<meta charset=windows-1252><p>\x93We caf\xe9,\x94 she said.</p>";
        assert_eq!(said(page, b"We caf\xe9,"), "We café,");
        assert_eq!(said(b"Caf\xe9 talks go on.", b"Caf\xe9 talks"), "Café talks");
        assert_eq!(check(b"<p><!-- no -->Rain fell.</p>", b"<!-- no -->"), None);
        assert_eq!(check(b"%PDF-1.7 \xff", b"1.7"), None);
    }
}
