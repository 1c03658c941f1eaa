//! An instruction's flags: which there are, and how BuildKit reads them.

use crate::build::refusal::InstructionFault;
use crate::build::suggest::nearest;
use crate::language::invocation::{Flag, Invocation};
use crate::language::keyword::Keyword;

/// Names what a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// `--link`, `--link=true`, `--link=false`.
    Boolean,
    /// One value.
    Value,
    /// A value, as often as you like.
    Values,
}

/// Lists the flags an instruction knows.
pub const fn known_flags(keyword: Keyword) -> &'static [(&'static str, FlagKind)] {
    match keyword {
        Keyword::Add => &[
            ("chown", FlagKind::Value),
            ("chmod", FlagKind::Value),
            ("link", FlagKind::Boolean),
            ("keep-git-dir", FlagKind::Boolean),
            ("checksum", FlagKind::Value),
            ("unpack", FlagKind::Boolean),
            ("exclude", FlagKind::Values),
        ],
        Keyword::Copy => &[
            ("chown", FlagKind::Value),
            ("from", FlagKind::Value),
            ("chmod", FlagKind::Value),
            ("link", FlagKind::Boolean),
            ("exclude", FlagKind::Values),
            ("parents", FlagKind::Boolean),
        ],
        Keyword::From => &[("platform", FlagKind::Value)],
        Keyword::Run => &[
            ("mount", FlagKind::Values),
            ("network", FlagKind::Value),
            ("security", FlagKind::Value),
            ("device", FlagKind::Values),
        ],
        Keyword::Healthcheck => &[
            ("interval", FlagKind::Value),
            ("timeout", FlagKind::Value),
            ("start-period", FlagKind::Value),
            ("start-interval", FlagKind::Value),
            ("retries", FlagKind::Value),
        ],
        _ => &[],
    }
}

/// Holds an instruction's flags once they are known to be right.
#[derive(Clone, Debug)]
pub struct Flags<'invocation> {
    flags: &'invocation [Flag],
}

impl<'invocation> Flags<'invocation> {
    /// Checks an instruction's flags against those it knows.
    pub fn read(invocation: &'invocation Invocation<'_>) -> Result<Self, InstructionFault> {
        let known = known_flags(invocation.keyword);
        let mut seen: Vec<&str> = Vec::new();
        for flag in &invocation.flags {
            check(flag, known, &mut seen)?;
        }
        Ok(Self {
            flags: &invocation.flags,
        })
    }

    /// Gives the value of a flag that takes one; nothing where it is not there or empty.
    pub fn value(&self, name: &str) -> Option<&'invocation str> {
        self.flag(name)
            .and_then(Flag::value)
            .filter(|value| !value.is_empty())
    }

    /// Gives every value of a flag that may stand more than once.
    pub fn values(&self, name: &str) -> Vec<String> {
        let values = self.flags.iter().filter(|flag| flag.name() == name);
        values.filter_map(Flag::value).map(str::to_owned).collect()
    }

    /// Gives a switch's value, or nothing where it is not there.
    pub fn switch(&self, name: &str) -> Option<bool> {
        let flag = self.flag(name)?;
        Some(
            flag.value()
                .is_none_or(|value| value.eq_ignore_ascii_case("true")),
        )
    }

    fn flag(&self, name: &str) -> Option<&'invocation Flag> {
        self.flags.iter().find(|flag| flag.name() == name)
    }
}

fn check<'flag>(
    flag: &'flag Flag,
    known: &[(&'static str, FlagKind)],
    seen: &mut Vec<&'flag str>,
) -> Result<(), InstructionFault> {
    let name = flag.name();
    if !flag.text.starts_with("--") {
        return Err(InstructionFault::NotAFlag(flag.text.clone()));
    }
    let with_dashes = || format!("--{name}");
    let Some((_, kind)) = known.iter().find(|(known, _)| *known == name) else {
        return Err(InstructionFault::UnknownFlag {
            suggestion: nearest(name, known.iter().map(|(known, _)| *known), true)
                .filter(|nearest| !nearest.is_empty()),
            flag: with_dashes(),
        });
    };
    if seen.contains(&name) && *kind != FlagKind::Values {
        return Err(InstructionFault::DuplicateFlag(with_dashes()));
    }
    seen.push(name);
    match (kind, flag.value()) {
        (FlagKind::Boolean, None) => Ok(()),
        (FlagKind::Boolean, Some("")) | (FlagKind::Value | FlagKind::Values, None) => {
            Err(InstructionFault::FlagWithoutValue(with_dashes()))
        }
        (FlagKind::Boolean, Some(value))
            if matches!(value.to_lowercase().as_str(), "true" | "false") =>
        {
            Ok(())
        }
        (FlagKind::Boolean, Some(value)) => Err(InstructionFault::NotBoolean {
            flag: with_dashes(),
            value: value.to_owned(),
        }),
        (FlagKind::Value | FlagKind::Values, Some(_)) => Ok(()),
    }
}
