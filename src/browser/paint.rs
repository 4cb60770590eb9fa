//! Writes the views and the badge. Steps note what has changed; it is written when the queue is empty. A worker that was woken to send a
//! heartbeat has it on the wire before it paints.

use super::render_queue::RenderQueue;
use super::worker::{Worker, now};
use super::{api, localize, store};
use crate::app::{Badge, BadgeText, ToolbarIcon};
use crate::domain::Millis;
use crate::view::{self, THREAD_VIEW};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

/// Paints all that was noted, views first and in one go, as the state is now.
pub(super) async fn paint() {
    if Worker::with(|worker| worker.render_queue.is_clear()) {
        return;
    }
    // Requests that were just decided on leave first: their tasks stand in line by now, and this lets them run.
    let _ = api::wait(Promise::resolve(&JsValue::UNDEFINED)).await;
    let now = now();
    // Built without awaiting, so that the state cannot change under it.
    let (views, badge) = Worker::with(|worker| {
        let RenderQueue { views, badge } = std::mem::take(&mut worker.render_queue);
        let ready = |view_key| view::ready(&worker.accounts, view_key, now);
        worker.stored_threads.order_by(worker.accounts.current());
        (views.iter().flat_map(ready).collect::<Vec<_>>(), badge)
    });
    show(views, now).await;
    if let Some(badge) = badge
        && let Err(error) = apply_badge(&badge).await
    {
        api::warn_refused(&error);
    }
}

/// Writes views, all at once where the browser has room for them, each by itself where it has not: one that it refuses holds up no other.
async fn show(mut views: Vec<(String, String)>, now: Millis) {
    if views.is_empty() {
        return;
    }
    let (evicted, threads) = Worker::with(|worker| {
        let stored = &mut worker.stored_threads;
        let threads =
            views.iter().filter_map(|(key, json)| Some((key.strip_prefix(THREAD_VIEW)?, json.len())));
        let evicted: Vec<String> = threads.flat_map(|(node, bytes)| stored.add(node, bytes)).collect();
        (evicted, stored.clone())
    });
    evict(&evicted).await;
    views.retain(|(key, _)| {
        key.strip_prefix(THREAD_VIEW).is_none_or(|node| !evicted.iter().any(|evicted| evicted == node))
    });
    if store::show(&views, &threads).await.is_ok() {
        return;
    }
    for view in views {
        show_one(view, now).await;
    }
}

/// Writes one view. Threads that were read longer ago make room for it; where that is not enough, its place says so.
async fn show_one(view: (String, String), now: Millis) {
    let node = view.0.strip_prefix(THREAD_VIEW);
    let views = [view.clone()];
    loop {
        let threads = Worker::with(|worker| worker.stored_threads.clone());
        let Err(error) = store::show(&views, &threads).await else { return };
        let evicted = Worker::with(|worker| worker.stored_threads.make_room(node));
        if evicted.is_empty() {
            api::warn_refused(&error);
            break;
        }
        evict(&evicted).await;
    }
    let instead = Worker::with(|worker| {
        let instead = view::without_room(worker.accounts.current(), &view.0, now)?;
        if let Some(node) = node {
            worker.stored_threads.add(node, instead.len());
        }
        Some((instead, worker.stored_threads.clone()))
    });
    if let Some((instead, threads)) = instead
        && let Err(error) = store::show(&[(view.0.clone(), instead)], &threads).await
    {
        api::warn_refused(&error);
    }
}

async fn evict(nodes: &[String]) {
    if !nodes.is_empty()
        && let Err(error) = store::evict_threads(nodes).await
    {
        api::warn_refused(&error);
    }
}

async fn apply_badge(badge: &Badge) -> Result<(), JsValue> {
    let text = match &badge.text {
        None => String::new(),
        Some(BadgeText::Count(count)) if *count > 999 => "999+".to_owned(),
        Some(BadgeText::Count(count)) => count.to_string(),
        Some(BadgeText::Word(line)) => localize::localize(line),
    };
    api::badge_colour(&api::object([("color", JsValue::from_str(badge.colour))])).await?;
    api::action_title(&api::object([("title", JsValue::from_str(&localize::localize(&badge.title)))]))
        .await?;
    let mark = match badge.mark {
        ToolbarIcon::Plain => "mark",
        ToolbarIcon::Grey => "idle",
        ToolbarIcon::Locked => "locked",
    };
    let paths: Vec<(String, JsValue)> = ["16", "32"]
        .into_iter()
        .map(|size| (size.to_owned(), JsValue::from_str(&api::own_url(&format!("icons/{mark}-{size}.png")))))
        .collect();
    let path = api::object(paths.iter().map(|(size, path)| (size.as_str(), path.clone())));
    api::action_icon(&api::object([("path", path)])).await?;
    // Last, for it is what is noticed: by then the rest is as true.
    api::badge_text(&api::object([("text", JsValue::from_str(&text))])).await?;
    Ok(())
}
