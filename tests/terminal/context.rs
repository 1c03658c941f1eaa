//! The build context beside the screen: it is listed while keys are answered, and `--plain` knows it too.

use crate::own_folder::OwnFolder;
use std::fs;

/// Makes a folder with a Dockerfile that copies all of it.
fn folder(name: &str) -> OwnFolder {
    let own = OwnFolder::new(&format!("listing-{name}"));
    own.write(
        "Dockerfile",
        "FROM alpine:3.20\nARG V=1\nCOPY . /srv\nRUN echo $V\n",
    );
    own
}

#[test]
fn keys_are_answered_while_many_files_are_listed() {
    let folder = folder("many");
    for outer in 0..2 {
        let inner = folder.path().join(format!("files/{outer}"));
        fs::create_dir_all(&inner).unwrap();
        for name in 0..500 {
            fs::File::create(inner.join(name.to_string())).unwrap();
        }
    }
    // Each file is held against so many patterns that the listing takes longer than a few keys do.
    let patterns = (0..20_000).map(|number| format!("**/*[0-9]*[0-9]*x{number}\n"));
    folder.write(".dockerignore", &patterns.collect::<String>());
    let mut session = folder.start(&["Dockerfile"], (120, 36));
    session.wait_for("instruction 1 of 4");
    session.press("3jj");
    // The keys are answered before the listing has ended: the picture says so.
    session.wait(
        "the third instruction, its files not listed yet",
        |screen| {
            let contents = screen.contents();
            contents.contains("instruction 3 of 4") && contents.contains("is being listed")
        },
    );
    session.wait_for("Brings 1002 files");
    assert!(session.text().contains("instruction 3 of 4"));
    assert!(!session.text().contains("is being listed"));
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn an_edit_of_the_dockerfile_lists_the_folder_again() {
    let folder = folder("again");
    folder.write("one.txt", "1");
    let mut session = folder.start(&["Dockerfile"], (120, 36));
    session.wait_for("instruction 1 of 4");
    session.press("jj3");
    session.wait_for("Brings 2 files");
    folder.write("two.txt", "2");
    folder.write(
        "Dockerfile",
        "FROM alpine:3.20\nARG V=1\nCOPY . /srv/all\nRUN echo $V\n",
    );
    session.wait_for("Brings 3 files");
    session.press("cone.txt\r");
    session.wait_for("What if one.txt changes: 2 of 2 steps to run.");
    assert!(session.text().contains("3 ↻ COPY . /srv/all"));
    session.press("\x1b");
    session.wait("the signs to go", |screen| !screen.contents().contains('↻'));
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn plain_lines_know_the_context_too() {
    let folder = folder("plain");
    folder.write("one.txt", "1");
    let mut session = folder.start(&["--plain", "Dockerfile"], (120, 36));
    session.wait_for("Press Enter for the next instruction");
    session.press("3\nfiles\n");
    session.wait_for("Brings 2 files");
    session.press("what-if one.txt\n");
    session.wait_for("Of 2 steps, 0 from the cache and 2 to run.");
    session.press("what-if V=2\n");
    session.wait_for("Of 2 steps, 1 from the cache and 1 to run.");
    session.press("what-if\n");
    session.wait_for("Every step comes from the cache.");
    session.press("what-if none.txt\n");
    session.wait_for("lies in the build context. Paths count");
    session.press("cache\n");
    session.wait_for("Runs again when the bytes, name or mode");
    session.press("quit\n");
    assert!(session.end().success());
}
