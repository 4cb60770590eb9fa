//! A network, a browser with the extension, and the few moves that most stories begin with.

use browser_suite::{Browser, Failure, Kind, Launch, Page, Result, any};
use sandbox::{Config, Control, Sandbox, keys};

/// A network and a browser.
pub(crate) struct Scene {
    pub(crate) network: Sandbox,
    pub(crate) browser: Browser,
}

/// A thread of the seed that nobody is told about before, seven levels deep.
pub(crate) const LIGHTHOUSE: &str = "The lighthouse keeper’s ledger";

impl Scene {
    /// A browser that has just installed the extension, beside a network where nobody acts by themselves.
    pub(crate) fn fresh(kind: Kind) -> Result<Self> {
        Self::with(kind, &Launch::default())
    }

    pub(crate) fn with(kind: Kind, launch: &Launch) -> Result<Self> {
        // In CI the suite can be run once for each dialect of the network.
        let dialect = std::env::var("IMPROMPTU_DIALECT").ok().map(|name| name.parse()).transpose();
        let dialect = dialect.map_err(|error| Failure::new(format!("IMPROMPTU_DIALECT: {error}")))?;
        let config =
            Config::default().without_residents().with_dialect(dialect.unwrap_or(sandbox::Dialect::Flat));
        let network = Sandbox::start(config).map_err(|error| Failure::new(error.to_string()))?;
        let browser = Browser::start(kind, &kind.extension(), launch)?;
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

    /// How many posts of the network have this text.
    pub(crate) fn posts(&self, text: &str) -> usize {
        self.network.with(|world, _| world.posts_with_text(text).len())
    }

    /// Does something to the network over its control path.
    pub(crate) fn control(&self, control: Control) -> Result {
        self.network.control(control).map(drop).map_err(|error| Failure::new(error.to_string()))
    }
}

/// Opens the composer on an opportunity and writes in it.
pub(crate) fn write(panel: &Page<'_>, title: &str, message: &str) -> Result {
    panel.role("article", title).role("button", "Reprompt").click()?;
    panel.role("textbox", "Your message").fill(message)
}

/// Presses *Post reprompt* for the first time in a tree, and reads its system prompt, which is asked for then.
pub(crate) fn review(panel: &Page<'_>) -> Result {
    panel.role("button", "Post reprompt").click()?;
    panel.role("dialog", "Review system prompt").role("button", "I have read it").click()?;
    panel.role("dialog", "Review system prompt").wait_gone()
}
