//! `onetext merge`: the shards of a run, put together.

use super::read::{Place, Shards};
use crate::arguments::Merge;
use crate::door::{Door, Failure};

pub(crate) fn run(arguments: &Merge, json: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let mut shards = Shards::open(&arguments.files)?;
    let (file, format) = (arguments.output.as_deref(), arguments.format);
    let place = Place { inputs: &arguments.files, file, format, json, shard: None, is_one: false };
    let mut output = place.open(door)?;
    while let Some(frame) = shards.next()? {
        output.write(&frame, door)?;
    }
    output.finish(door)
}
