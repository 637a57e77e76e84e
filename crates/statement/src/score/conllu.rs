//! Texts from files in the CoNLL-U format, as GUM has them.

/// The text of a document: one line for each paragraph, with an empty line between them.
///
/// A paragraph begins at each `# newpar`, a heading and a caption too. A caption that stands at the
/// head of a longer block, as `# newpar_block` tells, is a paragraph of its own. Words have a space
/// after them unless `SpaceAfter=No` says otherwise; a token of several words counts as it is
/// printed.
///
/// Never fails: lines that are no words of this format are passed over.
///
/// # Cost
///
/// Linear in the length of the file.
///
/// # Source
///
/// The format: <https://universaldependencies.org/format.html>; blocks: A. Zeldes, "The GUM Corpus:
/// Creating Multilayer Resources in the Classroom", Language Resources and Evaluation 51 (2017),
/// pp. 581–612, in the form of its 11th and 12th editions.
///
/// # Examples
///
/// ```
/// use onetext_statement::score::conllu;
///
/// let file = "# newpar\n1\tNo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n";
/// assert_eq!(conllu::text(file), "No.\n");
/// ```
pub fn text(file: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_fresh = true;
    // Sentences left in a caption at the head of its block.
    let mut left: Option<u64> = None;
    // Words up to this one are parts of a token.
    let mut covered = 0;
    for line in file.split('\n') {
        let line = line.trim_end_matches('\r');
        if line == "# newpar" || line.starts_with("# newpar ") {
            is_fresh = true;
            left = None;
        } else if let Some(blocks) = line.strip_prefix("# newpar_block") {
            left = caption(blocks).or(left);
        } else if line.starts_with("# sent_id") {
            covered = 0;
            if left == Some(0) {
                is_fresh = true;
            }
            left = left.and_then(|it| it.checked_sub(1));
        } else if let Some(token) = Token::parse(line) {
            if token.first <= covered && token.last.is_none() {
                continue;
            }
            covered = token.last.unwrap_or(covered);
            if is_fresh {
                paragraphs.push(String::new());
                is_fresh = false;
            }
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.push_str(token.form);
                paragraph.push_str(if token.is_joined { "" } else { " " });
            }
        }
    }
    let lines: Vec<&str> = paragraphs.iter().map(|it| it.trim()).collect();
    lines.join("\n\n") + "\n"
}

/// The sentences of a caption that is shorter than the longest of its blocks:
/// "= p (5 s) | figure (1 s) | caption (1 s)".
fn caption(blocks: &str) -> Option<u64> {
    let block = |it: &str| {
        let it = it.trim_start_matches(['=', ' ']);
        let name = it.find(|it: char| !it.is_ascii_lowercase()).map_or(it, |end| &it[..end]);
        let count = it.rsplit_once('(')?.1.trim_end().strip_suffix(" s)")?;
        Some((name.to_owned(), count.parse::<u64>().ok()?))
    };
    let blocks: Vec<(String, u64)> = blocks.split('|').filter_map(block).collect();
    let longest = blocks.iter().map(|it| it.1).max()?;
    let caption = blocks.iter().find(|it| it.0 == "caption")?.1;
    (caption < longest).then_some(caption)
}

/// A line of a word, or of a token of several words.
struct Token<'a> {
    first: u64,
    /// The last of several words.
    last: Option<u64>,
    form: &'a str,
    /// Whether no space follows.
    is_joined: bool,
}

impl<'a> Token<'a> {
    /// `None` for what is no token, and for a word that is not printed, such as `8.1`.
    fn parse(line: &'a str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (id, form) = (columns.next()?, columns.next()?);
        let (first, last) = match id.split_once('-') {
            Some((first, last)) => (first, Some(last.parse().ok()?)),
            None => (id, None),
        };
        let is_joined =
            columns.nth(7).is_some_and(|it| it.split('|').any(|it| it == "SpaceAfter=No"));
        Some(Self { first: first.parse().ok()?, last, form, is_joined })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words such as "1 No" or "2 . joined" as lines of the format.
    fn check(lines: &[&str]) -> String {
        let line = |it: &&str| match it.split_once(' ') {
            Some((id, word)) if !it.starts_with('#') => {
                let (word, joined) = word
                    .strip_suffix('+')
                    .map_or((word, "_"), |it| (it, "Entity=1)|SpaceAfter=No"));
                format!("{id}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{joined}\n")
            }
            _ => format!("{it}\n"),
        };
        text(&lines.iter().map(line).collect::<String>())
    }

    #[test]
    fn words_are_joined_as_they_are_printed() {
        let lines = ["# newpar", "# sent_id = a-1", "1 Belo", "2 waits+", "3 .", "", "1 So"];
        assert_eq!(check(&lines), "Belo waits. So\n");
    }

    #[test]
    fn a_token_of_several_words_counts_once_and_a_word_that_is_not_printed_never() {
        let lines = ["1-2 don't", "1 do+", "2 n't", "2.1 wait", "3 go", "# sent_id = b", "1 Yes"];
        assert_eq!(check(&lines), "don't go Yes\n");
    }

    #[test]
    fn a_caption_at_the_head_of_a_block_is_a_paragraph() {
        let block = "# newpar_block = p (3 s) | figure (1 s) | caption rend:::\"left\" (1 s)";
        let lines = [
            "# newpar",
            block,
            "# sent_id = 1",
            "1 Dam",
            "# sent_id = 2",
            "1 No",
            "# sent_id = 3",
            "1 Yes",
        ];
        assert_eq!(check(&lines), "Dam\n\nNo Yes\n");
        let alone = "# newpar_block = caption (2 s)";
        assert_eq!(
            check(&["# newpar", alone, "# sent_id = 1", "1 A", "# sent_id = 2", "1 B"]),
            "A B\n"
        );
    }

    #[test]
    fn a_file_without_words_is_an_empty_line() {
        assert_eq!(text(""), "\n");
    }

    proptest! {
        #[test]
        fn any_text_has_some_text(file in "(# newpar(_block = (p|caption) \\([0-9]{1,22} s\\))?\n|# sent_id\n|[0-9]{0,21}[-.]?[0-9]{0,2}\t[a-zé]?(\t_){0,9}\r?\n|.|\n){0,20}") {
            prop_assert!(text(&file).ends_with('\n'));
        }
    }
}
