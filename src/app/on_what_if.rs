//! What a reader can suppose: a file or a build argument has changed, or nothing has; and how it goes away.

use crate::analysis::what_if::{ChangeableFile, Supposition};
use crate::app::chooser::{Choice, Chooser, Entry};
use crate::app::context_listing::ContextListing;
use crate::app::line_editor::LineEditor;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::status::Status;
use crate::app::study::view::StudyView;
use crate::app::study::what_if::WhatIf;
use crate::app::{App, Overlay};
use crate::doc::size::size;
use crate::doc::text::Text;

/// Says what a reader chose to suppose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatIfChoice {
    /// Nothing changes.
    Nothing,
    /// A build argument has another value; which one is asked next.
    Arguments,
    /// This build argument has another value; which value is asked next.
    Argument(String),
    /// This file of the build context has other bytes.
    File(String),
}

impl App {
    /// Asks what to suppose.
    pub(in crate::app) fn ask_what_if(&mut self) {
        let Some(study) = &self.study else { return };
        let supposed = study.what_if.as_ref().map(|what_if| &what_if.supposed);
        let analysis = &study.document.analysis;
        let first = [
            entry(
                WhatIfChoice::Nothing,
                "nothing changes",
                "the same build again",
                supposed == Some(&Supposition::Nothing),
            ),
            entry(
                WhatIfChoice::Arguments,
                "a build argument",
                "has another value",
                matches!(supposed, Some(Supposition::Argument { .. })),
            ),
        ];
        let files = analysis.changeable_files().into_iter();
        let files = files.map(|file| file_entry(file, supposed));
        let hint = match &study.listing {
            ContextListing::Listed => "type to narrow the files of the build context down",
            ContextListing::UnderWay => "the files of the build context are being listed",
            ContextListing::NoFolder | ContextListing::Elsewhere(_) | ContextListing::Failed(_) => {
                "the files of the build context are not known"
            }
        };
        let entries = first.into_iter().chain(files).collect();
        self.open_chooser(Chooser::of("What if", hint, entries).filtered());
    }

    pub(in crate::app) fn choose_what_if(&mut self, choice: WhatIfChoice) {
        match choice {
            WhatIfChoice::Nothing => self.suppose(Supposition::Nothing),
            WhatIfChoice::File(path) => self.suppose(Supposition::File(path)),
            WhatIfChoice::Arguments => self.ask_which_argument(),
            WhatIfChoice::Argument(name) => {
                self.overlay = Some(Overlay::Prompt(Prompt {
                    title: format!("What if {name}="),
                    hint: "the other value".to_owned(),
                    editor: LineEditor::default(),
                    purpose: Purpose::WhatIf(name),
                }));
            }
        }
    }

    fn ask_which_argument(&mut self) {
        let Some(study) = &self.study else { return };
        let arguments = study.document.analysis.build_arguments().into_iter();
        let entries = arguments.map(|argument| {
            let value = argument.given.or(argument.default);
            let detail =
                value.map_or_else(|| "no value".to_owned(), |value| format!("now {value}"));
            entry(
                WhatIfChoice::Argument(argument.name.clone()),
                &argument.name,
                &detail,
                false,
            )
        });
        let chooser = Chooser::of(
            "What if a build argument has another value?",
            "⏎ asks for the value",
            entries.collect(),
        );
        self.open_chooser(
            chooser.or_empty("This file declares no build arguments: there is no ARG."),
        );
    }

    /// Supposes something, and shows what the cache would do.
    pub(in crate::app) fn suppose(&mut self, supposed: Supposition) {
        let Some(study) = &mut self.study else { return };
        let title = supposed.title().to_plain();
        study.suppose(Some(supposed));
        study.look_at(StudyView::Cache);
        let what_if = study.what_if.as_ref();
        let stops_on = what_if.and_then(WhatIf::stops_on);
        let text = match (stops_on, what_if.and_then(WhatIf::count)) {
            (Some(line), _) => {
                format!("What if {title}: the build stops on line {line}. Esc takes it away.")
            }
            (None, Some((runs, steps))) => {
                let noun = if steps == 1 { "step" } else { "steps" };
                format!("What if {title}: {runs} of {steps} {noun} to run. Esc takes it away.")
            }
            (None, None) => format!("What if {title}: no step is built."),
        };
        self.status = Some(Status::note(text));
    }

    /// Takes away what a reader put over the file: a search first, then a supposition.
    pub(in crate::app) fn take_away_marks(&mut self) {
        let Some(study) = &mut self.study else { return };
        if study.search.take().is_none() {
            study.suppose(None);
        }
    }
}

fn entry(choice: WhatIfChoice, text: &str, detail: &str, is_current: bool) -> Entry {
    Entry {
        choice: Choice::WhatIf(choice),
        text: text.to_owned(),
        detail: Text::plain(detail),
        is_current,
    }
}

fn file_entry(file: ChangeableFile, supposed: Option<&Supposition>) -> Entry {
    let detail = if file.is_sent {
        size(file.bytes)
    } else {
        format!("{}, left out of the build", size(file.bytes))
    };
    let is_current = matches!(supposed, Some(Supposition::File(path)) if *path == file.path);
    let path = file.path.clone();
    entry(WhatIfChoice::File(file.path), &path, &detail, is_current)
}
