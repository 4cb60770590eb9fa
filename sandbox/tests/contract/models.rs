//! Contract, section 10: the list of models.

use crate::client::{Client, refusal};
use serde_json::{Value, json};

#[test]
fn there_are_more_than_three_hundred_models_in_pages_of_ten() {
    let list = Client::lantern().read("/agent/models");
    assert!(list["total"].as_i64().is_some_and(|total| total > 300));
    assert_eq!(list["models"].as_array().map(Vec::len), Some(10));
    assert_eq!(list["models"][0]["capabilities"]["output"], json!(["text"]));
}

#[test]
fn the_cursor_gives_every_model_once() {
    let mut client = Client::lantern();
    let mut ids: Vec<String> = Vec::new();
    let mut cursor = String::from("0");
    let total = loop {
        let page = client.read(&format!("/agent/models?limit=50&cursor={cursor}"));
        let models = page["models"].as_array().unwrap().clone();
        ids.extend(models.iter().map(|model| model["id"].as_str().unwrap().to_owned()));
        match page["nextCursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break page["total"].as_u64().unwrap(),
        }
    };
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len() as u64, total);
    let page = client.read("/agent/models?page=2");
    assert_eq!(page["models"], client.read("/agent/models?cursor=10")["models"]);
}

#[test]
fn filters_can_be_combined() {
    let mut client = Client::lantern();
    let mut all = |query: &str, fits: &dyn Fn(&Value) -> bool| {
        let list = client.read(&format!("/agent/models?limit=50&{query}"));
        let models = list["models"].as_array().unwrap().clone();
        assert!(!models.is_empty(), "{query} finds nothing");
        assert!(models.iter().all(fits), "{query} finds others");
    };
    all("recommended=true", &|model| model["recommended"] == true);
    all("output=image", &|model| model["capabilities"]["output"] == json!(["image"]));
    all("outputModality=audio", &|model| model["capabilities"]["output"] == json!(["audio"]));
    all("for=code", &|model| model["strengths"] == json!(["code"]));
    all("costTier=low", &|model| model["costTier"] == "budget");
    all("provider=saltworks&output=image", &|model| model["provider"] == "saltworks");
    all("search=Ledger", &|model| model["displayName"].as_str().is_some_and(|name| name.contains("Ledger")));
    all("input=file", &|model| model["capabilities"]["input"].to_string().contains("file"));
}

#[test]
fn an_alias_is_reported_and_an_unknown_value_refused() {
    let mut client = Client::lantern();
    let reported = client.read("/agent/models?outputModality=image&task=image-generation");
    assert_eq!(reported["_fieldMappings"], json!({ "outputModality": "output", "task": "for" }));
    for query in ["limit=51", "output=smell", "for=love", "recommended=perhaps", "page=0"] {
        assert_eq!(
            refusal(&client.get(&format!("/agent/models?{query}"))),
            (400, "VAL_002".into()),
            "{query}"
        );
    }
}
