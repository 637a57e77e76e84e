//! Statements in each of the forms in which they are written.

use std::fs::File;
use std::io::{self, Write};

use super::shard::{self, Frame, Shard};
use super::table::Table;
use crate::door::Failure;

/// A form in which statements are written, and how far that is. What it holds does not grow with
/// their number.
#[derive(Debug)]
pub(crate) enum Sink {
    /// Aligned columns, for people.
    Table(Table),
    /// One array.
    Json { is_first: bool },
    /// One object on each line.
    Lines,
    /// The same with marks from which shards are put together.
    Shard { shard: Shard, articles: u64, told: u64 },
    #[cfg(feature = "parquet")]
    Parquet(Box<super::parquet::Parquet>),
}

impl Sink {
    pub(super) fn table(is_one: bool) -> Self {
        Self::Table(Table::new(is_one))
    }

    pub(super) fn json() -> Self {
        Self::Json { is_first: true }
    }

    pub(super) fn lines() -> Self {
        Self::Lines
    }

    pub(super) fn shard(shard: Shard) -> Self {
        Self::Shard { shard, articles: 0, told: 0 }
    }

    #[cfg(feature = "parquet")]
    pub(super) fn parquet(file: File) -> Result<Self, Failure> {
        super::parquet::Parquet::new(file).map(|it| Self::Parquet(Box::new(it)))
    }

    #[cfg(not(feature = "parquet"))]
    pub(super) fn parquet(_: File) -> Result<Self, Failure> {
        let message = "this build of onetext writes no Parquet";
        let hint = "build it with `cargo install --path crates/cli --features parquet`, or write JSON Lines";
        Err(Failure::usage(message, hint))
    }

    pub(super) fn begin(&mut self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Json { .. } => Ok(write!(out, "[")?),
            Self::Shard { shard, .. } => shard::write_head(*shard, out),
            Self::Table(_) | Self::Lines => Ok(()),
            #[cfg(feature = "parquet")]
            Self::Parquet(_) => Ok(()),
        }
    }

    pub(super) fn write(&mut self, frame: &Frame, out: &mut dyn Write) -> Result<(), Failure> {
        if let Self::Shard { articles, told, .. } = self {
            *articles += 1;
            if !frame.statements.is_empty() {
                *told += 1;
                shard::write_place(frame, out)?;
            }
        }
        for statement in &frame.statements {
            match self {
                Self::Table(table) => table.push(statement, out)?,
                Self::Json { is_first } => {
                    let before = if std::mem::take(is_first) { "\n" } else { ",\n" };
                    write!(out, "{before}")?;
                    serde_json::to_writer(&mut *out, statement).map_err(io::Error::from)?;
                }
                Self::Lines | Self::Shard { .. } => {
                    serde_json::to_writer(&mut *out, statement).map_err(io::Error::from)?;
                    writeln!(out)?;
                }
                #[cfg(feature = "parquet")]
                Self::Parquet(parquet) => parquet.push(statement)?,
            }
        }
        Ok(())
    }

    pub(super) fn finish(&mut self, is_whole: bool, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Table(table) => table.finish(out)?,
            Self::Json { is_first } => writeln!(out, "{}]", if *is_first { "" } else { "\n" })?,
            Self::Shard { articles, told, .. } if is_whole => {
                shard::write_end(*articles, *told, out)?;
            }
            Self::Lines | Self::Shard { .. } => {}
            #[cfg(feature = "parquet")]
            Self::Parquet(parquet) => parquet.finish()?,
        }
        Ok(out.flush()?)
    }
}
