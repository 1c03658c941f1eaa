//! The colours of the Dockerfile: from its own trees at once, from other readers when they answer.

use crate::screen::Screen;
use dockstep::app::effect::Effect;
use dockstep::app::msg::{Msg, ReadFile};
use dockstep::app::{App, Opening};
use dockstep::build::options::BuildOptions;
use dockstep::view::theme::{Theme, ThemeName};

/// JSON, shell, variables, and files in four languages.
const FILE: &str = r#"# syntax=docker/dockerfile:1
ARG VERSION=3.19
FROM --platform=$BUILDPLATFORM alpine:${VERSION} AS web
ENV MODE="fast $VERSION" PORT=8080
RUN set -e; if [ -n "$MODE" ]; then \
      # the web server
      apk add --no-cache nginx 2>/dev/null || exit 1; \
    fi && echo 'done' | tee /log
COPY <<EOF /etc/nginx/nginx.conf
server {
  listen 80; # for ${MODE}
}
EOF
COPY <<'EOF' /app/config.json
{ "debug": true, "port": 8080 }
EOF
RUN <<EOF
#!/usr/bin/env python3
print("built", 1 + 2)
EOF
COPY <<EOF /entrypoint.sh
#!/bin/sh
exec nginx -g "daemon off;" # in front
EOF
FROM web
COPY --from=web --chown=1000:1000 /log /log
EXPOSE 8080/tcp
HEALTHCHECK --interval=30s CMD curl -f "http://localhost:$PORT" || exit 1
CMD ["/bin/sh", "/entrypoint.sh"]
"#;

fn dark() -> Screen {
    Screen::themed(FILE.as_bytes(), 120, 42, Theme::built_in(ThemeName::Dark))
}

#[test]
fn colours_of_the_files_own_trees_and_then_of_other_languages() {
    let mut screen = dark();
    insta::assert_snapshot!("colours_first", screen.picture());
    screen.answer();
    insta::assert_snapshot!("colours_answered", screen.picture());
}

#[test]
fn every_theme_says_the_same_text() {
    let rows = dark().rows();
    for name in ThemeName::ALL {
        let screen = Screen::themed(FILE.as_bytes(), 120, 42, Theme::built_in(name));
        assert_eq!(screen.rows(), rows, "{name:?}");
    }
}

#[test]
fn high_contrast_has_a_ground_of_its_own_everywhere() {
    let theme = Theme::built_in(ThemeName::HighContrast);
    let mut screen = Screen::themed(FILE.as_bytes(), 120, 42, theme);
    screen.press(&["j", "?"]);
    let picture = screen.picture();
    let parts: Vec<&str> = picture.split("\n\n").collect();
    let [.., marks, legend] = parts.as_slice() else {
        panic!("{picture}")
    };
    assert!(
        legend.lines().all(|line| line.contains("on #000000")),
        "{legend}"
    );
    for row in marks.lines() {
        assert!(row.len() == 120 && !row.contains('.'), "{row}");
    }
}

#[test]
fn texts_are_asked_for_once_and_when_they_are_on_the_screen() {
    let mut screen = dark();
    let asked: Vec<usize> = screen
        .requests
        .iter()
        .map(|request| request.instruction)
        .collect();
    assert_eq!(
        asked,
        [4, 5, 6],
        "nginx, JSON, Python; shell needs no other reader"
    );
    screen.press(&["j", "k"]);
    assert_eq!(screen.requests.len(), 3);
    let text = format!(
        "FROM a\n{}COPY <<E /a.json\n{{}}\nE\n",
        "RUN x\n".repeat(200)
    );
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    assert!(screen.requests.is_empty());
    screen.press(&["End"]);
    assert_eq!(screen.requests.len(), 1);
}

#[test]
fn nothing_is_asked_for_before_a_picture() {
    let opening = Opening::Bytes {
        name: "Dockerfile".to_owned(),
        bytes: FILE.as_bytes().to_vec(),
    };
    let (_, effects) = App::start(opening, BuildOptions::default());
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Highlight(_)))
    );
}

#[test]
fn an_answer_about_an_older_file_is_dropped() {
    let mut screen = dark();
    let changed = FILE.replace("\"debug\"", "\"other\"");
    screen.app.update(Msg::FileRead(Ok(ReadFile {
        name: "shop/Dockerfile".to_owned(),
        path: None,
        bytes: changed.clone().into_bytes(),
    })));
    let before = Screen::themed(
        changed.as_bytes(),
        120,
        42,
        Theme::built_in(ThemeName::Dark),
    );
    screen.requests.retain(|request| request.instruction == 5);
    screen.answer();
    assert_eq!(screen.picture(), before.picture());
}
