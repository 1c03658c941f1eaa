//! State and update: what is on the screen, and what a key does to it.
//!
//! [`App::update`] is pure: facts come in as [`Msg`], requests to the host go out as [`Effect`],
//! both plain data. This room refuses to know terminals, colours, clocks and disks.

pub mod key;

pub mod mouse;

pub mod action;

pub mod layer;

pub mod keys;

pub mod layout;

pub mod front;

pub mod msg;

pub mod effect;

pub mod document;

pub mod on_file;

pub mod on_engine;

pub mod embedded;

pub mod study;

pub mod note;

pub mod help;

pub mod line_editor;

pub mod chooser;

pub mod prompt;

pub mod status;

pub mod file_error;

pub mod plain;

pub mod on_study;

pub mod on_question;

pub mod on_overlay;

pub mod context_listing;

pub mod on_what_if;

pub mod on_context;

pub mod on_mouse;

pub mod text_editor;

pub mod draft;

pub mod practice;

pub mod on_practice;

pub mod practice_end;

pub mod presentation;

pub mod on_presentation;

pub mod shelf;

pub mod given_build;

pub mod home;

pub mod on_home;

pub mod on_project;

pub mod on_review;

pub mod on_reload;

use crate::app::action::Action;
use crate::app::chooser::{Choice, Chooser};
use crate::app::context_listing::ContextListing;
use crate::app::effect::Effect;
use crate::app::file_error::FileError;
use crate::app::front::Front;
use crate::app::given_build::{GivenBuild, GivenContext};
use crate::app::help::Help;
use crate::app::home::Home;
use crate::app::key::Key;
use crate::app::keys::KeyTable;
use crate::app::layer::Layer;
use crate::app::layout::Layout;
use crate::app::msg::{Msg, ReadFile};
use crate::app::on_engine::AskedEngine;
use crate::app::practice::Practice;
use crate::app::presentation::Presentation;
use crate::app::prompt::Prompt;
use crate::app::shelf::Shelf;
use crate::app::status::Status;
use crate::app::study::Study;
use crate::build::options::BuildOptions;
use crate::course::lesson_source::LessonSource;
use crate::course::pack::Pack;
use crate::course::progress::Progress;
use crate::course::progress::deed::Deed;
use crate::course::progress::moment::Moment;
use crate::doc::detail_level::DetailLevel;
use crate::project::listing::ProjectListing;
use std::path::PathBuf;
use std::sync::Arc;

/// Holds everything that the screen shows.
#[derive(Clone, Debug)]
pub struct App {
    keys: KeyTable,
    options: BuildOptions,
    /// What the command line gives a build.
    given: GivenBuild,
    /// The build context of the file that is studied.
    context: GivenContext,
    /// Who builds the file that is studied, in words, where it was opened so.
    built_as: Option<String>,
    /// The file that the host was asked for, with what its build is given.
    awaited: Option<Awaited>,
    /// The folder whose Dockerfiles are found.
    folder: PathBuf,
    /// What was found in it.
    project: Arc<ProjectListing>,
    detail: DetailLevel,
    /// What the reader opened, the latest last: the last one is seen.
    fronts: Vec<Front>,
    home: Option<Home>,
    practice: Option<Practice>,
    presentation: Option<Box<Presentation>>,
    study: Option<Study>,
    shelf: Shelf,
    progress: Progress,
    now: Moment,
    seed: u64,
    failure: Option<FileError>,
    overlay: Option<Overlay>,
    status: Option<Status>,
    /// What was said of a change of an author's files that is not taken.
    refused_change: Option<Status>,
    has_mouse: bool,
    /// Whether it is looked for who builds the file that is studied.
    seeks_builders: bool,
    /// What a local engine is asked, if it is asked.
    engine: Option<AskedEngine>,
    /// Whether a slice of work is asked for and has not come yet.
    is_going_on: bool,
    layout: Layout,
}

/// Holds a file that the host was asked for, with what its build is given.
#[derive(Clone, Debug)]
struct Awaited {
    path: Option<PathBuf>,
    build: GivenBuild,
}

/// Names what to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The home screen.
    Home,
    /// The home screen of a folder, with its Dockerfiles first.
    Folder(PathBuf),
    /// A file that the host is asked to read.
    File(PathBuf),
    /// Bytes that are here already, under a name.
    Bytes {
        /// The name to show.
        name: String,
        /// The file's bytes.
        bytes: Vec<u8>,
    },
}

/// Holds what lies on top of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The help.
    Help(Help),
    /// A list to choose from.
    Chooser(Chooser),
    /// A line to type.
    Prompt(Prompt),
}

impl App {
    /// Starts with nothing to show, for builds with these options.
    pub fn new(options: BuildOptions) -> Self {
        Self {
            keys: KeyTable::built_in(),
            shelf: Shelf::built_in(&options),
            given: GivenBuild {
                target: options.target.clone(),
                arguments: options.arguments.clone(),
                ..GivenBuild::default()
            },
            context: GivenContext::Usual,
            built_as: None,
            awaited: None,
            folder: PathBuf::from("."),
            project: Arc::default(),
            options,
            detail: DetailLevel::default(),
            fronts: Vec::new(),
            home: None,
            practice: None,
            presentation: None,
            study: None,
            progress: Progress::default(),
            now: Moment::default(),
            seed: 0,
            failure: None,
            overlay: None,
            status: None,
            refused_change: None,
            has_mouse: false,
            seeks_builders: false,
            engine: None,
            is_going_on: false,
            layout: Layout::default(),
        }
    }

    /// Starts with something to open, for a build with these options; the effects ask the host for it.
    pub fn start(opening: Opening, options: BuildOptions) -> (Self, Vec<Effect>) {
        let mut app = Self::new(options);
        let effects = match opening {
            Opening::Home => app.open_home(),
            Opening::Folder(folder) => {
                app.use_folder(folder);
                app.open_home_at_dockerfiles()
            }
            Opening::File(path) => vec![Effect::ReadFile(path)],
            Opening::Bytes { name, bytes } => {
                let path = None;
                app.update(Msg::FileRead(Ok(ReadFile { name, path, bytes })))
            }
        };
        (app, effects)
    }

    /// Uses another table of keys.
    pub fn use_keys(&mut self, keys: KeyTable) {
        self.keys = keys;
    }

    /// Draws by another seed what is drawn by chance: questions, and the order of options.
    pub fn use_seed(&mut self, seed: u64) {
        self.seed = seed;
    }

    /// Uses these lessons in place of the built-in ones.
    pub fn use_lessons(&mut self, sources: Vec<LessonSource>) {
        self.shelf = self.shelf.with(sources);
        self.list_home();
    }

    /// Uses the lessons of a pack, and no others.
    pub fn use_pack(&mut self, pack: Pack) {
        self.shelf = self.shelf.with_pack(pack);
        self.list_home();
    }

    /// Says as much as a reader of a level wants to be told.
    pub fn use_detail(&mut self, detail: DetailLevel) {
        self.detail = detail;
        if let Some(study) = &mut self.study {
            study.detail = detail;
            study.forget_shown();
        }
    }

    /// Tells the reader something with the next picture.
    pub fn say(&mut self, status: Status) {
        self.status = Some(status);
    }

    /// Takes a fact in; gives what the host is asked to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.press(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(mouse) => self.point(mouse),
            Msg::Resized => Vec::new(),
            Msg::FileRead(read) => self.take_file(read),
            Msg::FileChanged(read) => self.take_change(read),
            Msg::Edited(Ok(())) => self.reread(),
            Msg::Edited(Err(fault)) => self.complain(&fault),
            Msg::ProjectFound(found) => self.take_project(found),
            Msg::NotesRead(notes) => self.take_notes(&notes),
            Msg::GoOn => self.go_on(),
            Msg::ProgressRead {
                progress,
                now,
                zone,
            } => self.take_progress(progress.map(|progress| *progress), now, zone),
            Msg::ProgressRefused(fault) => self.complain(&fault),
            Msg::DraftRead { draft, path } => self.take_draft(&draft, path),
            Msg::LessonsRead(read) => self.take_lessons(read),
            Msg::PackRead(read) => self.take_pack(read),
            Msg::NoteRefused(fault) => self.complain(&fault),
            Msg::ContextListed {
                dockerfile,
                context,
            } => self.take_context(dockerfile.as_deref(), context),
            Msg::ArchivesRead {
                dockerfile,
                archives,
            } => self.take_archives(dockerfile.as_deref(), archives),
            Msg::EngineAnswered(answer) => self.take_engine_answer(answer),
            Msg::Heard(heard) => self.hear(heard),
            Msg::PresentationNamed(name) => self.take_presentation_name(name),
            Msg::FollowersChanged(followers) => self.take_followers(followers),
            Msg::PresentationLost => self.lose_presentation(),
            Msg::SecondsPassed(seconds) => self.take_seconds(seconds),
            Msg::Drawn(layout) => {
                self.settle(layout);
                self.ask_for_highlights()
            }
            Msg::Highlighted(highlighted) => {
                if let Some(Study { document, .. }) = &mut self.study {
                    let text = document.analysis.tree().text();
                    document.embedded.keep(text, highlighted);
                }
                Vec::new()
            }
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.status = None;
        if let Some(action) = self.keys.action(self.layer(), key) {
            return self.act(action);
        }
        if self.layer() == Layer::Question {
            self.answer_by_number(key);
            return Vec::new();
        }
        if self.overlay.is_none() && self.front() == Some(Front::Practice) {
            return self.press_on_practice(key);
        }
        if self.overlay.is_none() && self.front() == Some(Front::Presentation) {
            self.press_on_presentation(key);
            return Vec::new();
        }
        self.type_key(key)
    }

    /// Carries out what a reader asks for.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => vec![Effect::Quit],
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Help => {
                self.toggle_help();
                Vec::new()
            }
            action if self.overlay.is_some() => self.act_on_overlay(action),
            action if self.layer() == Layer::Question => self.act_on_question(action),
            action => match self.front() {
                Some(Front::Home) => self.act_on_home(action),
                Some(Front::Practice) => self.act_on_practice(action),
                Some(Front::Presentation) => self.act_on_presentation(action),
                Some(Front::Study) | None => self.act_on_study(action),
            },
        }
    }

    /// Keeps something that was learned: here, and for later.
    fn keep(&mut self, deed: Option<Deed>) -> Vec<Effect> {
        let Some(deed) = deed else {
            return Vec::new();
        };
        self.progress.take(deed.clone(), self.now);
        vec![Effect::Keep(deed)]
    }

    fn toggle_help(&mut self) {
        self.overlay = match self.overlay {
            Some(Overlay::Help(_)) => None,
            _ => Some(Overlay::Help(Help::of(self.layer()))),
        };
    }

    fn complain(&mut self, fault: &str) -> Vec<Effect> {
        self.status = Some(Status::problem(fault));
        Vec::new()
    }

    fn settle(&mut self, layout: Layout) {
        match (
            self.front(),
            &mut self.study,
            &mut self.practice,
            &mut self.home,
        ) {
            (Some(Front::Study), Some(study), ..) => study.settle(&layout),
            (Some(Front::Practice), _, Some(practice), _) => practice.settle(&layout),
            (Some(Front::Home), .., Some(home)) if !layout.is_too_small => {
                home.top = layout.dockerfile.top;
                home.about_top = layout.explanation.top;
            }
            _ => {}
        }
        if let (Some(Front::Presentation), Some(presentation)) =
            (self.front(), &mut self.presentation)
        {
            presentation.settle(&layout);
        }
        match (&mut self.overlay, &layout.overlay) {
            (Some(Overlay::Help(help)), Some(pane)) => help.top = pane.top,
            (Some(Overlay::Chooser(chooser)), Some(pane)) => chooser.top = pane.top,
            _ => {}
        }
        self.layout = layout;
    }

    /// Tells who has the keyboard.
    pub fn layer(&self) -> Layer {
        match &self.overlay {
            Some(Overlay::Prompt(_)) => Layer::Typing,
            Some(Overlay::Chooser(chooser)) if chooser.filter.is_some() => Layer::Typing,
            Some(Overlay::Help(_)) => Layer::Text,
            Some(Overlay::Chooser(_)) => Layer::List,
            None => self.front_layer(),
        }
    }

    fn front_layer(&self) -> Layer {
        match (self.front(), &self.practice) {
            (Some(Front::Home), _) => Layer::Home,
            (Some(Front::Practice), Some(practice)) => practice.layer(),
            (Some(Front::Presentation), _) => Layer::Presentation,
            _ => match &self.study {
                Some(study) if study.prediction.is_some() => Layer::Question,
                Some(study) if study.part.is_some() => Layer::Parts,
                _ => Layer::Study,
            },
        }
    }

    /// Gives the home screen.
    pub fn home(&self) -> Option<&Home> {
        self.home.as_ref()
    }

    /// Gives the lesson, the quiz or the review.
    pub fn practice(&self) -> Option<&Practice> {
        self.practice.as_ref()
    }

    /// Gives the lessons that are there.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Gives what was learned so far.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Gives the Dockerfile being read.
    pub fn study(&self) -> Option<&Study> {
        self.study.as_ref()
    }

    /// Gives what lies on top.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Gives the table of keys.
    pub fn keys(&self) -> &KeyTable {
        &self.keys
    }

    /// Gives what the last line has to say instead of the keys.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    /// Tells why there is nothing to read, or why what is shown may be old.
    pub fn failure(&self) -> Option<&FileError> {
        self.failure.as_ref()
    }

    /// Says who builds the file that is studied, where it was opened so.
    pub fn built_as(&self) -> Option<&str> {
        self.built_as.as_deref()
    }

    /// Gives what was found in the folder.
    pub fn project(&self) -> &ProjectListing {
        &self.project
    }

    /// Takes this folder for the build context of the files that are opened, and of a text that is there.
    pub fn use_context(&mut self, folder: PathBuf) -> Vec<Effect> {
        self.given.context = GivenContext::Folder(folder);
        // What comes on standard input is there already.
        if let Some(study) = &mut self.study {
            self.context = self.given.context.clone();
            study.listing = ContextListing::UnderWay;
        }
        self.list_context()
    }

    /// Gives the options of the build that is studied.
    pub fn options(&self) -> &BuildOptions {
        &self.options
    }

    /// Opens a list on top.
    fn open_chooser(&mut self, chooser: Chooser) {
        self.overlay = Some(Overlay::Chooser(chooser));
    }

    /// Does what an entry of a list means.
    fn choose(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::Target(target) => {
                self.options.target = target;
                self.rebuild();
            }
            Choice::Argument(name) => self.ask_for_argument(name),
            Choice::Instruction(instruction) => self.follow_to(instruction),
            Choice::Dockerfile { path, inline } => {
                return self.open_dockerfile(&path, inline.as_deref());
            }
            Choice::Use {
                path,
                inline,
                index,
            } => return self.open_dockerfile_as(&path, inline.as_deref(), index),
            Choice::WhatIf(choice) => self.choose_what_if(choice),
            Choice::Page(at) => return self.turn_to(at),
            Choice::Word => {}
        }
        Vec::new()
    }

    /// Asks for the colours of what the last picture showed: never before it.
    fn ask_for_highlights(&mut self) -> Vec<Effect> {
        let pane = &self.layout.dockerfile;
        let study = self
            .study
            .as_mut()
            .filter(|_| self.fronts.last() == Some(&Front::Study));
        let Some(Study { document, .. }) = study else {
            return Vec::new();
        };
        let requests = document.embedded.requests(&document.analysis, pane);
        requests.into_iter().map(Effect::Highlight).collect()
    }
}
