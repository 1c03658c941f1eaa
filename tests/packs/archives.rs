//! Every archive that no honest tool makes is refused with a message that says why; those that honest
//! tools make are read.

use crate::tar::{Member, file, long_name, of_kind, packed, path_header, tar};
use crate::{Folder, complained};
use dockstep::host::packs::read_pack;
use std::path::PathBuf;

const PACK: &str = "format = 1\nid = \"team\"\ntitle = \"Team\"\n[[lesson]]\ncourse = \"copy-exactly\"\n[[lesson]]\nfolder = \"own\"\n";

/// A pack that is in order, and what more there is.
fn with(members: Vec<Member>) -> Vec<u8> {
    let mut all = vec![
        file("team/pack.toml", PACK),
        file("team/own/lesson.toml", "x"),
    ];
    all.extend(members);
    packed(&tar(&all))
}

/// Reads an archive; gives the message without the archive's own name.
fn refusal(folder: &Folder, bytes: &[u8]) -> String {
    let path = folder.write("team.tar.gz", bytes);
    let message = read_pack(&path).unwrap_err();
    let name = path.display().to_string();
    message.strip_prefix(&name).unwrap().to_owned()
}

#[test]
fn a_member_that_leads_elsewhere_or_is_no_file_is_refused() {
    let folder = Folder::new("members");
    let deep = format!("{}x", "a/".repeat(13));
    let long = "a".repeat(201);
    let cases = [
        (
            vec![file("../evil", "x")],
            "/../evil: the path has . or .. in it and may lead outside",
        ),
        (
            vec![file("team/../../evil", "x")],
            "/team/../../evil: the path has . or .. in it and may lead outside",
        ),
        (
            vec![file("./../evil", "x")],
            "/../evil: the path has . or .. in it and may lead outside",
        ),
        (
            vec![crate::tar::folder("../evil/")],
            "/../evil: the path has . or .. in it and may lead outside",
        ),
        (
            vec![file("/etc/passwd", "x")],
            "//etc/passwd: the path is absolute; a pack has paths inside itself alone",
        ),
        (
            vec![file("C:evil", "x")],
            "/C:evil: the path is absolute; a pack has paths inside itself alone",
        ),
        (
            vec![file("team\\..\\evil", "x")],
            "/team\\..\\evil: the path has a backslash, which is a slash on some computers",
        ),
        (
            vec![file("team//evil", "x")],
            "/team//evil: the path has an empty part",
        ),
        (
            vec![file("team/\u{1b}[2J", "x")],
            "/team/␛[2J: the path has characters that cannot be seen",
        ),
        (
            vec![file("team/\u{202e}x", "x")],
            "/team/⟨U+202E⟩x: the path has characters that cannot be seen",
        ),
        (
            vec![file("x", "x").named(b"team/\xff")],
            "/team/\u{fffd}: the name is no UTF-8 text",
        ),
        (
            vec![file(&deep, "x")],
            &format!("/{deep}: the path lies more than 12 folders deep"),
        ),
        (
            vec![long_name(&long), file("x", "x").gnu()],
            &format!("/{long}: the path has more than 200 bytes"),
        ),
        (
            vec![path_header("../../evil"), file("team/harmless", "x")],
            "/../../evil: the path has . or .. in it and may lead outside",
        ),
        (
            vec![of_kind(b'2', "team/x").linked_to("/etc/passwd")],
            "/team/x: it is a symbolic link; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'1', "team/x").linked_to("team/pack.toml")],
            "/team/x: it is a hard link; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'3', "team/x")],
            "/team/x: it is a device; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'4', "team/x")],
            "/team/x: it is a device; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'6', "team/x")],
            "/team/x: it is a named pipe; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'S', "team/x").gnu()],
            "/team/x: it is a file with holes; a pack holds files and folders alone",
        ),
        (
            vec![of_kind(b'V', "team/x")],
            "/team/x: it is of a kind that is not known here; a pack holds files and folders alone",
        ),
    ];
    for (members, message) in cases {
        assert_eq!(refusal(&folder, &with(members)), message);
    }
}

#[test]
fn a_name_that_is_there_twice_on_any_computer_is_refused() {
    let folder = Folder::new("names");
    let cases = [
        (
            vec![file("team/pack.toml", "x")],
            "/team/pack.toml: the path is there twice",
        ),
        (
            vec![file("./team/pack.toml", "x")],
            "/team/pack.toml: the path is there twice",
        ),
        (
            vec![file("team/Pack.toml", "x")],
            "/team/Pack.toml: the path differs from team/pack.toml in capitals alone, which is the same file on some computers",
        ),
        (
            vec![file("Team/other", "x")],
            "/Team/other: the path differs from team in capitals alone, which is the same file on some computers",
        ),
        (
            vec![
                file("team/größe", "x"),
                file("team/GRÖSSE", "x"),
                file("team/GRÖßE", "x"),
            ],
            "/team/GRÖßE: the path differs from team/größe in capitals alone, which is the same file on some computers",
        ),
        (
            vec![file("team/pack.toml/x", "x")],
            "/team/pack.toml/x: team/pack.toml is a file and a folder",
        ),
        (
            vec![file("team/own", "x")],
            "/team/own: team/own is a file and a folder",
        ),
    ];
    for (members, message) in cases {
        assert_eq!(refusal(&folder, &with(members)), message);
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let folder = Folder::new("sizes");
    let large = vec![b'x'; 256 * 1024 + 1];
    assert_eq!(
        refusal(&folder, &with(vec![file("team/x", large)])),
        "/team/x: a file of a pack has at most 256 KiB"
    );
    // The header alone says it: nothing of that size is ever asked for.
    assert_eq!(
        refusal(&folder, &with(vec![file("team/x", "").sized(7 << 30)])),
        "/team/x: a file of a pack has at most 256 KiB"
    );
    let files = (0..999).map(|number| file(&format!("team/{number}"), "x"));
    assert_eq!(
        refusal(&folder, &with(files.collect())),
        "/team/998: a pack has at most 1000 files"
    );
    let folders = (0..4_000).map(|number| crate::tar::folder(&format!("team/{number}/")));
    assert_eq!(
        refusal(&folder, &with(folders.collect())),
        ": it has more than 4000 members"
    );
    let heavy = vec![b'x'; 250 * 1024];
    let files = (0..70).map(|number| file(&format!("team/{number}"), &heavy));
    assert_eq!(
        refusal(&folder, &with(files.collect())),
        "/team/65: the files of a pack have at most 16 MiB together"
    );
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    let folder = Folder::new("bombs");
    let zeros = packed(&vec![0; 40 << 20]);
    assert!(zeros.len() < 1 << 20, "it is small as it lies there");
    assert_eq!(
        refusal(&folder, &zeros),
        ": it unpacks to more than 32 MiB; a pack has at most 16"
    );
    let path = folder.write("large.tar.gz", "");
    let large = std::fs::File::options().write(true).open(&path).unwrap();
    large.set_len((16 << 20) + 1).unwrap();
    assert!(
        read_pack(&path)
            .unwrap_err()
            .ends_with(": an archive of a pack has at most 16 MiB")
    );
}

#[test]
fn what_is_damaged_or_no_archive_is_told() {
    let folder = Folder::new("damaged");
    let good = with(Vec::new());
    let cut = good[..good.len() - 9].to_vec();
    let mut changed = good;
    let middle = changed.len() / 2;
    changed[middle] ^= 0x55;
    let whole = tar(&[
        file("team/pack.toml", PACK),
        file("team/own/lesson.toml", "x".repeat(600)),
    ]);
    let cases = [
        (
            cut,
            ": the archive is damaged: its end is missing, or bytes of it changed",
        ),
        (
            changed,
            ": the archive is damaged: its end is missing, or bytes of it changed",
        ),
        (
            packed(b"no tar at all"),
            ": the archive is damaged: it is no tar inside, or not a whole one",
        ),
        (
            packed(&whole[..1700]),
            ": the archive is damaged: its end is missing",
        ),
        (
            b"PK\x03\x04 and so on".to_vec(),
            ": it is a zip archive; dockstep pack build makes a .tar.gz of a folder",
        ),
        (
            whole.clone(),
            ": it is no .tar.gz; dockstep pack build makes one of a folder",
        ),
        (
            Vec::new(),
            ": it is no .tar.gz; dockstep pack build makes one of a folder",
        ),
        (packed(&[]), ": there is no pack.toml in it"),
        (
            packed(&tar(&[file("team/x", "x")])),
            ": there is no pack.toml in it",
        ),
        (
            packed(&tar(&[
                file("a/pack.toml", PACK),
                file("b/pack.toml", PACK),
            ])),
            ": there are several packs in it: a, b; make an archive of each",
        ),
        (
            packed(&[whole.clone(), whole].concat()),
            ": something stands behind the end of the archive, which other programs may read",
        ),
        (
            packed(&tar(&[file("team/pack.toml", b"\xff")])),
            "/team/pack.toml: it is no UTF-8 text; a pack holds texts alone",
        ),
        (
            packed(&tar(&[
                file("team/pack.toml", PACK),
                file("team/own/x.png", b"\xff"),
            ])),
            "/team/own/x.png: it is no UTF-8 text; a pack holds texts alone",
        ),
    ];
    for (bytes, message) in cases {
        assert_eq!(refusal(&folder, &bytes), message);
    }
}

#[test]
fn archives_of_other_tools_are_read() {
    let folder = Folder::new("honest");
    let comment = Member::named(of_kind(b'g', "pax_global_header"), b"pax_global_header");
    let members = [
        comment,
        crate::tar::folder("./"),
        crate::tar::folder("./team/"),
        file("./._team", b"\x00\x05\x16\x07\xff"),
        file("./team/._pack.toml", b"\xff"),
        file("./team/logo.png", b"\xff\xd8"),
        file("./team/pack.toml", PACK),
        crate::tar::folder("./team/own/"),
        path_header("team/own/lesson.toml"),
        file("shortened", "x"),
    ];
    let path = folder.write("team.tar.gz", packed(&tar(&members)));
    let pack = read_pack(&path).unwrap();
    // What pack.toml does not name is no part of the pack.
    let names: Vec<&str> = pack.files.keys().map(String::as_str).collect();
    assert_eq!(names, ["own/lesson.toml", "pack.toml"]);
    let flat = [file("pack.toml", PACK), file("own/lesson.toml", "x")];
    let path = folder.write("flat.tar.gz", packed(&tar(&flat)));
    assert_eq!(read_pack(&path).unwrap().files, pack.files);
}

#[test]
fn of_a_refused_archive_nothing_is_kept() {
    let folder = Folder::new("kept");
    folder.write("evil.tar.gz", with(vec![file("../evil", "x")]));
    for arguments in [
        vec!["pack", "check", "evil.tar.gz"],
        vec!["pack", "show", "evil.tar.gz"],
        vec!["learn", "--pack", "evil.tar.gz"],
        vec!["learn", "--pack", "evil.tar.gz", "1"],
    ] {
        let output = folder.run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(
            complained(&output),
            "dockstep: evil.tar.gz/../evil: the path has . or .. in it and may lead outside\n"
        );
    }
    assert_eq!(folder.names(), ["evil.tar.gz"]);
    assert!(
        !PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("evil")
            .exists()
    );
}

#[cfg(unix)]
#[test]
fn a_folder_with_links_or_pipes_is_refused_and_only_what_is_named_is_read() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    folder.write("team/pack.toml", PACK);
    folder.write("team/own/lesson.toml", "x");
    folder.write("team/photo.jpg", b"\xff\xd8");
    folder.write("team/own/.DS_Store", b"\xff");
    folder.write("team/.git/config", b"\xff");
    let team = folder.path("team");
    assert_eq!(read_pack(&team).unwrap().files.len(), 2);
    let refusal = || {
        let message = read_pack(&team).unwrap_err();
        message
            .strip_prefix(team.to_str().unwrap())
            .unwrap()
            .to_owned()
    };
    symlink("/etc/passwd", folder.path("team/own/x")).unwrap();
    let link = "it is a link; a pack holds files and folders alone";
    assert_eq!(refusal(), format!("/own/x: {link}"));
    std::fs::remove_file(folder.path("team/own/x")).unwrap();
    let pipe = folder.path("team/own/x");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert_eq!(
        refusal(),
        "/own/x: it is no file; a pack holds files and folders alone"
    );
    std::fs::remove_file(&pipe).unwrap();
    std::fs::rename(folder.path("team/own"), folder.path("elsewhere")).unwrap();
    symlink(folder.path("elsewhere"), folder.path("team/own")).unwrap();
    assert_eq!(refusal(), format!("/own: {link}"));
    std::fs::remove_file(folder.path("team/pack.toml")).unwrap();
    symlink("/etc/passwd", folder.path("team/pack.toml")).unwrap();
    assert_eq!(refusal(), format!("/pack.toml: {link}"));
}
