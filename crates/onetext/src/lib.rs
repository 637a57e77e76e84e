//! The front room: analysis of a case, and reports as text, HTML and JSON.
