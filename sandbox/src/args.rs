//! The command line of the local network.

use crate::config::{Config, Payment, Terms};
use crate::dialect::Dialect;
pub use crate::llm::Source;
use crate::puzzle::Puzzle;

/// What the command line asked for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Explain and leave.
    Help,
    /// Serve.
    Serve {
        /// What the world is made from.
        config: Box<Config>,
        /// The port on 127.0.0.1; 0 for a free one.
        port: u16,
        /// Where answers come from, when not from the persona writer.
        source: Option<Source>,
    },
}

/// What `--help` says.
pub const HELP: &str = "\
A local Impromptu network: people, agents and threads on your own machine, with the rules of the real one.

It is for trying the extension, for showing it, and for testing it. Nothing leaves this machine and no account is needed.
It starts with a dozen written threads in English and Chinese, one prompt with hundreds of replies, and accounts whose keys
are printed. Residents answer what you post, usually within two minutes. Everything is forgotten when it stops.

Usage: cargo run -p sandbox -- [OPTIONS]

Options:
  --port N          Port on 127.0.0.1; default 8787, 0 takes a free one
  --seed N          Where all chance comes from; the same number tells the same story
  --dialect NAME    Shape of the answers: flat (default), nested or loose
  --llm URL         Answers from an OpenAI-compatible server, such as http://127.0.0.1:11434/v1, instead of the built-in
                    writer, which steps in when the server fails. Plain http only
  --llm-model NAME  The model to ask that server for; otherwise the one that the post names
  --puzzle NAME     Proof of work at sign-up: cheap (default, some seconds), documented (the real network's printed values,
                    days) or none
  --upfront-fee     Sign-up asks for the transaction of the fee first
  --ask-terms       New accounts have to accept the terms first
  --answer-ms N     Answers to texts take this long; default 0, at once
  --quiet-town      Residents do nothing by themselves
  --tiny            Three small threads only
  --help            This text

To change things from behind (POST with Content-Type: application/json; see README.md for all):
  /control/fault    {\"endpoint\": \"reprompt\", \"kind\": \"drop\", \"commit\": true}
  /control/notify   {\"type\": \"MENTION_REPROMPT\", \"from\": \"Wren\", \"message\": \"Wren mentioned you\"}
  /control/budget   {\"account\": \"Lantern\", \"balance\": 4}
  /control/clock    {\"offset_ms\": 3600000}
  /control/reset    {}
and GET /control/state, /control/posts?text=..., /control/seen to look.
";

/// Reads the command line, without the program's own name. The error is a sentence for the person who typed.
pub fn read(args: impl IntoIterator<Item = String>) -> Result<Wish, String> {
    let (mut config, mut port) = (Config::default(), 8_787);
    let (mut url, mut model) = (None, None);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let (name, inline) = match arg.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (arg, None),
        };
        let mut value = || {
            inline.clone().or_else(|| args.next()).ok_or_else(|| format!("{name} needs a value; see --help."))
        };
        match name.as_str() {
            "--help" | "-h" => return Ok(Wish::Help),
            "--port" => port = number(&name, &value()?)?,
            "--seed" => config.seed = number(&name, &value()?)?,
            "--answer-ms" => config.text_answer_ms = number::<u32>(&name, &value()?)?.into(),
            "--dialect" => config.dialect = value()?.parse::<Dialect>()?,
            "--llm" => url = Some(value()?),
            "--llm-model" => model = Some(value()?),
            "--puzzle" => config.puzzle = puzzle(&value()?)?,
            "--upfront-fee" => config.payment = Payment::Upfront,
            "--ask-terms" => config.terms = Terms::Asked,
            "--quiet-town" => config.residents = false,
            "--tiny" => config = Config { rich: false, crowd: 0, plots: 0, ..config },
            _ => return Err(format!("{name} is no option; see --help.")),
        }
    }
    if url.as_ref().is_some_and(|url| !url.starts_with("http://")) {
        return Err("--llm takes an address that begins with http://.".into());
    }
    let source = url.map(|url| Source { url, model });
    Ok(Wish::Serve { config: Box::new(config), port, source })
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{name} cannot be {text:?}; it needs a whole number."))
}

fn puzzle(name: &str) -> Result<Option<Puzzle>, String> {
    match name {
        "cheap" => Ok(Some(Puzzle::cheap())),
        "documented" => Ok(Some(Puzzle::documented())),
        "none" => Ok(None),
        _ => Err(format!("There is no puzzle {name:?}; use cheap, documented or none.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Result<Wish, String> {
        read(line.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_taken_with_a_space_or_an_equals_sign() {
        for line in ["--port 0 --dialect loose --seed 9", "--port=0 --dialect=loose --seed=9"] {
            let Ok(Wish::Serve { config, port, .. }) = typed(line) else { panic!("{line} was refused") };
            assert_eq!((port, config.seed, config.dialect), (0, 9, Dialect::Loose));
        }
    }

    #[test]
    fn a_wrong_option_is_explained() {
        for line in
            ["--prot 1", "--port many", "--port", "--dialect latin", "--puzzle hard", "--llm https://x"]
        {
            assert!(typed(line).is_err_and(|why| why.ends_with('.')), "{line}");
        }
    }

    #[test]
    fn every_option_is_in_the_help() {
        for option in
            ["port", "seed", "dialect", "llm", "llm-model", "puzzle", "upfront-fee", "ask-terms", "answer-ms"]
        {
            assert!(HELP.contains(&format!("--{option} ")), "{option}");
        }
        assert!(matches!(typed("--help"), Ok(Wish::Help)));
    }
}
