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
        let bytes = word.as_bytes();
        let candidates: &[Self] = match bytes.first().map(u8::to_ascii_lowercase) {
            Some(b'a') => &[Self::Add, Self::Arg],
            Some(b'c') => &[Self::Cmd, Self::Copy],
            Some(b'e') => &[Self::Entrypoint, Self::Env, Self::Expose],
            Some(b'f') => &[Self::From],
            Some(b'h') => &[Self::Healthcheck],
            Some(b'l') => &[Self::Label],
            Some(b'm') => &[Self::Maintainer],
            Some(b'o') => &[Self::Onbuild],
            Some(b'r') => &[Self::Run],
            Some(b's') => &[Self::Shell, Self::Stopsignal],
            Some(b'u') => &[Self::User],
            Some(b'v') => &[Self::Volume],
            Some(b'w') => &[Self::Workdir],
            _ => &[],
        };
        candidates
            .iter()
            .copied()
            .find(|keyword| word.eq_ignore_ascii_case(keyword.name()))
            .unwrap_or(Self::Unknown)
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
