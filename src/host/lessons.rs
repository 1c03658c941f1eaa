//! Reading and writing folders of lessons, within bounds.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::host::places;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The most bytes that a file of a lesson may have.
const LARGEST_FILE: u64 = 256 * 1024;

/// The most files that a lesson may have.
const MOST_FILES: usize = 100;

/// How many folders deep the files of a lesson may lie.
const DEEPEST: usize = 8;

/// Reads a lesson's folder, or every lesson in a folder of lessons, by name.
pub fn read_lessons(folder: &Path) -> Result<Vec<LessonSource>, String> {
    if folder.join(LESSON_FILE).is_file() {
        return Ok(vec![read_lesson(folder)?]);
    }
    let folders = entries(folder)?;
    let folders = folders
        .iter()
        .filter(|path| path.join(LESSON_FILE).is_file());
    let lessons: Vec<LessonSource> = folders
        .map(|path| read_lesson(path))
        .collect::<Result<_, _>>()?;
    if lessons.is_empty() {
        return Err(format!(
            "{}: there is no lesson.toml in it, nor in a folder of it\n  Try: dockstep lessons new {}",
            folder.display(),
            folder.join("my-lesson").display()
        ));
    }
    Ok(lessons)
}

/// Reads the lessons of the configuration folder; nothing where there are none.
pub fn own_lessons() -> Result<Vec<LessonSource>, String> {
    match places::configuration().map(|folder| folder.join("lessons")) {
        Some(folder) if folder.is_dir() => read_lessons(&folder),
        _ => Ok(Vec::new()),
    }
}

/// Reads the files of a lesson's folder and of the folders in it; links are left alone.
fn read_lesson(folder: &Path) -> Result<LessonSource, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![(PathBuf::new(), 0)];
    while let Some((inside, depth)) = open.pop() {
        for path in entries(&folder.join(&inside))? {
            let Ok(found) = fs::symlink_metadata(&path) else {
                continue;
            };
            let name = inside.join(path.file_name().unwrap_or_default());
            if found.is_dir() && depth < DEEPEST {
                open.push((name, depth + 1));
                continue;
            }
            if !found.is_file() {
                continue;
            }
            if files.len() == MOST_FILES {
                return Err(format!(
                    "{}: a lesson has at most {MOST_FILES} files",
                    folder.display()
                ));
            }
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, read_text(&path)?);
        }
    }
    Ok(LessonSource {
        folder: folder.display().to_string(),
        files,
    })
}

fn read_text(path: &Path) -> Result<String, String> {
    let refuse = |reason: &str| format!("{}: {reason}", path.display());
    let file = File::open(path).map_err(|error| refuse(&words(&error)))?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| refuse(&words(&error)))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(refuse("a file of a lesson has at most 256 KiB"));
    }
    String::from_utf8(bytes).map_err(|_not_text| refuse("it is no UTF-8 text"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let refuse = |error: &std::io::Error| format!("{}: {}", folder.display(), words(error));
    let listed = fs::read_dir(folder).map_err(|error| refuse(&error))?;
    let mut paths = Vec::new();
    for entry in listed {
        paths.push(entry.map_err(|error| refuse(&error))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Writes a lesson into a folder that is new or empty.
pub fn write_lesson(folder: &Path, lesson: &LessonSource) -> Result<(), String> {
    let refuse = |reason: &str| format!("{}: {reason}", folder.display());
    if folder.exists() && !entries(folder)?.is_empty() {
        return Err(refuse("this folder is not empty; name one that is new"));
    }
    fs::create_dir_all(folder).map_err(|error| refuse(&words(&error)))?;
    for (name, text) in &lesson.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| refuse(&words(&error)))?;
        }
        fs::write(path, text).map_err(|error| refuse(&words(&error)))?;
    }
    Ok(())
}

/// Gives the system's words, without its number.
pub(in crate::host) fn words(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        return "no such file or folder".to_owned();
    }
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}
