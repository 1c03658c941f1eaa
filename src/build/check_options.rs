//! `# check=skip=…;error=true;experimental=…`: which rules run, and whether a finding stops the build.

use crate::language::directive::{DirectiveName, name_and_value};
use crate::language::quoted::quoted;
use std::collections::BTreeSet;

/// Holds what a check directive asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// No rule runs, except experimental ones that are asked for.
    pub skips_all: bool,
    /// These rules do not run.
    pub skipped: BTreeSet<String>,
    /// All experimental rules run.
    pub runs_all_experimental: bool,
    /// These experimental rules run.
    pub experimental: BTreeSet<String>,
    /// A finding stops the build.
    pub stops_build: bool,
}

impl CheckOptions {
    /// Reads the directive's value; the error is in BuildKit's words.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut options = Self::default();
        let text = text.trim();
        if text.is_empty() {
            return Ok(options);
        }
        for part in text.splitn(3, ';') {
            let Some((key, value)) = part.split_once('=') else {
                return Err(format!("invalid check option {}", quoted(part)));
            };
            let value = value.trim();
            let rules = || {
                value
                    .split(',')
                    .map(|rule| rule.trim().to_owned())
                    .collect()
            };
            match key.trim() {
                "skip" if value == "all" => options.skips_all = true,
                "skip" => options.skipped = rules(),
                "experimental" if value == "all" => options.runs_all_experimental = true,
                "experimental" => options.experimental = rules(),
                "error" => match value {
                    "1" | "t" | "T" | "TRUE" | "true" | "True" => options.stops_build = true,
                    "0" | "f" | "F" | "FALSE" | "false" | "False" => options.stops_build = false,
                    _ => {
                        return Err(format!(
                            "failed to parse check option {}: strconv.ParseBool: parsing {}: invalid syntax",
                            quoted(part),
                            quoted(value)
                        ));
                    }
                },
                key => return Err(format!("invalid check option {}", quoted(key))),
            }
        }
        Ok(options)
    }

    /// Adds what a `check=` comment right above an instruction asks for; only the first one counts.
    #[must_use]
    pub fn with_comments(&self, comments: &[&str]) -> Self {
        let mut merged = self.clone();
        let check = comments
            .iter()
            .find_map(|comment| match name_and_value(comment) {
                Some((DirectiveName::Check, value)) => Some(value),
                _ => None,
            });
        let value = check.and_then(|value| value.split(' ').next());
        if let Some(Ok(more)) = value.map(Self::read) {
            merged.skips_all |= more.skips_all;
            merged.runs_all_experimental |= more.runs_all_experimental;
            merged.skipped.extend(more.skipped);
            merged.experimental.extend(more.experimental);
        }
        merged
    }

    /// Tells whether a rule runs.
    pub fn runs(&self, rule: &str, is_experimental: bool) -> bool {
        if is_experimental {
            return self.runs_all_experimental || self.experimental.contains(rule);
        }
        !self.skips_all && !self.skipped.contains(rule)
    }
}
