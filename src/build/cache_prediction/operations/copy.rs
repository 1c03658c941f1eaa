//! COPY and ADD as the cache sees them: paths put together, owner and mode, and the files they select.
//!
//! Of a source only its last name is in the key; what it holds is looked at by its content.

use crate::build::cache_prediction::Build;
use crate::build::cache_prediction::operation::{
    Aspect, Input, InputOrigin, Landing, Operation, Selector,
};
use crate::build::cache_prediction::operations::{Operations, folder, key_text};
use crate::build::command::CopyCommand;
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::context::file_match::has_wildcards;

impl Operations {
    /// Makes the operation of a COPY or ADD from the state before it.
    pub(super) fn copy(
        &mut self,
        build: Build<'_>,
        stage: &Stage,
        copy: &CopyCommand,
        state: &ImageState,
    ) -> Operation {
        let is_windows = stage.platform.is_windows();
        let origin = match &copy.from {
            Some(from) => InputOrigin::Node(self.source(build, stage, from)),
            None => InputOrigin::Context,
        };
        let mut names = Vec::new();
        let mut inputs = Vec::new();
        let mut is_known = true;
        for source in &copy.sources {
            let written = key_text(source);
            let is_path = matches!(source_kind(&written), Ok(SourceKind::Path));
            is_known &= is_path && !may_unpack(copy, &written) && source.as_known().is_some();
            if !is_path {
                // What the server gives is taken to be what it gave.
                names.push(written);
                continue;
            }
            let mut selector = selector(copy, &written, is_windows);
            selector.is_unknown = source.has_unknown();
            names.push(name_in_key(copy, &selector));
            inputs.push(Input {
                origin: origin.clone(),
                selector,
            });
        }
        let folder = folder(stage, state);
        let destination = destination(&copy.destination, &folder, is_windows);
        let texts = copy.contents.iter();
        let texts: Vec<(String, String)> = texts
            .map(|file| (file.name.clone(), key_text(&file.content)))
            .collect();
        let ends_as_folder = destination
            .as_deref()
            .is_some_and(|path| path.ends_with('/') || path.ends_with("/."));
        let is_folder = copy.sources.len() + texts.len() > 1
            || ends_as_folder
            || destination
                .as_deref()
                .is_some_and(|path| clean(path) == clean(&folder));
        let owner = copy.chown.as_ref().map_or_else(String::new, key_text);
        let mode = copy.chmod.as_ref().map_or_else(String::new, mode);
        let written = || key_text(&copy.destination);
        let aspects = [
            (Aspect::Kind, "COPY".to_owned()),
            (Aspect::Sources, names.join("\0")),
            (
                Aspect::Destination,
                destination.clone().unwrap_or_else(written),
            ),
            (Aspect::Owner, owner.clone()),
            (Aspect::Mode, mode.clone()),
            (Aspect::Options, options(copy)),
            (Aspect::Heredocs, format!("{texts:?}")),
        ];
        Operation {
            aspects: aspects.into(),
            environment: Vec::new(),
            inputs,
            landing: Some(Landing {
                destination: destination.map(|path| clean(&path)),
                is_folder,
                is_known,
                dress: format!("{owner} {mode}"),
                sets_mode: !mode.is_empty(),
                texts,
            }),
        }
    }
}

/// Tells whether ADD would unpack a source, should it be an archive.
fn may_unpack(copy: &CopyCommand, source: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tbz2", ".txz", ".tzst",
    ];
    let unpacks = copy.unpack.unwrap_or(copy.is_add);
    unpacks && (has_wildcards(source) || ENDINGS.iter().any(|end| source.ends_with(end)))
}

fn selector(copy: &CopyCommand, written: &str, is_windows: bool) -> Selector {
    let rooted = |path: &str| {
        let resolved = resolve("/", path, is_windows, false);
        clean(&resolved.unwrap_or_else(|_| path.to_owned()))
    };
    let (path, includes) = if copy.parents {
        let (pivot, pattern) = written.split_once("/./").unwrap_or(("/", written));
        let pattern = rooted(pattern);
        (pivot, vec![pattern.trim_start_matches('/').to_owned()])
    } else {
        (written, Vec::new())
    };
    Selector {
        path: rooted(path),
        is_pattern: has_wildcards(path),
        includes,
        excludes: copy.excludes.clone(),
        is_unknown: false,
    }
}

/// Gives what of a source is in the key: its last name, and what `--parents` takes of it.
fn name_in_key(copy: &CopyCommand, selector: &Selector) -> String {
    let name = selector.path.rsplit('/').next().unwrap_or_default();
    if copy.parents {
        return format!("{name} {:?}", selector.includes);
    }
    name.to_owned()
}

/// Gives the destination from the root on, with the slash at its end where there is one.
fn destination(written: &Value, folder: &str, is_windows: bool) -> Option<String> {
    let written = written.as_known()?;
    if folder.contains('⟨') && !written.starts_with('/') {
        return None;
    }
    // BuildKit adds the slash, as for `./`.
    let written = if written == "." { "./" } else { written };
    resolve(folder, written, is_windows, true).ok()
}

/// Gives a mode as the key has it: `0644` and `644` are one.
fn mode(written: &Value) -> String {
    let written = written.to_string();
    u32::from_str_radix(&written, 8).map_or(written, |mode| format!("{mode:o}"))
}

fn options(copy: &CopyCommand) -> String {
    format!(
        "{} {:?} {:?} {:?} {} {}",
        copy.unpack.unwrap_or(copy.is_add),
        copy.excludes,
        copy.checksum.as_ref().map(Value::to_string),
        copy.keep_git_dir,
        copy.parents,
        copy.link && copy.chmod.is_none(),
    )
}
