//! From the home screen of a project to a Dockerfile as a compose service builds it.

use crate::own_folder::OwnFolder;

/// Makes a project whose compose file builds two Dockerfiles.
fn project(name: &str) -> OwnFolder {
    let own = OwnFolder::new(&format!("home-{name}"));
    own.write(
            "compose.yaml",
            "services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n      target: dev\n      args:\n        MODE: ${MODE:-fast}\n        PORT: 8080\n  web:\n    build: web\n",
        );
    own.write(
            "api/Dockerfile",
            "FROM alpine:3.20 AS dev\nARG MODE\nARG PORT\nCOPY top.txt /srv/\nRUN echo $MODE\nFROM dev AS prod\n",
        );
    own.write("web/Dockerfile", "FROM nginx:1.27\n");
    own.write("top.txt", "at the top\n");
    own
}

#[test]
fn from_home_to_a_compose_service_with_its_target_arguments_and_context() {
    let project = project("service");
    let mut session = project.start(&[], (120, 36));
    session.wait_for("api/Dockerfile");
    session.press("/api/\r");
    session.wait_for("2 stages, no findings");
    session.wait_for("MODE=fast");
    session.press("\r");
    session.wait_for("target: dev");
    session.wait_for("2 arguments given");
    session.wait_for("As compose: api builds it, from this folder.");
    // The file lies in the service's context, not in the Dockerfile's folder.
    session.press("jjj3");
    session.wait_for("/srv/top.txt");
    session.press("q");
    session.wait_for("About it");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_folder_with_several_dockerfiles_opens_its_home_screen() {
    let project = project("folder");
    let mut session = project.start(&["."], (120, 36));
    session.wait_for("2 stages, no findings");
    session.wait_for("▸   api/Dockerfile");
    session.press("\r");
    session.wait_for("target: dev");
    session.press("qq");
    assert!(session.end().success());
}

#[test]
fn a_context_that_is_named_is_the_one_that_is_listed() {
    let project = project("context");
    for (arguments, shown) in [
        (&["api/Dockerfile", "--context", "."][..], "/srv/top.txt"),
        (&["api/Dockerfile"][..], "\"/top.txt\": not found"),
    ] {
        let mut session = project.start(arguments, (120, 36));
        session.wait_for("instruction 1 of 6");
        session.press("jjj3");
        session.wait_for(shown);
        session.press("q");
        assert!(session.end().success());
    }
    let mut session = project.start(&["api/Dockerfile", "--context", "nowhere"], (120, 36));
    session.wait_for("nowhere: no such folder");
}

#[test]
fn who_opens_a_file_plainly_is_told_who_builds_it() {
    let project = project("builders");
    for path in ["api/Dockerfile", "./api/Dockerfile"] {
        let mut session = project.start(&[path], (120, 36));
        session.wait_for("Built by compose: api, target dev. o, then this file, opens it");
        session.press("o");
        session.wait_for("web/Dockerfile");
        session.press("api\r");
        session.wait_for("As compose: api builds it, from this folder.");
        session.press("q");
        assert!(session.end().success());
    }
    // Nothing is told where somebody builds the file just as it was opened, or it was opened otherwise.
    for arguments in [
        &["web/Dockerfile"][..],
        &["api/Dockerfile", "--target", "prod"],
    ] {
        let mut session = project.start(arguments, (120, 36));
        session.wait_for("instruction 1 of");
        session.press("o");
        session.wait_for("compose: web");
        session.press("\x1b");
        session.wait("the study again", |screen| {
            !screen.contents().contains("compose: web")
        });
        assert!(!session.text().contains("Built by"));
        session.press("q");
        assert!(session.end().success());
    }
}
