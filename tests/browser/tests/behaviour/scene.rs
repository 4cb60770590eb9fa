//! A network, a browser with the extension, and the few moves that most stories begin with.

use browser_suite::{Browser, Failure, Kind, Launch, Page, Result, any};
use sandbox::{Config, Control, Dialect, Endpoint, Sandbox, World, keys};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// A network and a browser.
pub(crate) struct Scene {
    pub(crate) network: Sandbox,
    pub(crate) browser: Browser,
}

/// A thread of the seed that nobody is told about before, seven levels deep.
pub(crate) const LIGHTHOUSE: &str = "The lighthouse keeper’s ledger";

/// Another thread of the seed.
pub(crate) const STEELMAN: &str = "Steelman, then strike";

/// What is written in most stories.
pub(crate) const MESSAGE: &str = "The chair by the window is missing from the inventory of the 18th.";

/// What is written where one message is not enough.
pub(crate) const OTHER: &str = "Strike at the premise: nobody asked the tenants.";

/// The shape the network's replies come in: the suite can be told once in each.
pub(crate) fn dialect() -> Result<Dialect> {
    let named = std::env::var("IMPROMPTU_DIALECT").ok().map(|name| name.parse()).transpose();
    Ok(named.map_err(|error| Failure::new(format!("IMPROMPTU_DIALECT: {error}")))?.unwrap_or_default())
}

impl Scene {
    /// A browser that has just installed the extension, beside a network where nobody acts by themselves.
    pub(crate) fn fresh(kind: Kind) -> Result<Self> {
        Self::with(kind, &Launch::default())
    }

    pub(crate) fn with(kind: Kind, launch: &Launch) -> Result<Self> {
        Self::from(kind, &kind.extension(), launch)
    }

    /// The same with the extension from a folder.
    pub(crate) fn from(kind: Kind, folder: &Path, launch: &Launch) -> Result<Self> {
        Self::beside(kind, folder, launch, still(Config::default().with_dialect(dialect()?))?)
    }

    /// The same beside a network that is made for the story.
    pub(crate) fn of(kind: Kind, config: Config) -> Result<Self> {
        Self::beside(kind, &kind.extension(), &Launch::default(), still(config)?)
    }

    /// The same with the extension from a folder, beside a network that is made for the story.
    pub(crate) fn from_beside(kind: Kind, folder: &Path, config: Config) -> Result<Self> {
        Self::beside(kind, folder, &Launch::default(), still(config)?)
    }

    fn beside(kind: Kind, folder: &Path, launch: &Launch, network: Sandbox) -> Result<Self> {
        let used = |folder: &std::path::PathBuf| {
            std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
        };
        let first = !launch.profile.as_ref().is_some_and(used);
        let browser = Browser::start(kind, folder, launch)?;
        // The first page comes by itself, once in the life of a profile; most stories begin after it was read and closed.
        if first {
            browser.close_tab("/register.html?first")?;
        }
        Ok(Self { network, browser })
    }

    /// The same, connected as Lantern through the options page.
    pub(crate) fn connected(kind: Kind) -> Result<Self> {
        let scene = Self::fresh(kind)?;
        scene.connect(keys::LANTERN)?.close()?;
        Ok(scene)
    }

    /// Connects through the options page, as a person does, and returns that page.
    pub(crate) fn connect(&self, key: &str) -> Result<Page<'_>> {
        let options = self.try_key(key)?;
        options.role("status", any()).wait_says("Connected")?;
        Ok(options)
    }

    /// Presses Connect with a key.
    pub(crate) fn try_key(&self, key: &str) -> Result<Page<'_>> {
        let options = self.browser.open("options.html")?;
        options.role("textbox", "API address").fill(&self.network.api())?;
        options.role("textbox", "API key").fill(key)?;
        options.role("button", "Connect").click()?;
        Ok(options)
    }

    /// The docked panel's page in a tab, with opportunities on it.
    pub(crate) fn panel(&self) -> Result<Page<'_>> {
        let panel = self.browser.open("panel.html?surface=side")?;
        panel.role("article", LIGHTHOUSE).wait()?;
        Ok(panel)
    }

    /// Stops the worker and changes what it saved, as `whole`: what the next worker goes by is what is stored.
    pub(crate) fn edit_state(&self, change: &str) -> Result {
        self.browser.stop_background()?;
        let body = format!(
            "const {{ state }} = await chrome.storage.local.get('state'); const whole = JSON.parse(state);\
             {change}; await chrome.storage.local.set({{ state: JSON.stringify(whole) }})"
        );
        self.browser.api(&body, &Value::Null).map(drop)
    }

    /// How many posts of the network have this text.
    pub(crate) fn posts(&self, text: &str) -> usize {
        self.network.with(|world, _| world.posts_with_text(text).len())
    }

    /// How often the network was asked for this.
    pub(crate) fn asked(&self, endpoint: Endpoint) -> usize {
        self.network.with(|world, _| world.seen().filter(|seen| seen.endpoint == endpoint).count())
    }

    /// Posted once, its draft ended, and the badge is what the network says: three unread.
    pub(crate) fn is_posted_once(&self) -> Result {
        self.are_posted_once(&[MESSAGE])
    }

    /// The same of several messages.
    pub(crate) fn are_posted_once(&self, messages: &[&str]) -> Result {
        self.browser.wait_api(
            "return Object.keys(await chrome.storage.local.get(null)).every(key => !key.startsWith('draft:reply:'))",
            &json!(null),
        )?;
        for message in messages {
            assert_eq!(self.posts(message), 1, "{message:?} is posted once");
        }
        self.browser.wait_badge("3").map(drop)
    }

    /// Waits until every fault has met its request.
    pub(crate) fn faults_met(&self) -> Result {
        let met = |world: &World| world.waiting_faults() == 0;
        self.wait_network(&self.network, "No request came to meet the fault.", met)
    }

    /// Waits until a network, this scene's own or another, has come to this.
    pub(crate) fn wait_network(
        &self,
        network: &Sandbox,
        complaint: &str,
        come: impl Fn(&World) -> bool,
    ) -> Result {
        let end = Instant::now() + Duration::from_secs(90);
        while !network.with(|world, _| come(world)) {
            if Instant::now() > end {
                return Err(Failure::new(complaint));
            }
            // The browser gets its turn.
            self.browser.background_runs()?;
        }
        Ok(())
    }

    /// The same network with a browser that is started on a profile which is kept, with the extension from a folder.
    pub(crate) fn restarted(self, folder: &Path, launch: &Launch) -> Result<Self> {
        let Self { network, browser } = self;
        let kind = browser.kind();
        browser.quit();
        let browser = Browser::start(kind, folder, launch)?;
        Ok(Self { network, browser })
    }

    /// Does something to the network over its control path.
    pub(crate) fn control(&self, control: Control) -> Result {
        self.network.control(control).map(drop).map_err(|error| Failure::new(error.to_string()))
    }
}

/// A network where nothing comes about by itself: nobody acts, and no full hour changes a balance.
fn still(config: Config) -> Result<Sandbox> {
    let config = config.without_simulated_users().without_refills();
    Sandbox::start(config).map_err(|error| Failure::new(error.to_string()))
}

/// Opens the composer on an opportunity and writes in it.
pub(crate) fn write(panel: &Page<'_>, title: &str, message: &str) -> Result {
    panel.role("article", title).role("button", "Reprompt").click()?;
    panel.role("textbox", "Your message").fill(message)
}

/// Waits until the composer holds these words.
pub(crate) fn reads(page: &Page<'_>, text: &str) -> Result {
    page.wait_for("return document.querySelector('textarea')?.value === input", &json!(text)).map(drop)
}

/// Reads the system prompt of a tree, which has to be read before the first post into it.
pub(crate) fn review(panel: &Page<'_>) -> Result {
    panel.role("button", "Review system prompt").click()?;
    has_read(panel, "I have read it")
}

/// Posts what stands in the composer, in a tree whose system prompt was read before.
pub(crate) fn post(panel: &Page<'_>) -> Result {
    panel.role("button", "Post reprompt").click()?;
    panel.role("status", any()).wait_says("Posted")
}

/// Says that the system prompt that is shown for review was read, by the button that the dialog has then.
pub(crate) fn has_read(panel: &Page<'_>, button: &str) -> Result {
    let dialog = panel.role("dialog", "Review system prompt");
    dialog.clone().role("button", button).wait_attribute("aria-disabled", None)?;
    dialog.clone().role("button", button).click()?;
    dialog.wait_gone()
}
