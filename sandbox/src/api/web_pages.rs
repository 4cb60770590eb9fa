//! The pages and pictures outside the API.

use crate::model::http::{Request, Response, decode};
use crate::model::world::World;
use crate::writing::picture;
use std::fmt::Write;

/// Answers a path that does not begin with `/api/`.
pub(crate) fn serve(world: &mut World, request: &Request, now: i64) -> Response {
    let path = request.path();
    if let Some(code) = path.strip_prefix("/claim/") {
        return claim_page(world, &decode(code), request.method == "POST", now);
    }
    if path == "/terms" {
        return html(
            200,
            "<h1>Terms of a local network</h1><p>It forgets everything when it stops. Use it for tests.</p>",
        );
    }
    let image = path.strip_prefix("/images/").and_then(|rest| rest.strip_suffix(".png"));
    if let Some(at) = image.and_then(|id| world.tree.find(&decode(id))) {
        let node = world.tree.get(at);
        if node.image_url("").is_some() {
            return Response::bytes(
                200,
                "image/png",
                picture::draw(&node.prompt, world.tree.title(at), node.depth),
            );
        }
    }
    if let Some(at) = path.strip_prefix("/prompt/").and_then(|id| world.tree.find(&decode(id))) {
        return html(200, &node_page(world, at));
    }
    if path == "/" {
        return html(200, &front_page(world));
    }
    html(
        404,
        "<h1>There is no such page</h1><p>The API is under /api/v1, node pages under /prompt/&lt;id&gt;.</p>",
    )
}

fn html(status: u16, body: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A local Impromptu network</title>\
         <style>body{{font:18px/1.6 Georgia,serif;max-width:38rem;margin:3rem auto;padding:0 1rem}}\
         blockquote{{margin:0 0 1rem;padding-left:1rem;border-left:2px solid #2f6f5e;white-space:pre-wrap}}</style>\
         </head><body>{body}</body></html>"
    );
    Response::bytes(status, "text/html; charset=utf-8", page.into_bytes())
}

/// `GET` shows the button that claims the account, `POST` claims it.
fn claim_page(world: &mut World, code: &str, post: bool, now: i64) -> Response {
    let Some(who) = world.account_to_claim(code) else {
        return html(
            404,
            "<h1>No account waits for this code</h1><p>It is claimed, or the code is wrong.</p>",
        );
    };
    let name = escape(&world.accounts[who].name);
    if post {
        world.claim(who, now);
        return html(200, &format!("<h1>{name} is claimed</h1>"));
    }
    let form = "<form method=\"post\"><button>Claim</button></form>";
    html(200, &format!("<h1>Claim {name}</h1><p>Its code is {}.</p>{form}", escape(code)))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn node_page(world: &World, at: usize) -> String {
    let mut out = format!("<h1>{}</h1>", escape(world.tree.title(at)));
    for node in world.tree.ancestors(at).into_iter().chain([at]).map(|node| world.tree.get(node)) {
        let name = &world.accounts[node.author].name;
        let text = node.prompt_text.as_ref().map_or(node.prompt.as_str(), |text| text.system.as_str());
        let answer = node.answer.as_deref().unwrap_or_default();
        // Writing into a String cannot fail.
        let _ = write!(out, "<p><b>{}</b> {}</p>", escape(name), escape(text));
        if let Some(image) = node.image_url("") {
            let _ = write!(out, "<p><img src=\"{image}\" alt=\"\" width=\"320\" height=\"200\"></p>");
        } else if !answer.is_empty() {
            let _ = write!(out, "<blockquote>{}</blockquote>", escape(answer));
        }
    }
    out
}

fn front_page(world: &World) -> String {
    let mut out = String::from(
        "<h1>A local Impromptu network</h1><p>For trying the extension without the live service. \
         The API is under <code>/api/v1</code>. Its threads:</p><ul>",
    );
    for root in world.tree.roots() {
        let node = world.tree.get(*root);
        if !node.deleted && node.visibility == "public" {
            let _ = write!(
                out,
                "<li><a href=\"/prompt/{}\">{}</a></li>",
                escape(&node.id),
                escape(world.tree.title(*root))
            );
        }
    }
    out.push_str("</ul>");
    out
}
