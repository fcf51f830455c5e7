//! The end of a row: what is left to do gets done, and the books are held against what is known. From outside, on
//! connections of its own.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use server::clock::Clock;
use server::store::Store;
use sqlx::AnyPool;

use super::Run;
use super::accountant::{Known, Promise, audit, drained};
use super::program::{PATIENCE, Site};

impl Site {
    /// The database, for who looks at it from outside.
    pub async fn store(&self) -> Store {
        Store::open_with(&self.url, Clock::system(), 2).await.unwrap()
    }

    /// What is wrong in the books, of which so many pieces were made and none was handed over.
    pub async fn audit(&self, promised: Vec<Promise>, made: i64) -> Vec<String> {
        let store = self.store().await;
        let piece = self.stage.piece.id.clone();
        let (there,): (i64,) = sqlx::query_as("select stock + held from products where id = $1")
            .bind(piece.clone())
            .fetch_one(store.read())
            .await
            .unwrap();
        let known = Known { promised, made: [(piece, made)].into(), now: Clock::system().now() };
        let mut wrong = audit(&store, &known).await;
        if there < made {
            wrong.push(format!("pieces are gone: {there} of {made} are there"));
        }
        store.close().await;
        wrong
    }

    /// The same where nothing is known of how many were made.
    pub async fn audit_each(&self, promised: Vec<Promise>) -> Vec<String> {
        let store = self.store().await;
        let wrong = audit(&store, &Known { promised, made: HashMap::new(), now: Clock::system().now() }).await;
        store.close().await;
        wrong
    }

    /// What is wrong in a house nobody has used.
    pub async fn audit_file(&self) -> Vec<String> {
        self.audit_each(Vec::new()).await
    }

    /// Fails with what is wrong in the books.
    pub async fn must_be_right(&self, promised: Vec<Promise>, made: i64, when: &str) {
        let wrong = self.audit(promised, made).await;
        assert!(wrong.is_empty(), "{when}: {wrong:#?}");
    }

    /// The end of a row, when no program runs any more: one is started and does what still waits, and then the books
    /// are right and nothing waits. Says how many letters left; in the full size some must have.
    pub async fn must_end_right(&self, run: Run, promised: Vec<Promise>, made: i64) -> String {
        let letters = self.drain().await;
        self.must_be_right(promised, made, "at the end").await;
        assert!(letters > 0 || !run.full, "nobody was written to: the outbox proves nothing");
        format!("{letters} letters left and none waits")
    }

    /// Lets the program work until nothing waits; gives how many letters it has sent in all.
    pub async fn drain(&self) -> usize {
        let store = self.store().await;
        time_passes(&store).await;
        let (mut program, _) = self.start().await;
        let (mut left, mut since) = (Vec::new(), Instant::now());
        loop {
            let still = drained(&store, Clock::system().now()).await;
            if still.is_empty() {
                break;
            }
            // Thousands may wait after a thousand kills: as long as it goes on, it is waited for.
            if still != left {
                (left, since) = (still, Instant::now());
            }
            assert!(since.elapsed() < PATIENCE, "the outbox does not become empty: {left:#?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        program.stop().await;
        let sent: Vec<(String,)> = sqlx::query_as("select id from messages where channel = 'email' and state = 'sent'")
            .fetch_all(store.read())
            .await
            .unwrap();
        store.close().await;
        let outbox = self.data.join("outbox");
        let file = |id: &str| outbox.join(app::notifications::letter::file_name(id));
        let unsent: Vec<&String> = sent.iter().map(|(id,)| id).filter(|id| !file(id).exists()).collect();
        assert!(unsent.is_empty(), "{} letters are said to have left and did not: {unsent:?}", unsent.len());
        sent.len()
    }

    /// The number a statement selects.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let store = self.store().await;
        let n = number(store.read(), sql).await;
        store.close().await;
        n
    }
}

/// What a killed program had begun is taken up by another when its claim has ended: that time is made to have passed.
async fn time_passes(store: &Store) {
    const CLAIM: i64 = 11 * 60_000;
    let passed = store.write(|tx| {
        Box::pin(async move {
            sqlx::query(
                "update jobs set run_at = run_at - $1, claimed_until = claimed_until - $1 where done_at is null",
            )
            .bind(CLAIM)
            .execute(tx.db())
            .await
            .unwrap();
            Ok(())
        })
    });
    passed.await.unwrap();
}

/// The number a statement selects.
pub async fn number(db: &AnyPool, sql: &'static str) -> i64 {
    let (n,): (i64,) = sqlx::query_as(sql).fetch_one(db).await.unwrap();
    n
}

/// Waits until it is so.
pub async fn until<F>(what: &str, patience: Duration, mut is_so: impl FnMut() -> F)
where
    F: Future<Output = bool>,
{
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < patience, "not after {patience:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
