//! What can happen to a browser, to the person before it, and to what they send.

use impromptu::app::Triage;
use impromptu::domain::{Millis, NotificationKind, Verb};

/// Something that happens to one browser at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Milliseconds after the beginning.
    pub at: Millis,
    /// Which browser.
    pub browser: usize,
    /// What.
    pub deed: Deed,
}

/// What a person does, or what befalls a browser.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is named after what it does")]
pub enum Deed {
    // A person.
    Connect,
    Forget,
    /// Adds an account to a browser that has one; it comes to the front without a key.
    Add,
    /// Brings another account to the front.
    Switch,
    /// Takes the key from the account in front.
    SignOut,
    Hello,
    Heartbeat,
    Refresh,
    Seen,
    You,
    Health,
    Models,
    Open(Place),
    Review(Place),
    /// Types into the draft of a place: a new text, or more after what is there.
    Type {
        place: Place,
        more: bool,
    },
    /// Empties the box by hand.
    Empty(Place),
    /// Presses *Post* with what the box shows; `stale` is a window that still shows the text before.
    Post {
        place: Place,
        stale: bool,
    },
    Reconcile(Place),
    Edit(Place),
    Discard(Place),
    Undo,
    Engage(Place, Verb),
    /// Hands a node to people.
    HandOff(Place),
    Search,
    /// Reads the next page of the last search.
    MoreResults,
    StopSearch,
    Pace(u32),
    NotificationRoute {
        kind: NotificationKind,
        badge: bool,
    },
    Triage {
        which: u32,
        to: Triage,
    },
    OlderNotifications,
    NotificationClicked(u32),
    /// Reads the newest unread notice on the network's own site.
    ReadElsewhere,
    // What befalls.
    /// The next request, or the next one that spends, meets a fate.
    Fate {
        spending: bool,
        fate: Fate,
    },
    /// The worker dies once that many more effects have been carried out.
    DieAfter(u32),
    /// The worker dies now.
    Die,
    /// That many writes to storage fail.
    StorageFails(u32),
    Offline,
    Online,
    Sleep(Millis),
    ClockJump(Millis),
    Update,
    Restart,
    /// Somebody mentions us.
    Mention(Place),
    /// A node is deleted with all that hangs below it.
    Delete(Place),
    /// Answers take that long from now on.
    AnswerAfter(Millis),
}

/// Where a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of the nodes the world is born with.
    Node(u32),
    /// Our own latest node.
    Own,
    /// The seed being written.
    Seed,
}

/// What becomes of a request on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is named after what it does")]
pub enum Fate {
    /// Both ways take this long, up to 15 s each.
    Slow { up: Millis, down: Millis },
    /// The connection breaks before the network has it.
    DropBefore,
    /// The connection breaks at once, and the request arrives all the same, later.
    DropButArrives(Millis),
    /// The connection breaks on the way back.
    DropAfter,
    /// No reply ever comes; whether the request arrived is another matter.
    Lost { arrives: bool },
    /// Something that is no reply of the network, status 200.
    Garbage { arrives: bool, kind: u32 },
    /// A failure of the server, before or after the deed.
    Failure { status: u16, arrives: bool },
    /// Asked to wait.
    Limited { retry_after: Option<u32> },
    /// The key is refused, wrongly.
    Unauthorized,
}
