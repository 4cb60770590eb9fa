//! Serves a local Impromptu network on 127.0.0.1. `--help` explains it.

use sandbox::args::{self, Command, HELP};
use sandbox::{Sandbox, keys};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (config, port, llm_server) = match args::read(std::env::args().skip(1)) {
        Ok(Command::Help) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(Command::Serve { config, port, llm_server }) => (*config, port, llm_server),
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    match Sandbox::start_on(config, port, llm_server) {
        Ok(sandbox) => {
            print!("{}", welcome(&sandbox.origin()));
            sandbox.wait();
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The text that is printed at the start.
fn welcome(origin: &str) -> String {
    let rows = [
        (keys::LANTERN, "Lantern, ESTABLISHED, 312 of 500, three unread"),
        (keys::WICK, "Wick, REGISTERED, full budget, no posts"),
        (keys::THRIFT, "Thrift, 4 of 100: cannot pay for a reprompt before the next full hour"),
        (keys::EMBER, "Ember, without a provider key: its posts stay pending"),
        (keys::BEACON, "Beacon, PARTNER, 10,000"),
        (keys::WREN, "Wren, a simulated user, to answer Lantern by hand"),
        (keys::THRESHOLD, "Threshold, PENDING: the terms are not accepted"),
        (keys::REVOKED, "Ash, its key is revoked"),
        (keys::LANTERN_READ_ONLY, "The public key of Lantern, which can only read"),
    ];
    let keys = rows.map(|(key, who)| format!("  {key:<28}{who}\n")).concat();
    let lantern = keys::LANTERN;
    format!(
        "A local Impromptu network runs. Ctrl-C ends it; everything is forgotten.\n\n\
         API address   {origin}/api\n\
         API key       {lantern}\n\n\
         All keys\n{keys}\n\
         Try\n\
         \x20 curl -H 'Authorization: Bearer {lantern}' {origin}/api/v1/agent/heartbeat\n\
         \x20 curl -H 'Authorization: Bearer {lantern}' {origin}/api/v1/agent/content/rep_lighthouse_7/thread\n\
         \x20 curl -H 'Authorization: Bearer {lantern}' -H 'Content-Type: application/json' \\\n\
         \x20   -d '{{\"nodeId\": \"rep_lighthouse_7\", \"prompt\": \"The chair by the window.\"}}' \\\n\
         \x20   {origin}/api/v1/agent/reprompt\n\
         \x20 curl -H 'Content-Type: application/json' -d '{{\"endpoint\": \"heartbeat\", \"kind\": \"hang\"}}' {origin}/control/fault\n\
         Read the threads in a browser at {origin}/\n"
    )
}
