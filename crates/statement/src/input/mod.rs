//! Files in, texts out.

mod day;
#[cfg(feature = "html")]
mod element;
mod encoding;
mod error;
mod kind;
#[cfg(feature = "html")]
mod markup;
#[cfg(feature = "html")]
mod meta;
mod origin;
#[cfg(feature = "html")]
mod page;
mod record;
#[cfg(feature = "html")]
mod writer;

use jiff::civil::Date;

use self::origin::Origin;
use crate::read::Reader;
use crate::statement::{Article, Part, Statement};

pub use self::error::Error;
pub use self::record::{Record, record};

/// An article as a file holds it: its text, and where in the file each byte of it stands.
///
/// Plain text is taken as it is. From a web page comes its main text, without headings and
/// captions, or all that can be seen where no part of it looks like an article. Text in an encoding
/// other than UTF-8 is decoded.
///
/// # Examples
///
/// ```
/// use onetext_statement::{Document, Effort, Reader, Roster, Topics};
///
/// let page = b"<p>&ldquo;We <em>can</em> wait,&rdquo; Ana Belo said.</p>";
/// let document = Document::parse(page)?;
/// assert_eq!(document.text, "“We can wait,” Ana Belo said.");
///
/// let (roster, topics) = (Roster::default(), Topics::default());
/// let statements = document.read(&Reader::new(&roster, &topics, Effort::Full), "valley", None);
/// let (start, end) = statements[0].span();
/// assert_eq!(statements[0].words(), "We can wait,");
/// assert_eq!(&page[start..end], b"We <em>can</em> wait,");
/// # Ok::<(), onetext_statement::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The text, to be read as an [`Article`].
    pub text: String,
    /// Whether it comes from a web page.
    pub is_page: bool,
    /// Name of the encoding, such as "UTF-8" or "windows-1252".
    pub encoding: &'static str,
    /// The day of publication, as the page or the record says it.
    pub published: Option<Date>,
    /// The title, as the page or the record says it.
    pub title: Option<String>,
    /// Where it was published, as the page or the record says it.
    pub outlet: Option<String>,
    /// Who wrote it, as the page or the record says it.
    pub author: Option<String>,
    origin: Origin,
}

impl Document {
    /// The article in the bytes of a file: plain text or a web page, in any encoding.
    ///
    /// Bytes that mean nothing in their encoding do not make it fail; in UTF-8 each becomes a form
    /// feed, which ends a paragraph.
    ///
    /// # Errors
    ///
    /// - [`Error::Binary`] where the bytes are no text at all.
    /// - [`Error::Page`] for a web page if this crate is built without its feature `html`.
    ///
    /// # Cost
    ///
    /// Linear in the number of bytes.
    ///
    /// # Source
    ///
    /// Encodings: the WHATWG Encoding Standard, and for text that does not name its encoding a
    /// guess by H. Sivonen's `chardetng`. Main text: Mozilla's Readability, by `dom_smoothie`.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if kind::wide(bytes).is_none()
            && let Some(what) = kind::binary(bytes)
        {
            return Err(Error::Binary { what });
        }
        let decoded = encoding::decode(bytes);
        if kind::is_html(decoded.text.as_bytes()) {
            return Self::of_page(&decoded);
        }
        Ok(Self {
            text: decoded.text,
            is_page: false,
            encoding: decoded.encoding,
            published: None,
            title: None,
            outlet: None,
            author: None,
            origin: decoded.origin,
        })
    }

    #[cfg(feature = "html")]
    #[expect(clippy::unnecessary_wraps, reason = "without the feature it fails")]
    fn of_page(decoded: &encoding::Decoded) -> Result<Self, Error> {
        let page = page::Page::new(&decoded.text);
        let (text, origin) = page.main_text(&decoded.origin);
        let meta = page.meta;
        Ok(Self {
            text,
            is_page: true,
            encoding: decoded.encoding,
            published: meta.published,
            title: meta.title,
            outlet: meta.outlet,
            author: meta.author,
            origin,
        })
    }

    #[cfg(not(feature = "html"))]
    fn of_page(_: &encoding::Decoded) -> Result<Self, Error> {
        Err(Error::Page)
    }

    /// The statements in the article, with spans that are bytes of the file.
    ///
    /// Decoding the bytes of a part, without tags and with references resolved, gives its words up
    /// to white space and letters without width. Words between which the file says something that
    /// is not part of the article are parts of their own. `source` names the article;
    /// `published` is the day to count back from, whether or not it is [`Self::published`].
    pub fn read(
        &self,
        reader: &Reader<'_>,
        source: &str,
        published: Option<Date>,
    ) -> Vec<Statement> {
        let bytes = self.text.as_bytes();
        let mut statements = reader.read(&Article { source, bytes, published });
        for statement in &mut statements {
            self.locate(statement);
        }
        statements
    }

    /// The bytes of the file that a range of the text comes from.
    pub fn source_span(&self, span: (usize, usize)) -> (usize, usize) {
        self.origin.span(span)
    }

    /// The range of the text that comes from a range of bytes of the file: the other way than
    /// [`Self::source_span`]. Empty where the file says nothing there that is in the text.
    pub fn text_span(&self, span: (usize, usize)) -> (usize, usize) {
        let (start, end) = self.origin.text_span(span);
        (self.text.floor_char_boundary(start), self.text.ceil_char_boundary(end))
    }

    /// Moves the spans of a statement from the text to the file.
    fn locate(&self, statement: &mut Statement) {
        let place = |it: &mut Option<(usize, usize)>| *it = it.map(|it| self.origin.span(it));
        let parts = std::mem::take(&mut statement.parts);
        for part in parts {
            for whole in self.origin.whole(part.span) {
                // A gap lies between two letters of the text; what stands before it may be space.
                let words = self.text.get(whole.0..whole.1).unwrap_or_default();
                let trimmed = words.trim();
                if trimmed.is_empty() {
                    continue;
                }
                let start = whole.0 + (words.len() - words.trim_start().len());
                let span = self.origin.span((start, start + trimmed.len()));
                statement.parts.push(Part { span, words: trimmed.to_owned() });
            }
        }
        place(&mut statement.mention);
        place(&mut statement.cue_span);
        place(&mut statement.condition);
        place(&mut statement.consequence);
        place(&mut statement.otherwise);
        statement.id = format!("{}-{}", statement.source, statement.span().0);
    }
}
