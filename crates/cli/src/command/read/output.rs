//! Where statements go, and in which form.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::shard::{Frame, Shard};
use super::sink::Sink;
use crate::arguments::StatementFormat;
use crate::door::{Door, Failure};
use crate::folder::{Beside, unwritable};

/// Where statements are to go, and in which form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// What is read, and may not be written over.
    pub(crate) inputs: &'a [PathBuf],
    /// The file; standard output if there is none.
    pub(crate) file: Option<&'a Path>,
    /// The form; if left out, that of the file by its name.
    pub(crate) format: Option<StatementFormat>,
    /// Whether JSON is asked for.
    pub(crate) json: bool,
    /// The shard that is written.
    pub(crate) shard: Option<Shard>,
    /// Whether all comes from one article.
    pub(crate) is_one: bool,
}

impl Place<'_> {
    /// Makes the file, if there is one; it takes its place once it is whole.
    ///
    /// # Errors
    ///
    /// When the form does not go with the rest, or the file cannot be made.
    pub(crate) fn open(self, door: &mut Door<'_>) -> Result<Output, Failure> {
        let format = self.format()?;
        let same = |it: &&PathBuf| {
            let file = self.file.and_then(|it| it.canonicalize().ok());
            file.is_some() && it.canonicalize().ok() == file
        };
        if let Some(input) = self.inputs.iter().find(same) {
            let message = format!("{} would be written over what is read", input.display());
            return Err(Failure::usage(message, "name another file with -o"));
        }
        let created =
            self.file.map(|path| Beside::create(path).map_err(|error| unwritable(path, &error)));
        let (beside, file) = created.transpose()?.unzip();
        let beside = self.file.map(Path::to_owned).zip(beside);
        let (mut file, sink) = match format {
            StatementFormat::Parquet => {
                let Some(file) = file else {
                    let message = "Parquet is not written to standard output";
                    return Err(Failure::usage(message, "name a file with -o"));
                };
                (None, Sink::parquet(file)?)
            }
            StatementFormat::Table => (file, Sink::table(self.is_one)),
            StatementFormat::Json => (file, Sink::json()),
            StatementFormat::Jsonl => (file, self.shard.map_or_else(Sink::lines, Sink::shard)),
        };
        let mut output = Output { file: file.take().map(BufWriter::new), beside, sink };
        output.with(door, |sink, out| sink.begin(out))?;
        Ok(output)
    }

    fn format(self) -> Result<StatementFormat, Failure> {
        let by_wish = (self.json || self.shard.is_some()).then_some(StatementFormat::Jsonl);
        let extension = self.file.and_then(Path::extension).unwrap_or_default();
        let of_file = match extension.to_string_lossy().to_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(StatementFormat::Jsonl),
            "json" => Some(StatementFormat::Json),
            "parquet" => Some(StatementFormat::Parquet),
            "" | "txt" => None,
            other if self.format.or(by_wish).is_none() => {
                let message = format!("`.{other}` tells no form of statements");
                let hint = "name the file .jsonl, .json, .parquet or .txt, or ask for a `--format`";
                return Err(Failure::usage(message, hint));
            }
            _ => None,
        };
        let format = self.format.or(of_file).or(by_wish).unwrap_or(StatementFormat::Table);
        if self.shard.is_some() && !matches!(format, StatementFormat::Jsonl) {
            let message = "a shard is written as JSON Lines";
            return Err(Failure::usage(message, "`onetext merge` writes other formats"));
        }
        Ok(format)
    }
}

/// Where statements go.
#[derive(Debug)]
pub(crate) struct Output {
    /// Standard output, or what the sink holds itself, if there is none.
    file: Option<BufWriter<File>>,
    /// The file that is written, until it is whole.
    beside: Option<(PathBuf, Beside)>,
    sink: Sink,
}

impl Output {
    /// Writes what was found in an article.
    pub(crate) fn write(&mut self, frame: &Frame, door: &mut Door<'_>) -> Result<(), Failure> {
        self.with(door, |sink, out| sink.write(frame, out))
    }

    /// Ends what is whole.
    pub(crate) fn finish(&mut self, door: &mut Door<'_>) -> Result<(), Failure> {
        self.with(door, |sink, out| sink.finish(true, out))?;
        self.keep()
    }

    /// Ends what was stopped, so that it can be read, but not taken for the whole of a shard.
    pub(crate) fn close(&mut self, door: &mut Door<'_>) -> Result<(), Failure> {
        self.with(door, |sink, out| sink.finish(false, out))?;
        self.keep()
    }

    fn keep(&mut self) -> Result<(), Failure> {
        match self.beside.take() {
            Some((path, beside)) => beside.keep().map_err(|error| unwritable(&path, &error)),
            None => Ok(()),
        }
    }

    fn with(
        &mut self,
        door: &mut Door<'_>,
        work: impl FnOnce(&mut Sink, &mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match &mut self.file {
            Some(file) => {
                work(&mut self.sink, file)?;
                Ok(())
            }
            None => work(&mut self.sink, &mut *door.out),
        }
    }
}
