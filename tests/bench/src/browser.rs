//! A browser with an extension to be measured.

use browser_suite::{Browser, Kind, Launch, Result, any};

use crate::stage::Stage;
use crate::standin::Standin;

/// Starts a browser with a stage in it.
pub(crate) fn start(kind: Kind, stage: &Stage) -> Result<Browser> {
    Browser::start(kind, stage.folder(), &Launch::default())
}

/// Connects the extension to a stand-in by the options page, as a person does, and waits until it knows the opportunities.
pub(crate) fn connect(browser: &Browser, network: &Standin) -> Result {
    let options = browser.open("options.html")?;
    options.role("textbox", "API address").fill(&network.api())?;
    options.role("textbox", "API key").fill("impr_sk_bench")?;
    options.role("button", "Connect").click()?;
    options.role("status", any()).wait_says("Connected")?;
    options.close()
}
