//! What a local engine is asked about the file that is studied, and what becomes of its answer.

use crate::app::App;
use crate::app::effect::Effect;
use crate::build::engine::answer::{EngineAnswer, EngineQuestion};

/// Holds that a local engine is asked.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct AskedEngine {
    /// The image that the reader says was built from the file.
    built: Option<String>,
    /// What was asked last.
    asked: Option<EngineQuestion>,
}

impl App {
    /// Asks a local engine, from now on, about what is studied: its base images, and the image that was
    /// built from it, by its name or by its looks.
    pub fn use_engine(&mut self, built: Option<String>) -> Vec<Effect> {
        self.engine = Some(AskedEngine { built, asked: None });
        self.ask_engine()
    }

    /// Asks what was not asked last.
    pub(in crate::app) fn ask_engine(&mut self) -> Vec<Effect> {
        let (Some(engine), Some(study)) = (&mut self.engine, &self.study) else {
            return Vec::new();
        };
        let question = study
            .document
            .analysis
            .engine_question(engine.built.as_deref());
        if engine.asked.as_ref() == Some(&question) {
            return Vec::new();
        }
        engine.asked = Some(question.clone());
        vec![Effect::AskEngine(question)]
    }

    /// Forgets the image that was built from the file before: for another file, or another build of the
    /// same one, it is asked again.
    pub(in crate::app) fn forget_built_image(&mut self) {
        self.options.built_images = Vec::new();
        if let Some(engine) = &mut self.engine {
            engine.asked = None;
        }
    }

    /// Takes what a local engine says, and studies the file with it.
    pub(in crate::app) fn take_engine_answer(&mut self, answer: EngineAnswer) -> Vec<Effect> {
        if answer != EngineAnswer::default() {
            self.options.take_engine(answer);
            self.rebuild();
        }
        Vec::new()
    }
}
