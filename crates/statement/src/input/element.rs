//! Elements of web pages: which divide a page, which are not shown, which stand apart.

/// Elements that stand in lines of their own and say how a page is divided.
pub(super) const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements within a line. Of them only links count for how a page is divided.
pub(super) const INLINES: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// Elements whose inside is not shown, or is not told by an article.
pub(super) const HIDDEN: [&str; 16] = [
    "audio", "button", "canvas", "datalist", "dialog", "map", "math", "noscript", "object",
    "optgroup", "option", "rp", "select", "svg", "template", "video",
];

/// Classes of elements that show what stands elsewhere on the web, or are read aloud and not seen.
pub(super) const APART: [&str; 22] = [
    "bluesky-embed",
    "embed",
    "fb-post",
    "fb-video",
    "imgur-embed-pub",
    "instagram-media",
    "mastodon-embed",
    "reddit-card",
    "reddit-embed-bq",
    "screen-reader-only",
    "screen-reader-text",
    "sr-only",
    "telegram-post",
    "text-post-media",
    "tiktok-embed",
    "truthsocial-embed",
    "twitter-tweet",
    "twitter-video",
    "visually-hidden",
    "visuallyhidden",
    "wp-caption-text",
    "wp-embedded-content",
];

/// Elements that hold the whole of an article, whatever their classes.
pub(super) const WHOLE: [&str; 4] = ["article", "body", "html", "main"];

/// Elements without an inside.
pub(super) const EMPTY: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Headings, captions and menus.
pub(super) const ASIDES: [&str; 9] =
    ["caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "nav"];

/// Whether the class of an element says that it stands apart.
pub(super) fn is_apart(class: &str) -> bool {
    class.split_ascii_whitespace().any(|it| {
        APART.contains(&it)
            || ["newsletter", "pull-quote", "pullquote"].iter().any(|head| it.starts_with(head))
    })
}

/// Whether a style keeps an element from being seen.
pub(super) fn hides(style: &str) -> bool {
    let bare: String =
        style.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    bare.contains("display:none") || bare.contains("visibility:hidden")
}
