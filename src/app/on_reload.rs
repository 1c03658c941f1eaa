//! What is done when files of lessons, or of a pack, change that are in use: an author writes them beside
//! the program.
//!
//! What is read takes the place of what was, and the reader stays where they are. A fault is said in one
//! line and the last good state stays: what has more faults than what is in use changes nothing.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::practice::Practice;
use crate::app::presentation::message::Message;
use crate::app::shelf::Shelf;
use crate::app::status::Status;
use crate::course::fault::Fault;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, id_of, with_added};
use crate::course::pack::pack_reader::read_pack;
use crate::course::pack::pack_source::PackSource;
use crate::course::programme::Programme;
use crate::doc::visible::visible_line;

impl App {
    /// Takes the lessons of a folder that is watched; one that has become worse stays as it was.
    pub(in crate::app) fn take_lessons(
        &mut self,
        read: Result<Vec<LessonSource>, String>,
    ) -> Vec<Effect> {
        let sources = match read {
            Ok(sources) => sources,
            Err(fault) => return self.refuse_change(&fault),
        };
        let known = self.shelf.sources();
        let (mut good, mut faults) = (Vec::new(), Vec::new());
        for source in sources {
            if known.contains(&source) {
                continue;
            }
            let found = self.faults_of(&source);
            if found.len() <= self.faults_in_use(&source) {
                good.push(source);
            }
            faults.extend(found);
        }
        if faults.is_empty() {
            self.forget_fault();
        }
        let mut effects = Vec::new();
        if !good.is_empty() {
            let sources = with_added(self.shelf.sources().to_vec(), good);
            let shelf = self.shelf.with(sources);
            effects = self.change_shelf(shelf, "The lesson has changed; this is how it is now.");
        }
        if !faults.is_empty() {
            effects.extend(self.refuse_faults(&faults));
        }
        effects
    }

    /// Takes the pack of a folder that is watched.
    pub(in crate::app) fn take_pack(&mut self, read: Result<PackSource, String>) -> Vec<Effect> {
        let source = match read {
            Ok(source) => source,
            Err(fault) => return self.refuse_change(&fault),
        };
        let read = read_pack(&source, &built_in(), self.shelf.options());
        let mut faults = read.faults;
        let Some(pack) = read.pack.filter(|_| faults.is_empty()) else {
            return self.refuse_faults(&faults);
        };
        let known = self.shelf.sources();
        let mut is_worse = false;
        for lesson in pack.sources() {
            if !known.contains(&lesson) {
                let found = self.faults_of(&lesson);
                is_worse |= found.len() > self.faults_in_use(&lesson);
                faults.extend(found);
            }
        }
        if faults.is_empty() {
            self.forget_fault();
        }
        let mut effects = Vec::new();
        if !is_worse && self.shelf.pack() != Some(&pack) {
            let shelf = self.shelf.with_pack(pack);
            effects = self.change_shelf(shelf, "The pack has changed; this is how it is now.");
        }
        if !faults.is_empty() {
            effects.extend(self.refuse_faults(&faults));
        }
        effects
    }

    fn faults_of(&self, lesson: &LessonSource) -> Vec<Fault> {
        read_lesson(lesson, self.shelf.options()).faults
    }

    /// Counts the faults of a lesson as it is in use: one that had some may be opened all the same.
    fn faults_in_use(&self, lesson: &LessonSource) -> usize {
        let id = id_of(lesson);
        let mut sources = self.shelf.sources().iter();
        let before = sources.find(|source| id.is_some() && id_of(source) == id);
        before.map_or(0, |before| self.faults_of(before).len())
    }

    /// Says the first of some faults, and how many there are.
    fn refuse_faults(&mut self, faults: &[Fault]) -> Vec<Effect> {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        match faults.len() {
            0 | 1 => self.refuse_change(&first),
            count => self.refuse_change(&format!("{first} (the first of {count} faults)")),
        }
    }

    /// Says in one line why a change is not taken.
    fn refuse_change(&mut self, fault: &str) -> Vec<Effect> {
        let line = fault.lines().next().unwrap_or_default();
        let status = Status::problem(visible_line(line));
        self.refused_change = Some(status.clone());
        self.status = Some(status);
        Vec::new()
    }

    /// Takes the fault of a change back that is mended.
    fn forget_fault(&mut self) {
        let refused = self.refused_change.take();
        if refused.is_some() && self.status == refused {
            self.status = None;
        }
    }

    /// Puts lessons in the place of those that are in use; what is open is opened again at its place.
    fn change_shelf(&mut self, shelf: Shelf, note: &str) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.shelf, shelf);
        let (practice, programme) = match (self.practice_again(&before), self.programme_again()) {
            (Ok(practice), Ok(programme)) => (practice, programme),
            (Err(fault), _) | (_, Err(fault)) => {
                self.shelf = before;
                return self.refuse_change(&fault);
            }
        };
        self.list_home();
        let mut effects = Vec::new();
        if let Some(id) = self.lesson_gone_since(&before) {
            let id = visible_line(id);
            let words = format!("The lesson {id} is gone; it stays open as it was.");
            self.status = Some(Status::problem(words));
        }
        if practice.is_some() || programme.is_some() {
            self.status = Some(Status::note(note));
        }
        if let (Some(practice), Some(other)) = (&mut self.practice, practice) {
            practice.replace(other);
            effects.extend(self.draft().map(Effect::OpenDraft));
        }
        if let (Some(presentation), Some(programme)) = (&mut self.presentation, programme) {
            presentation.replace(programme);
            if presentation.is_for_room() {
                // Who follows reads the same files; who begins to follow must know how many pages there are.
                let presented = presentation.presented.clone();
                effects.push(Effect::Announce(Message::Presents(presented)));
                effects.push(Effect::Announce(Message::Stands(presentation.standing())));
            }
        }
        effects
    }

    /// Gives the lesson that is practised, where it is among the lessons no longer.
    fn lesson_gone_since(&self, before: &Shelf) -> Option<&str> {
        let id = self.practice.as_ref()?.run.lesson()?;
        let is_in = |shelf: &Shelf| shelf.catalogue().lesson(id).is_some();
        (is_in(before) && !is_in(&self.shelf)).then_some(id)
    }

    /// Opens the lesson that is practised once more, where it is other than before; one that is there no
    /// longer stays open as it is.
    fn practice_again(&self, before: &Shelf) -> Result<Option<Practice>, String> {
        let open = self.practice.as_ref();
        let Some(id) = open.and_then(|practice| practice.run.lesson()) else {
            return Ok(None);
        };
        let Some(entry) = self.shelf.catalogue().lesson(id) else {
            return Ok(None);
        };
        let source = |shelf: &Shelf| {
            let mut sources = shelf.sources().iter();
            sources
                .find(|source| id_of(source).as_deref() == Some(id))
                .cloned()
        };
        if source(before) == source(&self.shelf) {
            return Ok(None);
        }
        let lesson = self.shelf.read(id)?;
        let done = self.progress.lesson(id);
        Ok(Some(Practice::of_lesson(
            &lesson,
            entry.number,
            None,
            done,
            self.seed,
        )))
    }

    /// Makes the programme that is presented once more.
    fn programme_again(&self) -> Result<Option<Programme>, String> {
        let Some(presentation) = &self.presentation else {
            return Ok(None);
        };
        let before = &presentation.programme;
        let programme = match before.lessons.as_slice() {
            _ if self.shelf.pack().is_some() => self.programme_of_pack(),
            [only] if only.lesson.id == before.id => self.programme(&before.id),
            _ => self.programme_of_all(&before.id),
        };
        programme.map(Some)
    }
}
