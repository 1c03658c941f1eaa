//! Goals about what a RUN does: the folder a program starts in, its mounts, failures that stop the build.

use crate::goals::{analysis, check, text};
use dockstep::build::command::mount::MountKind;
use dockstep::course::build_given::BuildGiven;
use dockstep::course::goal::Goal;
use dockstep::course::goal::cached::Change;
use dockstep::course::goal::mounts::WantedMount;
use dockstep::course::looked_at::LookedAt;

#[test]
fn the_folder_a_program_starts_in() {
    let goal = Goal::RunsIn {
        run: text("npm ci"),
        folder: text("/guide/web/"),
    };
    assert_eq!(goal.title(), "`npm ci` runs in `/guide/web/`");
    for (before, still) in [
        (
            "WORKDIR /guide\nRUN npm ci\n",
            "line 3 still runs npm ci in /guide",
        ),
        ("RUN npm ci\n", "line 2 still runs npm ci in /"),
        (
            "RUN cd /guide/web\nRUN npm ci\n",
            "line 3 still runs npm ci in /",
        ),
        (
            "WORKDIR /guide/web\nRUN npm ci\nRUN cd .. && npm ci\n",
            "line 4 still runs npm ci in /guide",
        ),
        (
            "WORKDIR /guide\nRUN (cd web && true); npm ci\n",
            "line 3 still runs npm ci in /guide",
        ),
        (
            "RUN cd \"$PLACE\" && npm ci\n",
            "in which folder line 2 runs npm ci is not known",
        ),
        (
            "WORKDIR /guide/web\nRUN for part in a b; do npm ci; cd $part; done\n",
            "in which folder line 3 runs npm ci is not known",
        ),
        (
            "WORKDIR /guide/web\nRUN npm install\n",
            "no RUN calls npm ci",
        ),
    ] {
        let before = format!("FROM node:22\n{before}");
        let after = "FROM node:22\nWORKDIR /guide\nWORKDIR web\nRUN npm ci\n";
        check(&goal, &before, still, after);
    }
    for after in [
        "RUN --mount=type=cache,target=/root/.npm cd /guide/web && npm ci\n",
        "WORKDIR /guide\nRUN set -e; cd web; npm ci\n",
        "WORKDIR /guide\nRUN { cd ./web && npm ci; }\n",
        "WORKDIR /guide\nRUN sh -c 'cd web && exec npm ci'\n",
        "WORKDIR /guide/web\nRUN [\"npm\", \"ci\"]\n",
        "WORKDIR /guide/web\nRUN if true; then npm ci; fi\n",
        "WORKDIR /guide\nRUN <<EOF\nset -e\ncd web\nnpm ci\nEOF\n",
    ] {
        let after = format!("FROM node:22\n{after}");
        assert_eq!(goal.still(&analysis(&after)), None, "{after}");
    }
    let unknown = "FROM registry.example/nobody-knows\nRUN npm ci\n";
    assert_eq!(
        goal.still(&analysis(unknown)).unwrap(),
        "in which folder line 2 runs npm ci is not known"
    );
}

#[test]
fn failures_that_are_hidden() {
    for (run, still) in [
        (
            "curl -o a x; make",
            "line 2 hides a failure of curl: ; goes on whatever came of it",
        ),
        (
            "curl x | tar x",
            "line 2 hides a failure of curl: of a pipe, only the last command's failure counts",
        ),
        (
            "make check || true",
            "line 2 hides a failure of make: what stands behind || always succeeds",
        ),
        (
            "make && make check || echo no",
            "line 2 hides a failure of make: what stands behind || always succeeds",
        ),
        (
            "server & make",
            "line 2 hides a failure of server: & goes on without waiting for it",
        ),
        (
            "<<EOF\necho one\nmake\nmake check\nEOF",
            "line 4 hides a failure of make: the next line runs whatever came of it",
        ),
        (
            "true && \\\n  for part in a b; do \\\n    make $part; \\\n  done",
            "line 4 hides a failure of make: the loop goes on with its next round",
        ),
        (
            "set -e; mkdir a && cd a; make",
            "line 2 hides a failure of mkdir: set -e does not stop left of &&",
        ),
        (
            "sh -c 'make; true'",
            "line 2 hides a failure of make: ; goes on whatever came of it",
        ),
        (
            "version=$(curl x | head -1) && make",
            "line 2 hides a failure of curl: of a pipe, only the last command's failure counts",
        ),
        (
            "(make; make check) && true",
            "line 2 hides a failure of make: ; goes on whatever came of it",
        ),
        (
            "bash -e <<EOF\nmake\nEOF",
            "whether line 2 hides a failure is not known: its script is not read here",
        ),
    ] {
        let before = format!("FROM debian:12\nRUN {run}\n");
        let after = "FROM debian:12\nRUN make && make check\n";
        check(&Goal::FailuresStop, &before, still, after);
    }
}

#[test]
fn failures_that_stop_the_build() {
    for after in [
        "RUN set -e; curl -o a x; make",
        "RUN set -eux && mkdir a; make",
        "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | tar x",
        "RUN set -o pipefail && curl x | tar x",
        "RUN <<EOF\nset -e\nmake\nmake check\nEOF",
        "RUN <<EOF\n#!/bin/sh -e\nmake\nmake check\nEOF",
        "RUN <<EOF\n#!/usr/bin/env python3\nimport os\nos.remove('a')\nEOF",
        "RUN make || exit 1",
        "RUN make || { echo it does not work; exit 1; }",
        "RUN curl x || wget x",
        "RUN [ -f a ] && rm a || make",
        "RUN if grep -q x a; then make; fi",
        "RUN set -e; for part in a b; do make $part; done",
        "RUN echo one; export A=b; make",
        "RUN until make; do sleep 1; done",
        "RUN ! make broken",
        "RUN echo y | make",
        "RUN [\"make\", \"check\"]",
        "RUN make -j$(nproc)",
        "CMD make; true",
    ] {
        let file = format!("FROM debian:12\n{after}\n");
        assert_eq!(Goal::FailuresStop.still(&analysis(&file)), None, "{file}");
    }
    // What no build runs hides nothing.
    let unused = "FROM debian:12 AS unused\nRUN make; true\nFROM debian:12\nRUN make\n";
    assert_eq!(Goal::FailuresStop.still(&analysis(unused)), None);
    let windows =
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir C:\\ & echo\n";
    assert_eq!(
        Goal::FailuresStop.still(&analysis(windows)).unwrap(),
        "whether line 3 hides a failure is not known: its script is not read here"
    );
}

fn mount(kind: MountKind) -> WantedMount {
    WantedMount {
        kind,
        target: None,
        id: None,
        required: None,
    }
}

fn has(mount: WantedMount) -> Goal {
    Goal::Mounts {
        run: text("npm ci"),
        mount,
    }
}

/// Holds what a goal says of a RUN of `npm ci` with these flags, and that it holds with others.
fn check_mount(goal: &Goal, before: &str, still: &str, after: &str) {
    let file = |flags: &str| format!("FROM node:22\nWORKDIR /guide\nRUN {flags} npm ci\n");
    check(goal, &file(before), still, &file(after));
}

#[test]
fn the_mounts_of_a_program() {
    let secret = has(WantedMount {
        required: Some(true),
        ..mount(MountKind::Secret)
    });
    assert_eq!(secret.title(), "`npm ci` has a required secret mount");
    let good = "--mount=type=secret,id=npm,required";
    check_mount(
        &secret,
        "--mount=type=cache,target=/root/.npm",
        "line 3 (npm ci): it has no secret mount",
        good,
    );
    check_mount(
        &secret,
        "--mount=type=secret,id=npm",
        "line 3 (npm ci): its secret mount is not required: without it, the build goes on",
        good,
    );
    let placed = has(WantedMount {
        target: Some(text("/guide/.npmrc")),
        id: Some(text("npm")),
        ..mount(MountKind::Secret)
    });
    assert_eq!(
        placed.title(),
        "`npm ci` has a secret mount at /guide/.npmrc with the id npm"
    );
    let good = "--mount=type=cache,target=/x --mount=type=secret,id=npm,target=/guide/.npmrc";
    check_mount(
        &placed,
        "--mount=type=secret,id=npm",
        "line 3 (npm ci): its secret mount is at /run/secrets/npm",
        good,
    );
    check_mount(
        &placed,
        "--mount=type=secret,target=/guide/.npmrc",
        "line 3 (npm ci): the id of its secret mount is .npmrc",
        good,
    );
    check_mount(
        &placed,
        "--mount=type=secret,id=npm,env=TOKEN",
        "line 3 (npm ci): its secret mount has no target",
        good,
    );
    let cache = has(WantedMount {
        target: Some(text("/guide/cache")),
        ..mount(MountKind::Cache)
    });
    check_mount(
        &cache,
        "--mount=type=cache,target=/root/.npm",
        "line 3 (npm ci): its cache mount is at /root/.npm",
        "--mount=type=cache,target=cache/",
    );
    check_mount(
        &has(WantedMount {
            id: Some(text("default")),
            ..mount(MountKind::Ssh)
        }),
        "",
        "line 3 (npm ci): it has no ssh mount",
        "--mount=type=ssh",
    );
    let some_lack_it = analysis(
        "FROM node:22\nRUN --mount=type=secret,id=a,required npm ci\nRUN npm ci --omit=dev\n",
    );
    assert_eq!(
        secret.still(&some_lack_it).unwrap(),
        "line 3 (npm ci): it has no secret mount"
    );
}

#[test]
fn what_stays_cached_when_an_argument_changes() {
    let goal = Goal::Cached {
        run: text("pip install"),
        when: Change::Argument {
            name: text("RELEASE"),
            value: text("2"),
        },
    };
    assert_eq!(
        goal.title(),
        "`pip install` stays cached when the build gets RELEASE=2"
    );
    check(
        &goal,
        "FROM python:3.12\nARG RELEASE=1\nRUN pip install x\nLABEL release=$RELEASE\n",
        "line 3 (pip install) still runs again when the build gets RELEASE=2",
        "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install x\nARG RELEASE=1\nLABEL release=$RELEASE\n",
    );
    let same = analysis("FROM python:3.12\nARG RELEASE=2\nRUN pip install x\n");
    assert_eq!(
        goal.still(&same).unwrap(),
        "line 3: RELEASE is 2 without it too"
    );
}

#[test]
fn a_value_in_a_second_build() {
    let architecture = |platform: &str, is: &str| Goal::State {
        of: LookedAt::RunVariable(text("GOARCH")),
        is: text(is),
        given: BuildGiven::read(Some(platform), [].into()).unwrap(),
    };
    let goal = architecture("linux/arm64", "arm64");
    assert_eq!(goal.title(), "GOARCH in a RUN is `arm64` on linux/arm64");
    check(
        &goal,
        "FROM golang:1.25\nENV GOARCH=amd64\n",
        "GOARCH in a RUN is still amd64 on linux/arm64",
        "FROM golang:1.25\nARG TARGETARCH\nENV GOARCH=$TARGETARCH\n",
    );
    let base = Goal::State {
        of: LookedAt::Base,
        is: text("python:3.14-slim"),
        given: BuildGiven::default().with_argument("PYTHON", "3.14"),
    };
    assert_eq!(
        base.title(),
        "the image that it starts from is `python:3.14-slim` with PYTHON=3.14"
    );
    check(
        &base,
        "FROM python:3.13-slim\nARG PYTHON=3.13\n",
        "the image that it starts from is still python:3.13-slim with PYTHON=3.14",
        "ARG PYTHON=3.13\nFROM python:${PYTHON}-slim\n",
    );
}
