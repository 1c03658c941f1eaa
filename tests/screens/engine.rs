//! What a local engine is asked while files are opened.

use dockstep::app::effect::Effect;
use dockstep::app::msg::{Msg, ReadFile};
use dockstep::app::{App, Opening};
use dockstep::build::options::BuildOptions;

const FILE: &str = "FROM alpine:3.20\nENV A=1\n";

#[test]
fn a_file_that_is_opened_again_is_asked_about_again() {
    let name = "Dockerfile".to_owned();
    let bytes = FILE.as_bytes().to_vec();
    let read = ReadFile {
        name: name.clone(),
        path: None,
        bytes: bytes.clone(),
    };
    let opening = Opening::Bytes { name, bytes };
    let (mut app, _effects) = App::start(opening, BuildOptions::default());
    let asks = |effects: Vec<Effect>| {
        let mut effects = effects.into_iter();
        effects.any(|effect| matches!(effect, Effect::AskEngine(_)))
    };
    assert!(asks(app.use_engine(None)));
    // What was answered belonged to the file before, though the question is the same.
    assert!(asks(app.update(Msg::FileRead(Ok(read)))));
}
