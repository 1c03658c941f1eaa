//! Asking a local engine what images it has, by `docker image ls`, `inspect` and `history`, else by podman's.
//!
//! Whatever the client honours holds (`DOCKER_HOST`, `DOCKER_CONTEXT`, the context that is in use).
//! Nothing is pulled, built or started, and nothing is waited for longer than a few seconds. Refuses to
//! read more than an answer has.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start programs, threads and read the clock"
)]

use crate::app::msg::Msg;
use crate::build::engine::answer::{BuiltQuestion, EngineAnswer, EngineQuestion, platform_of_json};
use crate::build::engine::built_image::{BuiltImage, BuiltLike, HistoryLine, history_of_json};
use crate::build::engine::image::EngineImage;
use crate::build::options::EngineImages;
use crate::doc::visible::visible_line;
use rustix::process::{Pid, Signal, kill_process_group};
use std::io::{ErrorKind, Read};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The clients, the first one that answers is asked.
const CLIENTS: [&str; 2] = ["docker", "podman"];

/// How long all answers may take together.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most bytes of an answer.
const LARGEST_ANSWER: u64 = 1024 * 1024;

/// The most images that are asked for.
const MOST_IMAGES: usize = 32;

/// The most images among which one is looked for that was built from a file.
const MOST_LOOKED_AT: usize = 200;

/// How many of them are asked for at once: an answer has a bound.
const LOOKED_AT_AT_ONCE: usize = 25;

/// The most images whose history is read.
const MOST_BUILT: usize = 6;

/// Says why a client gave no answer.
enum Fault {
    /// There is no such program.
    Absent,
    /// It does not answer, and why.
    Refused(String),
    /// It has no image of the name that the reader gave.
    NoSuchImage(String),
}

/// Holds what a client wrote.
struct Answer {
    is_well: bool,
    output: Vec<u8>,
    complaint: String,
}

/// Asks a local engine. The error says why none answers, or that it has no image of the name that is
/// asked for.
pub fn ask(question: &EngineQuestion) -> Result<EngineAnswer, String> {
    let deadline = Instant::now() + PATIENCE;
    let mut faults = Vec::new();
    let mut missing = None;
    for program in CLIENTS {
        let client = Client { program, deadline };
        match client.answer(question) {
            Ok(answer) => return Ok(answer),
            Err(Fault::Absent) => {}
            Err(Fault::Refused(words)) => faults.push(format!("{program}: {words}")),
            Err(Fault::NoSuchImage(name)) => {
                missing.get_or_insert(format!(
                    "{program} has no image {name}\n  {program} image ls lists those that are here."
                ));
            }
        }
    }
    Err(missing.unwrap_or_else(|| no_engine(&faults)))
}

fn no_engine(faults: &[String]) -> String {
    let way_out = "Start the engine, or leave --engine always out, and --image: the catalogue of base images answers then.";
    if faults.is_empty() {
        format!(
            "there is no engine here: neither docker nor podman is among the commands\n  {way_out}"
        )
    } else {
        format!("no engine answers: {}\n  {way_out}", faults.join("; "))
    }
}

/// Asks beside the screen; where no engine answers, nothing is said.
pub fn start(question: EngineQuestion, send: impl Fn(Msg) -> bool + Send + 'static) {
    thread::spawn(move || {
        if let Ok(answer) = ask(&question) {
            send(Msg::EngineAnswered(answer));
        }
    });
}

/// Holds an engine's client, and until when it has to have answered everything.
struct Client {
    program: &'static str,
    deadline: Instant,
}

impl Client {
    fn answer(&self, question: &EngineQuestion) -> Result<EngineAnswer, Fault> {
        // Who does not say its version has no engine behind it.
        let version = self.said(&["version", "--format", "{{json .}}"])?;
        let mut base_images = EngineImages::new();
        for reference in question.base_images.iter().take(MOST_IMAGES) {
            if let Some(image) = self.image(reference)? {
                base_images.insert(reference.clone(), image);
            }
        }
        let built = match &question.built {
            BuiltQuestion::Nothing => Vec::new(),
            BuiltQuestion::Named(name) => vec![self.named(name)?],
            // An odd image among all of them is no reason to know nothing of the others.
            BuiltQuestion::Like(like) => self.like(like).unwrap_or_default(),
        };
        Ok(EngineAnswer {
            platform: platform_of_json(&version.unwrap_or_default()),
            base_images,
            built,
        })
    }

    /// Gives an image by its reference, if it is here.
    fn image(&self, reference: &str) -> Result<Option<EngineImage>, Fault> {
        let Some(json) = self.said(&["image", "inspect", "--", reference])? else {
            return Ok(None);
        };
        EngineImage::of_json(&json)
            .map(Some)
            .map_err(Fault::Refused)
    }

    /// Gives the image that the reader names.
    fn named(&self, name: &str) -> Result<BuiltImage, Fault> {
        let absent = || Fault::NoSuchImage(visible_line(name).into_owned());
        let image = self.image(name)?.ok_or_else(absent)?;
        let history = self.history(name)?;
        Ok(BuiltImage::of(&image, history, Some(name)))
    }

    /// Gives the newest images that may have been built from a file, by their configuration.
    fn like(&self, like: &BuiltLike) -> Result<Vec<BuiltImage>, Fault> {
        let list = ["image", "ls", "--quiet", "--no-trunc"];
        let Some(listed) = self.said(&list)? else {
            return Ok(Vec::new());
        };
        let mut ids: Vec<&str> = Vec::new();
        for id in listed.lines().map(str::trim).filter(|id| !id.is_empty()) {
            // An image with two names is listed twice.
            if !ids.contains(&id) && ids.len() < MOST_LOOKED_AT {
                ids.push(id);
            }
        }
        let mut built = Vec::new();
        for ids in ids.chunks(LOOKED_AT_AT_ONCE) {
            let words = ["image", "inspect", "--"].iter().chain(ids).copied();
            let Some(json) = self.said(&words.collect::<Vec<&str>>())? else {
                continue;
            };
            let images = EngineImage::list_of_json(&json).map_err(Fault::Refused)?;
            for image in images.iter().filter(|image| like.fits(&image.config)) {
                if built.len() < MOST_BUILT {
                    built.push(BuiltImage::of(image, self.history(&image.id)?, None));
                }
            }
        }
        Ok(built)
    }

    fn history(&self, reference: &str) -> Result<Vec<HistoryLine>, Fault> {
        let json = self.said(&[
            "image",
            "history",
            "--no-trunc",
            "--human=false",
            "--format",
            "{{json .}}",
            "--",
            reference,
        ])?;
        history_of_json(&json.unwrap_or_default()).map_err(Fault::Refused)
    }

    /// Gives what the client prints; nothing where it says that what is asked for is not there.
    fn said(&self, arguments: &[&str]) -> Result<Option<String>, Fault> {
        let answer = self.run(arguments)?;
        if answer.is_well {
            return Ok(Some(String::from_utf8_lossy(&answer.output).into_owned()));
        }
        if says_absent(&answer.complaint) {
            return Ok(None);
        }
        let mut lines = answer.complaint.lines();
        let first = lines.find(|line| !line.trim().is_empty());
        let words = first.unwrap_or("it says nothing").trim();
        let words: String = words.chars().take(200).collect();
        Err(Fault::Refused(visible_line(&words).into_owned()))
    }

    /// Runs the client until it ends, has said too much, or the time is over.
    fn run(&self, arguments: &[&str]) -> Result<Answer, Fault> {
        let started = Command::new(self.program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // A group of its own: it cannot read the terminal, and what it starts can be ended with it.
            .process_group(0)
            .spawn();
        let mut child = started.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Fault::Absent,
            _ => Fault::Refused(error.to_string()),
        })?;
        let answer = answer_of(&mut child, self.deadline);
        if answer.is_err() {
            end(&child);
        }
        // Who has been ended is gone at once; who has not has closed what it writes to.
        let status = child.wait();
        let mut answer = answer?;
        answer.is_well = status.is_ok_and(|status| status.success());
        Ok(answer)
    }
}

/// Tells whether a complaint says that the image is not there, or that nothing can be called so.
fn says_absent(complaint: &str) -> bool {
    let complaint = complaint.to_lowercase();
    let words = [
        "no such image",
        "image not known",
        "invalid reference format",
    ];
    words.iter().any(|words| complaint.contains(words))
}

fn answer_of(child: &mut Child, deadline: Instant) -> Result<Answer, Fault> {
    let output = collect(child.stdout.take());
    let complaint = collect(child.stderr.take());
    let output = taken(&output, deadline)?;
    let complaint = taken(&complaint, deadline)?;
    loop {
        match child.try_wait() {
            Ok(Some(_)) | Err(_) => break,
            Ok(None) if Instant::now() >= deadline => return Err(too_slow()),
            Ok(None) => thread::sleep(Duration::from_millis(2)),
        }
    }
    Ok(Answer {
        is_well: false,
        output,
        complaint: String::from_utf8_lossy(&complaint).into_owned(),
    })
}

/// Reads on a thread of its own what a program writes, a byte more than an answer may have at most.
fn collect(stream: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            // What was read before a failure is what there is.
            let _part = stream.take(LARGEST_ANSWER + 1).read_to_end(&mut bytes);
        }
        // Who asked may have given up.
        let _late = sender.send(bytes);
    });
    receiver
}

fn taken(receiver: &Receiver<Vec<u8>>, deadline: Instant) -> Result<Vec<u8>, Fault> {
    let left = deadline.saturating_duration_since(Instant::now());
    let bytes = receiver.recv_timeout(left).map_err(|_late| too_slow())?;
    if bytes.len() as u64 > LARGEST_ANSWER {
        return Err(Fault::Refused(format!(
            "its answer has more than {} MiB",
            LARGEST_ANSWER / 1024 / 1024
        )));
    }
    Ok(bytes)
}

fn too_slow() -> Fault {
    Fault::Refused(format!(
        "it has not answered for {} seconds",
        PATIENCE.as_secs()
    ))
}

/// Ends a program and what it started.
fn end(child: &Child) {
    // One that has ended by itself cannot be ended.
    let _gone = kill_process_group(Pid::from_child(child), Signal::KILL);
}
