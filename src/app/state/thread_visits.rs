use crate::app::state::{State, ThreadVisit};
use crate::domain::{Millis, Thread};

/// The number of visits that are kept. That of the thread which was read least recently is removed first.
const VISITS: usize = 200;

impl State {
    /// The last visit of the thread at a node.
    pub fn thread_visit(&self, node: &str) -> Option<&ThreadVisit> {
        self.thread_visits.iter().find(|visit| visit.node == node)
    }

    /// The person reads a thread. Whoever read the thread at a node above read this one with it. Nothing is new in a thread that was
    /// never read.
    pub(crate) fn visit(&mut self, thread: &Thread, now: Millis) {
        let node = thread.node.node_id.as_str();
        let newest = newest(thread);
        let above = thread.ancestors.iter().map(|ancestor| ancestor.node_id.as_str());
        let before = above
            .chain([node])
            .filter_map(|known| self.thread_visit(known))
            .map(|visit| visit.read_before(now))
            .max_by_key(|(_, newest)| *newest);
        let (previous_at, previous_newest) = before.unwrap_or((now, newest));
        // Further pages may have gone beyond the first one, which is what was read now.
        let newest = newest.max(self.thread_visit(node).map_or(0, |visit| visit.newest));
        self.thread_visits.retain(|visit| visit.node != node);
        self.thread_visits.push_back(ThreadVisit {
            node: node.to_owned(),
            at: now,
            newest: newest.max(previous_newest),
            previous_at,
            previous_newest,
        });
        while self.thread_visits.len() > VISITS {
            self.thread_visits.pop_front();
        }
    }

    /// The page reads a thread again that it shows, because the worker was stopped meanwhile: the visit goes on, however long it is.
    pub(crate) fn resume_visit(&mut self, node: &str, now: Millis) {
        if let Some(visit) = self.thread_visits.iter_mut().find(|visit| visit.node == node) {
            visit.at = now;
        }
    }

    /// The person reads further replies of a thread.
    pub(crate) fn visit_further(&mut self, node: &str, replies: &Thread) {
        let newest = newest(replies);
        if let Some(visit) = self.thread_visits.iter_mut().find(|visit| visit.node == node) {
            visit.newest = visit.newest.max(newest);
        }
    }
}

/// When the newest message of a thread was written; 0 when no time is known.
fn newest(thread: &Thread) -> Millis {
    let replies = thread.branches.iter().map(|branch| &branch.node);
    replies.chain([&thread.node]).filter_map(|node| node.created_at).max().unwrap_or(0)
}
