//! Reading Dockerfiles, within bounds.

use crate::app::file_error::{FileError, FileFault, LARGEST_FILE};
use crate::app::msg::ReadFile;
use std::fs::File;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// Where zero bytes are looked for: a text has none, and a binary file has some here.
const BINARY_PROBE: usize = 8 * 1024;

/// Reads a Dockerfile.
pub fn read(path: &Path) -> Result<ReadFile, FileError> {
    let name = path.display().to_string();
    let refuse = |fault| FileError {
        path: name.clone(),
        fault,
    };
    let file = File::open(path).map_err(|error| refuse(fault(&error)))?;
    let bytes = read_all(file).map_err(refuse)?;
    Ok(ReadFile {
        name,
        path: Some(path.to_owned()),
        bytes,
    })
}

/// Reads a Dockerfile, or standard input where the path is `-`.
pub fn read_named(path: &Path) -> Result<ReadFile, FileError> {
    if path == Path::new("-") {
        return read_standard_input();
    }
    read(path)
}

/// Reads a file's bytes whatever they are, empty ones too: for programs that ask what BuildKit says.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let refuse = |error: &Error| FileError {
        path: path.display().to_string(),
        fault: fault(error),
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let mut input = std::io::stdin().lock().take(LARGEST_FILE);
        input
            .read_to_end(&mut bytes)
            .map_err(|error| refuse(&error))?;
    } else {
        let file = File::open(path).map_err(|error| refuse(&error))?;
        let mut input = file.take(LARGEST_FILE);
        input
            .read_to_end(&mut bytes)
            .map_err(|error| refuse(&error))?;
    }
    Ok(bytes)
}

/// Tells whether anything lies at a path.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

/// Reads standard input to its end.
pub fn read_standard_input() -> Result<ReadFile, FileError> {
    let name = "standard input".to_owned();
    match read_all(std::io::stdin().lock()) {
        Ok(bytes) => Ok(ReadFile {
            name,
            path: None,
            bytes,
        }),
        Err(fault) => Err(FileError { path: name, fault }),
    }
}

fn read_all(input: impl Read) -> Result<Vec<u8>, FileFault> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(&error))?;
    if bytes.iter().take(BINARY_PROBE).any(|&byte| byte == 0) {
        return Err(FileFault::Binary);
    }
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(FileFault::TooLarge);
    }
    if bytes.trim_ascii().is_empty() {
        return Err(FileFault::Empty);
    }
    Ok(bytes)
}

/// Turns the system's error into words that end without its number.
pub(in crate::host) fn fault(error: &Error) -> FileFault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileFault::Missing,
        ErrorKind::PermissionDenied => FileFault::Unreadable("permission denied".to_owned()),
        ErrorKind::IsADirectory => FileFault::NoDockerfile,
        _ => {
            let words = error.to_string();
            let words = words.split(" (os error").next().unwrap_or_default();
            FileFault::Unreadable(words.to_lowercase())
        }
    }
}
