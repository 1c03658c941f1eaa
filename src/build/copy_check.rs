//! What BuildKit refuses of COPY and ADD once their variables are known.

use crate::build::command::CopyCommand;
use crate::build::file_mode::file_mode;
use crate::build::git_reference::{GitReference, SourceKind, source_kind};
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::value::Value;

/// Checks mode, checksum and sources.
pub(in crate::build) fn check_copy(copy: &CopyCommand) -> Result<(), Refusal> {
    if let Some(mode) = known(copy.chmod.as_ref()) {
        file_mode(mode)?;
    }
    let checksum = known(copy.checksum.as_ref());
    if checksum.is_some() {
        let [source] = copy.sources.as_slice() else {
            return Err(InstructionFault::Checksum(
                "checksum can't be specified for multiple sources",
            )
            .into());
        };
        let is_local = |source: &str| matches!(source_kind(source), Ok(SourceKind::Path) | Err(_));
        if source.as_known().is_some_and(is_local) {
            return Err(
                InstructionFault::Checksum("checksum requires HTTP(S) or Git sources").into(),
            );
        }
    }
    for source in copy.sources.iter().filter_map(Value::as_known) {
        match source_kind(source)? {
            SourceKind::Path => {}
            SourceKind::Url if !copy.is_add => {
                return Err(
                    InstructionFault::RemoteSource("source can't be a URL for COPY").into(),
                );
            }
            SourceKind::Git(_) if !copy.is_add => {
                return Err(
                    InstructionFault::RemoteSource("source can't be a git ref for COPY").into(),
                );
            }
            SourceKind::Url => checksum.map_or(Ok(()), check_digest)?,
            SourceKind::Git(git) => check_git(copy, &git, checksum)?,
        }
    }
    Ok(())
}

fn known(value: Option<&Value>) -> Option<&str> {
    value
        .and_then(Value::as_known)
        .filter(|text| !text.is_empty())
}

fn check_git(
    copy: &CopyCommand,
    git: &GitReference,
    checksum: Option<&str>,
) -> Result<(), InstructionFault> {
    if let (Some(flag), Some(query)) = (copy.keep_git_dir, git.keep_git_dir)
        && flag != query
    {
        return Err(InstructionFault::GitReference(
            "inconsistent keep-git-dir configuration".to_owned(),
        ));
    }
    match checksum {
        Some(checksum) if !git.checksum.is_empty() && checksum != git.checksum => {
            Err(InstructionFault::GitReference(format!(
                "checksum mismatch {} != {}",
                crate::language::quoted::quoted(checksum),
                crate::language::quoted::quoted(&git.checksum)
            )))
        }
        _ => Ok(()),
    }
}

fn check_digest(text: &str) -> Result<(), InstructionFault> {
    let Some((algorithm, hex)) = text
        .split_once(':')
        .filter(|(algorithm, hex)| !algorithm.is_empty() && !hex.is_empty())
    else {
        return Err(InstructionFault::Checksum("invalid checksum digest format"));
    };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return Err(InstructionFault::Checksum("unsupported digest algorithm")),
    };
    if hex.len() != length {
        return Err(InstructionFault::Checksum("invalid checksum digest length"));
    }
    if !hex
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    {
        return Err(InstructionFault::Checksum("invalid checksum digest format"));
    }
    Ok(())
}
