//! Protocols: who may say what, and what makes an agreement.

mod mediator;
mod single_text;
mod stacked;

pub use self::mediator::{Blind, Draw, Estimating, Ground, Mediator};
pub use self::single_text::{Rule, Session, single_text};
pub use self::stacked::{Ending, Step, stacked};
