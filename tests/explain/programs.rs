//! Which program a command's words name, and which words belong to it.

use super::told;
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::language::source::Source;

/// A name, whether it is known, and the options with the same.
type FoundCommand = (String, bool, Vec<(String, bool)>);

/// Lists the commands of the last instruction.
fn commands(dockerfile: &str) -> Vec<FoundCommand> {
    let analysis = Analysis::of(Source::from(dockerfile), &BuildOptions::default());
    let last = analysis.tree().instructions().len() - 1;
    let commands = analysis.commands(last).into_iter();
    commands
        .map(|command| {
            let options = command.options.into_iter();
            let options = options.map(|option| (option.text, option.is_known));
            (command.name, command.is_known, options.collect())
        })
        .collect()
}

/// Lists the options of a RUN's last command.
fn options(script: &str) -> Vec<String> {
    let commands = commands(&format!("FROM a\nRUN {script}\n"));
    let (_, _, options) = commands.last().cloned().unwrap_or_default();
    options.into_iter().map(|(text, _)| text).collect()
}

#[test]
fn words_behind_the_program_are_the_programs() {
    let cases: [(&str, &[&str]); 12] = [
        ("java -Xmx1g -jar X.jar --rev 1", &["-Xmx1g", "-jar X.jar"]),
        ("java -cp a.jar Main -v", &["-cp a.jar"]),
        ("python -m mod -l en", &["-m mod"]),
        ("python -u -c 'print(1)' -l", &["-u", "-c 'print(1)'"]),
        ("curl x | bash -s stable --ruby", &[]),
        ("curl x | bash -s -- --ruby", &[]),
        ("curl x | php -- --install-dir=/usr/local/bin", &[]),
        ("sh -c 'echo a' -x", &["-c"]),
        ("bash -ec 'echo a' -x", &["-ec"]),
        ("deno run -A main.ts --port 1", &["-A"]),
        ("dotnet app.dll --urls x", &[]),
        (
            "python -u -m pip install --no-cache-dir x",
            &["-u", "--no-cache-dir"],
        ),
    ];
    for (script, expected) in cases {
        let found = commands(&format!("FROM a\nRUN {script}\n"));
        let name = script
            .rsplit("| ")
            .next()
            .and_then(|rest| rest.split(' ').next());
        let (_, is_known, options) = found
            .iter()
            .find(|(called, _, _)| Some(called.as_str()) == name)
            .unwrap();
        let options: Vec<&str> = options.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(options, expected, "{script}");
        assert!(is_known, "{script}");
    }
    let said = told("FROM a\nRUN java -jar X.jar --rev 1\n");
    assert!(!said.contains("the class to run"), "{said}");
}

#[test]
fn a_file_of_this_dockerfile_goes_before_a_program_of_its_name() {
    let own = told("FROM a\nWORKDIR /src\nCOPY config ./\nRUN ./config shared\n");
    assert!(own.contains("line 3") && !own.contains("OpenSSL"), "{own}");
    let made =
        told("FROM a\nWORKDIR /src\nRUN curl -o config https://a.b/c\nRUN ./config shared\n");
    assert!(!made.contains("OpenSSL"), "{made}");
    let other = told("FROM a\nWORKDIR /src\nCOPY . .\nRUN cd /openssl && ./config shared\n");
    assert!(other.contains("OpenSSL"), "{other}");
    // Some names are those of scripts that projects carry.
    let project = told("FROM a\nWORKDIR /src\nCOPY . .\nRUN ./configure --prefix=/usr\n");
    assert!(project.contains("--prefix=/usr"), "{project}");
    assert!(project.contains("installs below"), "{project}");
}

#[test]
fn what_echo_does_not_know_is_text() {
    assert!(options("echo '-Duse64bitall'").is_empty());
    assert!(options("echo -- --help").is_empty());
    assert_eq!(options("echo -n -e a -x"), ["-n", "-e"]);
    assert!(options("printf '%s' -x --foo").is_empty());
    let said = told("FROM a\nRUN echo -Dx > /f\n");
    assert!(said.contains("it writes `-Dx` to `/f`"), "{said}");
}

#[test]
fn options_of_a_subcommand_may_stand_before_it() {
    for script in [
        "apk --virtual x add gcc",
        "composer --apcu-autoloader install",
    ] {
        let found = commands(&format!("FROM a\nRUN {script}\n"));
        let (_, is_known, options) = found.first().unwrap();
        assert!(is_known, "{script}");
        assert!(
            options.iter().all(|(_, is_known)| *is_known),
            "{script}: {options:?}"
        );
    }
    let said = told("FROM a\nRUN apk --virtual x add gcc\n");
    assert!(said.contains("gcc a package to install"), "{said}");
}

#[test]
fn the_name_behind_the_last_slash_is_the_command() {
    for (called, name) in [
        ("\"/opt/python/$VERSION/bin/pip\"", "pip"),
        ("\"$VENV\"/bin/pip", "pip"),
        ("$VENV/bin/pip", "pip"),
        ("\"$(dirname /a/pip)\"", "\"$(dirname /a/pip)\""),
    ] {
        let found = commands(&format!("FROM a\nRUN {called} install x\n"));
        let (found, is_known, _) = found.first().unwrap();
        assert_eq!(found, called);
        assert_eq!(*is_known, name == "pip", "{called}");
    }
}

#[test]
fn a_comment_in_a_substitution_is_no_word() {
    let script = "apt-get install -y a `# why` b && `# what` make `# c`";
    let found = commands(&format!("FROM a\nRUN {script}\n"));
    let names: Vec<&str> = found.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(names, ["apt-get", "make"]);
    let said = told(&format!("FROM a\nRUN {script}\n"));
    assert!(said.contains("installs `a` and `b`"), "{said}");
}
