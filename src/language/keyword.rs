//! The eighteen instructions a Dockerfile can give.

/// Names an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the instruction of that name")]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// A word that is no instruction; BuildKit refuses the file.
    Unknown,
}

impl Keyword {
    /// Lists the eighteen, in alphabetical order.
    pub const ALL: [Self; 18] = [
        Self::Add,
        Self::Arg,
        Self::Cmd,
        Self::Copy,
        Self::Entrypoint,
        Self::Env,
        Self::Expose,
        Self::From,
        Self::Healthcheck,
        Self::Label,
        Self::Maintainer,
        Self::Onbuild,
        Self::Run,
        Self::Shell,
        Self::Stopsignal,
        Self::User,
        Self::Volume,
        Self::Workdir,
    ];

    /// Recognises a word in upper, lower or mixed case.
    pub fn of(word: &str) -> Self {
        let length = word.len();
        let candidate = match word.as_bytes().first().map(u8::to_ascii_lowercase) {
            Some(b'r') => Self::Run,
            Some(b'c') if length == 4 => Self::Copy,
            Some(b'c') => Self::Cmd,
            Some(b'e') if length == 3 => Self::Env,
            Some(b'e') if length == 6 => Self::Expose,
            Some(b'e') => Self::Entrypoint,
            Some(b'f') => Self::From,
            Some(b'a')
                if word
                    .as_bytes()
                    .get(1)
                    .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'r')) =>
            {
                Self::Arg
            }
            Some(b'a') => Self::Add,
            Some(b'w') => Self::Workdir,
            Some(b'l') => Self::Label,
            Some(b'u') => Self::User,
            Some(b'v') => Self::Volume,
            Some(b'm') => Self::Maintainer,
            Some(b'h') => Self::Healthcheck,
            Some(b'o') => Self::Onbuild,
            Some(b's') if length == 5 => Self::Shell,
            Some(b's') => Self::Stopsignal,
            _ => return Self::Unknown,
        };
        if word.eq_ignore_ascii_case(candidate.name()) {
            candidate
        } else {
            Self::Unknown
        }
    }

    /// Gives the instruction's name in capitals; the empty text for an unknown one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "ADD",
            Self::Arg => "ARG",
            Self::Cmd => "CMD",
            Self::Copy => "COPY",
            Self::Entrypoint => "ENTRYPOINT",
            Self::Env => "ENV",
            Self::Expose => "EXPOSE",
            Self::From => "FROM",
            Self::Healthcheck => "HEALTHCHECK",
            Self::Label => "LABEL",
            Self::Maintainer => "MAINTAINER",
            Self::Onbuild => "ONBUILD",
            Self::Run => "RUN",
            Self::Shell => "SHELL",
            Self::Stopsignal => "STOPSIGNAL",
            Self::User => "USER",
            Self::Volume => "VOLUME",
            Self::Workdir => "WORKDIR",
            Self::Unknown => "",
        }
    }

    /// Tells whether a heredoc may stand behind the instruction itself.
    pub const fn takes_heredocs(self) -> bool {
        matches!(self, Self::Add | Self::Copy | Self::Run)
    }
}
