//! The projects that are built: each small, and each about something else.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use tar::{Builder, EntryType, Header};

/// The users of the images that have some.
pub(crate) const USERS: &str = "root:x:0:0:root:/root:/bin/sh\napp:x:1500:1600:app:/app:/bin/sh\n";
/// The groups of the images that have some.
pub(crate) const GROUPS: &str = "root:x:0:\napp:x:1600:\nstaff:x:1700:app\n";

/// The commands that are links to busybox.
const COMMANDS: [&str; 10] = [
    "cat", "chmod", "chown", "cp", "echo", "ln", "mkdir", "mv", "rm", "sh",
];

/// Holds a project: its folder and the ways it is built.
pub(crate) struct Project {
    pub(crate) name: &'static str,
    pub(crate) builds: Vec<Build>,
    files: Vec<Given>,
}

/// Holds what a build is given besides the folder.
pub(crate) struct Build {
    pub(crate) target: &'static str,
    pub(crate) arguments: Vec<&'static str>,
}

/// Holds one entry of the folder.
struct Given {
    path: String,
    mode: u32,
    content: Content,
}

enum Content {
    Bytes(Vec<u8>),
    Link(String),
}

impl Project {
    fn new(name: &'static str, dockerfile: &str, busybox: &[u8]) -> Self {
        let project = Self {
            name,
            builds: Vec::new(),
            files: Vec::new(),
        };
        let project = project
            .file("Dockerfile", 0o644, dockerfile.as_bytes())
            .file("bin/busybox", 0o755, busybox);
        COMMANDS.iter().fold(project, |project, command| {
            project.link(&format!("bin/{command}"), "busybox")
        })
    }

    fn file(mut self, path: &str, mode: u32, bytes: &[u8]) -> Self {
        self.files.push(Given {
            path: path.to_owned(),
            mode,
            content: Content::Bytes(bytes.to_vec()),
        });
        self
    }

    fn link(mut self, path: &str, target: &str) -> Self {
        self.files.push(Given {
            path: path.to_owned(),
            mode: 0o777,
            content: Content::Link(target.to_owned()),
        });
        self
    }

    fn build(mut self, target: &'static str, arguments: &[&'static str]) -> Self {
        self.builds.push(Build {
            target,
            arguments: arguments.to_vec(),
        });
        self
    }

    /// Writes the folder.
    pub(crate) fn write(&self, folder: &Path) {
        for given in &self.files {
            let path = folder.join(&given.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            match &given.content {
                Content::Bytes(bytes) => {
                    std::fs::write(&path, bytes).unwrap();
                    std::fs::set_permissions(&path, Permissions::from_mode(given.mode)).unwrap();
                }
                Content::Link(target) => symlink(target, &path).unwrap(),
            }
        }
    }
}

/// Lists the projects.
pub(crate) fn projects(busybox: &[u8]) -> [Project; 5] {
    [
        one_stage(busybox),
        two_stages(busybox),
        settings(busybox),
        context(busybox),
        commands(busybox),
    ]
}

/// One stage: files, folders and patterns, WORKDIR that is there already and that is not.
fn one_stage(busybox: &[u8]) -> Project {
    let dockerfile = r#"FROM scratch AS image
COPY bin /bin
WORKDIR /app
COPY start.sh lib/ ./
COPY docs docs/
COPY *.txt notes/
COPY start.sh /usr/local/bin/begin
WORKDIR data
WORKDIR /app/docs
RUN mkdir -p /var/cache/app && echo ready > /var/cache/app/state
ENTRYPOINT ["/bin/sh"]
CMD ["/app/start.sh"]
"#;
    Project::new("one-stage", dockerfile, busybox)
        .file("start.sh", 0o755, b"echo started\n")
        .file("lib/one.sh", 0o644, b"one=1\n")
        .file("lib/deep/two.sh", 0o600, b"two=2\n")
        .file("docs/index.md", 0o644, b"# Docs\n")
        .file("a.txt", 0o644, b"a\n")
        .file("b.txt", 0o664, b"bb\n")
        .link("lib/link.sh", "one.sh")
        .build("image", &[])
}

/// Two stages and one that nobody needs: it would fail, so a build that ran it would show.
fn two_stages(busybox: &[u8]) -> Project {
    let dockerfile = r#"ARG START=scratch
FROM ${START} AS tools
COPY bin /bin
ENV KIND=tools

FROM tools AS unused
RUN ["/bin/sh", "-c", "exit 3"]

FROM tools AS build
WORKDIR /src
COPY --chmod=640 main.c .
RUN mkdir -p out/share && cp main.c out/app && ln -s app out/current
ENV KIND=build

FROM scratch AS image
COPY --from=build /src/out/ /opt/app/
COPY --from=tools /bin/busybox /bin/
COPY --from=build --chown=7:8 /src/main.c /src.c
USER 7
WORKDIR /home/seven/work
CMD ["/bin/busybox", "true"]

FROM image AS debug
LABEL for=debugging
COPY main.c .
"#;
    Project::new("two-stages", dockerfile, busybox)
        .file("main.c", 0o644, b"int main(void) { return 0; }\n")
        .build("image", &[])
        .build("debug", &[])
        .build("build", &["START=scratch"])
}

/// Everything that changes the configuration alone, the shell and the exec form of what starts.
fn settings(busybox: &[u8]) -> Project {
    let dockerfile = r#"FROM scratch AS plain
COPY bin/busybox /bin/sh
LABEL one=1 "two words"="a b" three='c'
LABEL one=first
ENV A=1 B="two words" C=$A
ENV OLD style with blanks
ENV PATH=/opt/bin:$PATH
EXPOSE 80 443/tcp 53/udp 8000-8002
VOLUME /data ["/never"]
VOLUME ["/logs", "/cache"]
STOPSIGNAL SIGINT
USER 1000:1000
WORKDIR /work/$B
HEALTHCHECK --interval=1m30s --timeout=5s --start-period=250ms --retries=4 CMD echo well
CMD echo "$A" started

FROM plain AS exec
ENTRYPOINT ["/bin/sh", "-c", "echo $A"]
HEALTHCHECK CMD ["/bin/sh", "-c", "true"]

FROM exec AS both
CMD ["more", "words"]
HEALTHCHECK NONE
STOPSIGNAL 9
USER root
ONBUILD RUN echo later
ONBUILD COPY . /late

FROM plain AS shell
SHELL ["/bin/sh", "-e", "-c"]
ENTRYPOINT exec echo entry
CMD echo command
MAINTAINER somebody
"#;
    Project::new("settings", dockerfile, busybox)
        .build("plain", &[])
        .build("exec", &[])
        .build("both", &[])
        .build("shell", &[])
}

/// An ignore file with exceptions, a tar, owners and modes.
fn context(busybox: &[u8]) -> Project {
    let dockerfile = r"FROM scratch AS image
COPY users /etc/passwd
COPY groups /etc/group
COPY . /all/
COPY --chown=app:staff docs /named/
COPY --chown=nobody-such docs/keep.md /unknown/
COPY --chown=12:34 --chmod=750 src/main.sh /owned/main.sh
COPY --chmod=0600 src /closed
ADD files.tar /unpacked/
ADD --chown=5:6 src/main.sh /added/
COPY files.tar /tars/
COPY src/link /followed
COPY src/main.sh /all/docs/
COPY docs /etc/
";
    let ignore = "# what no image needs\n*.log\n**/*.tmp\nbin\ndocs/*\n!docs/keep.md\nsrc/private\n!src/private/public.txt\n.git\n";
    Project::new("context", dockerfile, busybox)
        .file(".dockerignore", 0o644, ignore.as_bytes())
        .file("users", 0o644, USERS.as_bytes())
        .file("groups", 0o644, GROUPS.as_bytes())
        .file("run.log", 0o644, b"no\n")
        .file("docs/drop.md", 0o644, b"no\n")
        .file("docs/keep.md", 0o640, b"yes\n")
        .file("src/main.sh", 0o755, b"echo main\n")
        .file("src/a.tmp", 0o644, b"no\n")
        .file("src/deep/er/b.tmp", 0o644, b"no\n")
        .file("src/deep/er/b.txt", 0o444, b"yes\n")
        .file("src/private/key", 0o600, b"no\n")
        .file("src/private/public.txt", 0o644, b"yes\n")
        .file(".git/config", 0o644, b"no\n")
        .file("files.tar", 0o644, &sample_tar())
        .link("src/link", "deep/er/b.txt")
        .build("image", &[])
}

/// Makes a tar with a folder that is named and one that is not, a link, and owners.
fn sample_tar() -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    let mut add = |path: &str, kind: EntryType, mode: u32, bytes: &[u8]| {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(21);
        header.set_gid(22);
        header.set_size(bytes.len() as u64);
        if kind == EntryType::Symlink {
            header.set_link_name("named/one.txt").unwrap();
        }
        tar.append_data(&mut header, path, bytes).unwrap();
    };
    add("named/", EntryType::Directory, 0o750, b"");
    add("named/one.txt", EntryType::Regular, 0o604, b"one\n");
    add("unnamed/two.sh", EntryType::Regular, 0o711, b"echo two\n");
    add("link", EntryType::Symlink, 0o777, b"");
    tar.into_inner().unwrap()
}

/// What commands make and remove, and which value of a variable they see.
fn commands(busybox: &[u8]) -> Project {
    let dockerfile = r#"ARG NAME=outer
FROM scratch AS base
COPY bin /bin
ARG NAME=inner
ARG KIND
ENV KIND=environment
WORKDIR /$NAME
RUN mkdir -p $NAME-$KIND/a/b && echo "$NAME" > $NAME-$KIND/a/file

FROM base AS skipped
RUN rm -rf /bin

FROM base AS image
ARG KIND=argument
COPY files /files
RUN rm -rf /files/gone && rm /files/old.txt
RUN mv /files/here.txt /files/there.txt && cp /files/there.txt /files/copy.txt
RUN chmod 600 /files/there.txt && chown 3:4 /files/copy.txt
RUN cd /files && mkdir new && echo text > new/made.txt && ln -s new/made.txt made
RUN mkdir /files/gone && cat /files/there.txt > "/files/gone/again $KIND"
COPY files/gone/deep.txt /files/gone/
COPY --chown=3:4 --chmod=666 files/stays/one.txt /files/wide.txt
RUN cp /files/wide.txt /files/plain.txt && cp -a /files/wide.txt /files/kept.txt
RUN cp -r /files/stays /files/also && cp /files/made /files/followed
WORKDIR /files/$KIND
RUN rm -rf /bin/echo || true
USER 9
WORKDIR own/of-nine
COPY files/old.txt .
ENV NAME=${NAME:-unset}
"#;
    Project::new("commands", dockerfile, busybox)
        .file("files/old.txt", 0o644, b"old\n")
        .file("files/here.txt", 0o644, b"here\n")
        .file("files/gone/deep.txt", 0o644, b"deep\n")
        .file("files/stays/one.txt", 0o644, b"one\n")
        .build("image", &[])
        .build("image", &["NAME=given", "KIND=given"])
        .build("base", &["NAME=other"])
}
