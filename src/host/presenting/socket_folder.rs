//! Where the sockets of presentations lie: a name of its own for each, and no stale files.
#![expect(
    clippy::disallowed_methods,
    reason = "host may touch the disk and read the environment"
)]

use crate::app::presentation::message::{Message, Presented};
use crate::host::places;
use crate::host::presenting::line_reader::{LineRead, LineReader};
use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the files of the sockets end.
const ENDING: &str = ".present";

/// The longest name of a presentation.
const LONGEST_NAME: usize = 40;

/// The most presentations of the same name at a time.
const MOST_NUMBERED: usize = 99;

/// How long a presentation may take to say what it presents.
const PATIENCE: Duration = Duration::from_secs(2);

/// Holds a name and its socket; the file goes when this is dropped.
#[derive(Debug)]
pub struct Claimed {
    /// The name under which others follow.
    pub name: String,
    path: PathBuf,
}

impl Drop for Claimed {
    fn drop(&mut self) {
        // Somebody may have taken it away already.
        let _gone = fs::remove_file(&self.path);
    }
}

/// Holds a presentation that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Its socket.
    pub socket: PathBuf,
    /// What it presents.
    pub presented: Presented,
}

/// Takes a name like this one that no other presentation has, and listens on its socket.
pub fn claim(wanted: &str) -> Result<(Claimed, UnixListener), String> {
    let folder = folder()
        .ok_or("there is no place for its socket: neither $XDG_RUNTIME_DIR nor a data folder")?;
    make(&folder).map_err(|error| refusal(&folder, &error))?;
    // Two that start at once must not take each other's socket for a stale one.
    let lock_path = folder.join("present.lock");
    let lock = File::create(&lock_path).map_err(|error| refusal(&lock_path, &error))?;
    lock.lock().map_err(|error| refusal(&lock_path, &error))?;
    take_stale_files_away(&folder);
    let wanted = plain_name(wanted);
    for number in 1..=MOST_NUMBERED {
        let name = match number {
            1 => wanted.clone(),
            number => format!("{wanted}-{number}"),
        };
        let path = socket_of(&folder, &name);
        match UnixListener::bind(&path) {
            Ok(listener) => {
                let claimed = Claimed {
                    name,
                    path: path.clone(),
                };
                fs::set_permissions(&path, Permissions::from_mode(0o600))
                    .map_err(|error| refusal(&path, &error))?;
                return Ok((claimed, listener));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(refusal(&path, &error)),
        }
    }
    Err(format!(
        "{MOST_NUMBERED} presentations called {wanted} run already; --name gives this one another"
    ))
}

/// Finds the presentation to follow: the one of this name, or the only one there is.
pub fn find(name: Option<&str>) -> Result<Found, String> {
    let nothing = "no presentation runs here\n  Start one first, in the terminal that the room sees: dockstep present workshop";
    let folder = folder().ok_or(nothing)?;
    let mut running = running(&folder);
    if let Some(name) = name {
        let names = names_of(&running);
        let found = running.into_iter().find(|found| found.name == name);
        return found.ok_or_else(|| match names.as_str() {
            "" => nothing.to_owned(),
            names => format!("no presentation is called {name:?}\n  There are: {names}"),
        });
    }
    match running.len() {
        0 => Err(nothing.to_owned()),
        1 => Ok(running.remove(0)),
        _ => Err(format!(
            "several presentations run; say which one: dockstep present --follow NAME\n  There are: {}",
            names_of(&running)
        )),
    }
}

/// Gives the socket of a name.
pub fn socket(name: &str) -> Option<PathBuf> {
    Some(socket_of(&folder()?, &plain_name(name)))
}

fn names_of(found: &[Found]) -> String {
    let names: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
    names.join(", ")
}

/// Lists the presentations that run, by name.
fn running(folder: &Path) -> Vec<Found> {
    let sockets = sockets(folder).into_iter();
    sockets
        .filter_map(|(name, socket)| {
            let presented = ask(&socket)?;
            Some(Found {
                name,
                socket,
                presented,
            })
        })
        .collect()
}

/// Asks what is presented at a socket; nothing where nobody answers in time.
fn ask(socket: &Path) -> Option<Presented> {
    let stream = UnixStream::connect(socket).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    match LineReader::of(stream).next_line() {
        LineRead::Line(line) => match Message::of_line(&line) {
            Ok(Message::Presents(presented)) => Some(presented),
            _ => None,
        },
        LineRead::TooLong | LineRead::End => None,
    }
}

fn sockets(folder: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut sockets: Vec<(String, PathBuf)> = paths
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?.to_owned();
            Some((name, path))
        })
        .collect();
    sockets.sort();
    sockets
}

/// Takes away the sockets on which nobody listens any more: of presentations that were killed.
fn take_stale_files_away(folder: &Path) {
    for (_, path) in sockets(folder) {
        let refused = UnixStream::connect(&path);
        if refused.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused) {
            // One that cannot be taken away is in the way of its own name alone.
            let _kept = fs::remove_file(&path);
        }
    }
}

/// Gives the folder of the sockets.
fn folder() -> Option<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let runtime = runtime.filter(|folder| folder.is_absolute() && folder.is_dir());
    match runtime {
        Some(folder) => Some(folder.join("dockstep")),
        None => Some(places::data()?.join("present")),
    }
}

/// Makes the folder for this user alone; one that is there and somebody else's is refused.
fn make(folder: &Path) -> Result<(), Error> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if !fs::symlink_metadata(folder)?.is_dir() {
                return Err(Error::other("it is no folder"));
            }
            fs::set_permissions(folder, Permissions::from_mode(0o700))
        }
        made => made,
    }
}

fn socket_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{ENDING}"))
}

/// Makes a name that is one part of a path, and short.
fn plain_name(name: &str) -> String {
    let kept = |character: char| {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') {
            character
        } else {
            '-'
        }
    };
    let name: String = name.chars().take(LONGEST_NAME).map(kept).collect();
    if name.is_empty() {
        "presentation".to_owned()
    } else {
        name
    }
}

fn refusal(path: &Path, error: &Error) -> String {
    format!("{}: {error}", path.display())
}
