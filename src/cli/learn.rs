//! `dockstep learn`: a lesson, from the page on where its reader left it.

use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::ColourFlags;
use crate::cli::explain::Paper;
use crate::cli::practice::Practising;

/// Holds the arguments of `dockstep learn`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep learn                             the lesson that comes next
  dockstep learn 23                          lesson 23, where you left it
  dockstep learn copy                        the lesson with this word in its title
  dockstep learn 23 --page 4                 from its fourth page on
  dockstep learn --lessons DIR my-lesson     a lesson of your own; edits show at once
  dockstep learn --pack workshop             the lessons of a pack, in its order
  dockstep learn --pack team.tar.gz 2        its second lesson
  dockstep learn --pack ./team               a pack of your own; edits show at once
  dockstep learn 23 --plain                  in typed lines, for screen readers")]
pub struct LearnArguments {
    /// The lesson: its number, its id, or words of its title; without it, the one that comes next
    #[arg(value_name = "LESSON")]
    lesson: Option<String>,
    /// The page to begin with: its number or its id
    #[arg(long, value_name = "PAGE")]
    page: Option<String>,
    #[command(flatten)]
    practising: Practising,
}

impl LearnArguments {
    /// Asks in typed lines too where that was said before the subcommand.
    #[must_use]
    pub fn plain_if(mut self, is_plain: bool) -> Self {
        self.practising.plain |= is_plain;
        self
    }
}

/// Opens the lesson.
pub fn run(arguments: &LearnArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let practising = &arguments.practising;
    let (mut app, mut effects) = practising.app(BuildFlags::default().options())?;
    if practising.pack.is_some() && arguments.lesson.is_none() && arguments.page.is_none() {
        effects.extend(app.open_home());
        return practising.show(app, effects, colours, paper);
    }
    let id = match &arguments.lesson {
        Some(name) => {
            let found = app.shelf().catalogue().find(name);
            let list = match &practising.pack {
                Some(_) => "dockstep learn --pack PACK lists its lessons.",
                None => "dockstep lessons list shows what there is.",
            };
            found
                .map(|lesson| lesson.id.clone())
                .map_err(|fault| format!("{fault}\n  {list}"))?
        }
        None => app
            .next_lesson()
            .ok_or("there is no lesson to go on with: all are finished")?,
    };
    let lesson = app.shelf().read(&id)?;
    let page = match &arguments.page {
        None => None,
        Some(named) => {
            let numbered = named.parse::<usize>().ok();
            let numbered = numbered.and_then(|number| lesson.pages.get(number.checked_sub(1)?));
            let found = numbered.or_else(|| lesson.page(named));
            let count = lesson.pages.len();
            let found = found.ok_or_else(|| {
                format!("{id}: there is no page {named:?}; it has {count}, counted from 1")
            })?;
            Some(found.id.clone())
        }
    };
    effects.extend(app.open_lesson(&id, page.as_deref()));
    practising.show(app, effects, colours, paper)
}
