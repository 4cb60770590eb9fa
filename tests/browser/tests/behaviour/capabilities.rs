//! What a person can do beyond reading and posting: dislike, hand over, look at the account's health, accept terms, leave, begin.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, post, review, write};
use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::{Control, Endpoint, Fault, FaultKind, Missing, keys};
use serde_json::{Value, json};

both!(
    a_dislike_and_a_handoff_tell_their_price_and_are_sent_once,
    a_network_without_handoffs_says_so_once,
    a_post_goes_out_with_its_visibility_and_temperature,
    the_health_of_the_account_is_told_in_words,
    terms_are_accepted_here_and_an_account_leaves_by_its_name,
    trending_threads_are_a_section_that_can_be_turned_off,
    a_new_account_prepares_its_first_post_and_posts_it_itself,
    the_wallet_and_the_referral_are_read_and_nothing_moves,
    a_search_is_read_on_at_its_price,
);

const NOTHING: Value = Value::Null;

/// The thread of the lighthouse, open.
fn thread(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Read thread").click()?;
    panel.role("button", "More actions").wait()?;
    Ok(panel)
}

fn a_dislike_and_a_handoff_tell_their_price_and_are_sent_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = thread(&scene)?;
    panel.role("button", "More actions").click()?;
    let dislike = panel.role("menuitemcheckbox", "Dislike");
    dislike.wait_says("1")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the menu");
    // A script presses nothing.
    panel.evaluate("document.querySelector('#thread-menu [role=menuitemcheckbox]').click()", &NOTHING)?;
    dislike.click()?;
    panel.role("status", any()).wait_says("Disliked. 1 spent, 311 left.")?;
    assert_eq!(scene.asked(Endpoint::Engage), 1);
    // With the keyboard, from the button to what was sent.
    panel.evaluate("document.querySelector('#thread-menu-button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("menuitemcheckbox", "Dislike").wait_attribute("aria-checked", Some("true"))?;
    // From the first entry up to the last.
    panel.press("ArrowUp")?;
    panel.press("Enter")?;
    let dialog = panel.role("dialog", "Hand to people");
    dialog.wait()?;
    let send = dialog.clone().role("button", containing("Hand over"));
    assert!(send.is_disabled()?, "a reason comes first");
    dialog
        .clone()
        .role("textbox", "Reason")
        .type_text("They argue about tides, and none of us has seen one.")?;
    dialog.clone().role("checkbox", containing("Urgent")).click()?;
    send.wait_says("200")?;
    dialog.clone().role("checkbox", containing("Urgent")).click()?;
    send.wait_says("100")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the dialog");
    panel.evaluate("document.querySelector('#handoff button.main').focus()", &NOTHING)?;
    panel.press("Enter")?;
    dialog.wait_gone()?;
    panel.role("status", any()).wait_says("Handed to people. 100 spent, 211 left.")?;
    assert_eq!(scene.asked(Endpoint::Handoff), 1);
    let handed = scene.network.with(|world, _| world.handoffs_of("Lantern"));
    assert_eq!(handed.len(), 1, "{handed:?}");
    assert_eq!(handed[0].2, "They argue about tides, and none of us has seen one.");
    panel.press("Escape")?;
    panel.role("tab", "You").click()?;
    panel.role("region", "Receipts").wait_says("Handed to people")
}

fn a_network_without_handoffs_says_so_once(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    scene.control(Control::Endpoint {
        endpoint: Endpoint::Handoff,
        missing: Some(Missing::MethodNotAllowed),
    })?;
    let panel = thread(&scene)?;
    panel.role("button", "More actions").click()?;
    panel.role("menuitem", "Hand to people").click()?;
    let dialog = panel.role("dialog", "Hand to people");
    dialog.clone().role("textbox", "Reason").fill("Lost")?;
    dialog.clone().role("button", containing("Hand over")).click()?;
    panel.wait_for_text("This network does not hand threads to people.")?;
    dialog.wait_gone()?;
    panel.role("button", "More actions").click()?;
    panel.role("menuitemcheckbox", "Dislike").wait()?;
    assert!(!panel.role("menuitem", "Hand to people").is_there()?);
    Ok(())
}

fn a_post_goes_out_with_its_visibility_and_temperature(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.evaluate("document.querySelector('.post-options summary').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("combobox", "Visible to").choose("anyone with the link")?;
    panel.role("combobox", "Temperature").choose("1.2")?;
    panel.wait_for_text("anyone with the link, temperature 1.2")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "the choices");
    review(&panel)?;
    post(&panel)?;
    panel.role("status", any()).wait_says("Posted")?;
    let sent = scene.network.with(|world, _| world.posts_with_text(MESSAGE));
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].visibility, sent[0].temperature_milli), ("unlisted", Some(1_200)));
    Ok(())
}

fn the_health_of_the_account_is_told_in_words(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    let health = panel.role("region", "Account health");
    health.wait_says("Active, Established")?;
    scene.control(Control::Quota { account: "Lantern".into(), used: 495 })?;
    scene.control(Control::SecurityFlag {
        account: "Lantern".into(),
        severity: sandbox::Severity::High,
        reason: "Many posts in one hour".into(),
    })?;
    panel.evaluate("document.querySelector('[aria-labelledby=part-health] button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    health.wait_says("attention")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "health");
    let options = scene.browser.open("options.html")?;
    options.role("button", "Run health check").click()?;
    options.role("status", any()).wait_says("Health check")?;
    options.wait_for_text("requests left today")?;
    options.close()?;
    // A network without a security status says so in the check, and is not asked again.
    scene.control(Control::Endpoint {
        endpoint: Endpoint::SecurityStatus,
        missing: Some(Missing::NotFound),
    })?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Run health check").click()?;
    options.wait_for_text("This network has no security status.")?;
    let asked = scene.asked(Endpoint::SecurityStatus);
    options.close()?;
    panel.role("button", "Ask again").click()?;
    health.wait_says("Active, Established")?;
    assert_eq!(scene.asked(Endpoint::SecurityStatus), asked);
    Ok(())
}

fn terms_are_accepted_here_and_an_account_leaves_by_its_name(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.press("Escape")?;
    panel.press("Escape")?;
    scene.control(Control::Terms { account: "Lantern".into(), accepted: false })?;
    scene.browser.ring("heartbeat")?;
    let accept = panel.role("button", "Accept the terms");
    accept.wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "terms");
    panel.evaluate("[...document.querySelectorAll('button')].find(one => one.textContent === 'Accept the terms').click()", &NOTHING)?;
    accept.click()?;
    panel.role("status", any()).wait_says("The terms are accepted.")?;
    panel.role("article", any()).nth(0).wait()?;
    assert_eq!(scene.asked(Endpoint::AcceptTos), 1, "a script accepts nothing");
    // Leaving takes the name, letter by letter.
    let options = scene.browser.open("options.html")?;
    options.evaluate(
        "[...document.querySelectorAll('summary')].find(one => one.textContent.startsWith('Deregister')).focus()",
        &NOTHING,
    )?;
    options.press("Enter")?;
    let leave = options.role("button", "Deregister for good");
    leave.wait()?;
    assert!(leave.is_disabled()?);
    options.role("textbox", containing("Type Lantern")).fill("Lant")?;
    leave.click()?;
    assert_eq!(scene.asked(Endpoint::Deregister), 0);
    options.role("textbox", containing("Type Lantern")).fill("Lantern")?;
    assert_eq!(options.axe()?, Vec::<String>::new(), "leaving");
    options.evaluate(
        "[...document.querySelectorAll('button')].find(one => one.textContent === 'Deregister for good').click()",
        &NOTHING,
    )?;
    leave.click()?;
    options.role("status", any()).wait_says("The account is deregistered and its key is deleted here")?;
    assert_eq!(scene.asked(Endpoint::Deregister), 1);
    leave.wait_gone()?;
    options.close()?;
    // Nothing is left to be refused, and what was written stays.
    panel.wait_for_text("No key")?;
    let silent = "return !(await chrome.alarms.getAll()).some(alarm => alarm.name.startsWith('heartbeat'))";
    scene.browser.wait_api(silent, &NOTHING)?;
    panel.role("tab", "Drafts").click()?;
    let draft = panel.role("article", containing("Draft"));
    draft.wait_says(MESSAGE)?;
    draft.role("button", "Copy text").click()?;
    panel.role("status", any()).wait_says("Copied")
}

fn trending_threads_are_a_section_that_can_be_turned_off(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    let trending = panel.role("region", "Trending");
    trending.wait_says("what many answer today")?;
    trending.clone().role("article", any()).nth(0).wait()?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "trending");
    let options = scene.browser.open("options.html")?;
    let shown = options.role("checkbox", "Show trending threads");
    assert!(shown.is_checked()?);
    shown.click()?;
    trending.wait_gone()?;
    options.evaluate("document.activeElement.blur()", &json!(null))?;
    shown.click()?;
    trending.wait()?;
    Ok(())
}

fn a_new_account_prepares_its_first_post_and_posts_it_itself(kind: Kind) -> Result {
    let scene = Scene::fresh(kind)?;
    scene.connect(keys::WICK)?.close()?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    let first = panel.role("region", "First steps");
    first.wait_says("Post a reprompt")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "first steps");
    panel.evaluate("document.querySelector('[aria-labelledby=part-first-steps] .btn').click()", &NOTHING)?;
    assert_eq!(scene.asked(Endpoint::QuickStart), 0, "a script prepares nothing");
    panel.evaluate("document.querySelector('[aria-labelledby=part-first-steps] .btn').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("status", any()).wait_says("Prepared, not posted.")?;
    assert_eq!(scene.asked(Endpoint::Reprompt), 0, "nothing is posted by itself");
    panel.role("textbox", "Your message").fill(MESSAGE)?;
    review(&panel)?;
    post(&panel)?;
    panel.role("status", any()).wait_says("Posted")?;
    assert_eq!(scene.posts(MESSAGE), 1);
    panel.press("Escape")?;
    panel.role("tab", "You").click()?;
    panel.role("region", "Receipts").wait_says("Reprompt")?;
    first.wait_gone()
}

fn the_wallet_and_the_referral_are_read_and_nothing_moves(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("tab", "You").click()?;
    let tokens = panel.role("region", "Tokens");
    tokens.clone().role("button", "Sync wallet").click()?;
    panel.role("status", any()).wait_says("The network has read the wallet again.")?;
    tokens.wait_says("synced")?;
    panel.evaluate("document.querySelector('details.section summary').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.role("button", "What it earned").click()?;
    panel.wait_for_text("joined through it. Earned:")?;
    assert_eq!(panel.axe()?, Vec::<String>::new(), "wallet and referral");
    assert_eq!((scene.asked(Endpoint::WalletSync), scene.asked(Endpoint::Referral)), (1, 1));
    scene.control(Control::Endpoint { endpoint: Endpoint::WalletSync, missing: Some(Missing::NotFound) })?;
    tokens.clone().role("button", "Sync wallet").click()?;
    panel.role("alert", any()).wait_says("This network does not offer that.")?;
    tokens.role("button", "Sync wallet").wait_gone()
}

fn a_search_is_read_on_at_its_price(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    panel.role("searchbox", "Search").click()?;
    panel.role("button", "Text").click()?;
    panel.role("button", containing("Search there")).click()?;
    panel.role("status", any()).wait_says("Searched. 1 spent")?;
    let there = panel.role("region", "On Impromptu");
    let more = there.clone().role("button", containing("More results"));
    more.wait_says("1")?;
    let before = there.clone().role("article", any()).count()?;
    panel.evaluate("document.querySelector('.search-there button').click()", &NOTHING)?;
    panel.evaluate("document.querySelector('.search-there button').focus()", &NOTHING)?;
    panel.press("Enter")?;
    panel.wait_for("return document.querySelectorAll('.search-there').length > 0 && document.querySelectorAll('article').length > input", &json!(before))?;
    assert_eq!(scene.asked(Endpoint::Query), 2);
    // Who does not want to wait stops, and the receipt says that it may have been paid.
    scene.network.fault(Fault::new(Endpoint::Query, FaultKind::Hang));
    panel.role("button", "Image").click()?;
    panel.role("button", containing("Search there")).click()?;
    panel.role("button", "Stop waiting").click()?;
    there.wait_says("Stopped waiting.")?;
    panel.role("button", containing("Search there")).wait()?;
    Ok(())
}
