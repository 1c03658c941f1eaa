//! The register of rules.

use crate::checks::fix::{MayChange, Mending};
use crate::checks::run::{Checked, Report};
use crate::checks::{
    consistent_instruction_casing, copy_ignored_file, duplicate_stage_name, expose_invalid_format,
    expose_proto_casing, from_as_casing, from_platform_flag_const_disallowed,
    invalid_base_image_platform, invalid_default_arg_in_from, invalid_definition_description,
    json_args_recommended, legacy_key_value_format, maintainer_deprecated,
    multiple_instructions_disallowed, no_empty_continuation, redundant_target_platform,
    reserved_stage_name, secrets_used_in_arg_or_env, stage_name_casing, undefined_arg_in_from,
    undefined_var, workdir_relative_path,
};

/// Holds a rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, as BuildKit has it.
    pub name: &'static str,
    /// Whether it runs only where it is asked for.
    pub is_experimental: bool,
    /// Its page in Docker's documentation; one rule has none.
    pub url: &'static str,
    /// Why it exists, and what to write instead: the text of `assets/checks`.
    pub prose: &'static str,
    /// Finds what it finds.
    pub find: fn(Checked<'_>, &mut Report<'_>),
    /// How it mends what it finds; nothing where only a person can.
    pub mending: Option<Mending>,
}

macro_rules! rule {
    ($name:literal, $page:literal, $module:ident, $may_change:ident) => {
        Rule {
            mending: Some(Mending {
                propose: $module::mend,
                may_change: MayChange::$may_change,
            }),
            ..rule!($name, $page, $module)
        }
    };
    ($name:literal, $page:literal, $module:ident) => {
        Rule {
            name: $name,
            is_experimental: false,
            url: concat!(
                "https://docs.docker.com/reference/build-checks/",
                $page,
                "/"
            ),
            prose: include_str!(concat!("../../assets/checks/", $name, ".md")),
            find: $module::find,
            mending: None,
        }
    };
}

/// Every rule, by name.
pub static RULES: [Rule; 22] = [
    rule!(
        "ConsistentInstructionCasing",
        "consistent-instruction-casing",
        consistent_instruction_casing,
        Nothing
    ),
    rule!("CopyIgnoredFile", "copy-ignored-file", copy_ignored_file),
    rule!(
        "DuplicateStageName",
        "duplicate-stage-name",
        duplicate_stage_name
    ),
    rule!(
        "ExposeInvalidFormat",
        "expose-invalid-format",
        expose_invalid_format,
        Nothing
    ),
    rule!(
        "ExposeProtoCasing",
        "expose-proto-casing",
        expose_proto_casing,
        Nothing
    ),
    rule!("FromAsCasing", "from-as-casing", from_as_casing, Nothing),
    rule!(
        "FromPlatformFlagConstDisallowed",
        "from-platform-flag-const-disallowed",
        from_platform_flag_const_disallowed,
        Nothing
    ),
    Rule {
        name: "InvalidBaseImagePlatform",
        is_experimental: false,
        url: "",
        prose: include_str!("../../assets/checks/InvalidBaseImagePlatform.md"),
        find: invalid_base_image_platform::find,
        mending: None,
    },
    rule!(
        "InvalidDefaultArgInFrom",
        "invalid-default-arg-in-from",
        invalid_default_arg_in_from
    ),
    Rule {
        is_experimental: true,
        ..rule!(
            "InvalidDefinitionDescription",
            "invalid-definition-description",
            invalid_definition_description
        )
    },
    rule!(
        "JSONArgsRecommended",
        "json-args-recommended",
        json_args_recommended,
        Start
    ),
    rule!(
        "LegacyKeyValueFormat",
        "legacy-key-value-format",
        legacy_key_value_format,
        Nothing
    ),
    rule!(
        "MaintainerDeprecated",
        "maintainer-deprecated",
        maintainer_deprecated,
        Labels
    ),
    rule!(
        "MultipleInstructionsDisallowed",
        "multiple-instructions-disallowed",
        multiple_instructions_disallowed,
        Nothing
    ),
    rule!(
        "NoEmptyContinuation",
        "no-empty-continuation",
        no_empty_continuation,
        Nothing
    ),
    rule!(
        "RedundantTargetPlatform",
        "redundant-target-platform",
        redundant_target_platform,
        Nothing
    ),
    rule!(
        "ReservedStageName",
        "reserved-stage-name",
        reserved_stage_name
    ),
    rule!(
        "SecretsUsedInArgOrEnv",
        "secrets-used-in-arg-or-env",
        secrets_used_in_arg_or_env
    ),
    rule!(
        "StageNameCasing",
        "stage-name-casing",
        stage_name_casing,
        Nothing
    ),
    rule!(
        "UndefinedArgInFrom",
        "undefined-arg-in-from",
        undefined_arg_in_from,
        Values
    ),
    rule!("UndefinedVar", "undefined-var", undefined_var, Values),
    rule!(
        "WorkdirRelativePath",
        "workdir-relative-path",
        workdir_relative_path,
        Nothing
    ),
];

/// Finds a rule by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
