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
        let packed = pack(word.as_bytes());
        let mut index = 0;
        while let Some((keyword, name)) = PACKED.get(index) {
            if *name == packed {
                return *keyword;
            }
            index += 1;
        }
        Self::Unknown
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

/// The names as numbers, the most used first: one comparison recognises one.
static PACKED: [(Keyword, u128); 18] = {
    use Keyword::{
        Add, Arg, Cmd, Copy, Entrypoint, Env, Expose, From, Healthcheck, Label, Maintainer,
        Onbuild, Run, Shell, Stopsignal, User, Volume, Workdir,
    };
    let order = [
        Run,
        Copy,
        From,
        Env,
        Workdir,
        Arg,
        Cmd,
        Expose,
        Entrypoint,
        Label,
        User,
        Add,
        Volume,
        Maintainer,
        Shell,
        Healthcheck,
        Onbuild,
        Stopsignal,
    ];
    let mut packed = [(Keyword::Unknown, 0); 18];
    let mut index = 0;
    while index < order.len() {
        packed[index] = (order[index], pack(order[index].name().as_bytes()));
        index += 1;
    }
    packed
};

/// Packs a word of up to sixteen bytes into a number, letters in lower case; 0 for a longer one.
///
/// Only letters become letters by the bit that is set here, so no other word gives a keyword's number.
const fn pack(word: &[u8]) -> u128 {
    if word.len() > 16 {
        return 0;
    }
    let mut packed = 0;
    let mut index = 0;
    while index < word.len() {
        packed = packed << 8 | (word[index] | 0x20) as u128;
        index += 1;
    }
    packed
}
