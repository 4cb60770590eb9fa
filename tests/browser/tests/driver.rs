//! The driver itself, held against a small extension of its own in both browsers.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use browser_suite::{Browser, Kind, Launch, Page, Result, Shot, any, both, containing};
use serde_json::{Value, json};
use tempfile::TempDir;

both!(
    popup_is_real,
    finds_by_role_and_name,
    names_are_those_that_readers_hear,
    types_and_presses,
    badge_follows_an_alarm,
    background_dies_and_wakes,
    docked_panel_opens,
    frames_in_closed_roots_are_reached,
    covered_things_are_not_clicked,
    a_press_follows_what_moves_away,
    pictures_have_the_size_and_the_light,
    a_kept_profile_remembers,
    the_world_cannot_be_reached,
);

/// Writes the extension for one browser and starts it.
fn start(kind: Kind) -> Result<(Browser, TempDir)> {
    let folder = extension(kind)?;
    let browser = Browser::start(kind, folder.path(), &Launch::default())?;
    Ok((browser, folder))
}

fn extension(kind: Kind) -> Result<TempDir> {
    let folder = TempDir::with_prefix("impromptu-driver-")?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/driver");
    for file in std::fs::read_dir(here)? {
        let file = file?;
        std::fs::copy(file.path(), folder.path().join(file.file_name()))?;
    }
    let mut manifest = json!({
        "manifest_version": 3,
        "name": "Driven",
        "version": "1",
        "action": {"default_popup": "page.html"},
        "permissions": ["alarms", "storage", "scripting"],
        "host_permissions": ["http://127.0.0.1/*"],
        "web_accessible_resources": [{"resources": ["page.html"], "matches": ["http://127.0.0.1/*"]}],
    });
    match kind {
        Kind::Chromium => {
            manifest["background"] = json!({"service_worker": "background.js"});
            manifest["side_panel"] = json!({"default_path": "page.html?docked"});
            manifest["permissions"] = json!(["alarms", "storage", "scripting", "sidePanel"]);
        }
        Kind::Firefox => {
            manifest["background"] = json!({"scripts": ["background.js"]});
            manifest["sidebar_action"] =
                json!({"default_panel": "page.html?docked", "open_at_install": false});
            manifest["browser_specific_settings"] = json!({"gecko": {"id": "driven@example.org"}});
        }
    }
    std::fs::write(folder.path().join("manifest.json"), manifest.to_string())?;
    Ok(folder)
}

/// A server on this machine that answers everything with one empty page, for as long as the test runs.
fn website() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/", listener.local_addr()?);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(std::result::Result::ok) {
            let mut request = [0; 4096];
            let page = "<!doctype html><title>A site</title><p>A site</p>";
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n",
                page.len()
            );
            if stream.read(&mut request).is_ok() {
                let _ = stream.write_all(format!("{head}{page}").as_bytes());
            }
        }
    });
    Ok(address)
}

fn popup_is_real(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let popup = browser.open_popup()?;
    assert_eq!(popup.url()?, format!("{}/page.html", browser.origin()));
    popup.role("button", "Greet").click()?;
    popup.role("status", any()).wait_says("Hello to you too, trusted")?;
    // A tab has a tab id, the popup has none.
    assert_eq!(
        popup.evaluate("return (await chrome.tabs.getCurrent())?.id ?? 'none'", &Value::Null)?,
        "none"
    );
    assert!(popup.is_open()?);
    popup.clone().close()?;
    assert!(!popup.is_open()?);
    browser.open_popup()?.role("button", "Greet").wait()?;
    assert_eq!(browser.complaints()?, Vec::<String>::new());
    Ok(())
}

fn finds_by_role_and_name(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let page = browser.open("page.html")?;
    assert_eq!(page.role("article", any()).names()?, ["First thread", "Second thread"]);
    page.role("article", "Second thread").role("button", "Like").click()?;
    page.role("article", "Second thread").role("button", "Liked").wait()?;
    page.role("article", "First thread").role("button", "Like").wait()?;
    assert_eq!(page.role("button", "Like").count()?, 1);
    assert_eq!(page.role("button", containing("inside")).text()?, "Inside");
    assert_eq!(page.role("button", "Hidden").count()? + page.role("button", "Unheard").count()?, 0);
    assert!(page.role("button", "Never").is_disabled()? && !page.role("button", "Greet").is_disabled()?);
    assert_eq!(page.role("textbox", "Your message").description()?, "Costs 10");
    page.role("radio", "Image").click()?;
    assert!(page.role("radio", "Image").is_checked()? && !page.role("radio", "Text").is_checked()?);
    page.role("combobox", "Model").choose("Fancy")?;
    assert_eq!(page.role("combobox", "Model").value()?, "Fancy");
    Ok(())
}

fn names_are_those_that_readers_hear(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let page = browser.open("page.html")?;
    for (role, name) in [
        ("heading", "A page to drive"),
        ("button", "Greet"),
        ("button", "Close the sheet"),
        ("textbox", "Your message"),
        ("textbox", "API key"),
        ("searchbox", "Find"),
        ("combobox", "Model"),
        ("group", "Answer with"),
        ("radio", "Image"),
        ("article", "Second thread"),
        ("link", "Read thread"),
        ("progressbar", "Solved"),
        ("button", "Inside"),
    ] {
        let (heard_role, heard_name) = page.role(role, name).heard()?;
        // Each browser has words of its own for some roles.
        let heard_role = match heard_role.as_str() {
            "ProgressIndicator" => "progressbar",
            // A secret has no role in the standards; Firefox keeps to that.
            "" if name == "API key" => "textbox",
            other => other,
        };
        assert_eq!((heard_role, heard_name.trim()), (role, name));
    }
    Ok(())
}

fn types_and_presses(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let popup = browser.open_popup()?;
    let message = popup.role("textbox", "Your message");
    message.type_text("Big Ideas, 2 of them — 主意?")?;
    assert_eq!(message.value()?, "Big Ideas, 2 of them — 主意?");
    popup.press("Backspace")?;
    popup.press("Control+Enter")?;
    popup.role("status", any()).wait_says("posted Big Ideas, 2 of them — 主意")?;
    message.fill("anew\nand again")?;
    assert_eq!(message.value()?, "anew\nand again");
    message.fill("")?;
    assert_eq!(message.value()?, "");
    popup.press("Tab")?;
    assert_eq!(popup.focused()?, ("textbox".to_owned(), "API key".to_owned()));
    assert!(popup.role("textbox", "API key").is_focused()?);
    Ok(())
}

fn badge_follows_an_alarm(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    assert_eq!(browser.badge()?.text, "");
    browser.wait_api("return chrome.alarms.get('beat')", &Value::Null)?;
    browser.stop_background()?;
    browser.ring("beat")?;
    browser.wait_badge("beat")?;
    // The title is what the extension sets last.
    browser.wait_api("return (await chrome.action.getTitle({})) === 'rang: beat'", &Value::Null)?;
    assert_eq!(browser.badge()?.colour, [10, 20, 30, 255]);
    assert!(browser.alarms()?["beat"] > 0.0);
    assert!(browser.ring("never set").is_err());
    Ok(())
}

fn background_dies_and_wakes(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let woken = |times: u64| {
        browser.wait_api("return (await chrome.storage.session.get('woken')).woken === input", &json!(times))
    };
    let page = browser.open("page.html")?;
    woken(1)?;
    browser.stop_background()?;
    assert!(!browser.background_runs()?);
    page.role("button", "Greet").click()?;
    page.role("status", any()).wait_says("Hello to you too")?;
    assert!(browser.background_runs()?);
    woken(2)?;
    assert_eq!(browser.storage()?["session"], json!({"woken": 2}));
    Ok(())
}

fn docked_panel_opens(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let docked = browser.open_docked()?;
    assert_eq!(docked.url()?, format!("{}/page.html?docked", browser.origin()));
    docked.role("button", "Greet").click()?;
    docked.role("status", any()).wait_says("trusted")?;
    docked.close()
}

/// Puts the extension's page into a website, in a closed shadow root.
fn embed(browser: &Browser) -> Result {
    let body = "const [tab] = await chrome.tabs.query({url: 'http://127.0.0.1/*'});\
        await chrome.scripting.executeScript({target: {tabId: tab.id}, args: [chrome.runtime.getURL('page.html')], func: (url) => {\
          const host = document.createElement('div');\
          const frame = document.createElement('iframe');\
          frame.src = url; frame.style.cssText = 'width:400px;height:500px;margin:60px';\
          host.attachShadow({mode: 'closed'}).append(frame);\
          document.body.append(host);\
        }})";
    browser.api(body, &Value::Null).map(drop)
}

fn frames_in_closed_roots_are_reached(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let tab = browser.open_url(&website()?)?;
    embed(&browser)?;
    let frame = tab.frame()?;
    frame.role("button", "Greet").click()?;
    frame.role("status", any()).wait_says("trusted")?;
    frame.role("textbox", "Your message").type_text("from within")?;
    assert_eq!(frame.role("textbox", "Your message").value()?, "from within");
    Ok(())
}

/// Where the middle of a button is in its document.
fn middle(page: &Page<'_>, name: &str) -> Result<(f64, f64)> {
    let body = "const [button] = by.find([{ role: 'button', name: { exactly: input }, nth: null }]);\
                const { left, top, width, height } = button.getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    Ok(serde_json::from_value(page.evaluate(body, &json!(name))?)?)
}

/// What comes under the pointer in the last moment, as rows do that are drawn anew, is left alone.
fn a_press_follows_what_moves_away(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let page = browser.open("page.html")?;
    page.role("button", "Greet").wait()?;
    page.evaluate(
        "const wanted = document.createElement('button'), other = document.createElement('button');\
         wanted.textContent = 'Wanted'; other.textContent = 'Other';\
         for (const one of [wanted, other]) {\
           one.style.cssText = 'display:block;width:200px;height:40px';\
           for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])\
             one.addEventListener(kind, () => (document.body.dataset.pressed ??= '', document.body.dataset.pressed += ` ${one.textContent}:${kind}`));\
         }\
         document.body.prepend(wanted);\
         wanted.addEventListener('mousemove', () => wanted.before(other), { once: true });",
        &Value::Null,
    )?;
    page.role("button", "Wanted").click()?;
    let pressed = page.evaluate("return document.body.dataset.pressed", &Value::Null)?;
    let kinds = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
    assert_eq!(pressed, json!(kinds.map(|kind| format!(" Wanted:{kind}")).concat()));
    Ok(())
}

fn covered_things_are_not_clicked(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let tab = browser.open_url(&website()?)?;
    embed(&browser)?;
    let frame = tab.frame()?;
    frame.role("button", "Greet").wait()?;
    // The page lays glass over the frame: a click at the same point is the page's, not ours.
    tab.evaluate(
        "const glass = document.createElement('div'); glass.style.cssText = 'position:fixed;inset:0;z-index:9';\
         glass.addEventListener('click', () => { document.title = 'caught'; }); document.body.append(glass);",
        &Value::Null,
    )?;
    let (x, y) = middle(&frame, "Greet")?;
    frame.click_at(x, y)?;
    tab.wait_for("return document.title === 'caught'", &Value::Null)?;
    assert_eq!(frame.role("status", any()).text()?, "");
    Ok(())
}

fn pictures_have_the_size_and_the_light(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let page = browser.open("page.html")?;
    let mut corners = Vec::new();
    for dark in [false, true] {
        let picture = page.screenshot(Shot { size: Some((400, 600)), dark })?;
        assert_eq!(size(&picture), (800, 1200));
        // The browser that took the picture can read it.
        let body = "const picture = await createImageBitmap(new Blob([new Uint8Array(input)]));\
            const canvas = new OffscreenCanvas(1, 1).getContext('2d'); canvas.drawImage(picture, -4, -4);\
            return canvas.getImageData(0, 0, 1, 1).data[0]";
        corners.push(browser.api(body, &json!(picture))?.as_u64().unwrap_or_default());
    }
    assert!(corners[0] > 200 && corners[1] < 90, "red at the corner, light and dark: {corners:?}");
    let popup = browser.open_popup()?;
    let (width, _) = size(&popup.screenshot(Shot { size: None, dark: true })?);
    assert!(width >= 720, "the popup's picture is {width} wide");
    Ok(())
}

/// Width and height from a PNG's header.
fn size(picture: &[u8]) -> (u32, u32) {
    let number =
        |from: usize| picture[from..from + 4].iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
    (number(16), number(20))
}

fn a_kept_profile_remembers(kind: Kind) -> Result {
    let profile = TempDir::with_prefix("impromptu-kept-")?;
    let folder = extension(kind)?;
    let launch = Launch { profile: Some(profile.path().to_path_buf()), ..Launch::default() };
    let browser = Browser::start(kind, folder.path(), &launch)?;
    let before = browser.origin();
    browser.api("await chrome.storage.local.set({draft: 'half a senten'})", &Value::Null)?;
    browser.reload_extension()?;
    assert_eq!(browser.storage()?["local"]["draft"], "half a senten");
    browser.quit();
    let browser = Browser::start(kind, folder.path(), &launch)?;
    assert_eq!(browser.origin(), before);
    assert_eq!(browser.storage()?["local"]["draft"], "half a senten");
    Ok(())
}

fn the_world_cannot_be_reached(kind: Kind) -> Result {
    let (browser, _folder) = start(kind)?;
    let fetched = |url: &str| {
        browser.api("return await fetch(input).then(() => 'answered', () => 'refused')", &json!(url))
    };
    assert_eq!(fetched(&website()?)?, "answered");
    assert_eq!(fetched("http://example.org/")?, "refused");
    Ok(())
}
