//! Requests to the host, as plain data: what the app wants done and cannot do itself.

use crate::app::draft::Draft;
use crate::app::embedded::HighlightRequest;
use crate::app::note::Note;
use crate::app::presentation::message::{Message, Presented};
use crate::build::engine::answer::EngineQuestion;
use crate::course::progress::deed::Deed;
use std::path::PathBuf;

/// Names a request to the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read a file and answer with [`Msg::FileRead`](crate::app::msg::Msg::FileRead).
    ReadFile(PathBuf),
    /// Read texts in their languages, and answer with
    /// [`Msg::Highlighted`](crate::app::msg::Msg::Highlighted) when there is time.
    Highlight(HighlightRequest),
    /// Watch a file, and no other; answer each change of its bytes with
    /// [`Msg::FileChanged`](crate::app::msg::Msg::FileChanged).
    Watch(PathBuf),
    /// Open a file in the reader's editor at a line, counted from 1; answer with
    /// [`Msg::Edited`](crate::app::msg::Msg::Edited).
    Edit {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u32,
    },
    /// Put a text on the clipboard of the reader's terminal.
    Copy(String),
    /// Take the mouse, or leave it to the terminal.
    CaptureMouse(bool),
    /// Look for Dockerfiles below a folder, and for who builds them; answer with
    /// [`Msg::ProjectFound`](crate::app::msg::Msg::ProjectFound).
    FindDockerfiles(PathBuf),
    /// Read the notes on a file; answer with [`Msg::NotesRead`](crate::app::msg::Msg::NotesRead).
    ReadNotes(PathBuf),
    /// Keep a note on a file; an empty one takes the note away. Answer a failure with
    /// [`Msg::NoteRefused`](crate::app::msg::Msg::NoteRefused).
    WriteNote {
        /// The file.
        path: PathBuf,
        /// The note.
        note: Note,
    },
    /// Answer with [`Msg::GoOn`](crate::app::msg::Msg::GoOn) once all that has come in meanwhile is
    /// taken in: there is work that goes on in slices.
    GoOn,
    /// List the build context of a Dockerfile beside the screen, and no other any more; answer with
    /// [`Msg::ContextListed`](crate::app::msg::Msg::ContextListed).
    ListContext {
        /// The Dockerfile; nothing where it is no file.
        dockerfile: Option<PathBuf>,
        /// The folder that its build is given.
        folder: PathBuf,
    },
    /// Look into these files of a build context, which ADD would unpack if they are tars; answer with
    /// [`Msg::ArchivesRead`](crate::app::msg::Msg::ArchivesRead).
    ReadArchives {
        /// The Dockerfile; nothing where it is no file.
        dockerfile: Option<PathBuf>,
        /// The folder that its build is given.
        folder: PathBuf,
        /// The files, by their paths in that folder.
        paths: Vec<String>,
    },
    /// Read what was learned so far; answer with
    /// [`Msg::ProgressRead`](crate::app::msg::Msg::ProgressRead).
    ReadProgress,
    /// Count how long the next answer takes from here on: a page is turned to.
    StartStopwatch,
    /// Keep something that was learned, before the next picture; answer a failure with
    /// [`Msg::ProgressRefused`](crate::app::msg::Msg::ProgressRefused).
    Keep(Deed),
    /// Read the text of an exercise, which is this one where none is kept yet, and watch it and no
    /// other; answer, also each change by anybody else, with
    /// [`Msg::DraftRead`](crate::app::msg::Msg::DraftRead).
    OpenDraft(Draft),
    /// Keep the text of an exercise.
    WriteDraft(Draft),
    /// Watch a folder of lessons; answer each change with
    /// [`Msg::LessonsRead`](crate::app::msg::Msg::LessonsRead).
    WatchLessons(PathBuf),
    /// Watch the folder of a pack; answer each change with
    /// [`Msg::PackRead`](crate::app::msg::Msg::PackRead).
    WatchPack(PathBuf),
    /// Ask a local engine beside the screen, if there is one; answer with
    /// [`Msg::EngineAnswered`](crate::app::msg::Msg::EngineAnswered).
    AskEngine(EngineQuestion),
    /// Let others follow a presentation under a name like this one, and say once a second how long it
    /// takes; answer with [`Msg::PresentationNamed`](crate::app::msg::Msg::PresentationNamed),
    /// [`Msg::Heard`](crate::app::msg::Msg::Heard) and
    /// [`Msg::SecondsPassed`](crate::app::msg::Msg::SecondsPassed).
    Present {
        /// The name.
        name: String,
        /// What is presented.
        presented: Presented,
    },
    /// Follow the presentation of this name; answer with [`Msg::Heard`](crate::app::msg::Msg::Heard),
    /// and at its end with [`Msg::PresentationLost`](crate::app::msg::Msg::PresentationLost).
    Follow(String),
    /// Say this to the other screens of the presentation.
    Announce(Message),
    /// Forget what the terminal shows and draw everything.
    Redraw,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Give the terminal back and end.
    Quit,
}
