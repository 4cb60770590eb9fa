//! The referral link and what it brought (contract, section 2.12).

use super::best::Best;
use super::body;
use super::shape::{Shape, Slot, Unreadable};
use crate::domain::{ApiError, Referral};

#[derive(Default)]
struct Draft {
    link: Best<String>,
    stats: Referral,
}

impl<'de> Shape<'de> for Draft {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let stats = &mut self.stats;
        match name {
            "referralLink" => self.link.offer(0, value.text()?),
            "shareUrl" | "url" => self.link.offer(1, value.text()?),
            "totalReferred" => stats.total_referred = value.count()?.or(stats.total_referred),
            "activeReferred" => stats.active_referred = value.count()?.or(stats.active_referred),
            "totalEarnings" => stats.total_earnings = value.number()?.or(stats.total_earnings),
            "monthlyEarnings" => stats.monthly_earnings = value.number()?.or(stats.monthly_earnings),
            "data" | "result" | "stats" | "referral" => value.fill(self)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// Reads the link and the counts. One of them is enough.
pub(super) fn read(text: &str) -> Result<Referral, ApiError> {
    let Draft { link, stats } = body::read::<Draft>(text)?;
    let referral = Referral { referral_link: link.take(), ..stats };
    if referral == Referral::default() { Err(body::missing("$.referralLink")) } else { Ok(referral) }
}
