//! x
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut options = dockstep::build::options::BuildOptions::default();
    let mut it = args.iter().skip(1);
    while let Some(a) = it.next() {
        match a.as_str() {
            "--platform" => {
                options.platform =
                    dockstep::build::platform::Platform::parse(it.next().unwrap()).unwrap()
            }
            "--image-configs" => {
                options.base_images.given = dockstep::build::image_config::image_configs(
                    &std::fs::read_to_string(it.next().unwrap()).unwrap(),
                )
                .unwrap()
            }
            "inspect" | "--json" | "--states" => {}
            f => {
                let a = dockstep::analysis::Analysis::of(
                    dockstep::language::source::Source::new(std::fs::read(f).unwrap()),
                    &options,
                );
                println!(
                    "{}",
                    dockstep::export::inspect_json::inspect_json(
                        &a,
                        dockstep::export::inspect_json::InspectParts { states: true }
                    )
                );
            }
        }
    }
}
