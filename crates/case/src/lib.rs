//! The case folder: parties, issues, options, linkages, drafts, ledger.
