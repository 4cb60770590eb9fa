//! What outlives an update of the extension, and the browser.

use crate::scene::{LIGHTHOUSE, MESSAGE, Scene, post, review, write};
use browser_suite::{Kind, Launch, Page, Result, both, containing, copy_folder};
use sandbox::{Endpoint, Fault, FaultKind, keys};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

both!(
    an_update_in_mid_draft_costs_no_word,
    an_update_in_mid_post_posts_once,
    a_restart_in_mid_draft_costs_no_word,
    a_restart_in_mid_post_posts_once,
);

/// The extension in a folder of its own, where a later version can take its place.
fn copy(kind: Kind) -> Result<TempDir> {
    let folder = TempDir::with_prefix("impromptu-version-")?;
    copy_folder(&kind.extension(), folder.path())?;
    Ok(folder)
}

/// Puts a later version in the folder, and has the browser update to it.
fn update(scene: &Scene, folder: &Path) -> Result {
    let file = folder.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    manifest["version"] = json!("99.1");
    std::fs::write(&file, manifest.to_string())?;
    scene.browser.reload_extension()?;
    let version = scene.browser.api("return chrome.runtime.getManifest().version", &json!(null))?;
    assert_eq!(version, "99.1");
    Ok(())
}

fn connected(kind: Kind, folder: &Path, launch: &Launch) -> Result<Scene> {
    let scene = Scene::from(kind, folder, launch)?;
    scene.connect(keys::LANTERN)?.close()?;
    Ok(scene)
}

/// The draft is where it was, in a panel that is opened now, and goes out once.
fn goes_on(scene: &Scene) -> Result {
    scene.browser.wait_badge("3")?;
    let panel = scene.panel()?;
    panel.role("article", LIGHTHOUSE).role("button", "Reprompt").click()?;
    panel.wait_for("return document.querySelector('textarea')?.value === input", &json!(MESSAGE))?;
    assert_eq!(scene.posts(MESSAGE), 0);
    post(&panel)?;
    scene.is_posted_once()
}

/// What became of the post is found by reading.
fn is_found(scene: &Scene) -> Result {
    let panel = scene.browser.open("panel.html?surface=side")?;
    panel.role("tab", containing("Drafts")).click()?;
    panel.wait_for_text("It was posted")?;
    scene.is_posted_once()
}

/// A draft whose tree was reviewed.
fn drafted(scene: &Scene) -> Result<Page<'_>> {
    let panel = scene.panel()?;
    write(&panel, LIGHTHOUSE, MESSAGE)?;
    review(&panel)?;
    panel.wait_for_text("Saved")?;
    Ok(panel)
}

/// A post that the network keeps and never answers.
fn posting(scene: &Scene) -> Result {
    let panel = drafted(scene)?;
    scene.network.fault(Fault::new(Endpoint::Reprompt, FaultKind::Hang).committed());
    panel.role("button", "Post reprompt").click()?;
    scene.faults_met()
}

fn an_update_in_mid_draft_costs_no_word(kind: Kind) -> Result {
    let folder = copy(kind)?;
    let scene = connected(kind, folder.path(), &Launch::default())?;
    drafted(&scene)?;
    update(&scene, folder.path())?;
    scene.browser.wait_badge("3")?;
    assert!(
        scene.browser.alarms()?.contains_key("heartbeat"),
        "an update clears alarms, and the core sets them again"
    );
    goes_on(&scene)
}

fn an_update_in_mid_post_posts_once(kind: Kind) -> Result {
    let folder = copy(kind)?;
    let scene = connected(kind, folder.path(), &Launch::default())?;
    posting(&scene)?;
    update(&scene, folder.path())?;
    is_found(&scene)
}

fn a_restart_in_mid_draft_costs_no_word(kind: Kind) -> Result {
    let profile = TempDir::with_prefix("impromptu-kept-")?;
    let launch = Launch { profile: Some(profile.path().to_path_buf()), ..Launch::default() };
    let scene = connected(kind, &kind.extension(), &launch)?;
    drafted(&scene)?;
    goes_on(&scene.restarted(&kind.extension(), &launch)?)
}

fn a_restart_in_mid_post_posts_once(kind: Kind) -> Result {
    let profile = TempDir::with_prefix("impromptu-kept-")?;
    let launch = Launch { profile: Some(profile.path().to_path_buf()), ..Launch::default() };
    let scene = connected(kind, &kind.extension(), &launch)?;
    posting(&scene)?;
    is_found(&scene.restarted(&kind.extension(), &launch)?)
}
