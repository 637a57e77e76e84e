//! What the page does when a hand touches it: one script of our own, which loads nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use minifier::js::minify;
use sha2::{Digest, Sha256};

/// The parts of the script, in the order in which they run.
const PARTS: &[&str] = &[
    include_str!("script/base.js"),
    include_str!("script/drawer.js"),
    include_str!("script/text.js"),
    include_str!("script/space.js"),
    include_str!("script/worlds.js"),
    include_str!("script/try.js"),
];

/// The whole script, as the policy names it and the page has it: each part without its comments and
/// its white space.
pub(super) fn text() -> String {
    let parts: Vec<String> = PARTS.iter().map(|it| minify(it).to_string()).collect();
    format!("(() => {{\"use strict\";\n{}\n}})();\n", parts.join("\n"))
}

/// The script as the last element of the body.
pub(super) fn element(text: &str) -> Markup {
    html! { script { (PreEscaped(text)) } }
}

/// What the page may do: run the script with this text, look as it does, and reach nothing at all.
pub(super) fn policy(text: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
         form-action 'none'; script-src 'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    );
    html! { meta http-equiv="Content-Security-Policy" content=(policy); }
}
