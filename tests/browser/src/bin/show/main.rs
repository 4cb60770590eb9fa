//! Shows the extension at work: a local network, a browser with the extension connected to it.
//!
//! With a display the browser is the person's to use. Without one the program tours the extension: it prints what the toolbar
//! and the popup show, posts one reprompt, prints its receipt, and leaves pictures of every surface and one page with all of them.

mod gallery;

use std::path::Path;
use std::process::ExitCode;

use browser_suite::{Browser, Failure, Kind, Launch, Page, Result, any, containing};
use sandbox::args::{self, Command};
use sandbox::{Sandbox, keys};

use crate::gallery::Gallery;

/// What the reprompt says.
const MESSAGE: &str = "My grandmother kept one lamp for the post and one for the sea. Which of the two would you let go out first?";

/// What a hint has something to say about.
const WEAK: &str = "Great point! I totally agree with this. So true.";

/// Width and height of a page that stands by itself.
const SHEET: (u32, u32) = (1100, 1400);

/// The tabs of the panel.
const TABS: [&str; 5] = ["Opportunities", "Notifications", "Drafts", "Create", "You"];

const HELP: &str = "\
cargo xtask run [--browser chromium|firefox] [--headless] [OPTIONS OF THE LOCAL NETWORK]

Builds the extension, starts the local network and a browser connected to it. Without a display, or with --headless, it tours
the extension by itself and leaves pictures in artifacts/, with a page that shows all of them. The options of the local network: cargo run -p sandbox -- --help";

fn main() -> ExitCode {
    match wish(std::env::args().skip(1)).and_then(|wish| wish.map_or(Ok(()), show)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for on the command line.
struct Show {
    kind: Kind,
    headless: bool,
    network: Command,
}

/// Reads the command line; nothing when help was wanted, and given.
fn wish(arguments: impl Iterator<Item = String>) -> Result<Option<Show>> {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let (mut kind, mut headless) = (Kind::Chromium, !has_display);
    let mut network = vec!["--port".to_owned(), "0".to_owned()];
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--headless" => headless = true,
            "--browser" => {
                kind = match arguments.next().as_deref() {
                    Some("chromium") => Kind::Chromium,
                    Some("firefox") => Kind::Firefox,
                    _ => return Err(Failure::new("--browser takes chromium or firefox.")),
                }
            }
            "--help" | "-h" => {
                println!("{HELP}");
                return Ok(None);
            }
            _ => network.push(argument),
        }
    }
    let network = args::read(network).map_err(Failure::new)?;
    Ok(Some(Show { kind, headless, network }))
}

fn show(Show { kind, headless, network }: Show) -> Result {
    let Command::Serve { config, port, llm_server } = network else {
        println!("{}", args::HELP);
        return Ok(());
    };
    let network =
        Sandbox::start_on(*config, port, llm_server).map_err(|error| Failure::new(error.to_string()))?;
    println!("The local network listens on {}", network.api());
    let browser = Browser::start(kind, &kind.extension(), &Launch { headless, ..Launch::default() })?;
    println!("{kind} runs with the extension from {}", kind.extension().display());
    // The page that opens after the install would stand in the way of the tour.
    browser.close_tab("/register.html?first")?;
    if headless {
        return tour(&browser, &network);
    }
    connect(&browser, &network)?;
    browser.open("panel.html?surface=side")?;
    println!("The toolbar button opens the panel. Close the browser, and the local network ends with it.");
    browser.wait_closed();
    Ok(())
}

/// Connects by the options page, as a person does.
fn connect(browser: &Browser, network: &Sandbox) -> Result {
    let options = browser.open("options.html")?;
    options.role("textbox", "API address").fill(&network.api())?;
    options.role("textbox", "API key").fill(keys::LANTERN)?;
    options.role("button", "Connect").click()?;
    options.role("status", any()).wait_says("Connected")?;
    println!("{}", options.role("status", any()).text()?);
    Ok(())
}

/// Tours the extension without a person, and ends with the path of the page that shows all pictures.
fn tour(browser: &Browser, network: &Sandbox) -> Result {
    let folder = Path::new("artifacts").join(browser.kind().to_string().to_lowercase());
    let mut gallery = Gallery::new(folder)?;
    println!("Pictures:");
    for (name, page) in [("welcome", "register.html?first"), ("register", "register.html")] {
        let page = browser.open(page)?;
        page.role("heading", any()).nth(0).wait()?;
        gallery.take(&page, name, SHEET)?;
        page.close()?;
    }
    connect(browser, network)?;
    let popup = browser.open_popup()?;
    popup.role("article", any()).nth(0).wait()?;
    let badge = browser.badge()?;
    println!("\nBadge: {:?}\nTitle: {}\n\nThe popup shows:", badge.text, badge.title);
    for name in popup.role("article", any()).names()?.iter().take(8) {
        println!("  {name}");
    }
    post(&popup)?;
    popup.close()?;
    println!("\nPictures:");
    pictures(browser, &mut gallery)?;
    let page = gallery.finish(&format!("Impromptu in {}", browser.kind()))?;
    println!("\nAll pictures on one page: {}", page.display());
    Ok(())
}

/// Answers the first opportunity and prints the receipt.
fn post(popup: &Page<'_>) -> Result {
    let first = popup.role("article", any()).nth(0);
    println!("\nAnswering the first of them: {MESSAGE}");
    first.role("button", "Reprompt").click()?;
    popup.role("textbox", "Your message").fill(MESSAGE)?;
    // The first press in a tree asks for its system prompt to be read, and the button of the dialog posts.
    popup.role("button", "Post reprompt").click()?;
    let read = popup.role("dialog", "Review system prompt").role("button", "I have read it. Post");
    read.wait_attribute("aria-disabled", None)?;
    read.click()?;
    popup.role("status", any()).wait_says("Posted")?;
    println!("{}", popup.role("status", any()).text()?);
    popup.role("button", containing("Back to")).click()?;
    popup.role("tab", "Drafts").click()?;
    let receipt = popup.role("region", "Posted");
    receipt.wait_says("Request")?;
    println!("Receipt: {}", receipt.text()?);
    Ok(())
}

/// Pictures of every surface, light and dark.
fn pictures(browser: &Browser, gallery: &mut Gallery) -> Result {
    for (surface, size) in [("popup", (400, 600)), ("side", (480, 900))] {
        let panel = browser.open(&format!("panel.html?surface={surface}"))?;
        for tab in TABS {
            panel.role("tab", tab).click()?;
            panel.role("tabpanel", any()).wait_attribute("aria-busy", None)?;
            gallery.take(&panel, &format!("{}-{surface}", tab.to_lowercase()), size)?;
        }
        panel.role("tab", TABS[0]).click()?;
        panel.role("article", any()).nth(1).role("button", "Reprompt").click()?;
        panel.role("textbox", "Your message").fill(WEAK)?;
        panel.wait_for_text("Agrees without adding")?;
        gallery.take(&panel, &format!("composer-{surface}"), size)?;
        panel.role("button", "Post reprompt").click()?;
        panel.role("dialog", "Review system prompt").wait()?;
        gallery.take(&panel, &format!("review-{surface}"), size)?;
        panel.close()?;
    }
    gallery.take(&browser.open("options.html")?, "options", SHEET)
}
