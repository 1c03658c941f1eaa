//! Goals speak of effect: what each one says while it is in the way, and which texts reach it.

use crate::options;
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::context::build_context::BuildContext;
use dockstep::context::tree::{ContextEntry, ContextTree, EntryKind};
use dockstep::course::build_given::BuildGiven;
use dockstep::course::goal::cached::Change;
use dockstep::course::goal::{Goal, all_hold};
use dockstep::course::looked_at::LookedAt;
use dockstep::language::source::Source;
use std::sync::Arc;

const FILES: [&str; 4] = ["requirements.txt", "main.py", ".env", "tool"];

pub(crate) fn analysis(dockerfile: &str) -> Analysis {
    let entries = FILES.map(|path| ContextEntry {
        path: path.into(),
        kind: EntryKind::File,
        bytes: 1000,
        mode: 0o644,
        target: None,
    });
    let context = BuildContext::new(ContextTree::new(entries.to_vec()), None);
    let options = BuildOptions {
        context: Some(Arc::new(context)),
        ..options()
    };
    Analysis::of(Source::new(dockerfile.as_bytes().to_vec()), &options)
}

/// Holds what a goal says of one text, and that it holds for another.
pub(crate) fn check(goal: &Goal, before: &str, still: &str, after: &str) {
    assert_eq!(
        goal.still(&analysis(before)).as_deref(),
        Some(still),
        "{before}"
    );
    assert_eq!(goal.still(&analysis(after)), None, "{after}");
}

pub(crate) fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn what_the_last_image_runs_while_it_is_built() {
    let goal = Goal::LacksCommand(text("gcc"));
    check(
        &goal,
        "FROM debian AS base\nRUN gcc -c a.c\nFROM base\nRUN true\n",
        "line 2 runs gcc in the stage that ships",
        "FROM debian AS base\nRUN gcc -c a.c\nFROM debian\nCOPY --from=base /a /a\n",
    );
    check(
        &Goal::HasCommand(text("npm ci")),
        "FROM node:20\nRUN npm install\n",
        "no RUN of the image calls npm ci",
        "FROM node:20\nRUN cd /x && npm ci --omit=dev\n",
    );
}

#[test]
fn what_the_last_image_holds() {
    check(
        &Goal::HasFile(text("/app/main.py")),
        "FROM debian\nCOPY main.py /\n",
        "no line is known to put /app/main.py into the last image",
        "FROM debian\nWORKDIR /app\nCOPY . .\n",
    );
    check(
        &Goal::LacksFile(text("/app/main.py")),
        "FROM debian\nCOPY . /app/\n",
        "line 2 puts /app/main.py into the last image",
        "FROM debian\nCOPY tool /app/\n",
    );
}

#[test]
fn what_another_stage_made_is_there_where_it_is_copied_to() {
    let build = "FROM golang:1.25 AS build\nRUN go build -o /out/server .\nFROM scratch\n";
    let has = |path: &str| Goal::HasFile(text(path));
    check(
        &has("/server"),
        &format!("{build}COPY --from=build /out /bin\n"),
        "the last image has no /server",
        &format!("{build}COPY --from=build /out/server /server\n"),
    );
    // Whether a folder or a file comes is not known, and with it the name in the folder.
    check(
        &has("/bin/server"),
        &format!("{build}COPY --from=build /out/server /bin/\n"),
        "no line is known to put /bin/server into the last image",
        &format!("{build}COPY --from=build /out/server /bin/server\n"),
    );
    check(
        &Goal::LacksFile(text("/bin/server")),
        &format!("{build}COPY --from=build /out/server /bin/server\n"),
        "line 4 puts /bin/server into the last image",
        &format!("{build}COPY --from=build /out/server /bin/\n"),
    );
}

#[test]
fn where_the_last_image_starts() {
    let goal = Goal::NotBase(text("python:3.12"));
    check(
        &goal,
        "FROM python:3.12 AS a\nFROM a\n",
        "the last image still starts from python:3.12",
        "FROM python:3.12 AS a\nFROM python:3.12-slim\nCOPY --from=a /x /x\n",
    );
    check(
        &Goal::Base(text("alpine")),
        "FROM debian:12\n",
        "the last image still starts from debian:12",
        "ARG TAG=3.20\nFROM docker.io/library/alpine:$TAG\n",
    );
}

#[test]
fn what_is_copied_before_a_run() {
    let goal = Goal::CopiedBefore {
        file: text("requirements.txt"),
        run: text("pip install"),
    };
    check(
        &goal,
        "FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\n",
        "line 2 still copies everything before pip install",
        "FROM python:3.12\nCOPY requirements.* /tmp/\nRUN pip install -r /tmp/requirements.txt\nCOPY . .\n",
    );
    let nothing = analysis("FROM python:3.12\nRUN pip install x\nCOPY requirements.txt .\n");
    assert_eq!(
        goal.still(&nothing).unwrap(),
        "nothing copies requirements.txt above line 2, where pip install runs"
    );
    assert_eq!(
        goal.still(&analysis("FROM python:3.12\n")).unwrap(),
        "no RUN calls pip install"
    );
}

#[test]
fn who_runs_it() {
    let root = "the container still runs as root";
    let good = "FROM debian:12\nUSER 1000:1000\nRUN id\n";
    for before in [
        "FROM debian:12\n",
        "FROM debian:12\nUSER app\nUSER root\n",
        "FROM debian:12\nUSER 0:1000\n",
    ] {
        check(&Goal::NonRoot, before, root, good);
    }
    check(
        &Goal::NonRoot,
        "FROM registry.example/nobody-knows\n",
        "the user is not known: the base image decides it",
        good,
    );
}

#[test]
fn where_secrets_stand() {
    check(
        &Goal::NoSecrets,
        "FROM debian:12\nARG API_TOKEN\n",
        "line 2: Do not use ARG or ENV instructions for sensitive data (ARG \"API_TOKEN\")",
        "FROM debian:12\nRUN --mount=type=secret,id=token cat /run/secrets/token\n",
    );
    check(
        &Goal::NoSecrets,
        "FROM debian:12\nCOPY . .\nRUN rm .env\n",
        "line 2 still copies .env into a layer",
        "FROM debian:12 AS unused\nCOPY . .\nFROM debian:12\nCOPY main.py .\n",
    );
}

#[test]
fn settings_findings_and_stages() {
    let state = Goal::State {
        of: LookedAt::Starts,
        is: text("python main.py"),
        given: BuildGiven::default(),
    };
    check(
        &state,
        "FROM debian:12\nCMD python main.py\n",
        "a container still starts /bin/sh -c python main.py",
        "FROM debian:12\nENTRYPOINT [\"python\"]\nCMD [\"main.py\"]\n",
    );
    check(
        &Goal::NoFinding(text("WorkdirRelativePath")),
        "FROM debian:12\nWORKDIR app\n",
        "line 2: Relative workdir \"app\" can have unexpected results if the base image changes",
        "FROM debian:12\nWORKDIR /app\n",
    );
    let skipped = Goal::Skipped {
        stage: text("tests"),
        target: None,
    };
    check(
        &skipped,
        "FROM debian AS tests\nFROM tests\n",
        "the build still needs the stage tests",
        "FROM debian AS tests\nFROM debian\n",
    );
    let of_target = Goal::Skipped {
        stage: text("tests"),
        target: Some(text("app")),
    };
    check(
        &of_target,
        "FROM debian AS app\n",
        "there is no stage tests",
        "FROM debian AS app\nFROM app AS tests\n",
    );
}

#[test]
fn a_stage_that_must_run() {
    let tests = |target: Option<&str>| Goal::Built {
        stage: text("tests"),
        target: target.map(text),
    };
    check(
        &tests(None),
        "FROM debian AS tests\nRUN make check\nFROM debian\nRUN make\n",
        "the build still leaves out the stage tests, line 1: nothing in it is needed",
        "FROM debian AS tests\nRUN make check\nFROM debian\nCOPY --from=tests /passed /passed\n",
    );
    check(
        &tests(Some("app")),
        "FROM debian AS app\nFROM app AS Tests\n",
        "a build of app still leaves out the stage tests, line 2: nothing in it is needed",
        "FROM debian AS tests\nFROM tests AS app\nFROM app AS last\n",
    );
    let nowhere = analysis("FROM debian AS app\n");
    assert_eq!(
        tests(None).still(&nowhere).unwrap(),
        "there is no stage tests"
    );
    let no_target = tests(Some("nowhere")).still(&nowhere).unwrap();
    assert!(no_target.contains("nowhere"), "{no_target}");
}

#[test]
fn whose_a_path_is() {
    let thumbs = Goal::Owner {
        path: text("/gallery/thumbs"),
        is: text("curator"),
    };
    let root = "/gallery/thumbs, from line 3, still belongs to root";
    check(
        &thumbs,
        "FROM debian:12\nUSER curator\nCOPY main.py /gallery/thumbs\n",
        root,
        "FROM debian:12\nCOPY --chown=curator:curator main.py /gallery/thumbs\n",
    );
    check(
        &thumbs,
        "FROM debian:12\nWORKDIR /gallery\nWORKDIR thumbs\nUSER curator\n",
        root,
        "FROM debian:12\nUSER curator\nWORKDIR /gallery/thumbs\n",
    );
    check(
        &thumbs,
        "FROM debian:12\nRUN mkdir /gallery\nRUN mkdir /gallery/thumbs\n",
        root,
        "FROM debian:12\nRUN mkdir -p /gallery/thumbs && chown -R curator: /gallery\n",
    );
    check(
        &thumbs,
        "FROM registry.example/nobody-knows\nRUN mkdir /gallery\nRUN mkdir /gallery/thumbs\n",
        "who owns /gallery/thumbs is not known: line 3 does not say it",
        "FROM debian:12\nUSER curator\nRUN mkdir -p /gallery/thumbs\n",
    );
    assert_eq!(
        thumbs.still(&analysis("FROM debian:12\n")).unwrap(),
        "no line is known to put /gallery/thumbs into the last image"
    );
    let of_root = Goal::Owner {
        path: text("/app/main.py"),
        is: text("root"),
    };
    check(
        &of_root,
        "FROM debian:12\nCOPY --chown=1000 . /app/\n",
        "/app/main.py, from line 2, still belongs to 1000",
        "FROM debian:12\nUSER 1000\nWORKDIR /app\nCOPY . .\n",
    );
}

#[test]
fn bytes_that_lie_in_two_layers() {
    check(
        &Goal::NoDoubling,
        "FROM debian:12\nCOPY tool /tool\nRUN chmod 755 /tool\n",
        "line 3 writes 1.0 kB a second time, into a layer of its own",
        "FROM debian:12\nCOPY --chmod=755 tool /tool\n",
    );
    check(
        &Goal::NoDoubling,
        "FROM debian:12\nCOPY tool /tool\nRUN rm /tool\n",
        "line 3 removes 1.0 kB that stay in the layer below",
        "FROM debian:12\nRUN touch /tool && rm /tool\n",
    );
}

#[test]
fn what_stays_cached() {
    let goal = Goal::Cached {
        run: text("pip install"),
        when: Change::File(text("main.py")),
    };
    check(
        &goal,
        "FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\n",
        "line 3 (pip install) still runs again when main.py changes",
        "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n",
    );
}

#[test]
fn a_text_that_buildkit_refuses_reaches_no_goal() {
    let refused = analysis("FROM debian:12\nCOPPY . .\n");
    assert!(!all_hold(&[], &refused));
    assert!(!all_hold(&[], &analysis("# nothing\n")));
    assert!(all_hold(&[], &analysis("FROM debian:12\n")));
}
