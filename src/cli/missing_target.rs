//! `--target` with a name that no stage has: the file is fine, the flag is not.

use crate::analysis::Analysis;
use crate::app::App;
use crate::build::refusal::Refusal;
use crate::doc::visible::visible_line;

/// How many stages are named.
const NAMED: usize = 12;

/// Refuses a target that is no stage of a file; `name` is what the file is called.
pub fn refuse_missing_target(name: &str, analysis: &Analysis) -> Result<(), String> {
    let plan = analysis.plan();
    let mut refusals = plan.refusals.iter().map(|located| &located.refusal);
    let missing = refusals.find_map(|refusal| match refusal {
        Refusal::TargetNotFound { target, .. } => Some(target),
        _ => None,
    });
    let Some(target) = missing else {
        return Ok(());
    };
    let mut named: Vec<&str> = Vec::new();
    for stage in &plan.stages {
        if let Some(stage) = stage.name.as_deref().filter(|stage| !stage.is_empty())
            && !named.contains(&stage)
        {
            named.push(stage);
        }
    }
    let way_out = match (plan.stages.len(), named.is_empty()) {
        (0, _) => "The file has no stages: a stage begins with FROM.".to_owned(),
        (_, true) => {
            "None of its stages has a name: FROM … AS NAME gives one. Without --target, the last is built."
                .to_owned()
        }
        (_, false) => format!("Its stages: {}", listed(&named)),
    };
    Err(format!(
        "{}: --target {}: no stage has this name\n  {}",
        visible_line(name),
        visible_line(target),
        visible_line(&way_out),
    ))
}

/// The same for the Dockerfile that is studied, where there is one.
pub fn refuse_missing_target_of(app: &App) -> Result<(), String> {
    app.study().map_or(Ok(()), |study| {
        refuse_missing_target(&study.document.name, &study.document.analysis)
    })
}

/// Lists the first names.
fn listed(names: &[&str]) -> String {
    let shown = names.get(..NAMED).unwrap_or(names).join(", ");
    if names.len() > NAMED {
        format!("{shown}, and {} more", names.len() - NAMED)
    } else {
        shown
    }
}
