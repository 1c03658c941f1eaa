//! What a command line says about a server: whether it is meant for development, where it listens.

use crate::knowledge::rule::Facts;

/// Commands that start a server or a watcher meant for development.
const DEVELOPMENT_SERVERS: [&[&str]; 9] = [
    &["manage.py", "runserver"],
    &["flask", "run"],
    &["ng", "serve"],
    &["next", "dev"],
    &["php", "-S"],
    &["-m", "http.server"],
    &["webpack-dev-server"],
    &["nodemon"],
    &["--reload"],
];

/// Scripts of a package.json that by their name start such a server.
const DEVELOPMENT_SCRIPTS: [&[&str]; 7] = [
    &["npm", "run", "dev"],
    &["npm", "run", "serve"],
    &["npm", "run", "start:dev"],
    &["yarn", "dev"],
    &["yarn", "run", "dev"],
    &["pnpm", "dev"],
    &["pnpm", "run", "dev"],
];

/// Options behind which a server's own address stands.
const LISTENING_OPTIONS: [&str; 11] = [
    "--host",
    "--hostname",
    "--bind",
    "-b",
    "--listen",
    "--address",
    "--addr",
    "--ip",
    "--http",
    "--bind-address",
    "runserver",
];

pub(in crate::explain::facts) fn find(written: &str, facts: &mut Facts) {
    let words: Vec<&str> = written.split_whitespace().collect();
    if let Some(server) = found(&words, &DEVELOPMENT_SERVERS) {
        facts.note("development-server");
        facts.note_if("django-server", server.ends_with("runserver"));
        facts.set_code("server", server);
    } else if let Some(script) = found(&words, &DEVELOPMENT_SCRIPTS) {
        facts.note("development-script");
        facts.set_code("server", script);
    }
    for (index, word) in words.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|index| words.get(index));
        if let Some(place) = listening_address(previous.copied().unwrap_or_default(), word) {
            facts.note(if place.is_everywhere {
                "listens-everywhere"
            } else {
                "listens-locally"
            });
            facts.set_code("address", place.address);
            if !place.port.is_empty() {
                facts.note("listens-on-port");
                facts.set_code("port", place.port);
            }
        }
    }
}

fn found(words: &[&str], commands: &[&[&str]]) -> Option<String> {
    let is_word = |word: &&str, wanted: &&str| {
        let name = word.rsplit('/').next().unwrap_or(word);
        word == wanted || name == *wanted
    };
    let command = commands.iter().find(|command| {
        words.windows(command.len()).any(|window| {
            let mut pairs = window.iter().zip(command.iter());
            pairs.all(|(word, wanted)| is_word(word, wanted))
        })
    })?;
    Some(command.join(" "))
}

/// Holds where a server listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::explain::facts) struct Listening<'a> {
    /// The address as written.
    pub address: &'a str,
    /// The port as written; empty where none stands there.
    pub port: &'a str,
    /// Whether it means all addresses of the container.
    pub is_everywhere: bool,
}

/// Reads `0.0.0.0:8000`, also behind `=`. The own address of the container counts only behind a word
/// that says where to listen: elsewhere it is something to connect to.
pub(in crate::explain::facts) fn listening_address<'a>(
    previous: &str,
    word: &'a str,
) -> Option<Listening<'a>> {
    let word = word.trim_matches(['"', '\'', ',']);
    let (option, value) = word.rsplit_once('=').unwrap_or((previous, word));
    let (address, port) = match value.rsplit_once(':') {
        Some((address, port)) if address != "[:" && address != ":" => (address, port),
        _ => (value, ""),
    };
    let is_everywhere = matches!(address, "0.0.0.0" | "[::]" | "::");
    let is_local = matches!(address, "127.0.0.1" | "localhost" | "[::1]")
        && LISTENING_OPTIONS.contains(&option);
    (is_everywhere || is_local).then_some(Listening {
        address,
        port,
        is_everywhere,
    })
}
