//! The bounded pool in which strangers' pictures are decoded: so many at once, so many waiting,
//! the next is told to come back. Decoding is far from the threads that answer requests.

use std::sync::Arc;

use axum::body::Bytes;
use tokio::sync::Semaphore;

use super::sizes::{self, Picture};
use super::{MediaError, decode};

/// A pool of decoding places. Clones share it.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Everybody inside: at work or waiting.
    places: Arc<Semaphore>,
    workers: Arc<Semaphore>,
}

impl Intake {
    /// `workers` pictures are decoded at once (each may need 300 MB at 50 megapixels), `waiting` more may wait.
    pub fn new(workers: usize, waiting: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(workers + waiting)), workers: Arc::new(Semaphore::new(workers)) }
    }

    /// Decodes an uploaded photo and makes all its sizes.
    pub async fn take(&self, bytes: Bytes) -> Result<Picture, MediaError> {
        self.run(bytes, |bytes| sizes::make(decode::upright(bytes, sizes::MASTER)?)).await
    }

    /// Does other work on an uploaded picture under the same limits; a panic in `work` is [`MediaError::Broken`].
    pub async fn run<T, F>(&self, bytes: Bytes, work: F) -> Result<T, MediaError>
    where
        T: Send + 'static,
        F: FnOnce(&[u8]) -> Result<T, MediaError> + Send + 'static,
    {
        decode::check(&bytes)?;
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| MediaError::Busy)?;
        let worker = Arc::clone(&self.workers).acquire_owned().await.map_err(|_| MediaError::Busy)?;
        // Both permits go along: a client that hangs up frees no place while its picture is still decoded.
        let task = tokio::task::spawn_blocking(move || {
            let _held = (place, worker);
            work(&bytes)
        });
        task.await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a picture broke its decoder");
            Err(MediaError::Broken)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::media::pictures;

    fn photo() -> Bytes {
        pictures::jpeg(&pictures::scene(64, 48)).into()
    }

    #[tokio::test]
    async fn a_full_pool_sends_the_next_one_away_and_takes_it_later() {
        let intake = Intake::new(1, 1);
        let (let_go, stop) = mpsc::channel::<()>();
        let slow = tokio::spawn({
            let intake = intake.clone();
            async move { intake.run(photo(), move |_| stop.recv().map_err(|_| MediaError::NotMade)).await }
        });
        while intake.workers.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let waiting = tokio::spawn({
            let intake = intake.clone();
            async move { intake.take(photo()).await }
        });
        while intake.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(intake.take(photo()).await.unwrap_err(), MediaError::Busy);
        let_go.send(()).unwrap();
        slow.await.unwrap().unwrap();
        waiting.await.unwrap().unwrap();
        intake.take(photo()).await.unwrap();
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_keeps_its_place_until_the_work_ends() {
        let intake = Intake::new(1, 0);
        let (let_go, stop) = mpsc::channel::<()>();
        let request = tokio::spawn({
            let intake = intake.clone();
            async move { intake.run(photo(), move |_| stop.recv().map_err(|_| MediaError::NotMade)).await }
        });
        while intake.workers.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        assert_eq!(intake.take(photo()).await.unwrap_err(), MediaError::Busy);
        let_go.send(()).unwrap();
        while intake.places.available_permits() == 0 {
            tokio::task::yield_now().await;
        }
        intake.take(photo()).await.unwrap();
    }

    #[tokio::test]
    async fn a_decoder_that_panics_is_a_broken_picture_and_frees_its_place() {
        let intake = Intake::new(1, 0);
        let panicked = intake.run::<(), _>(photo(), |_| panic!("a decoder's bug")).await;
        assert_eq!(panicked, Err(MediaError::Broken));
        intake.take(photo()).await.unwrap();
    }

    #[tokio::test]
    async fn wrong_files_are_refused_even_while_the_pool_is_full() {
        let intake = Intake::new(0, 0);
        assert_eq!(intake.take(pictures::boxed(b"heic").into()).await.unwrap_err(), MediaError::Heic);
        assert_eq!(intake.take(photo()).await.unwrap_err(), MediaError::Busy);
    }
}
