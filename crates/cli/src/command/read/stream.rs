//! Work on many things at once, with results in the order of the things.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use onetext::Stop;

/// Things in flight for each thread: enough that one that takes long does not hold up the others.
const WINDOW: usize = 16;

/// Does `work` on each thing in several threads, and hands the results to `take` in order.
///
/// No more than 16 things for each thread are in flight at once, however many there are. After a
/// stop no more are begun, and those that were are finished and taken, so that what was taken is
/// always a beginning of the whole.
///
/// # Errors
///
/// The first that `take` gives; the rest is left.
pub(super) fn ordered<I: Send, T: Send, E>(
    things: impl Iterator<Item = I> + Send,
    threads: usize,
    stop: &Stop,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let flight = Flight {
        state: Mutex::new(State { things, begun: 0, taken: 0, is_closed: false }),
        room: Condvar::new(),
        window: WINDOW * threads,
    };
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..threads {
            let (sender, flight, work) = (sender.clone(), &flight, &work);
            scope.spawn(move || {
                let _closing = Closing(flight);
                while let Some((index, thing)) = flight.begin(stop) {
                    if sender.send((index, work(thing))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _closing = Closing(&flight);
        let mut waiting = BTreeMap::new();
        let mut taken = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&taken) {
                take(result)?;
                taken += 1;
                flight.advance(taken);
            }
        }
        Ok(())
    })
}

struct Flight<F> {
    state: Mutex<State<F>>,
    /// Notified when there may be room for another thing.
    room: Condvar,
    window: usize,
}

struct State<F> {
    things: F,
    begun: usize,
    taken: usize,
    is_closed: bool,
}

/// Lets nobody wait for room that nobody makes, whatever ends the work: the last of the things, an
/// error or a panic.
struct Closing<'a, F>(&'a Flight<F>);

impl<F> Drop for Closing<'_, F> {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.room.notify_all();
    }
}

impl<F> Flight<F> {
    fn lock(&self) -> MutexGuard<'_, State<F>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn advance(&self, taken: usize) {
        self.lock().taken = taken;
        self.room.notify_all();
    }
}

impl<I, F: Iterator<Item = I>> Flight<F> {
    /// The next thing and its place, once there is room for it; `None` if there is none, or no more
    /// is to be begun.
    fn begin(&self, stop: &Stop) -> Option<(usize, I)> {
        let mut state = self.lock();
        while !state.is_closed && state.taken + self.window <= state.begun {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.is_closed || stop.is_requested() {
            return None;
        }
        let thing = state.things.next()?;
        state.begun += 1;
        Some((state.begun - 1, thing))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [0, 1, 2, 7] {
            let mut found = Vec::new();
            let slow = |it: u64| {
                // The first of each dozen takes longest.
                (0..(12 - it % 12) * 500).fold(it, |sum, _| std::hint::black_box(sum))
            };
            let taken = ordered(0..500, threads, &Stop::default(), slow, |it| {
                found.push(it);
                Ok::<(), ()>(())
            });
            assert_eq!(taken, Ok(()));
            assert!(found.iter().copied().eq(0..500), "{threads}");
        }
    }

    #[test]
    fn only_a_window_of_things_is_in_flight() {
        let (begun, mut taken, mut most) = (AtomicUsize::new(0), 0, 0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let result = ordered(0..2000, 3, &Stop::default(), work, |_| {
            most = most.max(begun.load(Ordering::SeqCst) - taken);
            taken += 1;
            Ok::<(), ()>(())
        });
        assert_eq!((result, taken), (Ok(()), 2000));
        assert!(most <= 3 * WINDOW, "{most}");
    }

    #[test]
    fn an_error_ends_the_work() {
        let result = ordered(
            0_u64..,
            2,
            &Stop::default(),
            |it| it,
            |it| if it < 100 { Ok(()) } else { Err(it) },
        );
        assert_eq!(result, Err(100));
    }

    #[test]
    fn a_stop_leaves_a_beginning_of_the_whole() {
        let stop = Stop::default();
        let mut found = Vec::new();
        let result = ordered(
            0_u64..,
            3,
            &stop,
            |it| it,
            |it| {
                if it == 200 {
                    stop.request();
                }
                found.push(it);
                Ok::<(), ()>(())
            },
        );
        assert_eq!(result, Ok(()));
        assert!(200 < found.len() && found.iter().copied().eq(0..found.len() as u64));
    }
}
