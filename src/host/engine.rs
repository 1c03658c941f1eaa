//! Asking a local engine what images it has: `docker image inspect`, else `podman image inspect`.
//!
//! Whatever the client honours holds (`DOCKER_HOST`, `DOCKER_CONTEXT`, the context that is in use).
//! Nothing is pulled, built or started, and nothing is waited for longer than a few seconds. Refuses to
//! read more than an answer has.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start programs, threads and read the clock"
)]

use crate::app::msg::Msg;
use crate::build::engine_image::EngineImage;
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

/// Says why a client gave no answer.
enum Fault {
    /// There is no such program.
    Absent,
    /// It does not answer, and why.
    Refused(String),
}

/// Holds what a client wrote.
struct Answer {
    is_well: bool,
    output: Vec<u8>,
    complaint: String,
}

/// Asks for images by the references of a Dockerfile; gives those that are here. The error says why no
/// engine answers, and the way out.
pub fn images(references: &[String]) -> Result<EngineImages, String> {
    let deadline = Instant::now() + PATIENCE;
    let mut faults = Vec::new();
    for client in CLIENTS {
        match images_of(client, references, deadline) {
            Ok(images) => return Ok(images),
            Err(Fault::Absent) => {}
            Err(Fault::Refused(words)) => faults.push(format!("{client}: {words}")),
        }
    }
    let way_out = "\n  Start the engine, or leave --engine always out: the catalogue of base images answers then.";
    Err(if faults.is_empty() {
        format!("there is no engine here: neither docker nor podman is among the commands{way_out}")
    } else {
        format!("no engine answers: {}{way_out}", faults.join("; "))
    })
}

/// Asks beside the screen; where no engine answers, nothing is said.
pub fn start(references: Vec<String>, send: impl Fn(Msg) -> bool + Send + 'static) {
    thread::spawn(move || {
        if let Ok(images) = images(&references) {
            send(Msg::EngineAnswered(images));
        }
    });
}

fn images_of(
    client: &str,
    references: &[String],
    deadline: Instant,
) -> Result<EngineImages, Fault> {
    let mut images = EngineImages::new();
    for reference in references.iter().take(MOST_IMAGES) {
        let answer = run(client, &["image", "inspect", "--", reference], deadline)?;
        if answer.is_well {
            let json = String::from_utf8_lossy(&answer.output);
            let image = EngineImage::of_json(&json).map_err(Fault::Refused)?;
            images.insert(reference.clone(), image);
        } else if !says_absent(&answer.complaint) {
            let first = answer
                .complaint
                .lines()
                .find(|line| !line.trim().is_empty());
            let words = first.unwrap_or("it says nothing").trim();
            let words: String = words.chars().take(200).collect();
            return Err(Fault::Refused(visible_line(&words).into_owned()));
        }
    }
    Ok(images)
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

/// Runs a client until it ends, has said too much, or the time is over.
fn run(client: &str, arguments: &[&str], deadline: Instant) -> Result<Answer, Fault> {
    let started = Command::new(client)
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
    let answer = answer_of(&mut child, deadline);
    if answer.is_err() {
        end(&child);
    }
    // Who has been ended is gone at once; who has not has closed what it writes to.
    let status = child.wait();
    let mut answer = answer?;
    answer.is_well = status.is_ok_and(|status| status.success());
    Ok(answer)
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
