//! The browser's storage is full, really full.

use crate::scene::{LIGHTHOUSE, Scene, post, review, write};
use browser_suite::{Kind, Launch, Result, any, both};
use sandbox::keys;
use serde_json::json;

both!(
    words_that_cannot_be_kept_stay_in_the_box_and_are_kept_later,
    nothing_is_sent_that_cannot_be_written_down,
);

/// In Chromium alone: it gives each extension a share of its own. In Firefox the disk is the limit, and a full one takes no removal either.
mod chromium_only {
    #[test]
    fn caches_make_room_for_words() -> browser_suite::Result {
        let story = || super::caches_make_room_for_words(browser_suite::Kind::Chromium);
        browser_suite::timed(concat!(module_path!(), "::caches_make_room_for_words"), story)
    }
}

/// Fills Chromium's storage of the extension, without its caches, to the last byte that it takes, in pieces of noise that cannot be pressed together.
const FILL: &str = "await chrome.storage.local.remove(Object.keys(await chrome.storage.local.get(null)).filter(key => /^cache/.test(key) && key !== input));\
    const noise = size => { let text = ''; while (text.length < size) text += Math.random().toString(36).slice(2); return text.slice(0, size) };\
    let pieces = 0;\
    for (let size = 1 << 20; size >= 1; size >>= 1) {\
      for (;;) {\
        try { await chrome.storage.local.set({ [`fill:${pieces}`]: noise(size) }); pieces += 1; }\
        catch { break; }\
      }\
    }";
/// Makes room again.
const EMPTY: &str = "const keys = Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('fill:'));\
    await chrome.storage.local.remove(keys)";

/// Fills the disk that Firefox gives to all sites and extensions together, from the files of a page, until the storage of the extension
/// cannot grow. What a write has failed at gives back what it had begun to take: that is filled too.
const FILL_DISK: &str = "await chrome.storage.local.remove(Object.keys(await chrome.storage.local.get(null)).filter(key => /^cache/.test(key) && key !== input));\
    const folder = await navigator.storage.getDirectory(); let pieces = 0;\
    const add = async size => {\
      const file = await folder.getFileHandle(`fill${pieces}`, { create: true });\
      const writer = await file.createWritable();\
      await writer.write(new Uint8Array(size)); await writer.close(); pieces += 1;\
    };\
    const refuses = () => chrome.storage.local.set({ fill: 'x'.repeat(500) }).then(() => false, () => true);\
    for (let refused = 0; refused < 3;) {\
      for (let size = 1 << 20; size >= 64; size >>= 1) for (;;) try { await add(size) } catch { break }\
      refused = await refuses() ? refused + 1 : 0;\
    }";
/// Gives the files back, and waits until the storage of the extension takes what is written, as anything that anybody writes does.
const EMPTY_DISK: &str = "const folder = await navigator.storage.getDirectory();\
    for (const name of await Array.fromAsync(folder.keys())) await folder.removeEntry(name);\
    await by.until(() => chrome.storage.local.set({ fill: Math.random() }).then(() => true, () => false), 90_000);\
    await chrome.storage.local.remove('fill')";

/// Leaves no room in the extension's storage, and no cache that could make some.
fn fill(scene: &Scene) -> Result {
    fill_beside(scene, "")
}

/// The same, beside one cache.
fn fill_beside(scene: &Scene, cache: &str) -> Result {
    let script = if scene.browser.kind() == Kind::Firefox { FILL_DISK } else { FILL };
    scene.browser.api(script, &json!(cache)).map(drop)
}

/// Makes room again.
fn empty(scene: &Scene) -> Result {
    let script = if scene.browser.kind() == Kind::Firefox { EMPTY_DISK } else { EMPTY };
    scene.browser.api(script, &json!(null)).map(drop)
}

/// A message as long as one may be, in which nothing comes twice: no gap that filling left is large enough for it.
fn long() -> String {
    let mut number: u64 = 18;
    let words = std::iter::repeat_with(|| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x} ", number >> 16)
    });
    words.take(730).collect::<String>().trim_end().to_owned()
}

/// Connected, in a browser whose storage can be filled: Firefox gives an extension a share of the disk, unless it is told less.
fn small(kind: Kind) -> Result<Scene> {
    let scene = Scene::with(kind, &Launch { storage: Some(10 * 1024), ..Launch::default() })?;
    scene.connect(keys::LANTERN)?.close()?;
    Ok(scene)
}

fn words_that_cannot_be_kept_stay_in_the_box_and_are_kept_later(kind: Kind) -> Result {
    let scene = small(kind)?;
    let text = long();
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The chair")?;
    panel.wait_for_text("Saved")?;
    fill(&scene)?;
    panel.role("textbox", "Your message").fill(&text)?;
    panel.role("alert", any()).wait_says("storage is full")?;
    panel.wait_for_text("Not saved")?;
    assert_eq!(panel.role("textbox", "Your message").value()?, text, "the words are still in the box");
    empty(&scene)?;
    panel.role("status", any()).wait_says("saved")?;
    panel.close()?;
    scene.browser.stop_background()?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.wait_for("return document.querySelector('textarea')?.value === input", &json!(text))?;
    scene.browser.wait_badge("3")?;
    Ok(())
}

fn nothing_is_sent_that_cannot_be_written_down(kind: Kind) -> Result {
    let scene = small(kind)?;
    let text = long();
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, &text)?;
    review(&panel)?;
    panel.wait_for_text("Saved")?;
    fill(&scene)?;
    panel.role("button", "Post reprompt").click()?;
    panel.role("alert", any()).wait_says("storage is full")?;
    assert_eq!(scene.posts(&text), 0);
    assert_eq!(panel.role("textbox", "Your message").value()?, text);
    empty(&scene)?;
    post(&panel)?;
    scene.are_posted_once(&[&text])
}

fn caches_make_room_for_words(kind: Kind) -> Result {
    let scene = small(kind)?;
    let text = long();
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, "The chair")?;
    panel.wait_for_text("Saved")?;
    // What fills the rest leaves this in its place.
    let cache = "await chrome.storage.local.set({ 'cache:7': 'x'.repeat(500_000) })";
    scene.browser.api(cache, &json!(null))?;
    fill_beside(&scene, "cache:7")?;
    panel.role("textbox", "Your message").fill(&text)?;
    scene.browser.wait_api(
        "return Object.values(await chrome.storage.local.get(null)).some(value => value?.content?.text === input)",
        &json!(text),
    )?;
    let caches = "return Object.keys(await chrome.storage.local.get(null)).includes('cache:7')";
    assert_eq!(scene.browser.api(caches, &json!(null))?, json!(false), "the cache made room");
    Ok(())
}
