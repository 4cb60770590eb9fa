use crate::*;
use impromptu::app::ModelSearch;
use impromptu::domain::{AiModel, Output};
use impromptu::view::ModelPicker;

fn model(id: &str, name: Option<&str>, output: &[&str]) -> AiModel {
    AiModel {
        id: id.into(),
        name: name.map(Into::into),
        output: output.iter().map(ToString::to_string).collect(),
        ..AiModel::default()
    }
}

#[test]
fn the_models_that_were_found_stand_in_the_network_s_order() {
    let picker = ModelPicker::of(&with(|state| {
        state.last_text = "a/two".into();
        state.last_image = "a/three".into();
        state.live.model_search = ModelSearch {
            search: "a".into(),
            output: Output::Image,
            models: vec![
                model("a/one", Some("One"), &["text", "image"]),
                model("a/two", Some(""), &[]),
                model("a/three", None, &["image"]),
            ],
            next: Some("cursor".into()),
        };
    }));
    assert_eq!((picker.search.as_str(), picker.output, picker.more), ("a", Output::Image, true));
    let shown: Vec<_> = picker
        .choices
        .iter()
        .map(|choice| (choice.name.as_str(), choice.makes.clone(), choice.last))
        .collect();
    assert_eq!(
        shown,
        [
            ("One", vec![Output::Text, Output::Image], false),
            ("two", vec![Output::Text], true),
            ("three", vec![Output::Image], true),
        ]
    );
    assert!(!ModelPicker::of(&connected()).more);
}
