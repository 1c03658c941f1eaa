//! What a file of the project holds, as far as it can be read.

/// The most bytes of a file that says what is built; nobody writes a longer one by hand.
pub const LARGEST_BUILD_FILE: u64 = 1024 * 1024;

/// Holds what came of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileText {
    /// Its text.
    Text(String),
    /// Nothing is there.
    Missing,
    /// It is not read, and why.
    Refused(String),
}

/// Reads the files of a project by their paths.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    read: &'a dyn Fn(&str) -> FileText,
}

impl<'a> Files<'a> {
    /// Reads through a function that takes a path, counted from the project's folder, with slashes.
    pub fn new(read: &'a dyn Fn(&str) -> FileText) -> Self {
        Self { read }
    }

    /// Reads a file.
    pub fn read(self, path: &str) -> FileText {
        (self.read)(path)
    }

    /// Tells whether anything lies there.
    pub fn is_there(self, path: &str) -> bool {
        self.read(path) != FileText::Missing
    }
}
