//! Cases for tests, made by hand and at random.

use onetext_case::{
    Case, Channel, Claim, Draft, DraftId, Form, Holder, Issue, IssueId, IssueOption, OptionId,
    Party, PartyId, Pattern, Piece, Point, Provenance, Statement, Target, When,
};
use proptest::prelude::*;

/// A statement of a test: what is said, of which party, by itself or by another, in public or not.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) claim: Claim,
    pub(crate) holder: usize,
    pub(crate) voice: usize,
    pub(crate) is_public: bool,
}

/// Three issues, of which the last has no status quo.
const ISSUES: [(usize, Option<usize>); 3] = [(3, Some(0)), (4, Some(1)), (3, None)];

/// A case of two parties with statements, and with drafts by the options for which they have words;
/// each draft revises the one before.
pub(crate) fn case(said: &[Said], drafts: &[Vec<(usize, usize)>]) -> Case {
    let day = "2025-12-02".parse().expect("a day");
    let issue = |&(options, status_quo): &(usize, Option<usize>)| Issue {
        options: vec![IssueOption::default(); options],
        status_quo: status_quo.map(OptionId),
        ..Issue::default()
    };
    let statement = |it: &Said| Statement {
        id: String::new(),
        speaker: String::new(),
        voice: Holder::Party(PartyId(it.voice)),
        holder: Holder::Party(PartyId(it.holder)),
        said: When::day(day),
        about: it.claim.issues(&Case::default()),
        claim: it.claim.clone(),
        gist: String::new(),
        source: None,
        span: None,
        also: Vec::new(),
        form: Form::Direct,
        channel: if it.is_public { Channel::Public } else { Channel::Private },
        credence: Some(0.8),
        until: None,
        supersedes: None,
        retracted: None,
        note: String::new(),
    };
    let draft = |(index, options): (usize, &Vec<(usize, usize)>)| Draft {
        id: String::new(),
        title: String::new(),
        day,
        by: None,
        provenance: Provenance::Public,
        revises: index.checked_sub(1).map(DraftId),
        disputed: Vec::new(),
        because: Vec::new(),
        points: options
            .iter()
            .map(|&(issue, option)| Point {
                section: String::new(),
                number: None,
                lines: Vec::new(),
                text: vec![Piece::Bracket {
                    text: String::new(),
                    issue: IssueId(issue),
                    option: OptionId(option),
                    by: None,
                }],
            })
            .collect(),
        file: String::new(),
    };
    Case {
        as_of: Some(day),
        parties: vec![Party::default(); 2],
        issues: ISSUES.iter().map(issue).collect(),
        statements: said.iter().map(statement).collect(),
        drafts: drafts.iter().enumerate().map(draft).collect(),
        ..Case::default()
    }
}

pub(crate) fn pattern(options: &[(usize, &[usize])]) -> Pattern {
    let ids = |it: &[usize]| it.iter().map(|&it| OptionId(it)).collect();
    options.iter().map(|&(issue, it)| (IssueId(issue), ids(it))).collect()
}

fn arb_pattern() -> impl Strategy<Value = Pattern> {
    let some = prop::sample::subsequence(vec![0, 1, 2], 1..3);
    prop::collection::btree_map(0..3_usize, some, 1..3).prop_map(|it| {
        let named: Vec<(usize, Vec<usize>)> = it.into_iter().collect();
        let named: Vec<(usize, &[usize])> = named.iter().map(|it| (it.0, &it.1[..])).collect();
        pattern(&named)
    })
}

fn arb_claim() -> impl Strategy<Value = Claim> {
    (0..14, arb_pattern(), arb_pattern()).prop_map(|(kind, it, other)| match kind {
        0 => Claim::Support(it),
        1 => Claim::Opposition(it),
        2 => Claim::Demand(it),
        3 => Claim::Rejection(it),
        4 => Claim::RedLine(it),
        5 => Claim::Requires(it),
        6 => Claim::IdealPoint(it),
        7 => Claim::Preference { prefer: it, over: other },
        8 => Claim::Indifference([it, other]),
        9 => Claim::Acceptance(Target::Package(it)),
        10 => Claim::Refusal(Target::Package(it)),
        11 => Claim::OnlyIf { options: it, when: other },
        12 => Claim::Position(it),
        _ => Claim::ConditionalOffer {
            when: it,
            then: other,
            otherwise: String::new(),
            forecast: None,
        },
    })
}

/// Up to `most` statements.
pub(crate) fn arb_said(most: usize) -> impl Strategy<Value = Vec<Said>> {
    let said = (arb_claim(), 0..2_usize, 0..2_usize, any::<bool>())
        .prop_map(|(claim, holder, voice, is_public)| Said { claim, holder, voice, is_public });
    prop::collection::vec(said, 0..=most)
}

/// The options for which a draft has words, in any order, some of them twice.
pub(crate) fn arb_draft() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..3_usize, 0..3_usize), 0..6)
}
