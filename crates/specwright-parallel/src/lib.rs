//! A list of independent pieces of work → the list of their results, by several threads.
//!
//! **Invariant:** the results stand in the order of the work, whatever the threads did, so that a stage that works in
//! parallel stays a pure function (I4): `map(items, work)` is `items.map(work)`, sooner.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The stack of a thread that helps: as large as that of the thread that a program begins with, since the same work may
/// fall to either.
const STACK: usize = 8 << 20;

/// What `work` makes of each item, on as many threads as there are processors.
pub fn map<I, T>(
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    work: impl Fn(I) -> T + Sync,
) -> Vec<T>
where
    T: Send,
{
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    map_on(processors, items, work)
}

/// [`map`] on at most so many threads: more than there are processors are of use for work that waits.
///
/// Where a piece of work panics, so does this, after the other threads have come to their end.
pub fn map_on<I, T>(
    threads: usize,
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    work: impl Fn(I) -> T + Sync,
) -> Vec<T>
where
    T: Send,
{
    let items = items.into_iter();
    let threads = threads.min(items.size_hint().1.unwrap_or(threads));
    if threads < 2 {
        return items.map(work).collect();
    }
    // Each thread takes the next item as soon as it is free, since some are a hundred times the work of others.
    let queue = Mutex::new(items.enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut results = Vec::new();
        while let Some((number, item)) = next() {
            results.push((number, work(item)));
        }
        results
    };
    let mut results = thread::scope(|scope| {
        let start = |_| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, worker)
        };
        // A system that has no more threads to give leaves the work to those that are there.
        let helpers: Vec<_> = (1..threads).map_while(|at| start(at).ok()).collect();
        let mut results = worker();
        for helper in helpers {
            results.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::{map, map_on};
    use std::collections::BTreeSet;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::{Barrier, Mutex};
    use std::thread;

    #[test]
    fn results_stand_in_the_order_of_the_work() {
        let squares: Vec<u64> = (0..1_000).map(|number| number * number).collect();
        for threads in [0, 1, 2, 7, 5_000] {
            assert_eq!(
                map_on(threads, 0..1_000, |number| number * number),
                squares,
                "{threads} threads"
            );
        }
        assert_eq!(map(0..1_000, |number| number * number), squares);
        assert_eq!(map(Vec::<u8>::new(), |item| item), [0_u8; 0]);
    }

    #[test]
    fn as_many_threads_work_as_were_asked_for() {
        // Without four threads at once, nobody would come past the barrier.
        let (barrier, seen) = (Barrier::new(4), Mutex::new(BTreeSet::new()));
        map_on(4, 0..4, |_| {
            barrier.wait();
            let name = format!("{:?}", thread::current().id());
            seen.lock().expect("no thread panics").insert(name);
        });
        assert_eq!(seen.into_inner().expect("no thread panics").len(), 4);
    }

    #[test]
    fn a_panic_of_a_piece_of_work_is_one_of_the_caller() {
        for threads in [1, 4] {
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                map_on(threads, 0..100, |number| assert_ne!(number, 57, "a defect"))
            }));
            let payload = outcome.expect_err("one piece of work panics");
            let message = payload.downcast_ref::<String>().expect("it says why");
            assert!(message.contains("a defect"), "{message}");
        }
    }
}
