//! Reporting verbs and their forms.

use super::Class::{self, Describe, Say, Stance, Weak};

/// Reporting verbs by lemma, in alphabetical order.
pub(crate) const VERBS: &[(&str, Class, u8)] = &[
    ("accuse", Stance, 80),
    ("acknowledge", Say, 90),
    ("add", Say, 80),
    ("admire", Stance, 40),
    ("admit", Say, 90),
    ("admonish", Say, 80),
    ("advise", Say, 70),
    ("advocate", Stance, 60),
    ("affirm", Say, 80),
    ("agree", Weak, 60),
    ("allege", Say, 90),
    ("announce", Say, 85),
    ("answer", Say, 70),
    ("argue", Say, 95),
    ("ask", Say, 75),
    ("assert", Say, 95),
    ("assess", Say, 50),
    ("assure", Say, 85),
    ("attack", Stance, 50),
    ("beg", Weak, 40),
    ("believe", Weak, 70),
    ("bemoan", Say, 80),
    ("blame", Stance, 60),
    ("blast", Stance, 50),
    ("blog", Say, 50),
    ("boast", Say, 85),
    ("brag", Say, 80),
    ("brand", Describe, 60),
    ("call", Describe, 60),
    ("caution", Say, 90),
    ("chant", Say, 70),
    ("characterize", Describe, 80),
    ("charge", Weak, 50),
    ("cite", Weak, 60),
    ("claim", Say, 85),
    ("clarify", Say, 80),
    ("comment", Say, 80),
    ("commit", Stance, 50),
    ("compare", Describe, 40),
    ("complain", Say, 90),
    ("compliment", Stance, 40),
    ("concede", Say, 90),
    ("conclude", Say, 80),
    ("condemn", Stance, 85),
    ("confess", Say, 80),
    ("confirm", Say, 80),
    ("contend", Say, 95),
    ("continue", Weak, 45),
    ("counter", Say, 70),
    ("criticize", Stance, 80),
    ("cry", Weak, 40),
    ("declare", Say, 90),
    ("decline", Stance, 50),
    ("decry", Stance, 85),
    ("deem", Describe, 50),
    ("demand", Stance, 80),
    ("denounce", Stance, 85),
    ("deny", Stance, 80),
    ("depict", Describe, 60),
    ("deride", Describe, 70),
    ("describe", Describe, 80),
    ("dismiss", Describe, 70),
    ("dub", Describe, 40),
    ("echo", Weak, 50),
    ("emphasize", Say, 95),
    ("estimate", Say, 70),
    ("exclaim", Say, 90),
    ("exhort", Say, 60),
    ("explain", Say, 90),
    ("express", Weak, 60),
    ("fear", Weak, 60),
    ("feel", Weak, 50),
    ("find", Weak, 40),
    ("forecast", Say, 70),
    ("fume", Say, 70),
    ("guarantee", Weak, 40),
    ("hail", Describe, 60),
    ("hint", Say, 80),
    ("hope", Weak, 60),
    ("imply", Say, 75),
    ("indicate", Say, 75),
    ("inform", Say, 70),
    ("insist", Say, 95),
    ("instruct", Say, 50),
    ("interject", Say, 90),
    ("invoke", Weak, 40),
    ("joke", Say, 90),
    ("label", Describe, 60),
    ("lament", Say, 90),
    ("laud", Stance, 60),
    ("liken", Describe, 60),
    ("maintain", Say, 70),
    ("mention", Weak, 60),
    ("mock", Describe, 60),
    ("muse", Say, 80),
    ("note", Say, 90),
    ("object", Weak, 60),
    ("observe", Say, 70),
    ("offer", Weak, 40),
    ("opine", Say, 95),
    ("oppose", Stance, 70),
    ("paint", Describe, 40),
    ("plead", Say, 70),
    ("pledge", Say, 80),
    ("portray", Describe, 60),
    ("post", Weak, 60),
    ("praise", Stance, 70),
    ("predict", Say, 95),
    ("proclaim", Say, 90),
    ("promise", Say, 80),
    ("propose", Say, 70),
    ("protest", Weak, 50),
    ("question", Weak, 60),
    ("quip", Say, 95),
    ("quote", Weak, 60),
    ("reaffirm", Say, 80),
    ("recall", Say, 80),
    ("recommend", Say, 80),
    ("recount", Say, 80),
    ("refer", Describe, 60),
    ("refuse", Stance, 60),
    ("reiterate", Say, 90),
    ("reject", Stance, 85),
    ("remark", Say, 95),
    ("remember", Weak, 50),
    ("remind", Say, 70),
    ("repeat", Weak, 60),
    ("reply", Say, 95),
    ("report", Say, 70),
    ("request", Stance, 60),
    ("respond", Say, 80),
    ("retort", Say, 95),
    ("reveal", Say, 70),
    ("ridicule", Describe, 60),
    ("say", Say, 100),
    ("scoff", Say, 80),
    ("scold", Stance, 60),
    ("shout", Say, 70),
    ("signal", Say, 60),
    ("slam", Stance, 60),
    ("speculate", Say, 80),
    ("state", Say, 90),
    ("stipulate", Say, 80),
    ("stress", Say, 90),
    ("suggest", Say, 85),
    ("support", Stance, 50),
    ("surmise", Say, 80),
    ("swear", Say, 60),
    ("tell", Say, 90),
    ("term", Describe, 60),
    ("testify", Say, 85),
    ("think", Weak, 70),
    ("threaten", Stance, 70),
    ("tout", Describe, 60),
    ("tweet", Say, 90),
    ("underline", Say, 60),
    ("underscore", Say, 60),
    ("urge", Say, 85),
    ("voice", Weak, 50),
    ("vow", Say, 90),
    ("want", Weak, 40),
    ("warn", Say, 95),
    ("wonder", Say, 70),
    ("worry", Weak, 60),
    ("write", Say, 90),
    ("yell", Say, 70),
];

/// Irregular forms and their lemmas, in alphabetical order.
const IRREGULAR: &[(&str, &str)] = &[
    ("felt", "feel"),
    ("found", "find"),
    ("said", "say"),
    ("swore", "swear"),
    ("thought", "think"),
    ("told", "tell"),
    ("writing", "write"),
    ("written", "write"),
    ("wrote", "write"),
];

/// All that may be a form of a reporting verb.
pub(crate) fn forms() -> Vec<String> {
    let mut forms: Vec<String> = IRREGULAR.iter().map(|it| it.0.to_owned()).collect();
    for (lemma, _, _) in VERBS {
        let doubled = lemma.chars().last().map(|last| format!("{lemma}{last}"));
        let stem = lemma.strip_suffix('e').map(str::to_owned);
        let past = [Some((*lemma).to_owned()), doubled, stem];
        for stem in past.into_iter().flatten() {
            forms.extend([format!("{stem}ed"), format!("{stem}ing")]);
        }
        if let Some(stem) = lemma.strip_suffix('y') {
            forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
        }
        forms.extend([(*lemma).to_owned(), format!("{lemma}s"), format!("{lemma}es")]);
    }
    forms
}

/// How a word reports, if it is a form of a reporting verb.
pub(crate) fn verb(word: &str) -> Option<(Class, u8)> {
    let lemma = |it: &str| {
        let found = VERBS.binary_search_by(|entry| entry.0.cmp(it)).ok()?;
        Some((VERBS[found].1, VERBS[found].2))
    };
    if let Ok(found) = IRREGULAR.binary_search_by(|entry| entry.0.cmp(word)) {
        return lemma(IRREGULAR[found].1);
    }
    let with_e = |stem: &str| {
        let mut chars = stem.chars();
        let doubled = chars.next_back() == chars.next_back();
        let undoubled = || stem.char_indices().next_back().and_then(|(at, _)| lemma(&stem[..at]));
        lemma(&format!("{stem}e"))
            .or_else(|| lemma(stem))
            .or_else(|| undoubled().filter(|_| doubled))
    };
    let with_y = |stem: &str| lemma(&format!("{stem}y"));
    lemma(word)
        .or_else(|| word.strip_suffix("ies").and_then(with_y))
        .or_else(|| word.strip_suffix("ied").and_then(with_y))
        .or_else(|| word.strip_suffix('s').and_then(lemma))
        .or_else(|| word.strip_suffix("es").and_then(lemma))
        .or_else(|| word.strip_suffix("ed").and_then(with_e))
        .or_else(|| word.strip_suffix("ing").and_then(with_e))
}

#[cfg(test)]
mod tests {
    use super::{IRREGULAR, VERBS, verb};

    #[test]
    fn the_lists_are_in_alphabetical_order() {
        assert!(VERBS.is_sorted_by(|a, b| a.0 < b.0), "verbs");
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0), "irregular forms");
    }

    #[test]
    fn forms_lead_to_their_verb() {
        let known = ["said", "says", "arguing", "replied", "denies", "stresses", "quipped", "urge"];
        assert!(known.iter().all(|form| verb(form).is_some()));
        assert!(["", "s", "ed", "ing", "sing", "é", "walked"].iter().all(|it| verb(it).is_none()));
    }
}
