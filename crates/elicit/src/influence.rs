//! What a share would be without a statement, by drawing worlds without it.

use std::collections::BTreeSet;

use onetext_case::{Case, PartyId, StatementId};

use crate::elicited::Elicited;
use crate::error::Error;
use crate::question::{Assumed, Effort, Stop};
use crate::share::Share;
use crate::text::Text;

/// What a share is with a statement and without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The statement.
    pub statement: StatementId,
    /// The share as it stands.
    pub with: Share,
    /// The share as if the statement had never been said.
    pub without: Share,
}

impl Influence {
    /// Middle of the share with the statement less that without it, as
    /// [`crate::Because::influence`] is.
    pub fn difference(self) -> f64 {
        self.with.middle() - self.without.middle()
    }
}

/// The influence of a statement on a party's share for a text, by drawing worlds without the
/// statement: also where [`crate::Because`] has none, for a hard statement or one without which the
/// worlds at hand say too little.
///
/// What repeats the statement in the same words of the same source goes with it; another voice for
/// the same stays.
///
/// # Errors
///
/// Those of [`crate::View::acceptability`], with the statement or without it.
///
/// # Cost
///
/// That of [`Elicited::again`].
pub fn influence(
    case: &Case,
    elicited: &Elicited,
    party: PartyId,
    statement: StatementId,
    text: &Text,
    stop: Stop<'_>,
) -> Result<Influence, Error> {
    let with = elicited.view(party).share(text)?;
    let same =
        elicited.view(party).ledger.iter().filter(|it| {
            it.statement == statement || it.entered == crate::Entered::Same(statement)
        });
    let out = same.map(|it| it.statement).collect();
    let without = without(case, elicited, &out, Effort::Full, stop).view(party).share(text)?;
    Ok(Influence { statement, with, without })
}

/// The same with some statements withdrawn.
pub(crate) fn without(
    case: &Case,
    elicited: &Elicited,
    statements: &BTreeSet<StatementId>,
    effort: Effort,
    stop: Stop<'_>,
) -> Elicited {
    let mut question = elicited.question.clone();
    let withdrawn = statements.iter().map(|&it| (it, Assumed::Withdrawn));
    question.assumed.statements.extend(withdrawn);
    elicited.again(case, &question, effort, stop)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use onetext_case::{Claim, OptionId, Target};

    use super::*;
    use crate::fixture::{case, pattern, say};
    use crate::{Question, elicit};

    #[test]
    fn it_agrees_with_weighing_and_knows_hard_statements_too() {
        let mut case = case(1, &[(3, None), (3, Some(0))]);
        let package = pattern(&[(0, &[1]), (1, &[1])]);
        say(&mut case, Claim::Acceptance(Target::Package(package)), 0.9);
        say(&mut case, Claim::Rejection(pattern(&[(0, &[1])])), 1.0);
        let text = Text::outcome(&[OptionId(1), OptionId(1)]);
        let elicited = elicit(&case, &Question::new(1, 1_000), &|| false);
        let line = |statement: usize| {
            let statement = StatementId(statement);
            let it = influence(&case, &elicited, PartyId(0), statement, &text, &|| false).unwrap();
            let because = elicited.views[0].acceptability(&text).unwrap().because;
            let because = because.iter().find(|it| it.statement == statement).unwrap().influence;
            let because = because.map_or("none".to_owned(), |it| format!("{it:+.2}"));
            format!("{:+.2}, by weighing {because}", it.difference())
        };
        assert_snapshot!(line(0), @"+0.39, by weighing +0.40");
        assert_snapshot!(line(1), @"-0.05, by weighing none");
    }

    #[test]
    fn a_repetition_of_the_same_words_goes_too() {
        let mut case = case(1, &[(3, None)]);
        let claim = Claim::Refusal(Target::Package(pattern(&[(0, &[1])])));
        say(&mut case, claim, 1.0);
        let again = case.statements[0].clone();
        case.statements.push(again);
        let text = Text::outcome(&[OptionId(1)]);
        let elicited = elicit(&case, &Question::new(1, 500), &|| false);
        let it = influence(&case, &elicited, PartyId(0), StatementId(0), &text, &|| false).unwrap();
        assert!(it.with.high <= 0.0 && 0.5 < it.without.low, "{it:?}");
    }
}
