//! Trying words on a model of the person's own: a seed before it is planted, and a message before it is posted.

use browser_suite::{Kind, Page, Result, any, both, containing};
use sandbox::keys;
use serde_json::json;
use std::net::TcpListener;

use crate::scene::{LIGHTHOUSE, Scene, write as write_reply};

both!(
    a_seed_is_tried_on_a_model_of_ones_own,
    openings_are_answered_side_by_side_and_one_is_taken,
    a_message_in_a_thread_is_tried_before_it_is_posted,
    what_a_model_will_not_do_is_told_with_what_to_do,
);

const MIND: &str = "You are a customs officer at the border of sleep. Never say no.";
const MESSAGE: &str = "Next, please. Put it on the scale.";

/// Sets a model up in the options, and goes back to what was in front.
fn set_up(scene: &Scene, address: &str, model: &str, key: &str) -> Result {
    let options = scene.browser.open("options.html")?;
    options.role("textbox", "Model address").fill(address)?;
    options.role("textbox", "Model name").fill(model)?;
    options.role("textbox", "Model key").fill(key)?;
    options.role("button", "Save the model").click()?;
    options.role("status", any()).wait_says(&format!("try seeds with {model}"))?;
    options.close()
}

/// Writes a seed and opens Try.
fn write(panel: &Page<'_>) -> Result {
    panel.role("tab", containing("Create")).click()?;
    panel.role("textbox", "System prompt").fill(MIND)?;
    panel.role("textbox", "Opening message").fill(MESSAGE)?;
    panel.role("button", "Try").click()
}

fn a_seed_is_tried_on_a_model_of_ones_own(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write(&panel)?;
    panel.wait_for_text("Ollama or LM Studio gives you a model")?;
    panel.wait_for_text("http://localhost:11434/v1")?;
    let options = scene.browser.open("options.html")?;
    options.role("button", "Save the model").click()?;
    options.role("textbox", "Model address").wait_attribute("aria-invalid", Some("true"))?;
    options.wait_for("return document.activeElement.id === 'own-model-address'", &json!(null))?;
    assert_eq!(options.axe()?, Vec::<String>::new(), "a model without an address");
    options.close()?;
    set_up(&scene, &scene.network.model_server(), "echo", "")?;
    panel.role("button", "Ask the model").click()?;
    let answer = panel.role("group", "Trial answer");
    answer.wait_says("My rule: Never say no. You said “Next, please. Put it on the scale.”")?;
    answer.wait_says("pictures.example")?;
    let drawn = "const answer = document.querySelector('.try .answer');
        return answer.querySelector('strong')?.textContent === 'Never say no' && !answer.querySelector('img')";
    panel.wait_for(drawn, &json!(null))?;
    let asked = scene.network.chats();
    let told: Vec<_> = asked.iter().map(|chat| (&chat.authorization, &chat.cookie, &chat.body)).collect();
    let body = json!({ "model": "echo", "stream": true, "messages": [
        { "role": "system", "content": MIND }, { "role": "user", "content": MESSAGE },
    ] });
    assert_eq!(told, [(&None, &None, &body)], "asked once, and nothing of the account goes along");
    assert_eq!(scene.posts(MESSAGE), 0, "nothing is planted");
    // A trial of what has changed since says so, and the words stay as they were written.
    panel.role("button", "Write").click()?;
    panel.role("textbox", "Opening message").fill("Next.")?;
    panel.role("button", "Try").click()?;
    panel.wait_for_text("This answers an earlier version of your words.")?;
    panel.role("button", "Write").click()?;
    assert_eq!(panel.role("textbox", "System prompt").value()?, MIND);
    Ok(())
}

fn openings_are_answered_side_by_side_and_one_is_taken(kind: Kind) -> Result {
    const OTHER: &str = "Nothing to declare?";
    let scene = Scene::connected(kind)?;
    set_up(&scene, &scene.network.model_server(), "echo", "")?;
    let panel = scene.panel()?;
    write(&panel)?;
    panel.role("button", "Another opening").click()?;
    panel.role("textbox", "Opening 2").fill(OTHER)?;
    panel.role("button", "Ask the model").click()?;
    for (number, text) in [(1, MESSAGE), (2, OTHER)] {
        let said = format!("You said “{text}”");
        panel.role("group", format!("Trial answer {number}").as_str()).wait_says(&said)?;
    }
    let told: Vec<_> =
        scene.network.chats().iter().map(|chat| chat.body["messages"][1]["content"].clone()).collect();
    assert_eq!(told, [MESSAGE, OTHER], "one after the other");
    panel.role("button", "Use it Opening 2").click()?;
    panel.role("group", "Trial answer 1").wait_says(OTHER)?;
    assert_eq!(panel.role("textbox", "Opening 2").value()?, MESSAGE, "no opening is lost");
    panel.role("button", "Write").click()?;
    assert_eq!(panel.role("textbox", "Opening message").value()?, OTHER);
    Ok(())
}

fn a_message_in_a_thread_is_tried_before_it_is_posted(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let panel = scene.panel()?;
    write_reply(&panel, LIGHTHOUSE, MESSAGE)?;
    panel.wait_for_text("How to try a message on a model of your own")?;
    set_up(&scene, &scene.network.model_server(), "echo", "")?;
    panel.wait_for_text("Try on your own model")?;
    panel.evaluate("document.querySelector('.try-reply summary').focus()", &json!(null))?;
    panel.press("Enter")?;
    panel.role("button", "Ask the model").click()?;
    panel.role("group", "Trial answer").wait_says(&format!("You said “{MESSAGE}”"))?;
    let asked = scene.network.chats();
    let [chat] = asked.as_slice() else { panic!("asked once: {asked:?}") };
    assert_eq!((&chat.authorization, &chat.cookie), (&None, &None), "nothing of the account goes along");
    let told = chat.body["messages"].as_array().cloned().unwrap_or_default();
    let said = |at: usize| (told[at]["role"].as_str(), told[at]["content"].as_str().unwrap_or_default());
    assert!(
        said(0).0 == Some("system") && said(0).1.starts_with("You are the ledger of a lighthouse"),
        "{told:?}"
    );
    assert_eq!(said(1), (Some("user"), "Open the book at the night the lamp failed."));
    assert_eq!(said(2).0, Some("assistant"));
    assert_eq!(said(told.len() - 1), (Some("user"), MESSAGE));
    assert_eq!(scene.posts(MESSAGE), 0, "nothing is posted");
    panel.role("textbox", "Your message").fill("Another one.")?;
    panel.wait_for_text("This answers an earlier version of your words.")
}

fn what_a_model_will_not_do_is_told_with_what_to_do(kind: Kind) -> Result {
    let scene = Scene::connected(kind)?;
    let server = scene.network.model_server();
    set_up(&scene, &server, "endless", "")?;
    let panel = scene.panel()?;
    write(&panel)?;
    panel.role("button", "Ask the model").click()?;
    panel.role("group", "Trial answer").wait_says("Once more Once more")?;
    panel.role("button", "Stop").click()?;
    panel.wait_for_text("You stopped it here.")?;
    for (model, line) in [
        ("keyed", "wants a key, or another one. Enter it in the options."),
        (
            "guarded",
            "refuses this extension. Allow it in the settings of the server, for example by starting Ollama with OLLAMA_ORIGINS=",
        ),
        ("nobody", "has no model called nobody, or no chat at this address."),
        ("nobody", "model 'nobody' not found"),
        ("page", "answers, but not as a chat does."),
    ] {
        set_up(&scene, &server, model, "")?;
        panel.wait_for_text(&format!("{model} at 127.0.0.1"))?;
        panel.role("button", "Ask again").click()?;
        panel.wait_for_text(line)?;
    }
    let closed = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    set_up(&scene, &format!("http://{closed}/v1"), "echo", "")?;
    panel.wait_for_text(&format!("echo at {closed}"))?;
    panel.role("button", "Ask again").click()?;
    panel.wait_for_text(&format!("Nothing answers at {closed}. Start the server there"))?;
    // The key goes to its address alone, and the account's key to none of these.
    set_up(&scene, &server, "keyed", "model-key")?;
    panel.wait_for_text("keyed at 127.0.0.1")?;
    panel.role("button", "Ask again").click()?;
    panel.role("group", "Trial answer").wait_says("My rule: Never say no")?;
    let keys_sent: Vec<_> = scene.network.chats().into_iter().filter_map(|chat| chat.authorization).collect();
    assert_eq!(keys_sent, ["Bearer model-key"]);
    assert!(!keys_sent.iter().any(|sent| sent.contains(keys::LANTERN)));
    let stored = "return JSON.stringify(await (globalThis.browser ?? chrome).storage.local.get(null)).includes('model-key')";
    assert_eq!(panel.evaluate(stored, &json!(null))?, json!(false), "no file holds the key");
    let options = scene.browser.open("options.html")?;
    options.role("button", "Forget the model").click()?;
    options.role("status", any()).wait_says("The model and its key are forgotten.")?;
    options.close()?;
    panel.wait_for_text("Ollama or LM Studio gives you a model")
}
