use crate::*;

/// Posts a reply that is confirmed at once, without the clock moving.
fn posted(bench: &mut Bench, number: u32) -> String {
    let text = format!("entry {number}");
    bench.typed(&text);
    bench.post(&text);
    let node = format!("rep_new_{number}");
    bench.reply(
        Endpoint::Reprompt,
        200,
        &json!({"nodeId": node, "status": "complete", "llmResponse": "Fog."}),
    );
    bench.answer().receipt.expect("a receipt")
}

#[test]
fn receipts_of_one_millisecond_have_different_ids() {
    let mut bench = Bench::reading();
    let ids: Vec<String> = (0..3).map(|number| posted(&mut bench, number)).collect();
    let kept: Vec<&String> = bench.state.receipts.iter().map(|receipt| &receipt.id).collect();
    assert_eq!(kept, ids.iter().collect::<Vec<_>>());
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[test]
fn an_id_is_not_given_again_after_a_restart() {
    let mut bench = Bench::reading();
    let before = posted(&mut bench, 0);
    bench.restart();
    bench.ask(Command::OpenThread { node: "rep_1".into(), resumes: false });
    bench.reply(Endpoint::Thread, 200, &thread(&[], None));
    assert_ne!(posted(&mut bench, 1), before);
}

#[test]
fn the_receipt_of_a_seed_keeps_its_system_prompt() {
    let mut bench = Bench::connected();
    let content = DraftContent { system_prompt: "Be a lamp.".into(), ..content("Light the lamp.") };
    bench.ask(press("seed:1", content));
    bench.reply(Endpoint::Reprompt, 200, &json!({"nodeId": "prompt_9", "status": "complete"}));
    let receipts: Vec<&str> = bench.state.receipts.iter().map(|receipt| receipt.text.as_str()).collect();
    assert_eq!(receipts, ["Be a lamp."]);
}
