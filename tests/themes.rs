//! The themes that are built in: they read, they can be read, and nothing is said by colour alone.
#![expect(clippy::panic, reason = "tests")]

use dockstep::view::theme::{Theme, ThemeName};
use ratatui::style::{Color, Modifier, Style};

/// Black, and the dark grounds of Solarized, Gruvbox and One.
const DARK: [u32; 4] = [0x00_0000, 0x00_2b36, 0x28_2828, 0x28_2c34];
/// White, and the light grounds of the same.
const LIGHT: [u32; 4] = [0xff_ffff, 0xfd_f6e3, 0xfb_f1c7, 0xfa_fafa];

fn rgb(color: Color) -> u32 {
    match color {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        color => panic!("{color} is not a 24-bit colour"),
    }
}

/// Measures as WCAG 2 does: how much light a colour gives, from 0 to 1.
fn luminance(rgb: u32) -> f64 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Checks every role that has a colour on each ground.
fn check(name: ThemeName, grounds: &[u32], least: f64) {
    for (role, style) in Theme::built_in(name).roles() {
        assert!(
            !style.add_modifier.contains(Modifier::DIM),
            "{name:?} {role}"
        );
        let Some(color) = style.fg else { continue };
        for ground in grounds {
            let contrast = contrast(rgb(color), *ground);
            assert!(
                contrast >= least,
                "{name:?} {role} on {ground:06x}: {contrast:.2}"
            );
        }
    }
}

#[test]
fn the_measure_is_that_of_wcag() {
    assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 0.001);
    assert!((contrast(0x76_7676, 0xff_ffff) - 4.54).abs() < 0.01);
}

#[test]
fn every_theme_reads() {
    for name in ThemeName::ALL {
        let theme = Theme::read(name.toml()).unwrap();
        for (role, _) in theme.roles() {
            assert!(
                name.toml().contains(&format!("\n{role} = ")),
                "{name:?} {role}"
            );
        }
    }
}

#[test]
fn dark_and_light_can_be_read_on_the_grounds_people_have() {
    check(ThemeName::Dark, &DARK, 4.5);
    check(ThemeName::Light, &LIGHT, 4.5);
}

#[test]
fn high_contrast_brings_its_ground() {
    let text = Theme::built_in(ThemeName::HighContrast).text;
    let ground = rgb(text.bg.unwrap());
    assert!(text.fg.is_some());
    check(ThemeName::HighContrast, &[ground], 7.0);
}

#[test]
fn sixteen_uses_what_can_be_read_on_every_ground() {
    let allowed = [Color::Cyan, Color::Green, Color::Magenta, Color::Red];
    for (role, style) in Theme::built_in(ThemeName::Sixteen).roles() {
        assert!(
            style.fg.is_none_or(|color| allowed.contains(&color)),
            "{role}"
        );
        assert_eq!(style.bg, None, "{role}");
    }
}

#[test]
fn none_has_no_colour() {
    let allowed = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
    for (role, style) in Theme::built_in(ThemeName::None).roles() {
        assert_eq!((style.fg, style.bg), (None, None), "{role}");
        assert!(allowed.contains(style.add_modifier), "{role}");
    }
}

#[test]
fn selection_is_never_by_colour_alone() {
    let weight = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
    for name in ThemeName::ALL {
        let theme = Theme::built_in(name);
        for style in [theme.selected, theme.step, theme.cursor, theme.error] {
            assert!(style.add_modifier.intersects(weight), "{name:?}");
        }
        assert!(
            theme.step.add_modifier.contains(Modifier::REVERSED),
            "{name:?}"
        );
    }
}

#[test]
fn a_theme_that_cannot_be_read_says_where() {
    assert_eq!(
        Theme::read("[roles]\nkeywrd = {}\n"),
        Err("no role is called keywrd".to_owned())
    );
    let error = Theme::read("[roles]\nkeyword = { colour = \"#12\" }\n").unwrap_err();
    assert!(
        error.starts_with("keyword: #12 is no colour; write #rrggbb"),
        "{error}"
    );
    let error = Theme::read("[roles]\nkeyword = { bald = true }\n").unwrap_err();
    assert!(
        error.contains("line 2") && error.contains("bald"),
        "{error}"
    );
    let theme =
        Theme::read("[roles]\nkeyword = { colour = 208 }\ncode = { colour = \"none\" }\n").unwrap();
    assert_eq!(theme.keyword, Style::new().fg(Color::Indexed(208)));
    assert_eq!(theme.code, Style::new());
}
