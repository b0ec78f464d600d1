//! What time is it? The one place of a service that asks the system, so that tests can answer.

use crate::value::{Date, Timestamp, Uuid};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// A clock: the system's, or one that a test sets.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Microseconds since the epoch at which a test stopped it.
    stopped: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self { stopped: None }
    }

    /// A clock that stands still; its clones are the same clock.
    #[must_use]
    pub fn stopped_at(now: Timestamp) -> Self {
        Self {
            stopped: Some(Arc::new(AtomicI64::new(now.micros_since_epoch()))),
        }
    }

    /// Moves a stopped clock on; the system's clock is not moved.
    pub fn advance(&self, duration: Duration) {
        if let Some(stopped) = &self.stopped {
            stopped.fetch_add(
                i64::try_from(duration.as_micros()).unwrap_or(i64::MAX),
                Ordering::Relaxed,
            );
        }
    }

    /// The time, to the microsecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.stopped {
            Some(stopped) => stopped.load(Ordering::Relaxed),
            None => match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX),
                Err(before) => -i64::try_from(before.duration().as_micros()).unwrap_or(i64::MAX),
            },
        };
        let nearest = if micros < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        Timestamp::from_micros_since_epoch(micros).unwrap_or(nearest)
    }

    /// The day in UTC.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// An identifier that begins with the time, so that later ones sort later.
    #[must_use]
    pub fn uuid_v7(&self) -> Uuid {
        if self.stopped.is_none() {
            return Uuid::now_v7();
        }
        let micros = u64::try_from(self.now().micros_since_epoch()).unwrap_or(0);
        let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(
            uuid::NoContext,
            micros / 1_000_000,
            nanos,
        ))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_told() {
        let clock = Clock::stopped_at("2026-01-02T23:59:59Z".parse().unwrap());
        let same = clock.clone();
        assert_eq!(clock.today().to_string(), "2026-01-02");
        clock.advance(Duration::from_secs(1));
        assert_eq!(same.now().to_string(), "2026-01-03T00:00:00Z");
        let (seconds, _) = same.uuid_v7().get_timestamp().unwrap().to_unix();
        assert_eq!(seconds, 1_767_398_400);
    }

    #[test]
    fn identifiers_of_the_systems_clock_ascend() {
        let clock = Clock::system();
        let identifiers: Vec<Uuid> = (0..1000).map(|_| clock.uuid_v7()).collect();
        assert!(identifiers.is_sorted());
        assert!(clock.now() > "2025-01-01T00:00:00Z".parse().unwrap());
    }
}
