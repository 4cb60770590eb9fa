//! The control path over HTTP.

use crate::control::command::Control;
use crate::model::http::{Request, Response};
use crate::model::node::Post;
use crate::model::world::World;
use serde_json::{Value, json};

/// Answers one request to the control path. A web page cannot send one: JSON to another origin needs a CORS permission, which
/// this server never gives.
pub(crate) fn answer_control(world: &mut World, request: &Request, now: i64) -> Response {
    let name = request.path().trim_start_matches("/control").trim_matches('/').replace('-', "_");
    let bad = |message: String| Response::json(400, &json!({ "done": false, "message": message }));
    if request.method == "GET" {
        let query = request.query();
        return match name.as_str() {
            "posts" => {
                let text = query.get("text");
                let author = query.get("by");
                let posts = author.map_or_else(|| world.posts(), |by| world.posts_by(by));
                let fits = |post: &Post| text.is_none_or(|text| post.text == text);
                let posts: Vec<_> = posts.into_iter().filter(fits).collect();
                Response::json(200, &json!({ "count": posts.len(), "posts": posts }))
            }
            "seen" => Response::json(200, &json!({ "seen": world.seen().collect::<Vec<_>>() })),
            "state" | "" => Response::json(200, &world.state(now)),
            _ => bad("GET answers at /control/state, /control/posts and /control/seen.".into()),
        };
    }
    if request.method != "POST"
        || request.header("content-type").is_none_or(|kind| !kind.starts_with("application/json"))
    {
        return bad("Send a POST with Content-Type: application/json.".into());
    }
    let body = if request.body.is_empty() { b"{}".as_slice() } else { &request.body };
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) else {
        return bad("The body is not a JSON object.".into());
    };
    fields.insert("control".into(), name.as_str().into());
    match serde_json::from_value::<Control>(Value::Object(fields)) {
        Err(why) => bad(format!("{name} cannot be carried out: {why}.")),
        Ok(control) => match world.control(control, now) {
            Ok(done) => Response::json(200, &done),
            Err(why) => bad(why.to_string()),
        },
    }
}
