//! x
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut options = dockstep::build::options::BuildOptions::default();
    let mut it = args.iter().skip(1);
    let mut json = false;
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
            "inspect" | "--states" => {}
            "--json" => json = true,
            f => {
                if !json {
                    options.base_images.catalogue =
                        Some(dockstep::knowledge::base_images::catalogue);
                }
                let a = dockstep::analysis::Analysis::of(
                    dockstep::language::source::Source::new(std::fs::read(f).unwrap()),
                    &options,
                );
                if json {
                    println!(
                        "{}",
                        dockstep::export::inspect_json::inspect_json(
                            &a,
                            dockstep::export::inspect_json::InspectParts { states: true }
                        )
                    );
                } else {
                    println!(
                        "{}",
                        dockstep::export::text::write(
                            &dockstep::analysis::document::whole_file(&a),
                            100,
                            dockstep::export::text::ink::Ink::Plain
                        )
                    );
                }
            }
        }
    }
}
