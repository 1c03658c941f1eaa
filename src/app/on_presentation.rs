//! What is done at a presentation, on the room's screen and on the instructor's.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::key::{Key, KeyCode};
use crate::app::presentation::message::{Message, Presented, Turning};
use crate::app::presentation::{Presentation, Role};
use crate::app::status::Status;
use crate::course::programme::{Programme, ProgrammeLesson};
use crate::doc::Doc;

impl App {
    /// Finds the lesson that is to be presented, by its number, its id or words of its title.
    pub fn programme(&self, what: &str) -> Result<Programme, String> {
        let id = self.shelf.catalogue().find(what)?.id.clone();
        Ok(Programme::of_lesson(self.programme_lesson(&id)?))
    }

    /// Makes a programme of all the lessons that are there, under a name.
    pub fn programme_of_all(&self, name: &str) -> Result<Programme, String> {
        let lessons = self.shelf.catalogue().lessons();
        let ids: Vec<String> = lessons.map(|lesson| lesson.id.clone()).collect();
        match ids.as_slice() {
            [only] => Ok(Programme::of_lesson(self.programme_lesson(only)?)),
            _ => Ok(Programme {
                id: name.to_owned(),
                title: name.to_owned(),
                minutes: None,
                notes: Doc::default(),
                lessons: self.programme_lessons(&ids)?,
            }),
        }
    }

    /// Makes a programme of the pack that is used, with its times, pauses and notes.
    pub fn programme_of_pack(&self) -> Result<Programme, String> {
        let pack = self.shelf.pack().ok_or("there is no pack to present")?;
        let lessons = pack.lessons.iter().map(|planned| {
            let lesson = self.programme_lesson(&planned.id)?;
            let mut notes = planned.notes.clone();
            notes.blocks.extend(lesson.notes.blocks.iter().cloned());
            Ok(ProgrammeLesson {
                minutes: planned.minutes,
                pause: planned.pause,
                notes,
                ..lesson
            })
        });
        Ok(Programme {
            id: pack.id.clone(),
            title: pack.title.clone(),
            minutes: pack.minutes,
            notes: pack.notes.clone(),
            lessons: lessons.collect::<Result<_, String>>()?,
        })
    }

    fn programme_lessons(&self, ids: &[String]) -> Result<Vec<ProgrammeLesson>, String> {
        ids.iter().map(|id| self.programme_lesson(id)).collect()
    }

    fn programme_lesson(&self, id: &str) -> Result<ProgrammeLesson, String> {
        let number = self.shelf.catalogue().lesson(id);
        let number = number.and_then(|entry| entry.number);
        Ok(ProgrammeLesson::of(self.shelf.read(id)?, number))
    }

    /// Opens a presentation for a room, at a page counted from 0; others may follow it under a name like
    /// the programme's, or the one that is given.
    pub fn present(
        &mut self,
        programme: Programme,
        presented: Presented,
        name: Option<&str>,
        at: usize,
    ) -> Vec<Effect> {
        let name = name.unwrap_or(&programme.id).to_owned();
        let presentation = Presentation::new(programme, presented, Role::Room, at);
        let presented = presentation.presented.clone();
        let standing = presentation.standing();
        self.open_presentation(presentation);
        vec![
            Effect::Present { name, presented },
            Effect::Announce(Message::Stands(standing)),
        ]
    }

    /// Opens the instructor's screen, which follows a presentation; the error says why it cannot.
    pub fn follow_presentation(
        &mut self,
        programme: Programme,
        presented: &Presented,
        name: &str,
    ) -> Result<Vec<Effect>, String> {
        let role = Role::Instructor {
            name: name.to_owned(),
            is_over: false,
        };
        let presentation = Presentation::new(programme, presented.clone(), role, 0);
        let (here, there) = (presentation.slides.len(), presented.pages);
        if here != there {
            return Err(format!(
                "{name} has {there} pages, and here the same lessons have {here}\n  Start both screens with the same dockstep and the same lessons."
            ));
        }
        self.open_presentation(presentation);
        Ok(vec![Effect::Follow(name.to_owned())])
    }

    fn open_presentation(&mut self, presentation: Presentation) {
        self.presentation = Some(Box::new(presentation));
        self.bring_to_front(Front::Presentation);
    }

    pub(in crate::app) fn act_on_presentation(&mut self, action: Action) -> Vec<Effect> {
        let Some(presentation) = &mut self.presentation else {
            return Vec::new();
        };
        let typed = presentation.take_typed();
        let turning = match action {
            Action::Back => return self.go_back(),
            Action::Close => return Vec::new(),
            Action::NextEntry | Action::PreviousEntry => {
                presentation.scroll(action == Action::NextEntry, &self.layout);
                return Vec::new();
            }
            Action::Accept => typed.map_or(Turning::Reveal, Turning::Page),
            Action::Reveal => Turning::Reveal,
            Action::Hide => Turning::Hide,
            Action::NextPage => Turning::Next,
            Action::PreviousPage => Turning::Back,
            Action::FirstEntry => Turning::First,
            Action::LastEntry => Turning::Last,
            Action::Blank => Turning::Blank,
            _ => return Vec::new(),
        };
        self.ask_to_turn(turning)
    }

    /// Takes a key that asks for nothing: a digit of a page's number.
    pub(in crate::app) fn press_on_presentation(&mut self, key: Key) {
        if let Some(presentation) = &mut self.presentation
            && let KeyCode::Character(digit @ '0'..='9') = key.code
            && !key.has_control
            && !key.has_alt
        {
            presentation.type_digit(digit);
        }
    }

    /// Turns where this is the presentation; where it follows one, asks that one.
    fn ask_to_turn(&mut self, turning: Turning) -> Vec<Effect> {
        match &mut self.presentation {
            Some(presentation) if presentation.is_for_room() => {
                if !presentation.turn(turning) {
                    return Vec::new();
                }
                vec![Effect::Announce(Message::Stands(presentation.standing()))]
            }
            Some(_) => vec![Effect::Announce(Message::Asks(turning))],
            None => Vec::new(),
        }
    }

    /// Takes what the other screens say.
    pub(in crate::app) fn hear(&mut self, heard: Result<Message, String>) -> Vec<Effect> {
        let Some(presentation) = &mut self.presentation else {
            return Vec::new();
        };
        match (heard, &presentation.role) {
            (Ok(Message::Asks(turning)), Role::Room) => {
                // A key of the other screen takes the message away as one of this screen does.
                self.status = None;
                self.ask_to_turn(turning)
            }
            (Ok(Message::Stands(standing)), Role::Instructor { .. }) => {
                presentation.follow(standing);
                Vec::new()
            }
            // The first thing that is said was read before the screen was opened.
            (Ok(Message::Presents(_)), Role::Instructor { .. }) => Vec::new(),
            (Ok(_), _) => {
                self.complain("The socket of the presentation: a message that is none of a follower; it is ignored.")
            }
            (Err(fault), _) => self.complain(&format!("The socket of the presentation: {fault}.")),
        }
    }

    /// Takes the name under which others may follow, or why none can.
    pub(in crate::app) fn take_presentation_name(
        &mut self,
        name: Result<String, String>,
    ) -> Vec<Effect> {
        self.status = Some(match name {
            Ok(name) => Status::note(format!(
                "Instructors, in a second terminal: dockstep present --follow {name}"
            )),
            Err(fault) => Status::problem(format!("Nobody can follow: {fault}")),
        });
        Vec::new()
    }

    pub(in crate::app) fn take_followers(&mut self, followers: usize) -> Vec<Effect> {
        // Nobody needs to be told any more how to follow.
        if followers > 0
            && self
                .status
                .as_ref()
                .is_some_and(|status| !status.is_problem)
        {
            self.status = None;
        }
        Vec::new()
    }

    pub(in crate::app) fn lose_presentation(&mut self) -> Vec<Effect> {
        if let Some(presentation) = &mut self.presentation
            && let Role::Instructor { is_over, .. } = &mut presentation.role
        {
            *is_over = true;
        }
        Vec::new()
    }

    /// Takes the seconds since the program began, and says them to whoever follows.
    pub(in crate::app) fn take_seconds(&mut self, seconds: u64) -> Vec<Effect> {
        match &mut self.presentation {
            Some(presentation) if presentation.is_for_room() => {
                presentation.take_seconds(seconds);
                vec![Effect::Announce(Message::Stands(presentation.standing()))]
            }
            _ => Vec::new(),
        }
    }

    /// Gives the presentation.
    pub fn presentation(&self) -> Option<&Presentation> {
        self.presentation.as_deref()
    }
}
