//! Text inside a block: words, code, emphasis, links, and values that are not known.

/// Holds a run of inline text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Inline>);

/// Holds one piece of inline text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Ordinary words.
    Plain(String),
    /// Something that stands in a Dockerfile, a shell or a path.
    Code(String),
    /// Words that carry weight.
    Strong(Text),
    /// Words said with stress.
    Emphasis(Text),
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: Text,
        /// Where they lead.
        url: String,
    },
    /// A value that cannot be known before the build, named by what decides it.
    Unknown(String),
}

impl Text {
    /// Makes a text of ordinary words.
    pub fn plain(words: impl Into<String>) -> Self {
        Self(vec![Inline::Plain(words.into())])
    }

    /// Makes a text that is code.
    pub fn code(code: impl Into<String>) -> Self {
        Self(vec![Inline::Code(code.into())])
    }

    /// Makes a text of words in which code stands in backticks.
    pub fn with_code(words: &str) -> Self {
        let pieces = words.split('`').enumerate();
        let pieces = pieces.filter(|(_, piece)| !piece.is_empty());
        let inlines = pieces.map(|(index, piece)| {
            if index % 2 == 0 {
                Inline::Plain(piece.to_owned())
            } else {
                Inline::Code(piece.to_owned())
            }
        });
        Self(inlines.collect())
    }

    /// Tells whether the text holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds ordinary words.
    pub fn push_plain(&mut self, words: &str) {
        if let Some(Inline::Plain(last)) = self.0.last_mut() {
            last.push_str(words);
        } else if !words.is_empty() {
            self.0.push(Inline::Plain(words.to_owned()));
        }
    }

    /// Adds another text behind this one.
    pub fn append(&mut self, other: Self) {
        for inline in other.0 {
            match inline {
                Inline::Plain(words) => self.push_plain(&words),
                inline => self.0.push(inline),
            }
        }
    }

    /// Lists the links in reading order: the words and where they lead.
    pub fn links(&self) -> Vec<(&Self, &str)> {
        let links = self.0.iter().flat_map(|inline| match inline {
            Inline::Link { text, url } => {
                let mut links = vec![(text, url.as_str())];
                links.extend(text.links());
                links
            }
            Inline::Strong(text) | Inline::Emphasis(text) => text.links(),
            Inline::Plain(_) | Inline::Code(_) | Inline::Unknown(_) => Vec::new(),
        });
        links.collect()
    }

    /// Gives the words alone, without any mark-up.
    pub fn to_plain(&self) -> String {
        let mut words = String::new();
        for inline in &self.0 {
            match inline {
                Inline::Plain(text) | Inline::Code(text) | Inline::Unknown(text) => {
                    words.push_str(text);
                }
                Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                    words.push_str(&text.to_plain());
                }
            }
        }
        words
    }
}

/// Joins texts as a sentence lists them: `a`, `b` and `c`.
pub fn listed(texts: impl IntoIterator<Item = Text>) -> Text {
    let texts: Vec<Text> = texts.into_iter().collect();
    let count = texts.len();
    let mut joined = Text::default();
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            joined.push_plain(if index + 1 == count { " and " } else { ", " });
        }
        joined.append(text);
    }
    joined
}
