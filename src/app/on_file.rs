//! What becomes of the study when a file is read, changes, or comes with notes.

use crate::app::App;
use crate::app::context_listing::ContextListing;
use crate::app::document::Document;
use crate::app::effect::Effect;
use crate::app::file_error::FileError;
use crate::app::front::Front;
use crate::app::given_build::GivenContext;
use crate::app::msg::ReadFile;
use crate::app::note::Note;
use crate::app::status::Status;
use crate::app::study::Study;

impl App {
    /// Takes a file to study; one that cannot be read leaves the one that is there.
    pub(in crate::app) fn take_file(&mut self, read: Result<ReadFile, FileError>) -> Vec<Effect> {
        let file = match read {
            Ok(file) => file,
            Err(error) if !self.fronts.is_empty() => {
                self.awaited = None;
                return self.complain(&error.summary());
            }
            Err(error) => {
                self.failure = Some(error);
                return Vec::new();
            }
        };
        let path = file.path.clone();
        let awaited = self.awaited.take();
        let awaited = awaited.filter(|awaited| awaited.path == path);
        let build = awaited.map_or_else(|| self.given.clone(), |awaited| awaited.build);
        self.status = build.title.as_deref().map(Status::note);
        self.built_as = build.title;
        self.options.target = build.target;
        self.options.arguments = build.arguments;
        self.options.giver = build.giver;
        self.context = build.context;
        // What was listed, and what was built, belongs to the file before.
        self.options.context = None;
        self.forget_built_image();
        let mut study = Study::of(Document::read(file, &self.options), self.detail);
        if let (GivenContext::Elsewhere(words), Some(_)) = (&self.context, &path) {
            study.listing = ContextListing::Elsewhere(words.clone());
        }
        self.study = Some(study);
        self.failure = None;
        self.bring_to_front(Front::Study);
        let mut effects = path.map_or_else(Vec::new, |path| {
            vec![Effect::Watch(path.clone()), Effect::ReadNotes(path)]
        });
        effects.extend(self.list_context());
        effects.extend(self.ask_engine());
        effects
    }

    /// Takes other bytes of the file that is studied; where there are none, what was read stays.
    pub(in crate::app) fn take_change(&mut self, read: Result<ReadFile, FileError>) -> Vec<Effect> {
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        match read {
            Ok(file) => {
                self.failure = None;
                let document = Document::read(file, &self.options);
                if document.has_same_text(&study.document) {
                    return Vec::new();
                }
                study.replace(document);
                self.status = Some(Status::note("The file has changed; this is how it is now."));
                let mut effects = self.list_context();
                effects.extend(self.ask_engine());
                return effects;
            }
            Err(error) => {
                self.failure = Some(error);
                self.status = None;
            }
        }
        Vec::new()
    }

    /// Asks for the file again: the reader may have edited it.
    pub(in crate::app) fn reread(&mut self) -> Vec<Effect> {
        if self.front() == Some(Front::Practice) {
            let draft = self.draft().map(Effect::OpenDraft);
            return std::iter::once(Effect::Redraw).chain(draft).collect();
        }
        let path = self
            .study
            .as_ref()
            .and_then(|study| study.document.path.clone());
        let mut effects =
            path.map_or_else(Vec::new, |path| vec![Effect::Redraw, Effect::Watch(path)]);
        effects.extend(self.list_context());
        effects
    }

    pub(in crate::app) fn take_notes(&mut self, notes: &[Note]) -> Vec<Effect> {
        if let Some(study) = &mut self.study {
            let tree = study.document.analysis.tree();
            let placed = notes.iter().filter_map(|note| {
                let place = note.place(tree)?;
                Some((place, note.text.clone()))
            });
            study.notes = placed.collect();
            study.forget_shown();
        }
        Vec::new()
    }

    /// Studies the same file for another build.
    pub(in crate::app) fn rebuild(&mut self) {
        if let Some(study) = &mut self.study {
            let document = study.document.with_options(&self.options);
            study.replace(document);
        }
    }
}
