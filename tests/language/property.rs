//! Any bytes, and any text that looks like a Dockerfile, give a lossless tree.

use crate::lossless;
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_oneof};

/// Makes texts of what Dockerfiles are made of, in an order that makes no sense.
fn dockerfile_like() -> impl Strategy<Value = String> {
    let keyword = prop::sample::select(vec![
        "FROM ",
        "RUN ",
        "COPY ",
        "ADD ",
        "ENV ",
        "ARG ",
        "LABEL ",
        "CMD ",
        "ENTRYPOINT ",
        "ONBUILD ",
        "HEALTHCHECK ",
        "HEALTHCHECK --interval=3s CMD ",
        "SHELL ",
        "VOLUME ",
        "WORKDIR ",
        "USER ",
        "EXPOSE ",
        "STOPSIGNAL ",
        "MAINTAINER ",
        "RUNN ",
        "from ",
        "Onbuild onbuild run ",
    ]);
    let mark = prop::sample::select(vec![
        "\\\n",
        "\\ \t\n",
        "\\\\\n",
        "`\n",
        "\\\r\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "  ",
        "# comment\n",
        "#\n",
        "  # indented\n",
        "# escape=`\n",
        "# escape=\\\n",
        "# syntax=docker/dockerfile:1\n",
        "# check=skip=all\n",
        "<<EOF",
        "<<-EOF",
        "<<'EOF'",
        "<<\"E F\"",
        "<<<",
        "<<EOF <<FOO",
        "EOF\n",
        "\nEOF\n",
        "FOO\n",
        "\tEOF\n",
        "$((1<<3))",
        "\"",
        "'",
        "\\\"",
        "\\",
        "`",
        "[",
        "]",
        "[\"a\", \"b\"]",
        "['a']",
        "[1]",
        ",",
        "=",
        "a=b",
        "a=\"b c\"",
        "--from=x ",
        "--mount=type=cache,target=/a ",
        "--",
        "-- ",
        "--\"x y\"=z ",
        "${a:-b}",
        "${a",
        "$a",
        "&& ",
        "| ",
        "\u{feff}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "é",
        "日本",
        "\u{0}",
    ]);
    let piece = prop_oneof![
        2 => keyword.prop_map(str::to_owned),
        5 => mark.prop_map(str::to_owned),
        2 => "[a-z/.]{1,5}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let outcome = lossless::check(bytes);
    prop_assert!(
        outcome.is_ok(),
        "{:?} in {:?}",
        outcome,
        String::from_utf8_lossy(bytes)
    );
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text_like_a_dockerfile_comes_back(text in dockerfile_like()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn a_broken_byte_anywhere_comes_back(text in dockerfile_like(), at in any::<prop::sample::Index>(), byte in 0x80..=0xff_u8) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len() + 1);
        bytes.insert(at, byte);
        check(&bytes)?;
    }

    #[test]
    fn a_file_cut_off_anywhere_comes_back(text in dockerfile_like(), at in any::<prop::sample::Index>()) {
        let bytes = text.as_bytes();
        check(bytes.get(..at.index(bytes.len() + 1)).unwrap())?;
    }
}
