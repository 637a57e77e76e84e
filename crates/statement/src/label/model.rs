//! The model: two chains and how to weigh what they find, and its bytes.

use std::sync::LazyLock;

use super::chain::{Chain, ROWS};
use super::find::role;
use super::weigh::{Traits, Weights};

/// Labels of the first chain: nothing, and the first and later tokens of a cue.
pub(crate) const CUES: usize = 3;

/// What was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(crate) cues: Chain<4>,
    pub(crate) arguments: Chain<8>,
    /// Weights of traits, in log-odds.
    pub(crate) traits: Weights,
    /// Candidates less probable than this are left out.
    pub(crate) least: f32,
}

const MAGIC: &[u8; 8] = b"onetext3";

static BUNDLED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("model.bin")));

impl Model {
    /// The model that comes with the crate.
    pub fn bundled() -> Option<&'static Self> {
        BUNDLED.as_ref()
    }

    /// How probable it is that a candidate with these traits is right.
    pub(crate) fn sureness(&self, traits: &Traits) -> f32 {
        1.0 / (1.0 + libm::expf(-self.traits.sum(traits)))
    }

    /// The model as bytes, the same on every machine.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        write(&self.cues, &mut bytes);
        write(&self.arguments, &mut bytes);
        for weight in self.traits.0.iter().chain([&self.least]) {
            bytes.extend(weight.to_le_bytes());
        }
        bytes
    }

    /// The model in some bytes; `None` if they hold none, or one of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let cues = chain(&mut rest, CUES)?;
        let arguments = chain(&mut rest, role::COUNT)?;
        let mut traits = Weights::none();
        for weight in &mut traits.0 {
            *weight = f32::from_le_bytes(*take(&mut rest)?);
        }
        let least = f32::from_le_bytes(*take(&mut rest)?);
        let is_sound = traits.0.iter().chain([&least]).all(|it| it.is_finite()) && rest.is_empty();
        is_sound.then_some(Self { cues, arguments, traits, least })
    }
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, others) = rest.split_first_chunk::<N>()?;
    *rest = others;
    Some(first)
}

fn write<const N: usize>(chain: &Chain<N>, bytes: &mut Vec<u8>) {
    for row in &chain.steps {
        bytes.extend(row[..chain.labels].iter().flat_map(|it| it.to_le_bytes()));
    }
    let is_there = |row: &[i8; N]| row.iter().any(|&it| it != 0);
    let (eights, _) = chain.rows.as_chunks::<8>();
    for eight in eights {
        let bits = eight.iter().enumerate().map(|(at, row)| u8::from(is_there(row)) << at);
        bytes.push(bits.sum());
    }
    for row in chain.rows.iter().filter(|it| is_there(it)) {
        bytes.extend(row[..chain.labels].iter().flat_map(|it| it.to_le_bytes()));
    }
}

fn chain<const N: usize>(rest: &mut &[u8], labels: usize) -> Option<Chain<N>> {
    let mut steps = vec![[0; N]; N + 1];
    for row in &mut steps {
        for weight in &mut row[..labels] {
            *weight = i16::from_le_bytes(*take(rest)?);
        }
    }
    let (bits, others) = rest.split_at_checked(ROWS / 8)?;
    *rest = others;
    let mut rows = vec![[0; N]; ROWS];
    for (at, row) in rows.iter_mut().enumerate() {
        if bits[at / 8] >> (at % 8) & 1 == 1 {
            for weight in &mut row[..labels] {
                *weight = i8::from_le_bytes(*take(rest)?);
            }
        }
    }
    Some(Chain::new(labels, rows, steps))
}
