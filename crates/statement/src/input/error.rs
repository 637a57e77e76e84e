//! What cannot be taken in.

/// Why a file, or a line of one, holds no article that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no text.
    #[error("is {what}")]
    Binary {
        /// What they are: "a PDF", "a picture", "not text".
        what: &'static str,
    },
    /// A web page, and this build has no library for them.
    #[error("is a web page, and this build reads plain text alone")]
    Page,
    /// A line of JSON Lines that is not JSON in UTF-8.
    #[error("is not JSON: {reason}")]
    Json {
        /// What the parser says.
        reason: String,
    },
    /// A line of JSON Lines that is a list, a string or the like.
    #[error("is JSON, but no object")]
    NoObject,
    /// A line of JSON Lines without a text.
    #[error("is JSON without a text, or with an empty one")]
    NoText,
}

impl Error {
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Binary { .. } => "save the article as plain text or as a web page",
            Self::Page => "save the article as plain text, or build with the feature `html`",
            Self::Json { .. } | Self::NoObject => {
                "write one object on each line, such as {\"text\": \"…\"}"
            }
            Self::NoText => "name the text `text`, `html`, `body` or `content`",
        }
    }
}
