//! How BuildKit splits an expanded word into words: at unquoted white space, after expansion.

/// Collects characters and cuts them into words.
#[derive(Clone, Debug, Default)]
pub struct WordSplitter {
    words: Vec<String>,
    word: String,
    is_in_word: bool,
}

impl WordSplitter {
    /// Adds text that stood without quotes: white space ends a word.
    pub fn add_bare(&mut self, text: &str) {
        for character in text.chars() {
            if !character.is_whitespace() {
                self.word.push(character);
                self.is_in_word = true;
            } else if self.is_in_word && !self.word.is_empty() {
                self.words.push(std::mem::take(&mut self.word));
                self.is_in_word = false;
            }
        }
    }

    /// Adds quoted or escaped text: white space is part of the word.
    pub fn add_quoted(&mut self, text: &str) {
        self.word.push_str(text);
        self.is_in_word = true;
    }

    /// Forgets the word begun: BuildKit loses it when a `${name:-…}` follows, because both share one buffer.
    pub fn lose_word(&mut self) {
        self.word.clear();
    }

    /// Ends the last word and gives them all.
    pub fn finish(mut self) -> Vec<String> {
        if !self.word.is_empty() {
            self.words.push(self.word);
        }
        self.words
    }
}
