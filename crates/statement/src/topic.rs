//! What a case is about.

/// The issues of a case, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// The issues, in the order of the case.
    pub issues: Vec<Topic>,
}

/// An issue, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Id of the issue.
    pub id: String,
    /// The question it asks, and its section.
    pub question: String,
    /// Words that point to it.
    pub keywords: Vec<String>,
    /// Ids and texts of its options, in the order of the case.
    pub options: Vec<(String, String)>,
}
