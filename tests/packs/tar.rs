//! Tars made by hand, byte by byte: no library would write most of them.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// A member: a header, and what follows it.
pub(crate) struct Member {
    name: Vec<u8>,
    kind: u8,
    content: Vec<u8>,
    /// What the header says of the size, where that is not the content's.
    size: Option<u64>,
    link: &'static str,
    is_gnu: bool,
}

pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> Member {
    Member {
        name: name.as_bytes().to_vec(),
        kind: b'0',
        content: content.as_ref().to_vec(),
        size: None,
        link: "",
        is_gnu: false,
    }
}

pub(crate) fn folder(name: &str) -> Member {
    of_kind(b'5', name)
}

pub(crate) fn of_kind(kind: u8, name: &str) -> Member {
    Member {
        kind,
        ..file(name, "")
    }
}

impl Member {
    pub(crate) fn linked_to(self, link: &'static str) -> Self {
        Self { link, ..self }
    }

    pub(crate) fn sized(self, size: u64) -> Self {
        Self {
            size: Some(size),
            ..self
        }
    }

    pub(crate) fn gnu(self) -> Self {
        Self {
            is_gnu: true,
            ..self
        }
    }

    pub(crate) fn named(self, name: &[u8]) -> Self {
        Self {
            name: name.to_vec(),
            ..self
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut header = [0_u8; 512];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &self.name);
        put(100, b"0000644\0");
        put(108, b"0001750\0");
        put(116, b"0001750\0");
        let size = self.size.unwrap_or(self.content.len() as u64);
        put(124, format!("{size:011o}\0").as_bytes());
        put(136, b"14524700000\0");
        put(148, b"        ");
        put(156, &[self.kind]);
        put(157, self.link.as_bytes());
        put(
            257,
            if self.is_gnu {
                b"ustar  \0"
            } else {
                b"ustar\x0000"
            },
        );
        if self.kind == b'S' {
            put(483, b"00000000000\0");
        }
        let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let mut bytes = header.to_vec();
        bytes.extend(&self.content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
        bytes
    }
}

/// A header of the newer format, which gives the next member another path.
pub(crate) fn path_header(path: &str) -> Member {
    let record = |length: usize| format!("{length} path={path}\n");
    let length = (0..1_000).find(|&length| record(length).len() == length);
    Member {
        kind: b'x',
        ..file("header", record(length.unwrap()))
    }
}

/// The older way to give the next member a long path.
pub(crate) fn long_name(path: &str) -> Member {
    Member {
        kind: b'L',
        ..file("././@LongLink", format!("{path}\0"))
    }
    .gnu()
}

/// Puts members together, with the end of a tar.
pub(crate) fn tar(members: &[Member]) -> Vec<u8> {
    let mut bytes: Vec<u8> = members.iter().flat_map(Member::bytes).collect();
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
