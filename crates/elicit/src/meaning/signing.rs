//! What a party would sign, and what it would not.
//!
//! A draft is taken whole: where it is silent, silence is what it says. A package says nothing about
//! the issues that it does not name.

use onetext_case::{Case, DraftId, Pattern};

use crate::lower::Said;
use crate::proposition::{Blocked, Linear, Of, Proposition, Sum};
use crate::space::{Reading, Space};
use crate::text::Text;

use super::crossing;

/// `ranking`: *U(d) ≥ U(next d)* for each draft *d* but the last; of open brackets the best reading
/// of the one counts against the worst of the next.
pub(super) fn ranking(case: &Case, space: &Space, drafts: &[DraftId]) -> Option<Proposition> {
    let readings: Vec<Reading> =
        drafts.iter().map_while(|&it| space.reading(&Text::draft(case, it)).ok()).collect();
    let forms = readings.windows(2).map(|pair| {
        let mut sum = Sum::default();
        sum.text(space, &pair[0], Of::Best, 1).text(space, &pair[1], Of::Worst, -1).linear()
    });
    Proposition::all(forms.collect())
}

/// `acceptance` of a draft: *U ≥ b* for the best reading, and no real red line matches every
/// reading.
pub(super) fn acceptance_of_draft(
    case: &Case,
    space: &Space,
    draft: DraftId,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let reading = space.reading(&Text::draft(case, draft)).ok()?;
    signs(vec![gain(space, &reading, Of::Best)], crossing(vetoes, &reading, false))
}

/// `refusal` of a draft: *U < b* for the worst reading, or a real red line matches some reading.
pub(super) fn refusal_of_draft(
    case: &Case,
    space: &Space,
    draft: DraftId,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let reading = space.reading(&Text::draft(case, draft)).ok()?;
    refuses(gain(space, &reading, Of::Worst), crossing(vetoes, &reading, true))
}

/// `acceptance` of a package: *U(silence with p) ≥ b* for each reading *p* of it, and no real red
/// line matches any by the issues that the package names.
pub(super) fn acceptance_of_package(
    space: &Space,
    options: &Pattern,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let reading = space.package(options);
    signs(gains(space, &reading), crossing(vetoes, &reading, true))
}

/// `refusal` of a package: *U(silence with p) < b* for each reading *p* of it, or one real red line
/// matches every reading by the issues that the package names.
pub(super) fn refusal_of_package(
    space: &Space,
    options: &Pattern,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    package_is_refused(space, &space.package(options), vetoes)
}

/// `conditional-offer`: the package of *when* and *then* is accepted, as `acceptance` has it, and
/// *U(silence with w) ≥ U(silence)* for each reading *w* of *when*.
pub(super) fn conditional_offer(
    space: &Space,
    when: &Pattern,
    then: &Pattern,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let mut both = then.clone();
    both.extend(when.clone());
    let [when, both] = [when, &both].map(|it| space.package(it));
    let mut forms = gains(space, &both);
    for when in space.apart(&when) {
        forms.push(Sum::default().text(space, &when, Of::Worst, 1).linear());
    }
    signs(forms, crossing(vetoes, &both, true))
}

/// `ultimatum`: the package of *then*, with silence on the issues of *options*, is refused, as
/// `refusal` has it.
pub(super) fn ultimatum(
    space: &Space,
    options: &Pattern,
    then: &Pattern,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    let mut reading = space.package(then);
    for issue in options.keys() {
        reading[issue.0] = vec![space.silent(issue.0)];
    }
    package_is_refused(space, &reading, vetoes)
}

fn package_is_refused(
    space: &Space,
    reading: &Reading,
    vetoes: &[Said<Blocked>],
) -> Option<Proposition> {
    refuses(gain(space, reading, Of::Best), crossing(vetoes, reading, false))
}

/// All forms are at least zero, and none of the vetoes is real.
fn signs(forms: Vec<Linear>, vetoes: Vec<usize>) -> Option<Proposition> {
    Proposition { forms, vetoes, negated: false }.simplified()
}

/// The form is below zero, or one of the vetoes is real.
fn refuses(form: Linear, vetoes: Vec<usize>) -> Option<Proposition> {
    Proposition { forms: vec![form], vetoes, negated: true }.simplified()
}

/// *U − b* for each reading.
fn gains(space: &Space, reading: &Reading) -> Vec<Linear> {
    space.apart(reading).iter().map(|it| gain(space, it, Of::Worst)).collect()
}

/// *U − b* for the best or the worst reading.
fn gain(space: &Space, reading: &Reading, which: Of) -> Linear {
    Sum::default().text(space, reading, which, 1).against_none().linear()
}
