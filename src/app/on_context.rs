//! What becomes of the study once its build context is listed.

use crate::app::App;
use crate::app::context_listing::ContextListing;
use crate::app::effect::Effect;
use crate::app::file_error::FileError;
use crate::context::archive::Archive;
use crate::context::build_context::BuildContext;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

impl App {
    /// Asks for the folder of the file that is studied.
    pub(in crate::app) fn list_context(&self) -> Vec<Effect> {
        let effect = self.study.as_ref().and_then(|study| {
            let dockerfile = study.document.path.clone();
            let folder = self.context.folder(dockerfile.as_deref())?;
            Some(Effect::ListContext { dockerfile, folder })
        });
        effect.into_iter().collect()
    }

    /// Takes a listing; one of another file comes too late.
    pub(in crate::app) fn take_context(
        &mut self,
        dockerfile: Option<&Path>,
        context: Result<Arc<BuildContext>, FileError>,
    ) -> Vec<Effect> {
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        let is_elsewhere = matches!(study.listing, ContextListing::Elsewhere(_));
        if study.document.path.as_deref() != dockerfile || is_elsewhere {
            return Vec::new();
        }
        match context {
            Ok(context) if self.options.context.as_ref() == Some(&context) => {}
            Ok(context) => {
                study.listing = ContextListing::Listed;
                self.options.context = Some(context);
                self.rebuild();
                return self.ask_for_archives(dockerfile);
            }
            Err(error) => {
                study.listing = ContextListing::Failed(error.summary());
                if self.options.context.take().is_some() {
                    self.rebuild();
                } else {
                    study.forget_shown();
                }
            }
        }
        Vec::new()
    }

    fn ask_for_archives(&self, dockerfile: Option<&Path>) -> Vec<Effect> {
        let study = self.study.as_ref();
        let paths = study.map_or_else(Vec::new, |study| study.document.analysis.wanted_archives());
        match self.context.folder(dockerfile) {
            Some(folder) if !paths.is_empty() => vec![Effect::ReadArchives {
                dockerfile: dockerfile.map(Path::to_owned),
                folder,
                paths,
            }],
            _ => Vec::new(),
        }
    }

    /// Takes what the tars of the context hold.
    pub(in crate::app) fn take_archives(
        &mut self,
        dockerfile: Option<&Path>,
        archives: BTreeMap<String, Archive>,
    ) -> Vec<Effect> {
        let study = self.study.as_ref();
        let path = study.and_then(|study| study.document.path.as_deref());
        if let (Some(context), true) = (&self.options.context, path == dockerfile) {
            let context = BuildContext::clone(context).with_archives(archives);
            self.options.context = Some(Arc::new(context));
            self.rebuild();
        }
        Vec::new()
    }
}
