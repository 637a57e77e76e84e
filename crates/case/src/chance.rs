//! Words for chances, on a scale that the case names.

/// A published scale of words for chances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChanceScale {
    /// That of intelligence analysts.
    ///
    /// # Source
    ///
    /// US Intelligence Community Directive 203, "Analytic Standards" (2015).
    #[default]
    Icd203,
    /// That of climate research. Its bands lie inside each other: what is very likely is likely.
    ///
    /// # Source
    ///
    /// M. D. Mastrandrea et al., "Guidance Note for Lead Authors of the IPCC Fifth Assessment
    /// Report on Consistent Treatment of Uncertainties" (2010), table 1, with the additional terms
    /// of the report.
    Ipcc,
}

/// The names of the scales, in the order of [`ChanceScale::ALL`].
pub(crate) const SCALES: &[&str] = &["icd-203", "ipcc"];

impl ChanceScale {
    /// Every scale.
    pub const ALL: [Self; 2] = [Self::Icd203, Self::Ipcc];

    /// The name that a case writes: `icd-203` or `ipcc`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Icd203 => SCALES[0],
            Self::Ipcc => SCALES[1],
        }
    }

    /// The scale of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The words, each with the two ends of the middle 90 % of the belief that it stands for.
    pub fn words(self) -> &'static [(&'static str, f64, f64)] {
        match self {
            Self::Icd203 => &[
                ("almost-none", 0.01, 0.05),
                ("very-unlikely", 0.05, 0.20),
                ("unlikely", 0.20, 0.45),
                ("even", 0.45, 0.55),
                ("likely", 0.55, 0.80),
                ("very-likely", 0.80, 0.95),
                ("almost-certain", 0.95, 0.99),
            ],
            Self::Ipcc => &[
                ("exceptionally-unlikely", 0.0, 0.01),
                ("extremely-unlikely", 0.0, 0.05),
                ("very-unlikely", 0.0, 0.10),
                ("unlikely", 0.0, 0.33),
                ("about-as-likely-as-not", 0.33, 0.66),
                ("likely", 0.66, 1.0),
                ("very-likely", 0.90, 1.0),
                ("extremely-likely", 0.95, 1.0),
                ("virtually-certain", 0.99, 1.0),
            ],
        }
    }
}
