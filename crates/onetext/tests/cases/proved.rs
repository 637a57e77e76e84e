//! What contradicts what in the bundled cases, and what is proved of their drafts.

use onetext_case::DraftId;
use onetext_elicit::{Question, Text, clashes, elicit};

use crate::bundled::{NAMES, case};

#[test]
fn every_clash_and_every_verdict_of_the_bundled_cases_is_proved() {
    for name in NAMES {
        let case = case(name);
        let elicited = elicit(&case, &Question::new(1, 100), &|| false);
        let clashes = clashes(&case, &elicited, &|| false);
        let assumed = &elicited.question.assumed;
        assert!(clashes.complete);
        for clash in &clashes.sets {
            assert!(clash.proof.is_minimal() && clash.proof.check(&case, clash.party, assumed));
        }
        assert!(clashes.repairs.iter().all(|it| it.proved));
        for view in &elicited.views {
            for draft in 0..case.drafts.len() {
                let text = Text::draft(&case, DraftId(draft));
                if let Ok(Some(verdict)) = view.verdict(&text) {
                    assert!(verdict.check(&case, view.party, assumed, &text));
                }
            }
        }
    }
}
