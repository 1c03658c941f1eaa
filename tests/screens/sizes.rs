//! Any size, any bytes: the picture holds, and the program with it.

use crate::screen::Screen;

const KEYS: [&str; 12] = [
    "j", "PageDown", "l", "?", "PageDown", "End", "Esc", "G", "PageUp", "h", "k", "g",
];

#[test]
fn every_size_draws() {
    for columns in [0, 1, 2, 7, 39, 40, 41, 61, 80, 89, 90, 91, 120, 200, 300] {
        for rows in [0, 1, 2, 9, 10, 11, 15, 16, 23, 24, 36, 60, 100] {
            let mut screen = Screen::django(columns, rows);
            screen.press(&KEYS);
            assert_eq!(screen.rows().len(), usize::from(rows));
        }
    }
}

#[test]
fn a_small_screen_says_what_it_needs_and_recovers() {
    let mut screen = Screen::django(80, 24);
    screen.press(&["G"]);
    let before = screen.picture();
    screen.resize(30, 8);
    assert_eq!(
        screen.rows().join(" ").trim(),
        "dockstep needs 40 columns and 10 rows; this terminal has 30×8"
    );
    assert_eq!(screen.layout.cursor, None);
    screen.resize(80, 24);
    assert_eq!(screen.picture(), before);
}

#[test]
fn any_bytes_draw() {
    let words: [&[u8]; 24] = [
        b"FROM ",
        b"RUN ",
        b"COPY --from=a ",
        b"ENV A=$B ",
        b"ARG X\n",
        b"\n",
        b"\\\n",
        b"<<EOF\n",
        b"EOF\n",
        b"# c\n",
        b"\t",
        b"\r\n",
        b"\xff\xfe",
        "日本".as_bytes(),
        "e\u{301}".as_bytes(),
        "\u{202e}".as_bytes(),
        b"\x1b[31m",
        b" AS a\n",
        b"[\"x\"]",
        b"'\"",
        b"${",
        b"ONBUILD ",
        "\u{ff9e}".as_bytes(),
        b"HEALTHCHECK CMD ",
    ];
    let mut state: u64 = 42;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    for round in 0..300 {
        let mut bytes = Vec::new();
        for _ in 0..random(60) {
            if random(8) == 0 {
                bytes.push(u8::try_from(random(256)).unwrap());
            } else {
                bytes.extend_from_slice(words[random(words.len())]);
            }
        }
        let (columns, rows) = if round % 2 == 0 { (120, 36) } else { (80, 24) };
        let mut screen = Screen::open(&bytes, columns, rows);
        for _ in 0..12 {
            screen.press(&[KEYS[random(KEYS.len())]]);
            assert_eq!(screen.rows().len(), usize::from(rows));
        }
    }
}
