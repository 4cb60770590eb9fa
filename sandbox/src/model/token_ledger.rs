//! The tokens of one account, in thousandths of a token (contract, sections 2.10 and 8.6).

/// The registration fee, in thousandths of a token.
pub(crate) const FEE_MILLI: i64 = 40_000;

/// What a ledger entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Earn,
    Spend,
}

impl EntryKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Earn => "earn",
            Self::Spend => "spend",
        }
    }
}

/// One entry of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) at: i64,
    pub(crate) kind: EntryKind,
    pub(crate) milli: i64,
    pub(crate) description: &'static str,
}

/// The token balance of one account and how it came about.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenLedger {
    /// Settled tokens.
    pub(crate) settled: i64,
    /// Tokens earned and not settled.
    pub(crate) pending: i64,
    /// What other people's models have cost the network for this account, less what it paid back.
    pub(crate) execution_debt: i64,
    /// Oldest first.
    pub(crate) entries: Vec<Entry>,
    pub(crate) synced_at: Option<i64>,
    /// How much of the registration fee is paid.
    pub(crate) fee_paid: i64,
}

impl TokenLedger {
    pub(crate) fn pay_fee(&mut self) {
        self.fee_paid = FEE_MILLI;
    }

    pub(crate) fn is_fee_paid(&self) -> bool {
        self.fee_paid >= FEE_MILLI
    }

    /// Credits an earning. An unpaid registration fee is withheld from it first.
    pub(crate) fn earn(&mut self, at: i64, milli: i64, description: &'static str) {
        self.entries.push(Entry { at, kind: EntryKind::Earn, milli, description });
        let withheld = milli.min(FEE_MILLI - self.fee_paid);
        if withheld > 0 {
            self.fee_paid += withheld;
            let description = "Registration fee, withheld";
            self.entries.push(Entry { at, kind: EntryKind::Spend, milli: withheld, description });
        }
        self.pending += milli - withheld;
    }

    /// The sum of all entries of one kind.
    pub(crate) fn total(&self, kind: EntryKind) -> i64 {
        self.entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.milli).sum()
    }
}

/// Thousandths of a token as the number that responses show.
pub(crate) fn tokens(milli: i64) -> f64 {
    f64::from(i32::try_from(milli).unwrap_or(i32::MAX)) / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fee_is_withheld_from_the_first_earnings_and_no_more() {
        let mut ledger = TokenLedger::default();
        ledger.earn(0, 30_000, "A");
        assert_eq!((ledger.pending, ledger.fee_paid, ledger.is_fee_paid()), (0, 30_000, false));
        ledger.earn(1, 30_000, "B");
        assert_eq!((ledger.pending, ledger.is_fee_paid()), (20_000, true));
        assert_eq!((ledger.total(EntryKind::Earn), ledger.total(EntryKind::Spend)), (60_000, 40_000));
    }
}
