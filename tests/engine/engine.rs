//! A Docker engine: one that answers, or one that the test starts for itself and stops again.

use crate::folder::Folder;
use crate::image::Image;
use crate::projects::Build;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Says why there is no real build to compare with.
pub(crate) struct Unfit(pub(crate) String);

/// Holds an engine that builds with BuildKit.
pub(crate) struct Engine {
    /// The client; not every one on a machine can build with BuildKit.
    client: PathBuf,
    /// The engine of the test's own.
    started: Option<Started>,
}

/// Holds the process and the folder of an engine of the test's own.
struct Started {
    process: Child,
    folder: Folder,
}

impl Started {
    fn socket(&self) -> String {
        format!("unix://{}/socket", self.folder.0.display())
    }
}

impl Engine {
    /// Takes the engine that answers, or starts one.
    pub(crate) fn find_or_start() -> Result<Self, Unfit> {
        let mut clients = ["docker", "/usr/bin/docker"].iter().map(PathBuf::from);
        let client = clients.find(|client| has_buildkit(client));
        let client =
            client.ok_or_else(|| Unfit("no docker client that builds with BuildKit".to_owned()))?;
        let mut engine = Self {
            client,
            started: None,
        };
        if engine.version().is_empty() {
            engine.started = Some(start()?);
        }
        if engine.version().is_empty() {
            return Err(Unfit(
                "the engine that was started does not answer".to_owned(),
            ));
        }
        Ok(engine)
    }

    /// Says which engine it is; nothing where none answers, or one for Windows.
    pub(crate) fn version(&self) -> String {
        let format = "{{.Server.Os}} {{.Server.Version}}";
        let told = self.docker(&["version", "--format", format]);
        let told = told.map_or_else(|_| String::new(), |output| text(&output.stdout));
        let version = told.trim().strip_prefix("linux ");
        version.map_or_else(String::new, |version| format!("Docker {version}"))
    }

    /// Tells whether its BuildKit is one from before 2023, as Debian 12 has it.
    ///
    /// That one gives new folders their usual mode whatever --chmod says, and writes history in
    /// other words: without --chown and --chmod, and with other build arguments.
    pub(crate) fn is_old(&self) -> bool {
        major(self.version().trim_start_matches("Docker ")).is_some_and(|number| number < 23)
    }

    /// Builds an image, takes what there is to know of it, and removes it.
    pub(crate) fn build(&self, name: &str, context: &Path, build: &Build) -> Result<Image, String> {
        let tag = format!("dockstep-test-{name}:{}", std::process::id());
        let mut words = vec!["build", "--quiet", "--network=none", "--tag", &tag];
        words.extend(["--target", build.target]);
        for argument in &build.arguments {
            words.extend(["--build-arg", argument]);
        }
        let context = context.to_str().unwrap();
        words.push(context);
        self.said(&words)?;
        let image = self.take(&tag);
        let _gone = self.said(&["image", "rm", "--force", &tag]);
        image
    }

    /// Builds an image of a folder and keeps it under a tag.
    pub(crate) fn keep(&self, tag: &str, context: &Path) -> Result<(), String> {
        let context = context.to_str().unwrap();
        self.said(&["build", "--quiet", "--network=none", "--tag", tag, context])
            .map(|_id| ())
    }

    /// Removes an image that was kept.
    pub(crate) fn remove(&self, tag: &str) {
        let _gone = self.said(&["image", "rm", "--force", tag]);
    }

    /// Runs dockstep on a file, with this engine for the one of the user.
    pub(crate) fn dockstep(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
        if let Some(started) = &self.started {
            command.env("DOCKER_HOST", started.socket());
        }
        command.args(words).stdin(Stdio::null()).output().unwrap()
    }

    fn take(&self, tag: &str) -> Result<Image, String> {
        let inspected = self.said(&["image", "inspect", tag])?;
        let history = ["history", "--no-trunc", "--format", "{{.CreatedBy}}", tag];
        let history = text(&self.said(&history)?);
        let saved = self.said(&["save", tag])?;
        Ok(Image::read(&inspected, &history, &saved))
    }

    /// Gives what the client prints; the error is what it says instead.
    fn said(&self, words: &[&str]) -> Result<Vec<u8>, String> {
        let output = self.docker(words).map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(text(&output.stderr))
        }
    }

    fn docker(&self, words: &[&str]) -> Result<Output, std::io::Error> {
        let mut command = Command::new(&self.client);
        command.args(words).env("DOCKER_BUILDKIT", "1");
        if let Some(started) = &self.started {
            command.env("DOCKER_HOST", started.socket());
        }
        command.stdin(Stdio::null()).output()
    }
}

impl Drop for Started {
    /// Asks the engine to end, so that it takes its own processes and mounts along.
    fn drop(&mut self) {
        let own = self.process.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &own]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _gone = self.process.kill();
        }
        let _ended = self.process.wait();
    }
}

/// Tells whether a client is there that builds with BuildKit: from 23 on a plugin does it.
fn has_buildkit(client: &Path) -> bool {
    let run = |word: &str| Command::new(client).args([word, "version"]).output();
    if run("buildx").is_ok_and(|output| output.status.success()) {
        return true;
    }
    let told = Command::new(client).arg("--version").output();
    let told = told.map_or_else(|_| String::new(), |output| text(&output.stdout));
    major(told.trim_start_matches("Docker version ")).is_some_and(|number| number < 23)
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

/// Starts an engine on a socket and in a folder of its own; it needs root.
fn start() -> Result<Started, Unfit> {
    let folder = Folder::new("engine");
    let path = |name: &str| folder.0.join(name).display().to_string();
    let process = Command::new("dockerd")
        .args([
            "--storage-driver=vfs",
            "--iptables=false",
            "--ip6tables=false",
            "--bridge=none",
        ])
        .args(["--host", &format!("unix://{}", path("socket"))])
        .args(["--data-root", &path("data"), "--exec-root", &path("run")])
        .args(["--pidfile", &path("pid")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let process =
        process.map_err(|error| Unfit(format!("no engine answers, and dockerd: {error}")))?;
    let mut started = Started { process, folder };
    let mut lines = BufReader::new(started.process.stderr.take().unwrap()).lines();
    let mut last = String::new();
    for line in lines.by_ref().map_while(Result::ok) {
        if line.contains("API listen on") {
            // What it says later has to go somewhere, or it would wait for a reader.
            std::thread::spawn(move || lines.count());
            return Ok(started);
        }
        last = line;
    }
    Err(Unfit(format!(
        "no engine answers, and dockerd says: {last}"
    )))
}

/// Finds a busybox that needs no library of the machine.
pub(crate) fn static_busybox() -> Result<Vec<u8>, Unfit> {
    let places = ["/bin/busybox", "/usr/bin/busybox", "/bin/busybox.static"];
    let mut found = places.iter().filter_map(|place| std::fs::read(place).ok());
    let is_static = |bytes: &Vec<u8>| {
        let mut words = bytes.windows(4);
        !words.any(|word| word == b"/ld-")
    };
    let found = found.find(is_static);
    found.ok_or_else(|| Unfit("there is no statically linked busybox".to_owned()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
