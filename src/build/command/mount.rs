//! `RUN --mount=…` and `RUN --device=…`.

use crate::build::suggest::with_suggestion;
use crate::build::value::Value;
use crate::language::quoted::quoted;

/// Holds a mount of RUN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// What kind it is.
    pub kind: MountKind,
    /// The stage or image it takes files from; empty for the build context.
    pub from: String,
    /// The path there.
    pub source: Value,
    /// Where it appears.
    pub target: Value,
    /// Whether writing is refused.
    pub is_read_only: bool,
    /// Whether a missing secret or agent fails the build.
    pub is_required: bool,
    /// The id of a cache, secret or agent.
    pub id: Value,
    /// How builds share a cache.
    pub sharing: Option<Sharing>,
    /// The variable a secret appears in.
    pub env: Option<Value>,
    /// The size limit of a tmpfs as written.
    pub size: Option<Value>,
    /// The mode.
    pub mode: Option<u32>,
    /// The owner's number.
    pub uid: Option<u32>,
    /// The group's number.
    pub gid: Option<u32>,
}

/// Names a kind of mount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the mount type of that name")]
pub enum MountKind {
    #[default]
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// Names how builds share a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the sharing mode of that name")]
pub enum Sharing {
    Shared,
    Private,
    Locked,
}

impl Mount {
    /// Gives its id: as written, else its source, else what BuildKit makes of its target.
    pub fn effective_id(&self) -> Value {
        let written = [&self.id, &self.source];
        let written = written.into_iter().find(|value| !value.is_known_empty());
        match (self.kind, written) {
            (MountKind::Secret, Some(written)) => written.clone(),
            (MountKind::Secret, None) => {
                let target = self.target.to_string();
                Value::known(target.rsplit('/').next().unwrap_or_default())
            }
            (MountKind::Ssh, _) if self.id.is_known_empty() => Value::known("default"),
            (MountKind::Cache, _) if self.id.is_known_empty() => self.target.clone(),
            _ => self.id.clone(),
        }
    }

    /// Gives where it appears; a secret without a target lies in `/run/secrets`, or in its variable alone.
    pub fn effective_target(&self) -> Value {
        let is_file = self.kind == MountKind::Secret && self.env.is_none();
        if !is_file || !self.target.is_known_empty() {
            return self.target.clone();
        }
        let id = self.effective_id().to_string();
        let name = id.rsplit('/').next().unwrap_or_default();
        Value::known(format!("/run/secrets/{name}"))
    }
}

impl MountKind {
    const ALL: [Self; 5] = [
        Self::Bind,
        Self::Cache,
        Self::Tmpfs,
        Self::Secret,
        Self::Ssh,
    ];

    /// Gives the name as `type=` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bind => "bind",
            Self::Cache => "cache",
            Self::Tmpfs => "tmpfs",
            Self::Secret => "secret",
            Self::Ssh => "ssh",
        }
    }
}

const SHARING: [(&str, Sharing); 3] = [
    ("shared", Sharing::Shared),
    ("private", Sharing::Private),
    ("locked", Sharing::Locked),
];

const KEYS: [&str; 19] = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];

/// Puts variables into a text, or says what BuildKit refuses.
pub type Expand<'a> = dyn FnMut(&str) -> Result<Value, String> + 'a;

/// Checks what a mount says before any variable is known: its fields, and that `from` has no variable.
pub fn check_mount(text: &str) -> Result<String, String> {
    let mut from = String::new();
    for field in fields(text).map_err(|problem| format!("failed to parse csv mounts: {problem}"))? {
        if let Some((key, value)) = field.split_once('=')
            && key.eq_ignore_ascii_case("from")
        {
            if value
                .find('$')
                .is_some_and(|dollar| dollar + 1 != value.len())
            {
                return Err(
                    "'from' doesn't support variable expansion, define alias stage instead"
                        .to_owned(),
                );
            }
            value.clone_into(&mut from);
        }
    }
    Ok(from)
}

/// Reads a mount, putting variables in.
pub fn mount(text: &str, expand: &mut Expand<'_>) -> Result<Mount, String> {
    let mut mount = Mount::default();
    let mut read_only = None;
    for field in fields(text).map_err(|problem| format!("failed to parse csv mounts: {problem}"))? {
        let (key, value) = match field.split_once('=') {
            Some((key, value)) => (key.to_lowercase(), Some(expand(value)?)),
            None => (field.to_lowercase(), None),
        };
        let Some(value) = value else {
            match key.as_str() {
                "readonly" | "ro" => read_only = Some(true),
                "readwrite" | "rw" => read_only = Some(false),
                "required" => set_required(&mut mount, true)?,
                _ => return Err(format!("invalid field '{field}' must be a key=value pair")),
            }
            continue;
        };
        match key.as_str() {
            "readonly" | "ro" => read_only = Some(boolean(&key, &value)?),
            "readwrite" | "rw" => read_only = Some(!boolean(&key, &value)?),
            "required" => {
                expect_kind(&mount, &key, &[MountKind::Secret, MountKind::Ssh])?;
                let required = boolean(&key, &value)?;
                set_required(&mut mount, required)?;
            }
            _ => set_field(&mut mount, &key, &field, value)?,
        }
    }
    check_whole(&mount)?;
    let writes_by_default = matches!(mount.kind, MountKind::Cache | MountKind::Tmpfs);
    mount.is_read_only = read_only.unwrap_or(!writes_by_default);
    Ok(mount)
}

fn set_required(mount: &mut Mount, required: bool) -> Result<(), String> {
    expect_kind(mount, "required", &[MountKind::Secret, MountKind::Ssh])?;
    mount.is_required = required;
    Ok(())
}

fn expect_kind(mount: &Mount, key: &str, kinds: &[MountKind]) -> Result<(), String> {
    if kinds.contains(&mount.kind) {
        return Ok(());
    }
    Err(format!(
        "unexpected key '{key}' for mount type '{}'",
        mount.kind.name()
    ))
}

fn set_field(mount: &mut Mount, key: &str, field: &str, value: Value) -> Result<(), String> {
    let shown = value.to_string();
    match key {
        "type" => {
            let kinds = MountKind::ALL.map(MountKind::name);
            mount.kind = MountKind::ALL
                .into_iter()
                .find(|kind| kind.name() == shown.to_lowercase())
                .ok_or_else(|| {
                    with_suggestion(
                        format!("unsupported mount type {}", quoted(&shown)),
                        &shown,
                        kinds,
                        true,
                    )
                })?;
        }
        "from" => mount.from = shown,
        "source" | "src" => mount.source = value,
        "target" | "dst" | "destination" => mount.target = value,
        "size" => {
            expect_kind(mount, key, &[MountKind::Tmpfs])?;
            if !is_size(&shown) {
                return Err(format!("invalid value for {key}: {shown}"));
            }
            mount.size = Some(value);
        }
        "id" => mount.id = value,
        "sharing" => {
            let found = SHARING
                .into_iter()
                .find(|(name, _)| *name == shown.to_lowercase());
            let (_, sharing) = found.ok_or_else(|| {
                let names = SHARING.map(|(name, _)| name);
                with_suggestion(
                    format!("unsupported sharing value {}", quoted(&shown)),
                    &shown,
                    names,
                    true,
                )
            })?;
            mount.sharing = Some(sharing);
        }
        "mode" => mount.mode = Some(number(key, &shown, 8)?),
        "uid" => mount.uid = Some(number(key, &shown, 10)?),
        "gid" => mount.gid = Some(number(key, &shown, 10)?),
        "env" => mount.env = Some(value),
        _ => {
            return Err(with_suggestion(
                format!("unexpected key '{key}' in '{field}'"),
                key,
                KEYS,
                true,
            ));
        }
    }
    Ok(())
}

/// Checks what must hold between the fields.
fn check_whole(mount: &Mount) -> Result<(), String> {
    let kind = mount.kind;
    if !matches!(kind, MountKind::Secret | MountKind::Ssh | MountKind::Cache) {
        for (name, is_set) in [
            ("mode", mount.mode.is_some()),
            ("uid", mount.uid.is_some()),
            ("gid", mount.gid.is_some()),
        ] {
            if is_set {
                return Err(format!(
                    "{name} not allowed for {} type mounts",
                    quoted(kind.name())
                ));
            }
        }
    }
    if kind == MountKind::Secret {
        let is_empty = Value::is_known_empty;
        if !mount.from.is_empty() {
            return Err("secret mount should not have a from".to_owned());
        }
        if mount.sharing.is_some() {
            return Err("secret mount should not define sharing".to_owned());
        }
        if is_empty(&mount.source) && is_empty(&mount.target) && is_empty(&mount.id) {
            return Err("invalid secret mount. one of source, target required".to_owned());
        }
        if !is_empty(&mount.source) && !is_empty(&mount.id) {
            return Err("both source and id can't be set".to_owned());
        }
    }
    if mount.sharing.is_some() && kind != MountKind::Cache {
        return Err(format!(
            "invalid cache sharing set for {} mount",
            kind.name()
        ));
    }
    Ok(())
}

fn boolean(key: &str, value: &Value) -> Result<bool, String> {
    match value.to_string().as_str() {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Ok(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Ok(false),
        value => Err(format!("invalid value for {key}: {value}")),
    }
}

fn number(key: &str, text: &str, radix: u32) -> Result<u32, String> {
    let is_number = !text.is_empty() && text.chars().all(|digit| digit.is_digit(radix));
    is_number
        .then(|| u32::from_str_radix(text, radix).ok())
        .flatten()
        .ok_or_else(|| format!("invalid value {text} for {key}"))
}

/// Tells whether a text is a size: a number and perhaps a unit, `512m`, `1.5 GiB`.
fn is_size(text: &str) -> bool {
    let length = text
        .rfind(|character: char| character.is_ascii_digit() || character == '.')
        .map_or(0, |last| last + 1);
    let (number, unit) = text.split_at_checked(length).unwrap_or(("", text));
    let unit = unit.strip_prefix(' ').unwrap_or(unit).to_lowercase();
    let letters = unit.strip_suffix('b').unwrap_or(&unit);
    let letters = letters
        .strip_suffix('i')
        .filter(|letters| !letters.is_empty())
        .unwrap_or(letters);
    number.parse::<f64>().is_ok_and(|number| number >= 0.0)
        && matches!(letters, "" | "k" | "m" | "g" | "t" | "p")
}

/// Splits one line of comma-separated values, quotes as in CSV.
fn fields(text: &str) -> Result<Vec<String>, String> {
    if text.is_empty() {
        return Err("EOF".to_owned());
    }
    let mut fields = Vec::new();
    let mut rest = text;
    let position = |rest: &str| text.len() - rest.len() + 1;
    loop {
        if let Some(quoted_rest) = rest.strip_prefix('"') {
            let (field, behind) = quoted_field(quoted_rest).ok_or_else(|| {
                format!(
                    "parse error on line 1, column {}: extraneous or missing \" in quoted-field",
                    position(rest)
                )
            })?;
            fields.push(field);
            match behind.strip_prefix(',') {
                Some(behind) => rest = behind,
                None => return Ok(fields),
            }
            continue;
        }
        let (field, behind) = rest
            .split_once(',')
            .map_or((rest, None), |(field, behind)| (field, Some(behind)));
        if let Some(quote) = field.find('"') {
            return Err(format!(
                "parse error on line 1, column {}: bare \" in non-quoted-field",
                position(rest) + quote
            ));
        }
        fields.push(field.to_owned());
        match behind {
            Some(behind) => rest = behind,
            None => return Ok(fields),
        }
    }
}

/// Reads a field behind its opening quote; gives it and what stands behind its closing quote.
fn quoted_field(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once('"')?;
        field.push_str(before);
        if let Some(behind) = behind.strip_prefix('"') {
            field.push('"');
            rest = behind;
        } else {
            return (behind.is_empty() || behind.starts_with(',')).then_some((field, behind));
        }
    }
}

/// Checks what `--device` says.
pub fn check_device(text: &str) -> Result<(), String> {
    let mut name: Option<String> = None;
    for field in
        fields(text).map_err(|problem| format!("failed to parse csv devices: {problem}"))?
    {
        let (key, value) = match field.split_once('=') {
            Some((key, value)) => (key.to_lowercase(), Some(value)),
            None => (field.to_lowercase(), None),
        };
        match (key.as_str(), value) {
            ("required", None) => {}
            ("required", Some(value)) => drop(boolean(&key, &Value::known(value))?),
            ("name", Some(value)) => match &name {
                Some(name) => return Err(format!("device name already set to {name}")),
                None => name = Some(value.to_owned()),
            },
            _ if name.as_ref().is_none_or(String::is_empty) => name = Some(field),
            (_, None) => return Err(format!("invalid field '{field}' must be a key=value pair")),
            _ => {
                let message = format!("unexpected key '{key}' in '{field}'");
                return Err(with_suggestion(message, &key, ["name", "required"], true));
            }
        }
    }
    Ok(())
}
