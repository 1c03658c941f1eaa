//! What single commands do to files: those whose words say it.

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
                self.make_folders(&Arguments::of(rest, &["-m", "-o", "-g"]));
            }
            "touch" => self.touch(&Arguments::of(rest, &["-d", "-t", "-r"])),
            "tee" => self.write_files(&Arguments::of(rest, &[]).rest),
            "ln" => self.link(&Arguments::of(rest, &["-S"])),
            "rm" | "rmdir" | "unlink" => self.remove(&Arguments::of(rest, &[])),
            "mv" => self.move_files(&Arguments::of(rest, &["-S"])),
            "cp" => self.copy_files(&Arguments::of(rest, &["-S"])),
            "chmod" | "chown" | "chgrp" => self.change_files(&Arguments::of(rest, &[])),
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
                ..KnownFile::folder(Making::Command, self.instruction)
            };
            self.files.put(folder, made);
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
        let file = KnownFile::file(Making::Command, self.instruction);
        self.files.put(path, file);
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
                // The copy is the user's in force, and the shell's umask or the old file has a say in its mode.
                (file.mode, file.owner) = (None, None);
            }
            if follows_links && matches!(file.kind, KnownKind::Link(_)) {
                (file.kind, file.bytes) = (KnownKind::File, None);
            }
            self.files.put(&path, file);
        }
    }

    /// Counts what a change of mode or owner writes a second time.
    fn change_files(&mut self, arguments: &Arguments<'_>) {
        let is_recursive = arguments.has('R', "--recursive");
        let words = arguments.rest.iter().skip(1);
        let paths: Vec<String> = words.filter_map(|word| self.path((*word)?)).collect();
        for path in paths {
            let mut changed = vec![path.clone()];
            if is_recursive {
                changed.extend(self.files.below(&path).map(|(path, _)| path.to_owned()));
            }
            for path in changed {
                self.double(&path);
            }
        }
    }

    /// Counts a file that is written again, once in a RUN, and takes its mode and owner for unknown.
    fn double(&mut self, path: &str) {
        let Presence::There(file) = self.files.presence(path) else {
            return;
        };
        if file.making == Making::Base {
            return;
        }
        let changed = KnownFile {
            mode: None,
            owner: None,
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
