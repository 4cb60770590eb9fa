/// A fault that is planted in the simulated edge to show that the simulation can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// Requests leave before what they spend is written down.
    SaveAfterSend,
    /// A spending request without a reply is sent a second time.
    ResendOnTimeout,
    /// The alarm of the heartbeat is made anew at every start of the worker, a full pace away.
    AlarmRecreatedAtStart,
    /// After a start the toolbar shows the badge as it was last stored with the cache.
    BadgeFromCache,
    /// The surface empties the draft as soon as *Post* is pressed.
    DraftClearedOnSubmit,
    /// A request without a reply is told to the core as a refusal.
    SilenceAsRefusal,
    /// At a start, what was being sent is taken to be a plain draft again.
    SendingForgottenAtStart,
    /// After a sleep the alarm is lost.
    AlarmLostInSleep,
    /// What spends bears the key of the account in front, whichever account asks.
    KeyOfTheOneInFront,
    /// A draft that was posted or discarded is removed, whichever revision is stored by then.
    AnyRevisionRemoved,
    /// Every text of a draft is stored under one revision.
    OneRevisionForAll,
}

impl Plant {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::SaveAfterSend,
        Self::ResendOnTimeout,
        Self::AlarmRecreatedAtStart,
        Self::BadgeFromCache,
        Self::DraftClearedOnSubmit,
        Self::SilenceAsRefusal,
        Self::SendingForgottenAtStart,
        Self::AlarmLostInSleep,
        Self::KeyOfTheOneInFront,
        Self::AnyRevisionRemoved,
        Self::OneRevisionForAll,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::SaveAfterSend => "save-after-send",
            Self::ResendOnTimeout => "resend-on-timeout",
            Self::AlarmRecreatedAtStart => "alarm-recreated-at-start",
            Self::BadgeFromCache => "badge-from-cache",
            Self::DraftClearedOnSubmit => "draft-cleared-on-submit",
            Self::SilenceAsRefusal => "silence-as-refusal",
            Self::SendingForgottenAtStart => "sending-forgotten-at-start",
            Self::AlarmLostInSleep => "alarm-lost-in-sleep",
            Self::KeyOfTheOneInFront => "key-of-the-one-in-front",
            Self::AnyRevisionRemoved => "any-revision-removed",
            Self::OneRevisionForAll => "one-revision-for-all",
        }
    }

    /// The fault of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plant| plant.name() == name)
    }
}
