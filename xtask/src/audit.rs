//! Known vulnerabilities, licences and sources of the dependencies. Its data comes from other machines, so it is no part of
//! the suite, and says what it could not reach.

use anyhow::Result;
use serde_json::Value;

use crate::shell;

/// What an audit came to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    /// It found nothing.
    Clean,
    /// It found something, which it printed or which this says.
    Findings(String),
    /// Its data could not be reached, for this reason: nothing was looked at.
    Unreachable(String),
}

/// Runs every audit and prints what each came to; `false` unless all of them looked and found nothing.
pub(crate) fn run() -> Result<bool> {
    install()?;
    let verdicts = [
        ("npm packages, known vulnerabilities", npm()?),
        ("crates, licences, bans and sources", crates_offline()?),
        ("crates, known vulnerabilities", crates_advisories()?),
    ];
    println!();
    for (audit, verdict) in &verdicts {
        println!("{audit}: {}", describe(verdict));
    }
    Ok(verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Clean))
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Clean => "nothing found.".to_owned(),
        Verdict::Findings(what) => format!("{what}."),
        Verdict::Unreachable(reason) => {
            format!("NOT LOOKED AT, for the data cannot be reached from this machine: {reason}")
        }
    }
}

/// Installs cargo-deny where it is missing.
fn install() -> Result<()> {
    if shell::find(&["cargo-deny"]).is_some() {
        return Ok(());
    }
    println!("Set-up: installing cargo-deny (cargo install cargo-deny --locked).");
    shell::must(&mut shell::cargo(&["install", "cargo-deny", "--locked"]))
}

/// `npm audit` over the lock file; nothing needs to be installed for it.
fn npm() -> Result<Verdict> {
    println!("\n== npm audit");
    let output = shell::program("npm").args(["audit", "--json", "--package-lock-only"]).output()?;
    let report = String::from_utf8_lossy(&output.stdout);
    let verdict = read_npm(&report);
    if let Verdict::Findings(_) = verdict {
        println!("{report}");
    }
    Ok(verdict)
}

/// Reads the report of `npm audit --json`: it has counts when the registry answered, and an error when it did not.
fn read_npm(report: &str) -> Verdict {
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    match report["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(0) => Verdict::Clean,
        Some(total) => Verdict::Findings(format!("{total} vulnerabilities")),
        None => {
            let reasons = [&report["message"], &report["error"]["summary"], &report["error"]["code"]];
            let said = reasons.iter().filter_map(|reason| reason.as_str()).find(|reason| !reason.is_empty());
            Verdict::Unreachable(
                said.unwrap_or("npm gave no report.").lines().next().unwrap_or_default().to_owned(),
            )
        }
    }
}

/// What `deny.toml` says about licences, versions and sources: all of it is in the lock file and the crates.
fn crates_offline() -> Result<Verdict> {
    println!("\n== cargo deny: licences, bans, sources");
    deny(&["--all-features", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"])
}

/// The advisory database, fetched first.
fn crates_advisories() -> Result<Verdict> {
    println!("\n== cargo deny: advisories");
    let fetched = shell::cargo(&["deny", "fetch", "db"]).output()?;
    if !fetched.status.success() {
        let said = String::from_utf8_lossy(&fetched.stderr);
        return Ok(Verdict::Unreachable(first_reason(&said)));
    }
    deny(&["check", "--disable-fetch", "advisories"])
}

fn deny(arguments: &[&str]) -> Result<Verdict> {
    let passed = shell::passes(shell::cargo(&["deny"]).args(arguments))?;
    Ok(if passed { Verdict::Clean } else { Verdict::Findings("see above".to_owned()) })
}

/// The first line that a program said, without its time and level.
fn first_reason(said: &str) -> String {
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it did not say why.");
    line.rsplit_once(']').map_or(line, |(_, reason)| reason).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_npm_is_clean_has_findings_or_is_none() {
        let report =
            |total: u32| format!(r#"{{"metadata": {{"vulnerabilities": {{"high": 1, "total": {total}}}}}}}"#);
        assert_eq!(read_npm(&report(0)), Verdict::Clean);
        assert_eq!(read_npm(&report(3)), Verdict::Findings("3 vulnerabilities".to_owned()));
        let refused =
            r#"{"message": "request failed, reason: 404\nmore", "error": {"summary": "", "detail": ""}}"#;
        assert_eq!(read_npm(refused), Verdict::Unreachable("request failed, reason: 404".to_owned()));
        assert!(matches!(read_npm(""), Verdict::Unreachable(_)));
    }

    #[test]
    fn what_was_not_looked_at_is_said_plainly() {
        let text = describe(&Verdict::Unreachable("no route".to_owned()));
        assert!(text.starts_with("NOT LOOKED AT") && text.ends_with("no route"), "{text}");
        assert_eq!(first_reason("\n2026-01-01 00:00:00 [ERROR] failed to fetch\nmore"), "failed to fetch");
    }
}
