//! `dockstep review`: the ideas that are due again.

use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::ColourFlags;
use crate::cli::explain::Paper;
use crate::cli::practice::Practising;
use crate::host::output;

/// Holds the arguments of `dockstep review`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep review             asks about the ideas that are due
  dockstep review --plain     in typed lines, for screen readers
  dockstep progress show      says what is due, and when the next one is")]
pub struct ReviewArguments {
    #[command(flatten)]
    practising: Practising,
}

impl ReviewArguments {
    /// Asks in typed lines too where that was said before the subcommand.
    #[must_use]
    pub fn plain_if(mut self, is_plain: bool) -> Self {
        self.practising.plain |= is_plain;
        self
    }
}

/// Asks what is due; where nothing is, says when something will be.
pub fn run(arguments: &ReviewArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let (mut app, mut effects) = arguments.practising.app(BuildFlags::default().options())?;
    effects.extend(app.open_review());
    if app.practice().is_none() {
        let words = app.status().map_or("", |status| status.text.as_str());
        return output::print(&format!("{words}\n"))
            .map_err(|error| format!("standard output: {error}"));
    }
    arguments.practising.show(app, effects, colours, paper)
}
