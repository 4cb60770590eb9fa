use crate::app::event::Command;
use crate::app::state::{Change, DraftContent, SignupForm, Triage};
use crate::domain::{Output, Secret};
use serde::Deserialize;

/// A command as it arrives: every argument there is, each of them optional. One flat record is read with a third of the code that reading
/// into the variants of [`Command`] one by one would take.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(crate) struct Message {
    r#do: String,
    node: Option<String>,
    from: u32,
    count: u32,
    draft: Option<String>,
    content: Option<DraftContent>,
    token: Option<String>,
    root: Option<String>,
    ids: Option<Vec<String>>,
    to: Option<Triage>,
    search: String,
    output: Output,
    address: Option<String>,
    key: Secret,
    agreed: bool,
    passphrase: Option<Secret>,
    change: Option<Change>,
    text: Option<String>,
    account: Option<u32>,
    label: String,
    on: bool,
    missing: bool,
    form: Option<Box<SignupForm>>,
    chain: Option<String>,
    ms: f64,
    cores: u32,
    memory: Option<f64>,
    nonces: Option<Vec<Option<u64>>>,
    starts: Vec<u64>,
    another: bool,
    provider: Option<String>,
    id: Option<String>,
}

impl TryFrom<Message> for Command {
    type Error = &'static str;

    fn try_from(message: Message) -> Result<Self, Self::Error> {
        const MISSING: &str = "an argument is missing";
        let Message {
            node,
            draft,
            content,
            token,
            root,
            ids,
            to,
            address,
            passphrase,
            change,
            text,
            account,
            form,
            chain,
            nonces,
            provider,
            id,
            ..
        } = message;
        Ok(match message.r#do.as_str() {
            "hello" => Self::Hello,
            "heartbeat" => Self::Heartbeat,
            "refresh" => Self::Refresh,
            "seen" => Self::Seen,
            "open" => Self::Open { node: node.ok_or(MISSING)? },
            "page" => Self::Page { node: node.ok_or(MISSING)?, from: message.from, count: message.count },
            "like" => Self::Like { node: node.ok_or(MISSING)? },
            "bookmark" => Self::Bookmark { node: node.ok_or(MISSING)? },
            "draft_check" => {
                Self::CheckDraft { draft: draft.ok_or(MISSING)?, content: content.ok_or(MISSING)? }
            }
            "post" => Self::Post { draft: draft.ok_or(MISSING)?, content: content.ok_or(MISSING)? },
            "reconcile" => Self::Reconcile { draft: draft.ok_or(MISSING)? },
            "edit" => Self::Edit { draft: draft.ok_or(MISSING)?, missing: message.missing },
            "discard" => Self::Discard { draft: draft.ok_or(MISSING)? },
            "undo" => Self::Undo { token: token.ok_or(MISSING)? },
            "review" => Self::Review { root: root.ok_or(MISSING)?, text },
            "triage" => Self::Triage { ids: ids.ok_or(MISSING)?, to: to.ok_or(MISSING)? },
            "olderNotices" => Self::OlderNotifications,
            "models" => Self::Models { search: message.search, output: message.output },
            "moreModels" => Self::MoreModels,
            "moreReplies" => Self::MoreReplies { node: node.ok_or(MISSING)? },
            "you" => Self::You,
            "connect" => {
                Self::Connect { address: address.ok_or(MISSING)?, key: message.key, agreed: message.agreed }
            }
            "rotateLater" => Self::PostponeKeyRotation,
            "join" => Self::Signup { form: form.ok_or(MISSING)? },
            "measured" => Self::PuzzleMeasured {
                chain: chain.ok_or(MISSING)?,
                ms: message.ms,
                cores: message.cores,
                memory: message.memory,
            },
            "found" => Self::Found {
                chain: chain.ok_or(MISSING)?,
                nonces: nonces.ok_or(MISSING)?,
                starts: message.starts,
            },
            "joinBack" => Self::SignupBack { another: message.another },
            "showKey" => Self::ShowKey,
            "keySaved" => Self::KeySaved,
            "credentials" => Self::Credentials,
            "putCredential" => Self::PutCredential { provider: provider.ok_or(MISSING)?, key: message.key },
            "dropCredential" => Self::RemoveCredential { id: id.ok_or(MISSING)? },
            "health" => Self::Health,
            "forget" => Self::Forget,
            "lock" => Self::Lock,
            "unlock" => Self::Unlock { passphrase: passphrase.ok_or(MISSING)? },
            "protect" => Self::Protect { passphrase: passphrase.ok_or(MISSING)? },
            "settings" => Self::Settings { change: change.ok_or(MISSING)? },
            "export" => Self::Export,
            "import" => Self::Import { text: text.ok_or(MISSING)? },
            "diagnostics" => Self::Diagnostics,
            "addAccount" => Self::AddAccount,
            "switchAccount" => Self::SwitchAccount { account: account.ok_or(MISSING)? },
            "nameAccount" => Self::RenameAccount { account: account.ok_or(MISSING)?, label: message.label },
            "signOut" => Self::SignOut { account: account.ok_or(MISSING)? },
            "sync" => Self::Sync { on: message.on },
            "countAccount" => Self::SetBadgeAccount { account },
            _ => return Err("no such command"),
        })
    }
}
