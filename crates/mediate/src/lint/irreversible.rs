//! Acts that cannot be undone, for which nothing is due to the one who does them.

use super::day::is_dated;
use super::names::Who;
use super::reading::{Ground, Reading, add};
use super::sentence::{Frame, Token, frames, has_any, sentences, shown, words};
use super::words::{FINAL, FINAL_WITH, NO_PRICE, TIES, UNDOABLE, Verb};
use super::{Finding, Rule};

pub(super) fn find(ground: &Ground<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (point, readings) in &ground.points {
        for reading in readings {
            for sentence in sentences(&reading.tokens) {
                for frame in frames(&reading.tokens, &sentence, &ground.names) {
                    if !is_final(&reading.tokens, &frame) {
                        continue;
                    }
                    let who = doer(ground, &reading.tokens, &frame);
                    if who == Some(Who::Each) || is_answered(ground, *point, reading, who) {
                        continue;
                    }
                    let range = shown(&sentence, &frame);
                    let at = reading.tokens[range.start].at.start;
                    let said = words(&reading.text, &reading.tokens, &range);
                    let mut finding =
                        ground.finding(Rule::IrreversibleAct, (*point, reading), at, said);
                    let name = match who {
                        // Of a passive, what is named is often what the act is done to.
                        Some(Who::Party(it)) if !frame.is_passive => {
                            ground.case.parties.get(it).map(|it| it.body.name.clone())
                        }
                        _ => None,
                    };
                    let doer = name.unwrap_or_else(|| "Whoever does this".to_owned());
                    finding.lacks = vec!["counterpart"];
                    finding.reason = format!(
                        "{doer} cannot take it back, and no act of another with a day of its own stands \
                         against it here; the one who goes first would have to trust."
                    );
                    finding.better = better(said);
                    add(&mut found, finding);
                    break;
                }
            }
        }
    }
    found
}

fn better(said: &str) -> String {
    format!(
        "{said} [by day and month], and on the same day [the other party] [does its part]; if one is late, the other waits."
    )
}

/// Whether a verb with what follows it is an act that cannot be undone.
fn is_final(tokens: &[Token], frame: &Frame) -> bool {
    if frame.is_negated || frame.is_allowed || (frame.is_subordinate && !frame.is_passive) {
        return false;
    }
    // Where verbs are joined, the second shares the subject of the first.
    let range = frame.verb..frame.clause.end;
    if tokens[frame.clause.clone()].iter().any(|it| it.is(UNDOABLE)) {
        return false;
    }
    let after = &tokens[range.clone()];
    let heads = range.clone().filter(|&it| {
        it == frame.verb
            || tokens[it - 1].is(&["and", "or"]) && tokens[it].word.ends_with('s')
            || frame.is_passive && tokens[it - 1].is(&["and"])
    });
    let whole = &tokens[frame.clause.clone()];
    heads.into_iter().any(|it| {
        let verb = tokens[it].word.as_str();
        let is = |(base, third, participle): &Verb| {
            if frame.is_passive { verb == *participle } else { verb == *base || verb == *third }
        };
        if FINAL.iter().any(is) {
            return true;
        }
        let with =
            FINAL_WITH.iter().any(|(it, objects)| is(it) && whole.iter().any(|it| it.is(objects)));
        let next = tokens.get(it + 1);
        let leaves = matches!(verb, "leave" | "leaves")
            && !frame.is_passive
            && next.is_some_and(|it| {
                it.is(&["the", "its", "their", "it", "them", "all", "by", "within"])
            })
            && !after.iter().any(|it| it.is(&["to", "unchanged", "copy", "open", "choice"]))
            || matches!(verb, "leave" | "leaves") && next.is_none();
        with || leaves
    })
}

/// Who does an act: its subject, or of a passive whoever the words before name as the owner.
fn doer(ground: &Ground<'_>, tokens: &[Token], frame: &Frame) -> Option<Who> {
    if frame.who.is_some() || !frame.is_passive {
        let each = tokens[frame.clause.clone()].iter().any(|it| it.is(&["exchange", "mutually"]));
        return if each { Some(Who::Each) } else { frame.who };
    }
    frame.clause.clone().find_map(|it| match ground.names.at(&tokens[it..]) {
        Some((_, who @ Who::Party(_))) => Some(who),
        _ => None,
    })
}

/// Whether an act of another with a day, or tied to this one, stands in the point or near it.
fn is_answered(ground: &Ground<'_>, point: usize, reading: &Reading, who: Option<Who>) -> bool {
    let others = |tokens: &[Token], is_same: bool| {
        sentences(tokens).into_iter().any(|sentence| {
            let tied = is_same && has_any(&tokens[sentence.clone()], TIES);
            let dated = is_dated(&tokens[sentence.clone()]);
            frames(tokens, &sentence, &ground.names).into_iter().any(|it| {
                let doer = doer(ground, tokens, &it);
                let other = matches!(doer, Some(Who::Party(_) | Who::Each)) && doer != who
                    || matches!(who, Some(Who::Other)) && doer.is_some() && doer != who;
                let with = &tokens[it.clause.clone()];
                other
                    && !it.is_negated
                    && !tokens[it.verb].is(NO_PRICE)
                    && (is_dated(with) || (tied && dated) || tied && it.is_subordinate)
            })
        })
    };
    let tied = |tokens: &[Token]| {
        // "Freedonia destroys its mortars and Sylvania its rockets": the second verb is left out.
        has_any(tokens, TIES)
            && (0..tokens.len()).any(|it| match ground.names.at(&tokens[it..]) {
                Some((_, other @ Who::Party(_))) => Some(other) != who && !tokens[it].is_possessive,
                _ => false,
            })
            && is_dated(tokens)
    };
    if others(&reading.tokens, true) || tied(&reading.tokens) {
        return true;
    }
    let section = &ground.draft.points[point].section;
    ground.points.iter().any(|(index, readings)| {
        *index != point
            && ground.draft.points[*index].section == *section
            && readings.iter().all(|it| others(&it.tokens, false))
    })
}
