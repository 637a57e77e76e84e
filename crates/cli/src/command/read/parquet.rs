//! Statements as a table in a file of Parquet.

use std::fs::File;
use std::io;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Float64Builder, ListBuilder, RecordBatch, StringBuilder,
    UInt64Builder,
};
use onetext_statement::{Form, Statement};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::door::Failure;

/// Rows that are written at once, and rows of a group. Both are counted in statements alone, so
/// that a file does not depend on how the articles came.
const BATCH: usize = 4096;
const GROUP: usize = 65_536;

/// A file of Parquet that statements are written into, one to a row. Spans are two columns, what
/// there may be several of is a list.
#[derive(Debug)]
pub(crate) struct Parquet {
    file: Option<File>,
    writer: Option<ArrowWriter<File>>,
    waiting: Vec<Statement>,
}

impl Parquet {
    pub(super) fn new(file: File) -> Result<Self, Failure> {
        let mut made = Self { file: Some(file), writer: None, waiting: Vec::new() };
        // The columns are those of no rows, so that a file without statements has them, too.
        made.write()?;
        Ok(made)
    }

    pub(super) fn push(&mut self, statement: &Statement) -> Result<(), Failure> {
        self.waiting.push(statement.clone());
        if BATCH <= self.waiting.len() { self.write() } else { Ok(()) }
    }

    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.write()?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failure> {
        let batch = batch(&self.waiting)?;
        self.waiting.clear();
        if let Some(file) = self.file.take() {
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_max_row_group_row_count(Some(GROUP))
                .build();
            let writer = ArrowWriter::try_new(file, batch.schema(), Some(properties));
            self.writer = Some(writer.map_err(io::Error::other)?);
        }
        if let Some(writer) = &mut self.writer
            && 0 < batch.num_rows()
        {
            writer.write(&batch).map_err(io::Error::other)?;
        }
        Ok(())
    }
}

/// Statements as columns.
fn batch(statements: &[Statement]) -> Result<RecordBatch, Failure> {
    let text = |of: &dyn Fn(&Statement) -> Option<String>| -> ArrayRef {
        let mut column = StringBuilder::new();
        statements.iter().for_each(|it| column.append_option(of(it)));
        Arc::new(column.finish())
    };
    let count = |of: &dyn Fn(&Statement) -> Option<usize>| -> ArrayRef {
        let mut column = UInt64Builder::new();
        statements.iter().for_each(|it| column.append_option(of(it).map(|it| it as u64)));
        Arc::new(column.finish())
    };
    let number = |of: &dyn Fn(&Statement) -> Option<f64>| -> ArrayRef {
        let mut column = Float64Builder::new();
        statements.iter().for_each(|it| column.append_option(of(it)));
        Arc::new(column.finish())
    };
    let texts = |of: &dyn Fn(&Statement) -> Vec<Option<String>>| -> ArrayRef {
        let mut column = ListBuilder::new(StringBuilder::new());
        statements.iter().for_each(|it| column.append_value(of(it)));
        Arc::new(column.finish())
    };
    let counts = |of: &dyn Fn(&Statement) -> Vec<usize>| -> ArrayRef {
        let mut column = ListBuilder::new(UInt64Builder::new());
        let wide = |it: usize| Some(it as u64);
        statements.iter().for_each(|it| column.append_value(of(it).into_iter().map(wide)));
        Arc::new(column.finish())
    };
    let numbers = |of: &dyn Fn(&Statement) -> Vec<f64>| -> ArrayRef {
        let mut column = ListBuilder::new(Float64Builder::new());
        statements.iter().for_each(|it| column.append_value(of(it).into_iter().map(Some)));
        Arc::new(column.finish())
    };
    let mut private = BooleanBuilder::new();
    statements.iter().for_each(|it| private.append_value(it.is_private));
    let form = |it: &Statement| match it.form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
    };
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", text(&|it| Some(it.id.clone()))),
        ("source", text(&|it| Some(it.source.clone()))),
        ("words", text(&|it| Some(it.words()))),
        ("start", count(&|it| Some(it.span().0))),
        ("end", count(&|it| Some(it.span().1))),
        ("part_words", texts(&|it| it.parts.iter().map(|it| Some(it.words.clone())).collect())),
        ("part_starts", counts(&|it| it.parts.iter().map(|it| it.span.0).collect())),
        ("part_ends", counts(&|it| it.parts.iter().map(|it| it.span.1).collect())),
        ("form", text(&|it| Some(form(it).to_owned()))),
        ("speaker", text(&|it| it.speaker.clone())),
        ("party", text(&|it| it.party.clone())),
        ("holder", text(&|it| it.holder.clone())),
        ("said", text(&|it| it.said.clone())),
        ("cue", text(&|it| it.cue.clone())),
        ("paragraph", count(&|it| Some(it.paragraph))),
        ("said_words", text(&|it| it.said_words.clone())),
        ("mention_start", count(&|it| it.mention.map(|it| it.0))),
        ("mention_end", count(&|it| it.mention.map(|it| it.1))),
        ("cue_start", count(&|it| it.cue_span.map(|it| it.0))),
        ("cue_end", count(&|it| it.cue_span.map(|it| it.1))),
        ("venue", text(&|it| it.venue.clone())),
        ("addressee", text(&|it| it.addressee.clone())),
        ("is_private", Arc::new(private.finish())),
        ("about_issues", texts(&|it| it.about.iter().map(|it| Some(it.issue.clone())).collect())),
        ("about_options", texts(&|it| it.about.iter().map(|it| it.option.clone()).collect())),
        ("about_confidences", numbers(&|it| it.about.iter().map(|it| it.confidence).collect())),
        ("stance", text(&|it| it.stance.clone())),
        ("condition_start", count(&|it| it.condition.map(|it| it.0))),
        ("condition_end", count(&|it| it.condition.map(|it| it.1))),
        ("consequence_start", count(&|it| it.consequence.map(|it| it.0))),
        ("consequence_end", count(&|it| it.consequence.map(|it| it.1))),
        ("otherwise_start", count(&|it| it.otherwise.map(|it| it.0))),
        ("otherwise_end", count(&|it| it.otherwise.map(|it| it.1))),
        ("confidence_words", number(&|it| Some(it.confidence.words))),
        ("confidence_speaker", number(&|it| it.confidence.speaker)),
        ("confidence_party", number(&|it| it.confidence.party)),
        ("confidence_said", number(&|it| it.confidence.said)),
        ("confidence_stance", number(&|it| it.confidence.stance)),
    ];
    // Whether a column may be empty does not depend on the rows at hand.
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    Ok(RecordBatch::try_from_iter_with_nullable(columns).map_err(io::Error::other)?)
}
