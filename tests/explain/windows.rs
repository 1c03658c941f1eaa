//! PowerShell and cmd are said to be so, and never read as sh.

use super::told;

#[test]
fn powershell_is_said_to_be_so_and_never_read_as_sh() {
    let said = told(concat!(
        "FROM a\nSHELL [\"powershell\", \"-Command\"]\n",
        "RUN $x = Get-FileHash a.zip; if ($x.Hash -ne 'a;rm') { Write-Error 'b'; }; ",
        "Invoke-WebRequest -Uri $env:URL -OutFile a.zip; choco install -y git\n",
    ));
    for part in [
        "in PowerShell's language; no Unix shell reads it",
        "Get-FileHash computes a file's checksum",
        "Write-Error reports an error",
        "-OutFile a.zip writes it to the file `a.zip`",
        "choco installs Windows packages",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    for wrong in [
        "goes on after a failure",
        "removes files or folders",
        "tests a condition",
    ] {
        assert!(!said.contains(wrong), "{wrong}: {said}");
    }
}

#[test]
fn cmd_is_known_by_the_base_image_and_by_the_escape_character() {
    for start in [
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n",
        "# escape=`\nFROM a\n",
    ] {
        let said = told(&format!(
            "{start}RUN mkdir C:\\app && msiexec /i C:\\x.msi /qn & del /q x\n"
        ));
        for part in [
            "no Unix shell reads it",
            "mkdir makes a folder",
            "/i C:\\x.msi installs `C:\\x.msi`",
            "del removes files",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("goes on only if"), "{said}");
    }
}
