//! Facts that come in: the one closed list of what can happen to the app.

use crate::app::draft::Draft;
use crate::app::embedded::Highlighted;
use crate::app::file_error::FileError;
use crate::app::key::Key;
use crate::app::layout::Layout;
use crate::app::mouse::Mouse;
use crate::app::note::Note;
use crate::app::presentation::message::Message;
use crate::build::engine::answer::EngineAnswer;
use crate::context::archive::Archive;
use crate::context::build_context::BuildContext;
use crate::course::lesson_source::LessonSource;
use crate::course::pack::pack_source::PackSource;
use crate::course::progress::Progress;
use crate::course::progress::days::Zone;
use crate::course::progress::moment::Moment;
use crate::project::listing::ProjectListing;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Holds a fact that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size; the next picture asks for it.
    Resized,
    /// A file was read, or could not be.
    FileRead(Result<ReadFile, FileError>),
    /// The watched file has other bytes, or cannot be read any more.
    FileChanged(Result<ReadFile, FileError>),
    /// The reader's editor was closed, or could not be started.
    Edited(Result<(), String>),
    /// These Dockerfiles lie below the folder, or it cannot be searched.
    ProjectFound(Result<Arc<ProjectListing>, FileError>),
    /// These notes are kept on the file.
    NotesRead(Vec<Note>),
    /// Notes could not be read or kept, and why.
    NoteRefused(String),
    /// The texts of an instruction were read in their languages.
    Highlighted(Highlighted),
    /// There is time for a slice more of the work that goes on.
    GoOn,
    /// The build context of a Dockerfile was listed, or cannot be.
    ContextListed {
        /// The Dockerfile; nothing where it is no file.
        dockerfile: Option<PathBuf>,
        /// What lies in the folder that its build is given.
        context: Result<Arc<BuildContext>, FileError>,
    },
    /// Files of a Dockerfile's folder were looked into.
    ArchivesRead {
        /// The Dockerfile; nothing where it is no file.
        dockerfile: Option<PathBuf>,
        /// What they are, by their paths.
        archives: BTreeMap<String, Archive>,
    },
    /// What was learned so far was read, or cannot be; and this is the time.
    ProgressRead {
        /// What was learned, or why it cannot be read.
        progress: Result<Box<Progress>, String>,
        /// The time.
        now: Moment,
        /// How far the reader's clock is from UTC.
        zone: Zone,
    },
    /// Something that was learned is not kept, or was put aside, and why.
    ProgressRefused(String),
    /// The text of an exercise was read, at first or because something else changed it.
    DraftRead {
        /// The text.
        draft: Draft,
        /// Where it lies.
        path: PathBuf,
    },
    /// The watched folder of lessons has these, or cannot be read.
    LessonsRead(Result<Vec<LessonSource>, String>),
    /// The watched folder of a pack has these files, or cannot be read.
    PackRead(Result<PackSource, String>),
    /// A local engine says this of the file that is studied.
    EngineAnswered(EngineAnswer),
    /// Another screen of a presentation said something, or something that is no message.
    Heard(Result<Message, String>),
    /// Others may follow the presentation under this name, or none can, and why.
    PresentationNamed(Result<String, String>),
    /// So many screens follow the presentation.
    FollowersChanged(usize),
    /// The presentation that is followed is over, or its program gone.
    PresentationLost,
    /// So many seconds have passed since the presentation was opened.
    SecondsPassed(u64),
    /// A picture was drawn, and this is where things lie.
    Drawn(Layout),
}

/// Holds a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// The name to show.
    pub name: String,
    /// Where it lies, if it is a file.
    pub path: Option<PathBuf>,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}
