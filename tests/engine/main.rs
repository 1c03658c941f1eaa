//! Predictions held against a real engine: five small projects are built, and what comes out is compared.
//!
//! The images start from nothing and have busybox for a shell, so no registry is asked. Where no
//! engine answers and none can be started, the test says so and passes.

#![cfg(all(unix, feature = "terminal"))]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests run programs on files of their own"
)]

mod comparison;
mod engine;
mod folder;
mod image;
#[path = "../support/loud.rs"]
mod loud;
mod prediction;
mod projects;

use crate::engine::{Engine, Unfit};
use crate::folder::Folder;
use crate::loud::say_loudly;
use crate::projects::{Build, Project, projects};
use std::sync::{Mutex, PoisonError};

/// The engine that a test starts has one place: one test after the other has it.
static ENGINE: Mutex<()> = Mutex::new(());

#[test]
fn what_is_predicted_is_what_an_engine_builds() {
    let folder = Folder::new("projects");
    let busybox = match engine::static_busybox() {
        Ok(busybox) => busybox,
        Err(Unfit(reason)) => {
            return say_loudly(&format!(
                "SKIPPED: no prediction was held against a real build: {reason}"
            ));
        }
    };
    let _turn = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    let engine = match Engine::find_or_start() {
        Ok(engine) => engine,
        Err(Unfit(reason)) => {
            return say_loudly(&format!(
                "SKIPPED: no prediction was held against a real build: {reason}"
            ));
        }
    };
    let mut faults = Vec::new();
    let mut builds = 0;
    for project in projects(&busybox) {
        let context = folder.0.join(project.name);
        project.write(&context);
        for build in &project.builds {
            builds += 1;
            let found = compare(&engine, &project, build, &context);
            let place = format!("{} --target={}", project.name, build.target);
            faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    say_loudly(&format!(
        "{builds} images built by {}: each is what was predicted",
        engine.version()
    ));
}

#[test]
fn what_an_engine_has_of_a_base_image_is_asked_for() {
    let folder = Folder::new("asked");
    let _turn = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    let engine = match Engine::find_or_start() {
        Ok(engine) => engine,
        Err(Unfit(reason)) => {
            return say_loudly(&format!("SKIPPED: no engine was asked: {reason}"));
        }
    };
    let context = folder.0.join("base");
    std::fs::create_dir_all(&context).unwrap();
    let base = "FROM scratch\nENV FROM_ENGINE=yes\nCOPY Dockerfile /a\nWORKDIR /theirs\n";
    std::fs::write(context.join("Dockerfile"), base).unwrap();
    let tag = format!("dockstep-test-asked:{}", std::process::id());
    engine.keep(&tag, &context).unwrap();
    let file = folder.0.join("Dockerfile");
    std::fs::write(&file, format!("FROM {tag}\nCOPY a b\n")).unwrap();
    let path = file.to_str().unwrap();
    let explained = engine.dockstep(&["explain", "--engine", "always", path]);
    let inspected = engine.dockstep(&["inspect", "--engine", "always", "--json", path]);
    engine.remove(&tag);
    let gone = engine.dockstep(&["explain", "--engine", "always", path]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let words = text(&explained.stdout);
    let words: Vec<&str> = words.split_whitespace().collect();
    assert!(
        words.join(" ").contains("B in 2 layers, made on 20"),
        "{words:?} {}",
        text(&explained.stderr)
    );
    let json = text(&inspected.stdout);
    assert!(
        json.contains("FROM_ENGINE") && json.contains("/theirs"),
        "{json}"
    );
    // An image that is not there is no fault of the engine, and nothing pulls it.
    assert!(gone.status.success(), "{}", text(&gone.stderr));
    assert!(!text(&gone.stdout).contains("Your engine has"));
}

#[test]
fn an_image_that_was_built_from_the_file_is_found_and_measured() {
    let folder = Folder::new("built");
    let _turn = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    let engine = match Engine::find_or_start() {
        Ok(engine) => engine,
        Err(Unfit(reason)) => {
            return say_loudly(&format!("SKIPPED: no built image was measured: {reason}"));
        }
    };
    let context = folder.0.join("shop");
    std::fs::create_dir_all(context.join("pages")).unwrap();
    std::fs::write(context.join("pages/a"), vec![7; 40_000]).unwrap();
    let own = std::process::id();
    let text = format!(
        "FROM scratch AS files\nARG REV=1\nLABEL rev=$REV test={own}\nWORKDIR /srv\n\
         COPY pages pages\nEXPOSE 80\nENV MODE=shop\nCMD [\"/srv/shop\"]\n"
    );
    let file = context.join("Dockerfile");
    std::fs::write(&file, &text).unwrap();
    let tag = format!("dockstep-test-built:{own}");
    engine.keep(&tag, &context).unwrap();
    let path = file.to_str().unwrap();
    let found = engine.dockstep(&["inspect", "--engine", "always", "--json", path]);
    let told = engine.dockstep(&["explain", "--engine", "always", path]);
    // The same after an edit: by itself nothing is found, and by its name the rest is.
    std::fs::write(&file, text.replace("MODE=shop", "MODUS=shop")).unwrap();
    let unfound = engine.dockstep(&["explain", "--engine", "always", path]);
    let named = engine.dockstep(&["inspect", "--image", &tag, path]);
    engine.remove(&tag);
    let gone = engine.dockstep(&["inspect", "--image", &tag, path]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let words = |bytes: &[u8]| {
        let text = text(bytes);
        text.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let json: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let built = &json["built"];
    assert_eq!(built["whole"], true, "{json}");
    assert_eq!(built["image"], tag.as_str());
    assert_eq!(built["lines"][3]["line"], 5);
    assert_eq!(built["lines"][3]["bytes"], 40_000);
    assert_eq!(built["lines"][4]["makes_layer"], false);
    let told = words(&told.stdout);
    assert!(
        told.contains("Your engine has an image of this very file"),
        "{told}"
    );
    assert!(told.contains("this layer has 40.0 kB."), "{told}");
    assert!(!words(&unfound.stdout).contains("very file"));
    let named = words(&named.stdout);
    assert!(
        named.contains("6 of the 7 lines here are in its history"),
        "{named}"
    );
    assert!(
        named.contains("not in this file `ENV MODE=shop`"),
        "{named}"
    );
    assert_eq!(gone.status.code(), Some(2));
    assert!(
        text(&gone.stderr).contains(&format!("has no image {tag}")),
        "{}",
        text(&gone.stderr)
    );
}

/// Builds an image and lists what differs from what is predicted.
fn compare(
    engine: &Engine,
    project: &Project,
    build: &Build,
    context: &std::path::Path,
) -> Vec<String> {
    let predicted = prediction::predict(context, build);
    match engine.build(project.name, context, build) {
        Ok(image) => comparison::compare(&predicted, &image, engine.is_old()),
        Err(words) => vec![format!("the build failed: {words}")],
    }
}
