//! What two screens of a presentation say to each other: small lines of JSON, with a version.
//!
//! The screen for the room says what is presented and where it stands; the instructor's screen asks it
//! to turn. A line that is too long, of another version, or no such message is refused with a sentence.

use serde::{Deserialize, Serialize};

/// The version of the messages.
const VERSION: u32 = 1;

/// The most bytes that a line has.
pub const LONGEST_LINE: usize = 4096;

/// The most lessons whose times a message holds.
const MOST_LESSONS: usize = 200;

/// Holds a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// This is presented: the first thing that a follower hears.
    Presents(Presented),
    /// The presentation stands here.
    Stands(Standing),
    /// A follower asks for something.
    Asks(Turning),
}

/// Says what is presented, so that a follower can open the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presented {
    /// What was asked for: a lesson, a pack, the path of a folder.
    pub what: String,
    /// The folder of lessons that were added, as a whole path.
    pub lessons: Option<String>,
    /// How many pages there are.
    pub pages: usize,
}

/// Says where a presentation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The page, counted from 0.
    pub page: usize,
    /// How many steps of it are shown.
    pub step: usize,
    /// Whether the room sees nothing.
    pub blank: bool,
    /// The seconds since the first page was turned.
    pub elapsed: u64,
    /// The seconds of each lesson.
    pub spent: Vec<u64>,
}

/// Names what can be asked of a presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turning {
    /// The next page.
    Next,
    /// The page before.
    Back,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// A page, counted from 0.
    Page(usize),
    /// The next step of the page.
    Reveal,
    /// The step before.
    Hide,
    /// An empty screen, or the page again.
    Blank,
}

/// A line as it is written.
#[derive(Serialize, Deserialize)]
struct LineFile {
    /// The version.
    dockstep: u32,
    #[serde(flatten)]
    said: SaidFile,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SaidFile {
    Presents(Presented),
    Stands(Standing),
    Asks(Turning),
}

/// Reads the version alone, whatever else stands there.
#[derive(Deserialize)]
struct VersionFile {
    dockstep: u32,
}

impl Message {
    /// Writes the message as a line, its end included.
    pub fn to_line(&self) -> String {
        let said = match self.clone() {
            Self::Presents(presented) => SaidFile::Presents(presented),
            Self::Stands(standing) => SaidFile::Stands(standing),
            Self::Asks(turning) => SaidFile::Asks(turning),
        };
        let line = LineFile {
            dockstep: VERSION,
            said,
        };
        // What cannot be written says nothing: the other side refuses an empty line.
        let mut line = serde_json::to_string(&line).unwrap_or_default();
        line.push('\n');
        line
    }

    /// Reads a line; the error says what is wrong with it.
    pub fn of_line(line: &str) -> Result<Self, String> {
        if line.len() > LONGEST_LINE {
            return Err(format!(
                "a message has more than {LONGEST_LINE} bytes; it is ignored"
            ));
        }
        let foreign = |_error| "something that is no message of dockstep; it is ignored".to_owned();
        let version: VersionFile = serde_json::from_str(line).map_err(foreign)?;
        if version.dockstep != VERSION {
            let version = version.dockstep;
            return Err(format!(
                "a message of version {version}, and this dockstep speaks version {VERSION}; start both screens with the same program"
            ));
        }
        let line: LineFile = serde_json::from_str(line).map_err(foreign)?;
        match line.said {
            SaidFile::Stands(standing) if standing.spent.len() > MOST_LESSONS => Err(format!(
                "a message speaks of more than {MOST_LESSONS} lessons; it is ignored"
            )),
            SaidFile::Presents(presented) => Ok(Self::Presents(presented)),
            SaidFile::Stands(standing) => Ok(Self::Stands(standing)),
            SaidFile::Asks(turning) => Ok(Self::Asks(turning)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, Presented, Standing, Turning};

    #[test]
    fn what_is_written_can_be_read() {
        let messages = [
            Message::Presents(Presented {
                what: "workshop".to_owned(),
                lessons: Some("/a\u{1b}\nb".to_owned()),
                pages: 111,
            }),
            Message::Stands(Standing {
                page: 3,
                step: 1,
                blank: true,
                elapsed: 62,
                spent: vec![0, 62],
            }),
            Message::Asks(Turning::Next),
            Message::Asks(Turning::Page(7)),
        ];
        for message in messages {
            let line = message.to_line();
            assert_eq!(line.matches('\n').count(), 1, "{line}");
            assert_eq!(Message::of_line(&line), Ok(message));
        }
        assert_eq!(
            Message::Asks(Turning::Page(7)).to_line(),
            "{\"dockstep\":1,\"asks\":{\"page\":7}}\n"
        );
    }

    #[test]
    fn what_is_foreign_is_refused() {
        let long = format!("{{\"dockstep\":1,\"asks\":\"next\"{}}}", " ".repeat(5000));
        for (line, words) in [
            ("", "no message of dockstep"),
            ("\u{0}\u{1}", "no message of dockstep"),
            ("{\"dockstep\":1}", "no message of dockstep"),
            (
                "{\"dockstep\":1,\"asks\":\"rm -rf\"}",
                "no message of dockstep",
            ),
            (
                "{\"dockstep\":1,\"asks\":{\"page\":-1}}",
                "no message of dockstep",
            ),
            ("{\"dockstep\":2,\"asks\":\"next\"}", "version 2"),
            (&long, "more than 4096 bytes"),
        ] {
            let fault = Message::of_line(line).unwrap_err();
            assert!(fault.contains(words), "{line}: {fault}");
        }
    }
}
