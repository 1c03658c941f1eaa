//! JSON with one record a line: a fault's line names the record, and a file of many stays small.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// How deep lists and objects begin a line for each thing in them.
const DEEPEST_LINE: usize = 2;

/// Writes JSON whose outer lists and objects have a line for each thing in them.
pub(super) fn write(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(
        &mut bytes,
        RecordLines::default(),
    ))?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

/// Holds how deep the writer is.
#[derive(Default)]
struct RecordLines {
    depth: usize,
    is_empty: bool,
}

impl RecordLines {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_empty = true;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        if self.depth <= DEEPEST_LINE && !self.is_empty {
            writer.write_all(b"\n")?;
        }
        self.depth = self.depth.saturating_sub(1);
        self.is_empty = false;
        writer.write_all(bracket)
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, is_first: bool) -> io::Result<()> {
        self.is_empty = false;
        if !is_first {
            writer.write_all(b",")?;
        }
        if self.depth <= DEEPEST_LINE {
            writer.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl Formatter for RecordLines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.begin(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.begin(writer, first)
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use serde_json::json;

    #[test]
    fn a_record_has_a_line() {
        let value =
            json!({"answers": [{"at": 1, "idea": "x"}, {"at": 2}], "none": [], "version": 1});
        assert_eq!(
            write(&value).unwrap(),
            "{\n\"answers\":[\n{\"at\":1,\"idea\":\"x\"},\n{\"at\":2}\n],\n\"none\":[],\n\"version\":1\n}\n"
        );
    }
}
