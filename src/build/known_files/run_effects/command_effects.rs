//! What single commands do to files: those whose words say it.

use crate::build::known_files::owner::after_chown;
use crate::build::known_files::run_effects::RunFollower;
use crate::build::known_files::{KnownFile, KnownKind, Making, Presence};
use crate::language::shell::tree::{RedirectOperator, SimpleCommand};
use std::sync::Arc;

/// Commands that leave no file behind.
const HARMLESS: [&str; 22] = [
    ":", "[", "cat", "date", "echo", "env", "export", "false", "grep", "head", "id", "ls",
    "printenv", "printf", "pwd", "set", "sleep", "tail", "test", "true", "umask", "whoami",
];

/// A command's words behind its name, options apart from the rest; an unknown word is nothing.
struct Arguments<'a> {
    options: Vec<&'a str>,
    rest: Vec<Option<&'a str>>,
}

impl<'a> Arguments<'a> {
    /// Takes the options that stand before `--`; `with_value` are letters whose value is the next word.
    fn of(words: &'a [Option<String>], with_value: &[&str]) -> Self {
        let mut arguments = Self {
            options: Vec::new(),
            rest: Vec::new(),
        };
        let mut words = words.iter().map(Option::as_deref);
        while let Some(word) = words.next() {
            match word {
                Some("--") => {
                    arguments.rest.extend(words);
                    break;
                }
                Some(option) if option.starts_with('-') && option.len() > 1 => {
                    if with_value.contains(&option) {
                        words.next();
                    }
                    arguments.options.push(option);
                }
                word => arguments.rest.push(word),
            }
        }
        arguments
    }

    /// Gives the words that are no options, if all of them are known.
    fn known(&self) -> Option<Vec<String>> {
        self.rest
            .iter()
            .map(|word| word.map(str::to_owned))
            .collect()
    }

    /// Tells whether a short option is given, alone or among others, or a long one.
    fn has(&self, short: char, long: &str) -> bool {
        self.options
            .iter()
            .any(|option| *option == long || !option.starts_with("--") && option.contains(short))
    }
}

/// Says what becomes of the owner of a file.
enum OwnerChange {
    /// It stays.
    Nothing,
    /// It is changed as `chown` reads it.
    To(String),
    /// Nobody can tell.
    Unknown,
}

/// Gives the owner of what `install` makes: whom `-o` and `-g` name, or the user in force.
fn installed_owner(words: &[Option<String>], usual: Option<&str>) -> Option<Arc<str>> {
    let behind = |short: &str, long: &str| {
        let words: Vec<&str> = words
            .iter()
            .map(|it| it.as_deref().unwrap_or_default())
            .collect();
        let at = words.iter().position(|word| *word == short);
        let joined = words.iter().find_map(|word| word.strip_prefix(long));
        let next = at.and_then(|at| words.get(at + 1)).copied();
        next.or(joined).map(str::to_owned)
    };
    let user = behind("-o", "--owner=");
    let group = behind("-g", "--group=");
    let written = match (user, group) {
        (None, None) => return usual.map(Arc::from),
        (Some(user), None) => user,
        (None, Some(group)) => format!(":{group}"),
        (Some(user), Some(group)) => format!("{user}:{group}"),
    };
    after_chown(usual, &written)
}

impl RunFollower<'_> {
    /// Follows one command that certainly runs.
    pub(in crate::build::known_files::run_effects) fn command(&mut self, words: &[Option<String>]) {
        if self.is_over {
            return self.files.open_up();
        }
        let Some((Some(program), rest)) = words.split_first() else {
            return self.files.open_up();
        };
        match program.rsplit('/').next().unwrap_or_default() {
            "cd" => self.change_folder(rest),
            "mkdir" => self.make_folders(&Arguments::of(rest, &["-m", "--mode"])),
            "install" if Arguments::of(rest, &[]).has('d', "--directory") => {
                let folders = Arguments::of(rest, &["-m", "-o", "-g"]);
                self.make_folders(&folders);
                self.give_installed(rest, &folders);
            }
            "touch" => self.touch(&Arguments::of(rest, &["-d", "-t", "-r"])),
            "tee" => self.write_files(&Arguments::of(rest, &[]).rest),
            "ln" => self.link(&Arguments::of(rest, &["-S"])),
            "rm" | "rmdir" | "unlink" => self.remove(&Arguments::of(rest, &[])),
            "mv" => self.move_files(&Arguments::of(rest, &["-S"])),
            "cp" => self.copy_files(&Arguments::of(rest, &["-S"])),
            name @ ("chmod" | "chown" | "chgrp") => {
                self.change_files(name, &Arguments::of(rest, &[]));
            }
            "python" | "python3" => self.python(rest),
            "virtualenv" => self.virtual_environment(rest),
            "git" => self.git(rest),
            "curl" | "wget" => self.download(rest),
            "exit" | "exec" | "return" => {
                self.is_over = true;
                self.files.open_up();
            }
            name if HARMLESS.contains(&name) => {}
            _ => self.files.open_up(),
        }
    }

    /// Makes the files that a command's output goes to.
    pub(in crate::build::known_files::run_effects) fn redirects(
        &mut self,
        command: &SimpleCommand,
    ) {
        for redirect in &command.redirects {
            let writes = matches!(
                redirect.operator,
                RedirectOperator::Write
                    | RedirectOperator::Append
                    | RedirectOperator::Overwrite
                    | RedirectOperator::WriteBoth
                    | RedirectOperator::AppendBoth
            );
            if writes {
                let target = self.variables.word(&redirect.target);
                self.write_files(&[target.as_deref()]);
            }
        }
    }

    fn change_folder(&mut self, words: &[Option<String>]) {
        let arguments = Arguments::of(words, &[]);
        self.folder = match arguments.rest.as_slice() {
            [Some(folder)] if *folder != "-" => self
                .path(folder)
                .or_else(|| (crate::build::paths::clean(folder) == "/").then(|| "/".to_owned())),
            _ => None,
        };
    }

    fn make_folders(&mut self, arguments: &Arguments<'_>) {
        for word in &arguments.rest {
            match word.and_then(|word| self.path(word)) {
                Some(path) => self.make_folder(&path),
                None => self.files.open_up(),
            }
        }
    }

    /// Makes a folder and those above it.
    fn make_folder(&mut self, path: &str) {
        for folder in crate::context::clean_path::with_parents(path) {
            let presence = self.files.presence(folder);
            if matches!(presence, Presence::There(file) if file.kind != KnownKind::File) {
                continue;
            }
            let made = KnownFile {
                is_complete: presence == Presence::Gone,
                owner: self.owner.clone(),
                ..KnownFile::folder(Making::Command, self.instruction)
            };
            self.files.put(folder, made);
        }
    }

    /// Gives the folders that `install` makes to whom it names; those above them stay the user's in force.
    fn give_installed(&mut self, words: &[Option<String>], folders: &Arguments<'_>) {
        for word in &folders.rest {
            if let Some(path) = word.and_then(|word| self.path(word))
                && let Presence::There(file) = self.files.presence(&path)
            {
                let given = KnownFile {
                    owner: installed_owner(words, file.owner.as_deref()),
                    ..file.clone()
                };
                self.files.put(&path, given);
            }
        }
    }

    fn touch(&mut self, arguments: &Arguments<'_>) {
        for word in &arguments.rest {
            let Some(path) = word.and_then(|word| self.path(word)) else {
                self.files.open_up();
                continue;
            };
            if !matches!(self.files.presence(&path), Presence::There(_)) {
                self.put_file(&path);
            }
        }
    }

    /// Writes files; one that was there is replaced.
    fn write_files(&mut self, words: &[Option<&str>]) {
        for word in words {
            let path = word.and_then(|word| self.path(word));
            let Some(path) = path else {
                self.files.open_up();
                continue;
            };
            if !path.starts_with("/dev/") {
                let path = self.files.resolve(&path, true).unwrap_or(path);
                self.hide(&path);
                self.put_file(&path);
            }
        }
    }

    fn put_file(&mut self, path: &str) {
        let file = KnownFile {
            owner: self.owner_of_written(path),
            ..KnownFile::file(Making::Command, self.instruction)
        };
        self.files.put(path, file);
    }

    /// Gives who owns a file that is written: one that was there keeps its owner.
    fn owner_of_written(&self, path: &str) -> Option<Arc<str>> {
        match self.files.presence(path) {
            Presence::There(old) if old.kind == KnownKind::File => old.owner.clone(),
            _ => self.owner.clone(),
        }
    }

    /// Counts what is hidden once a path is gone or replaced.
    fn hide(&mut self, path: &str) {
        self.bytes.hidden += self.bytes_of_earlier(path);
    }

    fn bytes_of_earlier(&self, path: &str) -> u64 {
        let own = match self.files.presence(path) {
            Presence::There(file) => self.earlier(file),
            _ => 0,
        };
        let below = self.files.below(path).map(|(_, file)| self.earlier(file));
        own + below.sum::<u64>()
    }

    fn earlier(&self, file: &KnownFile) -> u64 {
        if file.instruction == self.instruction {
            0
        } else {
            file.bytes.unwrap_or(0)
        }
    }

    fn link(&mut self, arguments: &Arguments<'_>) {
        let is_symbolic = arguments.has('s', "--symbolic");
        let (Some(targets), Some(last)) = (arguments.known(), arguments.rest.last()) else {
            return self.files.open_up();
        };
        let last = last.unwrap_or_default();
        let (targets, into) = match targets.as_slice() {
            [target] => (vec![target.clone()], ".".to_owned()),
            [targets @ .., _] => (targets.to_vec(), last.to_owned()),
            [] => return,
        };
        for target in targets {
            let Some(path) = self.landing(&target, &into) else {
                self.files.open_up();
                continue;
            };
            self.hide(&path);
            let kind = if is_symbolic {
                KnownKind::Link(Arc::from(target.as_str()))
            } else {
                KnownKind::File
            };
            let link = KnownFile {
                kind,
                owner: self.owner.clone().filter(|_| is_symbolic),
                ..KnownFile::file(Making::Command, self.instruction)
            };
            self.files.put(&path, link);
        }
    }

    /// Finds where a file lands that is moved, copied or linked: in a folder under its own name, or at the path.
    fn landing(&self, source: &str, into: &str) -> Option<String> {
        let name = source
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        let folder = self.path(into);
        let is_folder = into == "." || into.ends_with('/') || folder.as_ref().is_some_and(|folder| {
            let resolved = self.files.resolve(folder, true);
            let resolved = resolved.as_deref().unwrap_or(folder);
            matches!(self.files.presence(resolved), Presence::There(file) if file.kind == KnownKind::Directory)
        });
        if is_folder {
            self.path(&format!("{}/{name}", into.trim_end_matches('/')))
        } else {
            // As with COPY, a path of which nothing is known is taken for none.
            folder
        }
    }

    fn remove(&mut self, arguments: &Arguments<'_>) {
        for word in &arguments.rest {
            let Some(path) = word.and_then(|word| self.path(word)) else {
                // A pattern takes away what nobody can tell; what is left stays as it was known.
                continue;
            };
            self.hide(&path);
            self.files.remove(&path, Making::Command, self.instruction);
        }
    }

    fn move_files(&mut self, arguments: &Arguments<'_>) {
        self.transfer(arguments, true);
    }

    fn copy_files(&mut self, arguments: &Arguments<'_>) {
        self.transfer(arguments, false);
    }

    fn transfer(&mut self, arguments: &Arguments<'_>, takes_away: bool) {
        let Some(words) = arguments.known() else {
            return self.files.open_up();
        };
        let [sources @ .., into] = words.as_slice() else {
            return self.files.open_up();
        };
        for source in sources {
            let (Some(from), Some(to)) = (self.path(source), self.landing(source, into)) else {
                self.files.open_up();
                continue;
            };
            self.transfer_one(&from, &to, takes_away, arguments);
        }
    }

    fn transfer_one(&mut self, from: &str, to: &str, takes_away: bool, arguments: &Arguments<'_>) {
        let is_archive = arguments.has('a', "--archive");
        let keeps_all = takes_away || is_archive;
        let follows_links =
            !keeps_all && !arguments.has('r', "--recursive") && !arguments.has('R', "");
        let Presence::There(file) = self.files.presence(from) else {
            if takes_away {
                self.files.remove(from, Making::Command, self.instruction);
            }
            return self.files.open_up();
        };
        let mut moved = vec![(to.to_owned(), file.clone())];
        for (path, file) in self.files.below(from) {
            let inside = path.get(from.len()..).unwrap_or_default();
            moved.push((format!("{to}{inside}"), file.clone()));
        }
        if takes_away {
            self.bytes.doubled += self.bytes_of_earlier(from);
            self.files.remove(from, Making::Command, self.instruction);
        }
        for (path, file) in moved
            .into_iter()
            .filter(|(_, file)| file.kind != KnownKind::Gone)
        {
            let mut file = KnownFile {
                making: Making::Command,
                instruction: self.instruction,
                ..file
            };
            if !keeps_all {
                // The shell's umask or the old file has a say in its mode.
                (file.mode, file.owner) = (None, self.owner_of_written(&path));
            }
            if follows_links && matches!(file.kind, KnownKind::Link(_)) {
                (file.kind, file.bytes) = (KnownKind::File, None);
            }
            self.files.put(&path, file);
        }
    }

    /// Follows a change of mode or owner, and counts what it writes a second time.
    fn change_files(&mut self, program: &str, arguments: &Arguments<'_>) {
        let is_recursive = arguments.has('R', "--recursive");
        let written = arguments.rest.first().copied().flatten();
        let is_by_example = arguments
            .options
            .iter()
            .any(|it| it.starts_with("--reference"));
        let change = match (program, written.filter(|_| !is_by_example)) {
            ("chmod", _) => OwnerChange::Nothing,
            ("chown", Some(owner)) => OwnerChange::To(owner.to_owned()),
            ("chgrp", Some(group)) => OwnerChange::To(format!(":{group}")),
            _ => OwnerChange::Unknown,
        };
        let words = arguments.rest.iter().skip(1);
        let paths: Vec<String> = words.filter_map(|word| self.path((*word)?)).collect();
        let is_of_link = is_recursive || arguments.has('h', "--no-dereference");
        for mut path in paths {
            // A link stays as it is: what it points at is changed.
            if !is_of_link && let Ok(target) = self.files.resolve(&path, true) {
                path = target;
            }
            let mut changed = vec![path.clone()];
            if is_recursive {
                changed.extend(self.files.below(&path).map(|(path, _)| path.to_owned()));
            }
            for path in changed {
                self.double(&path, &change);
            }
        }
    }

    /// Counts a file that is written again, once in a RUN, and takes its mode for unknown.
    fn double(&mut self, path: &str, change: &OwnerChange) {
        let Presence::There(file) = self.files.presence(path) else {
            return;
        };
        if file.making == Making::Base {
            return;
        }
        let owner = file.owner.as_deref();
        let changed = KnownFile {
            mode: None,
            owner: match change {
                OwnerChange::Nothing => file.owner.clone(),
                OwnerChange::To(written) => after_chown(owner, written),
                OwnerChange::Unknown => None,
            },
            ..file.clone()
        };
        let bytes = self.earlier(file);
        if self.doubled.insert(path.to_owned()) {
            self.bytes.doubled += bytes;
        }
        self.files.put(path, changed);
    }

    fn python(&mut self, words: &[Option<String>]) {
        let mut known = words.iter().map(Option::as_deref);
        match (known.next(), known.next()) {
            (Some(Some("-m")), Some(Some("venv" | "virtualenv"))) => {
                self.virtual_environment(words.get(2..).unwrap_or_default());
            }
            _ => self.files.open_up(),
        }
    }

    fn virtual_environment(&mut self, words: &[Option<String>]) {
        let arguments = Arguments::of(words, &["--prompt", "-p", "--python"]);
        self.files.open_up();
        let words = arguments.rest.iter();
        let folders: Vec<String> = words.filter_map(|word| self.path((*word)?)).collect();
        for folder in folders {
            self.make_folder(&format!("{folder}/bin"));
            for file in ["pyvenv.cfg", "bin/activate", "bin/python"] {
                self.put_file(&format!("{folder}/{file}"));
            }
        }
        self.files.open_up();
    }

    fn git(&mut self, words: &[Option<String>]) {
        self.files.open_up();
        let is_clone = words.first().and_then(Option::as_deref) == Some("clone");
        let last = words.last().and_then(Option::as_deref);
        let before = words.iter().rev().nth(1).and_then(Option::as_deref);
        let is_address = |word: &str| {
            word.contains("://") || word.starts_with("git@") || word.strip_suffix(".git").is_some()
        };
        if let (true, Some(folder), Some(address)) = (is_clone, last, before)
            && is_address(address)
            && !is_address(folder)
            && !folder.starts_with('-')
            && let Some(path) = self.path(folder)
        {
            self.make_folder(&path);
            self.files.open_up();
        }
    }

    fn download(&mut self, words: &[Option<String>]) {
        self.files.open_up();
        let mut words = words.iter().map(Option::as_deref);
        while let Some(word) = words.next() {
            if matches!(word, Some("-o" | "--output" | "-O" | "--output-document"))
                && let Some(Some(target)) = words.next()
                && !target.contains("://")
                && !target.starts_with('-')
            {
                self.write_files(&[Some(target)]);
            }
        }
    }
}
