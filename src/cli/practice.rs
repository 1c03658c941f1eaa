//! What `learn`, `quiz` and `review` share: whose lessons, which seed, and how pages are shown.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::plain::run_text::run_text;
use crate::app::status::Status;
use crate::build::options::BuildOptions;
use crate::cli::colours::ColourFlags;
use crate::cli::explain::Paper;
use crate::cli::numbers::seed;
use crate::cli::pack::opening::{open_pack, watched_folder};
use crate::cli::showing::Showing;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, with_added};
use crate::doc::Doc;
use crate::host::lessons::{own_lessons, read_lessons};
use crate::host::{clock, progress};
use std::path::PathBuf;

/// Holds the arguments that every practice has.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Practising {
    /// A folder of lessons that are added, or take the place of those with the same id; edits show at once
    #[arg(long, value_name = "DIR")]
    pub lessons: Option<PathBuf>,
    /// A pack, whose lessons are used and no others: a folder, of which edits show at once, a .tar.gz, or
    /// the name of a built-in one
    #[arg(long, value_name = "PACK", conflicts_with = "lessons")]
    pub pack: Option<PathBuf>,
    /// Draws by this number what is drawn by chance: the order of options, the choice of questions
    #[arg(long, value_name = "N", value_parser = seed)]
    pub seed: Option<u64>,
    /// Asks and answers in typed lines, without a screen of its own; with no terminal, prints the pages
    #[arg(long)]
    pub plain: bool,
}

impl Practising {
    /// Makes an app that has the lessons and knows what was learned so far; the effects are what it
    /// asks the host for besides.
    pub fn app(&self, options: BuildOptions) -> Result<(App, Vec<Effect>), String> {
        let mut app = App::new(options);
        app.use_seed(self.seed.unwrap_or_else(|| clock::now().seconds()));
        let mut effects = Vec::new();
        match &self.pack {
            Some(pack) => {
                app.use_pack(open_pack(pack)?);
                effects.extend(watched_folder(pack).map(Effect::WatchPack));
            }
            None => add_own_lessons(&mut app),
        }
        if let Some(folder) = &self.lessons {
            let added: Vec<LessonSource> = read_lessons(folder)?;
            let known = app.shelf().sources().to_vec();
            app.use_lessons(with_added(known, added));
            effects.push(Effect::WatchLessons(folder.clone()));
        }
        effects.extend(app.update(progress::msg_of_all()));
        Ok((app, effects))
    }

    /// Shows the app; without a terminal, prints the pages and the answers below them.
    pub fn show(
        &self,
        app: App,
        effects: Vec<Effect>,
        colours: ColourFlags,
        paper: Paper,
    ) -> Result<(), String> {
        let showing = Showing {
            is_plain: self.plain,
            reads_input: false,
            colours,
            paper,
        };
        showing.show(app, effects, |app| match app.front() {
            Some(Front::Home) => app.plain_home(),
            _ => app.practice().map_or_else(Doc::default, run_text),
        })
    }
}

/// Adds the lessons of the configuration folder; where they cannot be read, the reader is told.
pub fn add_own_lessons(app: &mut App) {
    match own_lessons() {
        Ok(own) if own.is_empty() => {}
        Ok(own) => app.use_lessons(with_added(built_in(), own)),
        Err(fault) => app.say(Status::problem(fault)),
    }
}
