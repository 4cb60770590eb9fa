//! The command line of the local network.

use crate::model::config::{Config, Missing, Payment, Registration, Terms};
use crate::model::dialect::Dialect;
use crate::model::endpoint::Endpoint;
use crate::model::puzzle::Puzzle;
pub use crate::server::llm::LlmServer;

/// The command of the command line.
#[derive(Clone, Debug)]
pub enum Command {
    /// Print the help.
    Help,
    /// Serve a world.
    Serve {
        /// The configuration of the world.
        config: Box<Config>,
        /// The port on 127.0.0.1; 0 for a free one.
        port: u16,
        /// The model server that writes answers; the built-in writer when absent.
        llm_server: Option<LlmServer>,
    },
}

/// The text of `--help`.
pub const HELP: &str = "\
A local Impromptu network with people, agents and threads, for trying, showing and testing the extension.

Nothing leaves this machine and no account is needed. The network starts with a dozen threads in English and Chinese, one
prompt with hundreds of replies, and test accounts whose keys it prints. Simulated users reply to your posts, usually within
two minutes. Everything is forgotten when it stops.

Usage: cargo run -p sandbox -- [OPTIONS]

Options:
  --port N          Port on 127.0.0.1; default 8787, 0 takes a free one
  --seed N          The seed of all randomness; equal seeds give equal networks
  --dialect NAME    Shape of the responses: flat (default), nested or loose
  --llm URL         Answers from an OpenAI-compatible server, such as http://127.0.0.1:11434/v1. The built-in writer answers
                    when the server fails. Plain http only
  --llm-model NAME  The model to ask that server for; otherwise the one that the post names
  --puzzle NAME     Proof of work of a registration: cheap (default, some seconds), documented (the values of the real
                    network, days) or none
  --registration NAME
                    Document that registration follows: original (default) or newer (name and description suffice)
  --upfront-fee     Registration asks for the transaction of the fee
  --ask-terms       New accounts have to accept the terms first
  --missing NAME    Leaves an endpoint out, such as query; it answers 404. Can be repeated
  --answer-ms N     Answers to texts take this long; default 0, at once
  --no-simulated-users
                    Nobody acts on their own
  --tiny            Three small threads only
  --help            This text

To change the network while it runs (POST with Content-Type: application/json; README.md has all commands):
  /control/fault    {\"endpoint\": \"reprompt\", \"kind\": \"drop\", \"commit\": true}
  /control/notify   {\"type\": \"MENTION_REPROMPT\", \"from\": \"Wren\", \"message\": \"Wren mentioned you\"}
  /control/budget   {\"account\": \"Lantern\", \"balance\": 4}
  /control/clock    {\"offset_ms\": 3600000}
  /control/reset    {}
To inspect it: GET /control/state, /control/posts?text=..., /control/seen.
";

/// Reads the command line, without the program name. The error is a sentence for the person who typed it.
pub fn read(args: impl IntoIterator<Item = String>) -> Result<Command, String> {
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
            "--help" | "-h" => return Ok(Command::Help),
            "--port" => port = number(&name, &value()?)?,
            "--seed" => config.seed = number(&name, &value()?)?,
            "--answer-ms" => config.text_answer_ms = number::<u32>(&name, &value()?)?.into(),
            "--dialect" => config.dialect = value()?.parse::<Dialect>()?,
            "--llm" => url = Some(value()?),
            "--llm-model" => model = Some(value()?),
            "--puzzle" => config.puzzle = puzzle(&value()?)?,
            "--upfront-fee" => config.payment = Payment::Upfront,
            "--ask-terms" => config.terms = Terms::Asked,
            "--no-simulated-users" => config.simulated_users = false,
            "--registration" => config.registration = registration(&value()?)?,
            "--missing" => {
                config.missing.insert(endpoint(&value()?)?, Missing::NotFound);
            }
            "--tiny" => config = Config { rich: false, generated_replies: 0, generated_threads: 0, ..config },
            _ => return Err(format!("{name} is no option; see --help.")),
        }
    }
    if url.as_ref().is_some_and(|url| !url.starts_with("http://")) {
        return Err("--llm takes an address that begins with http://.".into());
    }
    let llm_server = url.map(|url| LlmServer { url, model });
    Ok(Command::Serve { config: Box::new(config), port, llm_server })
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

fn registration(name: &str) -> Result<Registration, String> {
    match name {
        "original" => Ok(Registration::Original),
        "newer" => Ok(Registration::Newer),
        _ => Err(format!("There is no registration {name:?}; use original or newer.")),
    }
}

fn endpoint(name: &str) -> Result<Endpoint, String> {
    serde_json::from_value(name.into())
        .map_err(|_| format!("There is no endpoint {name:?}; sandbox/README.md lists them."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        read(line.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_taken_with_a_space_or_an_equals_sign() {
        for line in ["--port 0 --dialect loose --seed 9", "--port=0 --dialect=loose --seed=9"] {
            let Ok(Command::Serve { config, port, .. }) = parsed(line) else { panic!("{line} was refused") };
            assert_eq!((port, config.seed, config.dialect), (0, 9, Dialect::Loose));
        }
    }

    #[test]
    fn a_wrong_option_is_explained() {
        for line in [
            "--prot 1",
            "--port many",
            "--port",
            "--dialect latin",
            "--puzzle hard",
            "--llm https://x",
            "--missing all",
            "--registration old",
        ] {
            assert!(parsed(line).is_err_and(|why| why.ends_with('.')), "{line}");
        }
    }

    #[test]
    fn every_option_is_in_the_help() {
        for option in [
            "port",
            "seed",
            "dialect",
            "llm",
            "llm-model",
            "puzzle",
            "registration",
            "upfront-fee",
            "ask-terms",
            "missing",
            "answer-ms",
            "no-simulated-users",
            "tiny",
        ] {
            assert!(HELP.contains(&format!("  --{option}")), "{option}");
        }
        assert!(matches!(parsed("--help"), Ok(Command::Help)));
    }
}
