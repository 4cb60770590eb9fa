//! Two manifests from one source: `extension/manifest.json` says everything, each browser is handed what it knows.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::dist::{Browser, Edition};

/// The public half of a key made for development builds alone. It fixes the extension's id in Chromium, so that its
/// storage outlives a move of the folder. The store signs releases with a key of its own.
const DEV_KEY: &str = "\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArxnauqGtu/mlH37Xh6sTRgPEYZzcL5y43qkz70wIVT8HPWQXmItcgG+R\
yYa+Kd7RvIFIe0o1wJtequ1+3S13VpB4/ZWdluRw6k/1ib2+1fJjMJ9ct2kOnUQGGm9i7RoaogyoIbL+yb0tN2egBTYj43EDyO+z\
4MYrbnyXdCmO0IJ+EUikvfgHJI65kzMxOLeyV2Npfr4PZ0enYYiFk5pogwgJmVfz0ztImq+vCeDx1F9e6NFy25A8qRXmJ0MODyyq\
Sw36UvbZTpBStMkXj7d6ItusT+cUscZrTeb7K0DZ4hEhmp6lAdiAA6UlbNK2842owSmZSw54DjH1bmFVst+gFwIDAQAB\
";
/// What a development build may reach beside the API: the local network.
const DEV_HOST: &str = "http://127.0.0.1/*";

/// Keys of the other browser, as JSON pointers: each would be a warning, or a refusal, where it is not known.
fn foreign(browser: Browser) -> &'static [&'static str] {
    match browser {
        Browser::Chrome => {
            &["/background/scripts", "/sidebar_action", "/browser_specific_settings", "/action/default_area"]
        }
        Browser::Firefox => &[
            "/background/service_worker",
            "/side_panel",
            "/minimum_chrome_version",
            "/web_accessible_resources/0/use_dynamic_url",
        ],
    }
}

/// The manifest of one browser and edition.
pub(crate) fn derive(source: &Value, browser: Browser, edition: Edition) -> Result<Value> {
    let mut manifest = source.clone();
    for pointer in foreign(browser) {
        remove(&mut manifest, pointer)
            .with_context(|| format!("extension/manifest.json has no {pointer}"))?;
    }
    if browser == Browser::Firefox {
        list(&mut manifest, "permissions")?.retain(|permission| permission != "sidePanel");
    }
    if edition == Edition::Dev {
        list(&mut manifest, "host_permissions")?.push(json!(DEV_HOST));
        // What is granted at install is not asked for later; a browser complains of a manifest that says both.
        list(&mut manifest, "optional_host_permissions")?.retain(|host| host != DEV_HOST);
        if browser == Browser::Chrome {
            manifest["key"] = json!(DEV_KEY);
        }
    }
    manifest["version"] = json!(env!("CARGO_PKG_VERSION"));
    Ok(manifest)
}

/// Takes the value at `pointer` out of the object that holds it.
fn remove(manifest: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    manifest.pointer_mut(parent)?.as_object_mut()?.remove(key)
}

/// A list of the manifest, to be changed.
fn list<'a>(manifest: &'a mut Value, key: &str) -> Result<&'a mut Vec<Value>> {
    manifest[key].as_array_mut().with_context(|| format!("extension/manifest.json has no list {key}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::shell;

    /// What the extension asks for at install, each with the sentence that a store's reviewer and a person may read.
    const ASKED: [(&str, &str); 8] = [
        (
            "storage",
            "Drafts, receipts, settings and the sealed API key are kept on this computer; settings also go \
             to the browser's own sync if that is turned on.",
        ),
        ("alarms", "The heartbeat runs at the pace the person chose, also after the worker was stopped."),
        ("notifications", "Replies and mentions are shown on the desktop where the person asked for it."),
        ("contextMenus", "Selected text, a link or a page is taken into a draft from its context menu."),
        ("activeTab", "The tab in front is read after the person's own gesture, and no other."),
        ("scripting", "The panel is put into the tab in front after that gesture."),
        ("sidePanel", "The panel can be docked beside the page (Chrome)."),
        ("https://impromptusocial.ai/*", "The network's API: the one origin that the API key belongs to."),
    ];

    /// What may be asked for later: on the click on Connect, when the person typed another API address, and on the click that saves or asks a
    /// model of the person's own.
    const ASKED_LATER: [&str; 3] = ["https://*/*", "http://127.0.0.1/*", "http://localhost/*"];

    fn source() -> Value {
        let text = std::fs::read_to_string(shell::root().join("extension/manifest.json")).expect("is there");
        serde_json::from_str(&text).expect("is JSON")
    }

    fn made(browser: Browser, edition: Edition) -> Value {
        derive(&source(), browser, edition).expect("can be derived")
    }

    fn strings(manifest: &Value, key: &str) -> Vec<String> {
        let list = manifest[key].as_array().unwrap_or_else(|| panic!("{key} is a list"));
        list.iter().map(|item| item.as_str().expect("is text").to_owned()).collect()
    }

    #[test]
    fn asks_for_what_is_justified_and_nothing_else() {
        for (browser, without) in [(Browser::Chrome, ""), (Browser::Firefox, "sidePanel")] {
            let manifest = made(browser, Edition::Release);
            let mut asked = strings(&manifest, "permissions");
            asked.extend(strings(&manifest, "host_permissions"));
            let justified: Vec<&str> =
                ASKED.iter().map(|(permission, _)| *permission).filter(|name| *name != without).collect();
            assert_eq!(asked, justified, "{browser:?}");
            assert_eq!(strings(&manifest, "optional_host_permissions"), ASKED_LATER);
            for key in ["optional_permissions", "externally_connectable", "content_scripts"] {
                assert!(manifest.get(key).is_none(), "{browser:?} declares {key}");
            }
        }
        assert!(ASKED.iter().all(|(_, sentence)| sentence.ends_with(['.', ')']) && sentence.len() > 30));
    }

    #[test]
    fn each_browser_gets_only_what_it_knows() {
        let chrome = made(Browser::Chrome, Edition::Release);
        assert_eq!(chrome["background"], json!({"service_worker": "background.js", "type": "module"}));
        assert_eq!(chrome["side_panel"]["default_path"], "panel.html?surface=side");
        assert!(chrome.get("sidebar_action").is_none() && chrome.get("browser_specific_settings").is_none());
        assert!(chrome.get("key").is_none(), "the store gives a release its key");

        let firefox = made(Browser::Firefox, Edition::Release);
        assert_eq!(firefox["background"], json!({"scripts": ["background.js"], "type": "module"}));
        assert_eq!(firefox["sidebar_action"]["default_panel"], "panel.html?surface=side");
        assert!(firefox.get("side_panel").is_none() && firefox.get("minimum_chrome_version").is_none());
        assert_eq!(
            firefox["browser_specific_settings"]["gecko"]["data_collection_permissions"],
            json!({"required": ["authenticationInfo", "personalCommunications"], "optional": ["websiteContent"]})
        );
    }

    #[test]
    fn a_dev_build_differs_in_local_access_and_a_fixed_id_alone() {
        for browser in [Browser::Chrome, Browser::Firefox] {
            let mut dev = made(browser, Edition::Dev);
            let key = dev.as_object_mut().expect("is an object").remove("key");
            assert_eq!(key.is_some(), browser == Browser::Chrome);
            let hosts = list(&mut dev, "host_permissions").expect("is a list");
            assert_eq!(hosts.pop(), Some(json!(DEV_HOST)));
            let mut release = made(browser, Edition::Release);
            list(&mut release, "optional_host_permissions")
                .expect("is a list")
                .retain(|host| host != DEV_HOST);
            assert_eq!(dev, release, "{browser:?}");
            let again = |host: &Value| strings(&dev, "optional_host_permissions").contains(&host.to_string());
            assert!(!dev["host_permissions"].as_array().expect("is a list").iter().any(again), "{browser:?}");
        }
    }

    #[test]
    fn pages_run_their_own_scripts_and_no_others() {
        let manifest = source();
        let policy = manifest["content_security_policy"]["extension_pages"].as_str().expect("is text");
        let rules: BTreeMap<&str, &str> =
            policy.split("; ").map(|rule| rule.split_once(' ').expect("a name and its sources")).collect();
        assert_eq!(rules["default-src"], "'none'");
        assert_eq!(rules["script-src"], "'self' 'wasm-unsafe-eval'");
        assert_eq!(rules["style-src"], "'self'");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }
}
