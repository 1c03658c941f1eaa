//! The Dockerfiles of the folder: how they are found, and how one of them is opened as somebody builds it.

use crate::app::action::Action;
use crate::app::chooser::{Choice, Chooser, Entry};
use crate::app::effect::Effect;
use crate::app::file_error::FileError;
use crate::app::front::Front;
use crate::app::given_build::{GivenBuild, GivenContext, in_folder};
use crate::app::home::Home;
use crate::app::layer::Layer;
use crate::app::msg::ReadFile;
use crate::app::status::Status;
use crate::app::{App, Awaited, Overlay};
use crate::build::options::BuildOptions;
use crate::doc::text::Text;
use crate::project::build_use::BuildUse;
use crate::project::listing::{FoundDockerfile, ProjectListing};
use crate::project::use_words::{given_words, short_use, uses_words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Asks for the Dockerfiles of the folder.
    pub(in crate::app) fn find_dockerfiles(&self) -> Effect {
        Effect::FindDockerfiles(self.folder.clone())
    }

    /// Looks for Dockerfiles below this folder in place of the working folder.
    pub fn use_folder(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// Gives the options with which Dockerfiles are looked at while they are found: what the command
    /// line gives one build is not for all of them.
    pub fn options_for_finding(&self) -> BuildOptions {
        BuildOptions {
            platform: self.options.platform.clone(),
            base_images: self.options.base_images.clone(),
            ..BuildOptions::default()
        }
    }

    /// Takes what lies below the folder.
    pub(in crate::app) fn take_project(
        &mut self,
        found: Result<Arc<ProjectListing>, FileError>,
    ) -> Vec<Effect> {
        let project = match found {
            Ok(project) => project,
            Err(error) => return self.complain(&error.summary()),
        };
        self.project = Arc::clone(&project);
        if let Some(home) = &mut self.home {
            home.project = Arc::clone(&project);
            home.is_searched = true;
            home.list(self.shelf.catalogue(), &self.progress);
        }
        self.say_want_of_dockerfiles();
        self.say_who_builds();
        let current = self.study.as_ref();
        let current = current.and_then(|study| study.document.path.clone());
        let entries = project.dockerfiles.iter().map(|found| Entry {
            text: found.title(),
            detail: Text::plain(uses_words(found)),
            is_current: found.inline.is_none()
                && current.as_deref() == Some(in_folder(&self.folder, &found.path).as_path()),
            choice: Choice::Dockerfile {
                path: found.path.clone(),
                inline: found.inline.as_ref().map(|inline| inline.name.clone()),
            },
        });
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.take_dockerfiles(entries.collect());
        }
        Vec::new()
    }

    /// Tells who looks at the home screen that it lists no Dockerfile; what else is said stays.
    fn say_want_of_dockerfiles(&mut self) {
        if self.front() != Some(Front::Home) || self.overlay.is_some() || self.status.is_some() {
            return;
        }
        let want = self.home.as_ref().and_then(Home::want_of_dockerfiles);
        self.status = want.map(Status::note);
    }

    /// Asks who builds the file that is studied, beside the screen: it was opened as nobody builds it.
    pub fn look_for_builders(&mut self) -> Effect {
        self.seeks_builders = true;
        self.find_dockerfiles()
    }

    /// Tells once who builds the file that is studied with other things than it was opened with.
    fn say_who_builds(&mut self) {
        if !std::mem::take(&mut self.seeks_builders)
            || self.front() != Some(Front::Study)
            || self.overlay.is_some()
            || self.status.is_some()
            || self.built_as.is_some()
        {
            return;
        }
        let path = self.study.as_ref().and_then(|it| it.document.path.clone());
        let path = path.map(|path| path.strip_prefix(".").map_or(path.clone(), Path::to_owned));
        let is_it = |found: &&FoundDockerfile| {
            found.inline.is_none() && path == Some(in_folder(&self.folder, &found.path))
        };
        let found = self.project.dockerfiles.iter().find(is_it);
        let usual = GivenContext::Usual.folder(path.as_deref());
        let is_other = |used_by: &BuildUse| {
            let build = GivenBuild::of_use(used_by, &self.folder);
            build.target.is_some()
                || !build.arguments.is_empty()
                || build.context.folder(path.as_deref()) != usual
        };
        if let Some(found) = found.filter(|found| found.used_by.iter().any(is_other)) {
            let key = self.keys.keys_in(Layer::Study, Action::Open);
            let who = uses_words(found);
            let words =
                format!("Built by {who}. {key}, then this file, opens it as they build it.");
            self.status = Some(Status::note(words));
        }
    }

    fn found(&self, path: &str, inline: Option<&str>) -> Option<&FoundDockerfile> {
        self.project.dockerfile(path, inline)
    }

    /// Opens a Dockerfile as it is built; where it is built in several ways, asks for one.
    pub(in crate::app) fn open_dockerfile(
        &mut self,
        path: &str,
        inline: Option<&str>,
    ) -> Vec<Effect> {
        let Some(found) = self.found(path, inline) else {
            return Vec::new();
        };
        match found.used_by.len() {
            0 => self.open_dockerfile_as(path, inline, None),
            1 => self.open_dockerfile_as(path, inline, Some(0)),
            _ => {
                let chooser = uses_chooser(found);
                self.open_chooser(chooser);
                Vec::new()
            }
        }
    }

    /// Opens a Dockerfile as one of its uses builds it, counted from 0, or plain.
    pub(in crate::app) fn open_dockerfile_as(
        &mut self,
        path: &str,
        inline: Option<&str>,
        used_by: Option<usize>,
    ) -> Vec<Effect> {
        let Some(found) = self.found(path, inline) else {
            return Vec::new();
        };
        let used_by = used_by.and_then(|index| found.used_by.get(index));
        let build = used_by.map_or_else(
            || self.given.clone(),
            |used_by| GivenBuild::of_use(used_by, &self.folder),
        );
        let file = in_folder(&self.folder, path);
        if let Some(inline) = &found.inline {
            let read = ReadFile {
                name: found.title(),
                path: None,
                bytes: inline.text.clone().into_bytes(),
            };
            self.awaited = Some(Awaited { path: None, build });
            return self.take_file(Ok(read));
        }
        self.awaited = Some(Awaited {
            path: Some(file.clone()),
            build,
        });
        vec![Effect::ReadFile(file)]
    }
}

/// Lists the ways in which a Dockerfile is built; alone comes last.
fn uses_chooser(found: &FoundDockerfile) -> Chooser {
    let inline = found.inline.as_ref().map(|inline| inline.name.clone());
    let choice = |index| Choice::Use {
        path: found.path.clone(),
        inline: inline.clone(),
        index,
    };
    let uses = found.used_by.iter().enumerate();
    let mut entries: Vec<Entry> = uses
        .map(|(index, used_by)| Entry {
            choice: choice(Some(index)),
            text: short_use(used_by),
            detail: Text::plain(given_words(used_by)),
            is_current: false,
        })
        .collect();
    entries.push(Entry {
        choice: choice(None),
        text: "plain".to_owned(),
        detail: Text::plain("the last stage, no arguments, its own folder"),
        is_current: false,
    });
    Chooser::of(&found.title(), "⏎ studies it as it is built so", entries)
}
