//! The models that a composer looks through.

use crate::*;
use impromptu::domain::Output;

/// A page of models `m/from` up to `m/to`.
fn page(from: u32, to: u32, next: Option<&str>) -> Value {
    let models: Vec<Value> =
        (from..to).map(|n| json!({"id": format!("m/{n}"), "capabilities": {"output": ["text"]}})).collect();
    json!({"models": models, "total": 120, "nextCursor": next})
}

impl Bench {
    fn look_for(&mut self, search: &str) {
        self.ask(Command::SearchModels { search: search.into(), output: Output::Text });
    }

    /// The ids on the shelf: how many, and the last.
    fn model_search(&self) -> (usize, &str) {
        let models = &self.state.live.model_search.models;
        (models.len(), models.last().map_or("", |model| &model.id))
    }
}

#[test]
fn models_are_read_page_by_page_to_the_end() {
    let mut bench = Bench::connected();
    bench.look_for("");
    bench.reply(Endpoint::Models, 200, &page(0, 50, Some("50")));
    assert_eq!(bench.model_search(), (50, "m/49"));
    bench.ask(Command::MoreModels);
    assert!(bench.fetches()[0].call.path.contains("cursor=50"), "{}", bench.fetches()[0].call.path);
    bench.reply(Endpoint::Models, 200, &page(50, 70, None));
    assert_eq!(bench.model_search(), (70, "m/69"));
    bench.ask(Command::MoreModels);
    assert!(bench.fetches().is_empty(), "there is no more");
}

#[test]
fn scrolling_twice_asks_once() {
    let mut bench = Bench::connected();
    bench.look_for("");
    bench.reply(Endpoint::Models, 200, &page(0, 50, Some("50")));
    bench.ask(Command::MoreModels);
    bench.ask(Command::MoreModels);
    assert!(bench.fetches().is_empty());
}

#[test]
fn a_page_that_does_not_come_is_asked_for_again() {
    let mut bench = Bench::connected();
    bench.look_for("");
    bench.reply(Endpoint::Models, 200, &page(0, 50, Some("50")));
    bench.ask(Command::MoreModels);
    bench.silence(Endpoint::Models, NoResponse::Timeout);
    assert_eq!(bench.model_search().0, 50, "what was read stays");
    bench.ask(Command::MoreModels);
    assert!(bench.fetches()[0].call.path.contains("cursor=50"));
}

#[test]
fn a_network_that_goes_round_in_circles_is_not_followed() {
    let mut bench = Bench::connected();
    bench.look_for("");
    bench.reply(Endpoint::Models, 200, &page(0, 50, Some("0")));
    bench.ask(Command::MoreModels);
    bench.reply(Endpoint::Models, 200, &page(0, 50, Some("0")));
    assert_eq!(bench.model_search().0, 50);
    bench.ask(Command::MoreModels);
    assert!(bench.fetches().is_empty());
}

#[test]
fn a_late_page_of_another_search_is_dropped() {
    let mut bench = Bench::connected();
    bench.look_for("a");
    let late = bench.request(Endpoint::Models);
    bench.look_for("ab");
    let result = |body: &Value| RequestResult {
        outcome: match normalize(Endpoint::Models, 200, &[], body.to_string().as_bytes()) {
            Ok(reply) => Outcome::Reply(Box::new(reply)),
            Err(problem) => Outcome::ApiError(problem),
        },
        meta: Meta::default(),
        duration_ms: 5,
    };
    bench.event(Event::Reply { request: late, result: result(&page(0, 9, None)) });
    assert_eq!(bench.model_search().0, 0);
    bench.reply(Endpoint::Models, 200, &page(90, 92, None));
    assert_eq!(bench.model_search(), (2, "m/91"));
}

#[test]
fn a_model_that_was_posted_with_is_offered_from_then_on() {
    let mut bench = Bench::reading();
    bench.look_for("");
    bench.reply(Endpoint::Models, 200, &page(0, 5, None));
    let content = DraftContent { model: "m/3".into(), ..content("three boots") };
    bench.ask(press(DRAFT, content));
    assert!(bench.state.cache.models.iter().any(|model| model.id == "m/3"));
    assert_eq!(bench.state.last_text, "m/3");
}
