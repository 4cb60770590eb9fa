use crate::*;
use impromptu::app::{DraftContent, Phase, ReturnReason, Revision, StoredDraft, Submission};
use impromptu::domain::AiModel;
use impromptu::view::{Composer, ThreadPage};

pub(crate) fn reply(state: &State) -> Composer {
    ThreadPage::of(state, "rep_1", NOW).composer.expect("a composer")
}

fn content(text: &str) -> DraftContent {
    DraftContent { text: text.into(), ..DraftContent::default() }
}

#[test]
fn the_composer_names_whom_the_reply_is_for() {
    let written_by = |author: Author| {
        let mut thread = thread();
        thread.node.author = author;
        reply(&with(|state| cache(state, "rep_1", thread)))
    };
    let ours = Author { id: Some("agent_1".into()), ..author("Ada") };
    for (author, to, invite) in [
        (author("Odile"), "toReprompt('Odile', 3)", "inviteMessage('Odile', 3)"),
        (ours, "toReprompt(yourself, 3)", "inviteDeeper(3)"),
        (Author::default(), "toRepromptPlain(3)", "inviteMessagePlain(3)"),
    ] {
        let composer = written_by(author);
        assert_eq!((line(&composer.to).as_str(), line(&composer.invite).as_str()), (to, invite));
        assert_eq!((composer.draft.as_str(), composer.phase), ("reply:rep_1", Phase::Draft));
    }
    let seed = Composer::seed(&with(|state| (state.number, state.seed_draft) = (2, 3)), NOW);
    assert_eq!((line(&seed.to).as_str(), line(&seed.invite).as_str()), ("toSeed", "inviteSeed"));
    assert_eq!(seed.draft, "2:seed:3");
}

#[test]
fn the_text_is_the_stored_one_or_else_the_submitted_one() {
    let stored = StoredDraft { content: content("stored"), at: NOW - MINUTE, ..StoredDraft::default() };
    let submission = Submission {
        content: content("submitted"),
        state: returned(ReturnReason::Unsent),
        ..Submission::default()
    };
    for (has_stored, has_submission, text, saved_at, phase) in [
        (true, true, "stored", Some(NOW - MINUTE), Phase::Refused),
        (true, false, "stored", Some(NOW - MINUTE), Phase::Draft),
        (false, true, "submitted", None, Phase::Refused),
        (false, false, "", None, Phase::Draft),
    ] {
        let composer = reply(&with(|state| {
            cache(state, "rep_1", thread());
            if has_stored {
                state.live.drafts.insert("reply:rep_1".into(), stored.clone());
            }
            if has_submission {
                state.submissions.insert("reply:rep_1".into(), submission.clone());
            }
        }));
        assert_eq!(
            (composer.content.text.as_str(), composer.saved_at, composer.phase),
            (text, saved_at, phase)
        );
    }
}

#[test]
fn recommended_models_stand_first_and_sixty_at_most() {
    let model = |number: u32| AiModel {
        id: format!("maker/m{number}"),
        recommended: number >= 60,
        ..AiModel::default()
    };
    let composer = Composer::seed(
        &with(|state| {
            state.cache.models = (0..70).map(model).collect();
            state.last_text = "maker/m61".into();
        }),
        NOW,
    );
    let names: Vec<&str> = composer.models.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!((names.len(), names[0], names[9], names[10]), (60, "m60", "m69", "m0"));
    assert_eq!(composer.models.iter().position(|choice| choice.last), Some(1));
    assert!(composer.models[9].recommended && !composer.models[10].recommended);
}

#[test]
fn a_content_names_itself_and_the_words_it_goes_on_from() {
    let named = |name: &str| Some(Revision::new(name));
    let stored = |revision: &str, continues: Option<&str>| StoredDraft {
        content: content("three boots"),
        revision: Revision::new(revision),
        continues: continues.map(Revision::new),
        ..StoredDraft::default()
    };
    for (stored, has_returned, revision, continues) in [
        (Some(stored("a.1", None)), true, named("a.1"), named("core-7.1")),
        (None, true, named("a.1"), named("core-7.1")),
        (Some(stored("b.2", None)), true, named("b.2"), None),
        (Some(stored("b.2", Some("core-7.0"))), true, named("b.2"), named("core-7.0")),
        (Some(stored("a.1", None)), false, named("a.1"), None),
        (None, false, None, None),
    ] {
        let composer = reply(&with(|state| {
            cache(state, "rep_1", thread());
            state.live.drafts.extend(stored.map(|stored| ("reply:rep_1".to_owned(), stored)));
            if has_returned {
                let submission = Submission {
                    content: content("three boots"),
                    revision: Revision::new("a.1"),
                    state: returned(ReturnReason::Unsent),
                    ..Submission::default()
                };
                state.submissions.insert("reply:rep_1".into(), submission);
            }
        }));
        assert_eq!((composer.revision, composer.continues), (revision, continues));
    }
}

#[test]
fn a_new_draft_begins_with_the_model_of_the_last_text() {
    let model =
        |id: &str, makes: &str| AiModel { id: id.into(), output: vec![makes.into()], ..AiModel::default() };
    for (last, begins_with) in [("m/text", "m/text"), ("m/picture", ""), ("m/gone", ""), ("", "")] {
        let state = with(|state| {
            cache(state, "rep_1", thread());
            state.cache.models = vec![model("m/text", "text"), model("m/picture", "image")];
            state.last_text = last.into();
        });
        let composer = reply(&state);
        assert_eq!((composer.content.model.as_str(), composer.revision), (begins_with, None), "{last}");
        assert_eq!(Composer::seed(&state, NOW).content.model, begins_with, "{last}");
    }
    let kept = reply(&with(|state| {
        cache(state, "rep_1", thread());
        state.cache.models = vec![model("m/text", "text")];
        state.last_text = "m/text".into();
        let stored = StoredDraft { content: content("stored"), ..StoredDraft::default() };
        state.live.drafts.insert("reply:rep_1".into(), stored);
    }));
    assert_eq!(kept.content.model, "", "a draft keeps what it was given");
}
