//! The arguments of the commands that take more than names.

use anyhow::{Context, Result, bail};

/// Which part of the suite `test` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// Every check.
    All,
    /// The checks that start no browser.
    Quick,
    /// The checks that the changes since `main` touch.
    Changed,
}

impl Test {
    /// Reads the arguments of `test`.
    pub(crate) fn of(arguments: &[String]) -> Result<Self> {
        match flags(arguments, &["--quick", "--changed"])?.as_slice() {
            [] => Ok(Self::All),
            ["--quick"] => Ok(Self::Quick),
            ["--changed"] => Ok(Self::Changed),
            _ => bail!("test takes one of --quick and --changed."),
        }
    }
}

/// Which faults `mutants` plants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mutants {
    /// The folder or file of `src/` in which they are planted; `None` is every room.
    pub(crate) room: Option<String>,
    /// How many in each room; `None` is all of them.
    pub(crate) sample: Option<usize>,
    /// Which sample: the same seed draws the same faults from the same sources.
    pub(crate) seed: u64,
}

impl Mutants {
    /// Reads the arguments of `mutants`.
    pub(crate) fn of(arguments: &[String]) -> Result<Self> {
        let mut mutants = Self { room: None, sample: None, seed: 1 };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--sample" => mutants.sample = Some(number(argument, arguments.next())?),
                "--seed" => mutants.seed = number(argument, arguments.next())?,
                room if !room.starts_with('-') && mutants.room.is_none() => {
                    mutants.room = Some(room.to_owned());
                }
                other => bail!("mutants has no argument {other:?}: mutants [ROOM] [--sample N] [--seed S]."),
            }
        }
        Ok(mutants)
    }
}

/// The number behind an option.
fn number<T: std::str::FromStr>(option: &str, value: Option<&String>) -> Result<T> {
    value.and_then(|value| value.parse().ok()).with_context(|| format!("{option} takes a number."))
}

/// The flags of a command, refused when one is not among `known`: a mistyped flag must not be ignored in silence.
pub(crate) fn flags<'a>(given: &'a [String], known: &[&str]) -> Result<Vec<&'a str>> {
    for flag in given {
        if !known.contains(&flag.as_str()) {
            bail!("this command has no option {flag:?}. Type cargo xtask help for all of them.");
        }
    }
    Ok(given.iter().map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn test_takes_one_part_of_the_suite() {
        assert_eq!(Test::of(&words("")).expect("is accepted"), Test::All);
        assert_eq!(Test::of(&words("--quick")).expect("is accepted"), Test::Quick);
        assert_eq!(Test::of(&words("--changed")).expect("is accepted"), Test::Changed);
        assert!(Test::of(&words("--quick --changed")).is_err());
        assert!(Test::of(&words("--quik")).is_err());
    }

    #[test]
    fn mutants_takes_a_room_a_sample_and_a_seed_in_any_order() {
        let all = Mutants { room: None, sample: None, seed: 1 };
        assert_eq!(Mutants::of(&words("")).expect("is accepted"), all);
        let some = Mutants { room: Some("view".to_owned()), sample: Some(20), seed: 7 };
        assert_eq!(Mutants::of(&words("--seed 7 view --sample 20")).expect("is accepted"), some);
        for wrong in ["view check", "--sample", "--sample many", "--seed -1", "--room view"] {
            assert!(Mutants::of(&words(wrong)).is_err(), "{wrong}");
        }
    }
}
