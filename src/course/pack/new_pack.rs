//! A complete small pack to begin with.

use crate::course::new_lesson::{id_of_folder, new_lesson};
use crate::course::pack::made_lesson::quoted;
use crate::course::pack::pack_source::{PACK_FILE, PackSource};
use std::fmt::Write as _;

const PACK: &str = include_str!("../../../assets/new_pack/pack.toml");

const DOCKERFILE: &str = include_str!("../../../assets/new_pack/Dockerfile");

/// The folder of the pack's own lesson.
const LESSON: &str = "installs-too-often";

/// The files of the project, beside its Dockerfile: what they hold does not matter.
const PROJECT: [(&str, &str); 4] = [
    ("our-project/.dockerignore", "node_modules\n.git\n"),
    ("our-project/package.json", "{\n  \"name\": \"shop\"\n}\n"),
    (
        "our-project/package-lock.json",
        "{\n  \"name\": \"shop\",\n  \"lockfileVersion\": 3\n}\n",
    ),
    ("our-project/src/server.ts", "export {};\n"),
];

/// Makes a pack that passes the check, for a folder of that name.
pub fn new_pack(folder: &str) -> PackSource {
    let id = id_of_folder(folder, "our-team");
    let lesson = new_lesson(&format!("{id}-{LESSON}"));
    let mut pack = PackSource::new(folder, PROJECT);
    let mut add = |path: &str, text: &str| pack.files.insert(path.to_owned(), text.to_owned());
    add(PACK_FILE, &PACK.replace("{id}", &id));
    add("our-project/Dockerfile", DOCKERFILE);
    for (path, text) in &lesson.files {
        add(&format!("{LESSON}/{path}"), text);
    }
    pack
}

/// Puts Dockerfiles in the place of the example's, each a lesson: their paths as they were given, and their texts.
pub fn with_dockerfiles(mut pack: PackSource, dockerfiles: &[(String, String)]) -> PackSource {
    let example = pack.pack_toml().find("\n[[lesson]]\ndockerfile = ");
    let (kept, _) = pack.pack_toml().split_at(example.unwrap_or_default());
    // How long it takes depends on how many there are.
    let mut text = kept.replacen("minutes = 30\n", "", 1);
    pack.files
        .retain(|path, _| !path.starts_with("our-project/"));
    for (number, (path, dockerfile)) in (1..).zip(dockerfiles) {
        let inside = format!("dockerfiles/{number}.Dockerfile");
        let _written = write!(
            text,
            "\n[[lesson]]\ndockerfile = {}\nid = {}\ntitle = {}\n",
            quoted(&inside),
            quoted(&format!(
                "{}-{number}",
                id_of_folder(&pack.name, "our-team")
            )),
            quoted(&format!("Our own: {path}")),
        );
        pack.files.insert(inside, dockerfile.clone());
    }
    pack.files.insert(PACK_FILE.to_owned(), text);
    pack
}
