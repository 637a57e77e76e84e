//! Protocols played at the command line.

mod door;

use insta::assert_snapshot;
use onetext::Stop;

use self::door::{ended, panama, root};

fn told(arguments: &[&str]) -> String {
    let (code, out, err) = ended(arguments, Stop::default());
    let root = root().display().to_string();
    format!("exit code {code}\n-- out --\n{out}-- err --\n{err}").replace(&root, "ROOT")
}

#[test]
fn protocols_are_played_side_by_side() {
    let panama = panama();
    let all = "stacked,single-text,single-text-better,mutation,mutation-better,random-better";
    let table = told(&["simulate", &panama, "--protocol", all, "--negotiators", "boulware,micro"]);
    assert_snapshot!(table);
}

#[test]
fn threads_do_not_show() {
    let panama = panama();
    for form in ["--json", "--csv"] {
        let ask = |threads| {
            let protocols = "single-text,stacked";
            told(&[
                "simulate",
                &panama,
                form,
                "--protocol",
                protocols,
                "--runs",
                "6",
                "--threads",
                threads,
            ])
        };
        let one = ask("1");
        assert!(one.starts_with("exit code 0"), "{one}");
        assert_eq!(one, ask("2"));
    }
}

#[test]
fn what_cannot_be_played_is_told() {
    let panama = panama();
    let stacked = ["simulate", &panama, "--protocol", "stacked", "--negotiators"];
    let with = |it| told(&[&stacked[..], &[it]].concat());
    assert_snapshot!(with("boulware,linear,micro"), @"
    exit code 1
    -- out --
    -- err --
    error: 3 negotiators for 2 parties
    help: name one for all parties, or one for each in their order
    ");
    assert_snapshot!(with("hardliner"), @"
    exit code 1
    -- out --
    -- err --
    error: there is no negotiator `hardliner`; there are boulware, linear, conceder, time:EXPONENT, micro and tit-for-tat
    ");
    assert!(told(&["simulate", &panama, "--protocol", "duel"]).starts_with("exit code 2"));
    assert!(told(&["simulate", &panama, "--runs", "0"]).starts_with("exit code 2"));
}
