//! The lessons that are there: listed by their heads, read when one is opened.

use crate::build::options::BuildOptions;
use crate::course::catalogue::Catalogue;
use crate::course::fault::Fault;
use crate::course::lesson::Lesson;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, id_of};
use crate::course::pack::Pack;
use std::cell::OnceCell;

/// Holds the lessons. Nothing is read before it is asked for: studying a file needs none.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    own: Option<Vec<LessonSource>>,
    pack: Option<Pack>,
    options: BuildOptions,
    sources: OnceCell<Vec<LessonSource>>,
    catalogue: OnceCell<Catalogue>,
}

impl Shelf {
    /// Holds the built-in lessons; the options say what is known of base images.
    pub fn built_in(options: &BuildOptions) -> Self {
        Self {
            // What a reader gives a build of theirs is no part of a lesson.
            options: BuildOptions {
                base_images: options.base_images.clone(),
                ..BuildOptions::default()
            },
            ..Self::default()
        }
    }

    /// Holds these lessons in place of the built-in ones.
    #[must_use]
    pub fn with(&self, sources: Vec<LessonSource>) -> Self {
        Self {
            own: Some(sources),
            options: self.options.clone(),
            ..Self::default()
        }
    }

    /// Holds the lessons of a pack in place of the built-in ones, in its order.
    #[must_use]
    pub fn with_pack(&self, pack: Pack) -> Self {
        Self {
            own: Some(pack.sources()),
            options: self.options.clone(),
            pack: Some(pack),
            ..Self::default()
        }
    }

    /// Gives the pack that the lessons are of; nothing where they are those of the course.
    pub const fn pack(&self) -> Option<&Pack> {
        self.pack.as_ref()
    }

    /// Lists the files of all lessons.
    pub fn sources(&self) -> &[LessonSource] {
        self.sources
            .get_or_init(|| self.own.clone().unwrap_or_else(built_in))
    }

    /// Gives the course as a list.
    pub fn catalogue(&self) -> &Catalogue {
        self.catalogue.get_or_init(|| match &self.pack {
            Some(pack) => pack.catalogue(),
            None => Catalogue::of(self.sources()),
        })
    }

    /// Reads a lesson; the error is its first fault, or says that it is not there.
    pub fn read(&self, id: &str) -> Result<Lesson, String> {
        let mut sources = self.sources().iter();
        let source = sources.find(|source| id_of(source).as_deref() == Some(id));
        let source = source.ok_or_else(|| format!("there is no lesson {id:?}"))?;
        let read = read_lesson(source, &self.options);
        let fault = read.faults.first().map(Fault::to_string);
        read.lesson
            .filter(|lesson| !lesson.pages.is_empty())
            .ok_or_else(|| {
                fault.unwrap_or_else(|| format!("{}: no page can be read", source.folder))
            })
    }

    /// Reads all lessons that can be read, in the order of the course.
    pub fn read_all(&self) -> Vec<Lesson> {
        let lessons = self.catalogue().lessons();
        lessons
            .filter_map(|entry| self.read(&entry.id).ok())
            .collect()
    }

    /// Gives what lessons are built with.
    pub fn options(&self) -> &BuildOptions {
        &self.options
    }
}
