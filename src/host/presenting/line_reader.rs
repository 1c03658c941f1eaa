//! Reading lines from a socket, none longer than a message may be.

use crate::app::presentation::message::LONGEST_LINE;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;

/// Reads the lines of a connection.
#[derive(Debug)]
pub struct LineReader {
    reader: BufReader<UnixStream>,
    is_lost: bool,
}

/// Holds what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineRead {
    /// A line; what is no UTF-8 in it is replaced.
    Line(String),
    /// More bytes than a line may have, and no end of it.
    TooLong,
    /// Nothing more will come.
    End,
}

impl LineReader {
    /// Reads the lines of this connection.
    pub fn of(stream: UnixStream) -> Self {
        Self {
            reader: BufReader::new(stream),
            is_lost: false,
        }
    }

    /// Waits for the next line.
    pub fn next_line(&mut self) -> LineRead {
        let mut bytes = Vec::new();
        let most = LONGEST_LINE as u64 + 1;
        let read = self
            .reader
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut bytes);
        match read {
            Err(_) | Ok(0) => LineRead::End,
            Ok(_) if bytes.len() > LONGEST_LINE && !bytes.ends_with(b"\n") => {
                // Where the next line begins cannot be known.
                self.is_lost = true;
                LineRead::TooLong
            }
            Ok(_) => LineRead::Line(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }

    /// Tells whether nothing that follows can be read.
    pub const fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// Closes the connection.
    pub fn hang_up(&self) {
        // One that is closed already cannot be closed again.
        let _closed = self.reader.get_ref().shutdown(Shutdown::Both);
    }
}
