//! The first page, and signing up against networks that lead in different ways.

use crate::scene::Scene;
use browser_suite::{Kind, Page, Result, any, both};
use sandbox::{Config, Control, Endpoint, Fault, FaultKind, Payment, Puzzle, Registration, Terms};
use serde_json::{Value, json};

both!(
    the_first_page_opens_once_and_leads_on,
    a_puzzle_is_solved_and_the_key_is_kept_before_it_is_shown,
    the_form_outlives_its_tab,
    what_is_wrong_stands_beside_its_field,
    a_payment_is_shown_and_its_hash_taken_back,
    terms_that_wait_are_told,
    a_puzzle_that_is_stopped_goes_on_where_it_was,
    a_puzzle_that_cannot_end_in_time_is_not_started,
    a_puzzle_that_would_harm_is_refused,
    a_step_nobody_knows_is_shown_and_not_taken,
    a_lost_answer_is_told_and_not_sent_again,
    provider_keys_are_listed_and_removed,
    a_name_and_a_description_are_enough_for_a_newer_network,
    what_a_network_asks_for_appears_in_the_form,
    the_claim_code_stays_until_the_account_is_claimed,
);

const OPERATOR_KEY: &str = "impr_sk_operator_0042";
const PROVIDER_KEY: &str = "sk-or-v1-0123456789abcdef";
const NOTHING: Value = Value::Null;

fn fill(page: &Page<'_>, scene: &Scene) -> Result {
    page.evaluate("document.querySelector('details').open = true", &NOTHING)?;
    for (name, text) in [
        ("Name", "Paper Moon"),
        ("Description", "Folds what is said and keeps it."),
        ("Operator ID", "user_42"),
        ("Operator API key", OPERATOR_KEY),
        ("OpenRouter key", PROVIDER_KEY),
    ] {
        page.role("textbox", name).fill(text)?;
    }
    page.role("textbox", "API address").fill(&scene.network.api())
}

/// The form, filled in for the network of the story.
fn filled(scene: &Scene) -> Result<Page<'_>> {
    let page = scene.browser.open("register.html")?;
    fill(&page, scene)?;
    Ok(page)
}

fn press(page: &Page<'_>) -> Result {
    page.role("button", "Solve and register").click()
}

fn without_puzzle(change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config { puzzle: None, ..Config::default() };
    change(&mut config);
    config
}

/// No area of storage holds any of these in the open, but for the one place where an open key may lie.
fn sweep(scene: &Scene, secrets: &[&str]) -> Result {
    let mut storage = scene.browser.storage()?;
    if let Some(session) = storage.get_mut("session").and_then(Value::as_object_mut) {
        session.remove("key");
    }
    for (area, values) in &storage {
        for secret in secrets {
            assert!(!values.to_string().contains(secret), "{secret} lies open in storage.{area}: {values}");
        }
    }
    Ok(())
}

fn the_first_page_opens_once_and_leads_on(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let welcomed =
        scene.browser.api("return (await chrome.storage.local.get('welcomed')).welcomed", &NOTHING)?;
    assert_eq!(welcomed, json!(true), "it came, and was closed");
    scene.browser.reload_extension()?;
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("button", "I have a key").wait()?;
    let again =
        "return chrome.extension.getViews({ type: 'tab' }).some((one) => one.location.search === '?first')";
    assert_eq!(scene.browser.api(again, &NOTHING)?, json!(false), "it comes once");
    panel.close()?;
    let page = scene.browser.open("register.html?first")?;
    page.role("button", "I have a key").wait()?;
    page.role("button", "Look around first").wait()?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "welcome");
    page.role("button", "Look around first").click()?;
    scene.browser.close_tab("/panel.html?surface=side")?;
    page.role("button", "Sign up").click()?;
    page.role("button", "Solve and register").wait()?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "form");
    assert_eq!(scene.network.with(|world, _| world.seen().count()), 0, "nobody was asked anything");
    page.close()?;
    let page = scene.browser.open("register.html?first")?;
    page.role("button", "I have a key").click()?;
    let options = "return chrome.extension.getViews({ type: 'tab' }).some((one) => one.location.pathname === '/options.html')";
    scene.browser.wait_api(options, &NOTHING)?;
    Ok(())
}

fn a_puzzle_is_solved_and_the_key_is_kept_before_it_is_shown(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "Your key").wait()?;
    let key = page.role("group", "Your key").text()?;
    assert!(key.starts_with("impr_sk_sandbox_"), "{key}");
    // It is sealed by the time it is seen, and lies open nowhere but in the memory that is meant for it.
    let storage = scene.browser.storage()?;
    assert!(storage["local"]["sealed"].is_string(), "sealed: {}", storage["local"]);
    sweep(&scene, &[&key, OPERATOR_KEY, PROVIDER_KEY])?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "the key");
    // Nobody has said that it is saved: a closed tab shows it again.
    page.close()?;
    let page = scene.browser.open("register.html")?;
    assert_eq!(page.role("group", "Your key").text()?, key);
    page.role("button", "Download key").wait()?;
    page.role("button", "Copy key").wait()?;
    page.role("button", "I have saved it").click()?;
    page.role("heading", "You are connected").wait()?;
    page.role("group", "Your key").wait_gone()?;
    // What comes next is one press away: the list of the network, and a reprompt to prepare.
    page.wait_for_text("prepares a first reprompt")?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "connected");
    page.role("button", "Show the first steps").click()?;
    scene.browser.close_tab("/panel.html?surface=side#you")?;
    let first = scene.browser.open("panel.html?surface=side#you")?;
    first.role("region", "First steps").role("button", "Prepare a first reprompt").wait()?;
    first.close()?;
    let told =
        scene.browser.api("return await chrome.runtime.sendMessage(input)", &json!({"do": "showKey"}))?;
    assert!(!told.to_string().contains(&key), "never again: {told}");
    let panel = scene.panel()?;
    panel.wait_for_text("Paper Moon")?;
    sweep(&scene, &[&key, OPERATOR_KEY, PROVIDER_KEY])?;
    assert_eq!(scene.asked(Endpoint::Register), 1);
    Ok(())
}

fn the_form_outlives_its_tab(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let page = filled(&scene)?;
    page.role("checkbox", "Image").click()?;
    page.wait_for(
        "return (await chrome.storage.local.get('signup-form'))['signup-form']?.capabilities?.length === 2",
        &NOTHING,
    )?;
    page.close()?;
    scene.browser.stop_background()?;
    let page = scene.browser.open("register.html")?;
    assert_eq!(page.role("textbox", "Name").value()?, "Paper Moon");
    assert_eq!(page.role("textbox", "OpenRouter key").value()?, PROVIDER_KEY);
    assert!(page.role("checkbox", "Image").is_checked()?);
    // On disk lies what is no secret; the keys are in memory alone.
    let local = scene.browser.storage()?["local"].to_string();
    assert!(local.contains("Paper Moon") && !local.contains(PROVIDER_KEY) && !local.contains(OPERATOR_KEY));
    Ok(())
}

fn what_is_wrong_stands_beside_its_field(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    let page = filled(&scene)?;
    page.role("textbox", "Name").fill(" ")?;
    page.role("textbox", "Description").fill("Short")?;
    press(&page)?;
    page.role("alert", any()).wait_says("2 fields")?;
    assert!(page.role("textbox", "Name").description()?.contains("1 to 50"));
    assert!(page.role("textbox", "Description").description()?.contains("10 to 500"));
    assert!(page.role("textbox", "Name").is_focused()?);
    assert_eq!(scene.network.with(|world, _| world.seen().count()), 0, "nothing was sent");
    page.role("textbox", "Name").fill("Lantern")?;
    page.role("textbox", "Description").fill("Reads the small print of imaginary places.")?;
    press(&page)?;
    page.wait_for_text("taken")?;
    assert!(page.role("textbox", "Name").description()?.contains("taken"), "the network's own word");
    Ok(())
}

fn a_payment_is_shown_and_its_hash_taken_back(kind: Kind) -> Result {
    let scene = Scene::of(kind, without_puzzle(|config| config.payment = Payment::Upfront))?;
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "Impromptu asks for a payment").wait()?;
    page.wait_for_text("40 IMPRMPT")?;
    page.wait_for_text("0x000000000000000000000000000000000000feE5")?;
    assert_eq!(scene.asked(Endpoint::Register), 1, "nothing is sent again by itself");
    assert_eq!(page.axe()?, Vec::<String>::new(), "payment");
    page.role("textbox", "Transaction hash").fill("0xabc123")?;
    page.role("button", "Register").click()?;
    page.role("heading", "Your key").wait()?;
    page.role("button", "I have saved it").wait()?;
    Ok(())
}

fn terms_that_wait_are_told(kind: Kind) -> Result {
    let scene = Scene::of(kind, without_puzzle(|config| config.terms = Terms::Asked))?;
    let page = filled(&scene)?;
    press(&page)?;
    page.wait_for_text("Accept the terms on the website")?;
    page.role("button", "I have saved it").click()?;
    page.role("heading", "You are connected").wait()?;
    scene.browser.wait_badge("ToS")?;
    Ok(())
}

fn a_puzzle_that_is_stopped_goes_on_where_it_was(kind: Kind) -> Result {
    // Some ten seconds of work, so that there is something to stop.
    let puzzle = Puzzle { memory_kib: 8_192, iterations: 1, parallelism: 1, difficulty: 6 };
    let scene = Scene::of(kind, Config { puzzle: Some(puzzle), ..Config::default() })?;
    let page = filled(&scene)?;
    press(&page)?;
    page.wait_for(
        "return Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) >= 2",
        &NOTHING,
    )?;
    page.role("button", "Pause").click()?;
    page.role("heading", "Paused").wait()?;
    page.role("button", "Stop").click()?;
    page.role("button", "Solve and register").wait()?;
    page.wait_for_text("A puzzle is already started")?;
    assert_eq!(scene.asked(Endpoint::Register), 0, "nothing was sent");
    page.close()?;
    let page = scene.browser.open("register.html")?;
    press(&page)?;
    page.role("heading", "Your key").wait()?;
    assert_eq!(scene.asked(Endpoint::Challenge), 1, "the same puzzle");
    Ok(())
}

fn a_puzzle_that_cannot_end_in_time_is_not_started(kind: Kind) -> Result {
    let puzzle = Puzzle { difficulty: 24, ..Puzzle::cheap() };
    let scene = Scene::of(kind, Config { puzzle: Some(puzzle), ..Config::default() })?;
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "This computer is too slow").wait()?;
    page.wait_for_text("Nothing was started")?;
    page.role("button", "Enter a key instead").wait()?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "too slow");
    Ok(())
}

fn a_puzzle_that_would_harm_is_refused(kind: Kind) -> Result {
    let puzzle = Puzzle { memory_kib: 1 << 20, ..Puzzle::cheap() };
    let scene = Scene::of(kind, Config { puzzle: Some(puzzle), ..Config::default() })?;
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "This puzzle can’t be used").wait()?;
    page.wait_for_text("memory (KiB): 1,048,576. More than 262,144 could overload this computer")?;
    assert!(!page.role("progressbar", any()).is_there()?);
    page.role("button", "Back to the form").click()?;
    page.role("button", "Solve and register").wait()?;
    Ok(())
}

fn a_step_nobody_knows_is_shown_and_not_taken(kind: Kind) -> Result {
    let scene = Scene::of(kind, without_puzzle(|_| {}))?;
    let body = json!({"error": {"code": "AUTH_009", "message": "One thing more.", "nextStep": {"method": "POST",
        "endpoint": "/api/v1/agents/wave", "instructions": "Wave at the lighthouse.", "hint": "<b>Twice</b> is polite."}}});
    let answer = FaultKind::Status { status: 403, body: Some(body), retry_after: None };
    scene.network.fault(Fault::new(Endpoint::Register, answer));
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "One more step").wait()?;
    page.wait_for_text("Wave at the lighthouse.")?;
    page.wait_for_text("<b>Twice</b> is polite.")?;
    page.wait_for_text("POST /api/v1/agents/wave")?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "unknown step");
    assert_eq!(scene.asked(Endpoint::Register), 0, "nothing was sent again: that one would have been taken");
    page.role("button", "Back to the form").click()?;
    press(&page)?;
    page.role("heading", "Your key").wait()?;
    Ok(())
}

fn a_lost_answer_is_told_and_not_sent_again(kind: Kind) -> Result {
    let scene = Scene::of(kind, without_puzzle(|_| {}))?;
    scene.network.fault(Fault::drop_after_commit(Endpoint::Register));
    let page = filled(&scene)?;
    press(&page)?;
    page.role("heading", "No reply from Impromptu").wait()?;
    page.wait_for_text("Paper Moon")?;
    page.close()?;
    scene.browser.stop_background()?;
    let page = scene.browser.open("register.html")?;
    page.role("heading", "No reply from Impromptu").wait()?;
    assert_eq!(scene.asked(Endpoint::Register), 1);
    page.role("button", "Back to the form").click()?;
    page.role("button", "Solve and register").wait()?;
    Ok(())
}

/// A network that follows the newer document, where only a name and a description are required.
fn newer() -> Config {
    Config { registration: Registration::Newer, ..Config::default() }
}

/// The form with what every network requires, at the address of the story.
fn filled_shortly<'s>(scene: &'s Scene, name: &str) -> Result<Page<'s>> {
    let page = scene.browser.open("register.html")?;
    page.role("textbox", "Name").fill(name)?;
    page.role("textbox", "Description").fill("Folds what is said and keeps it.")?;
    page.evaluate("document.querySelector('details').open = true", &NOTHING)?;
    page.role("textbox", "API address").fill(&scene.network.api())?;
    Ok(page)
}

fn a_name_and_a_description_are_enough_for_a_newer_network(kind: Kind) -> Result {
    let scene = Scene::of(kind, newer())?;
    let page = filled_shortly(&scene, "\u{1f98b}")?;
    // The keyboard does what the mouse does.
    page.role("textbox", "Name").click()?;
    page.press("Enter")?;
    page.role("heading", "Your key").wait()?;
    page.wait_for_text("\u{1f98b}")?;
    page.wait_for_text("it keeps 80")?;
    page.role("button", "Copy claim code").click()?;
    page.role("status", any()).wait_says("Copied")?;
    assert_eq!(page.axe()?, Vec::<String>::new(), "the key with its claim code");
    assert_eq!(scene.asked(Endpoint::Challenge), 0, "no puzzle is asked for before the network wants one");
    assert_eq!(scene.asked(Endpoint::Register), 1);
    Ok(())
}

fn what_a_network_asks_for_appears_in_the_form(kind: Kind) -> Result {
    let scene = Scene::of(kind, without_puzzle(|_| {}))?;
    let page = filled_shortly(&scene, "Paper Moon")?;
    assert!(!page.role("group", "Impromptu asks for more.").is_there()?);
    press(&page)?;
    let asked = page.role("group", "Impromptu asks for more.");
    asked.wait_says("Nothing is registered yet.")?;
    let operator = asked.role("textbox", "Operator ID");
    assert!(operator.is_focused()?);
    assert!(operator.description()?.contains("operatorId"), "the network's own word");
    assert_eq!(operator.attribute("aria-required")?, "true");
    assert_eq!(page.axe()?, Vec::<String>::new(), "a field that is asked for");
    // It is known now: an empty field does not reach the network again.
    press(&page)?;
    operator.wait()?;
    assert_eq!(scene.asked(Endpoint::Register), 1);
    operator.fill("user_42")?;
    page.press("Enter")?;
    page.role("heading", "Your key").wait()?;
    assert_eq!(scene.asked(Endpoint::Register), 2);
    Ok(())
}

fn the_claim_code_stays_until_the_account_is_claimed(kind: Kind) -> Result {
    let scene = Scene::of(kind, newer())?;
    let page = filled_shortly(&scene, "Paper Moon")?;
    press(&page)?;
    page.role("button", "I have saved it").click()?;
    page.role("heading", "You are connected").wait()?;
    page.close()?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    let claim = panel.role("region", "Claim code");
    claim.wait_says("AGENT-")?;
    panel.evaluate("document.querySelector('[aria-labelledby=part-claim] button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("status", any()).wait_says("Copied")?;
    claim.clone().role("button", "Claim on Impromptu").wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the claim code");
    scene.browser.stop_background()?;
    scene.control(Control::Claim { account: "Paper Moon".into() })?;
    scene.browser.ring("heartbeat")?;
    claim.wait_gone()
}

fn provider_keys_are_listed_and_removed(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let options = scene.browser.open("options.html")?;
    options.role("textbox", "Provider key").fill(PROVIDER_KEY)?;
    options.role("button", "Send to Impromptu").click()?;
    options.role("status", any()).wait_says("accepted the change")?;
    let held = options.role("list", "Provider keys that Impromptu has");
    held.wait_says("OpenRouter")?;
    assert_eq!(options.role("textbox", "Provider key").value()?, "", "not kept in the page either");
    held.role("button", "Delete the key OpenRouter").click()?;
    options.wait_for_text("Impromptu has no provider key")?;
    sweep(&scene, &[PROVIDER_KEY])
}
