//! What must hold of the books after whatever a test did.

use app::ids::PaymentId;
use server::payments::{ledger, refunds};

use super::TestApp;
use crate::accountant::{DISAGREES, UNBALANCED};

impl TestApp {
    /// Writes a payment that was put straight into the database into the books, as the house does when it arrives;
    /// `back` is when it was handed back.
    pub async fn book(&self, payment: &str, back: Option<i64>) {
        let payment = PaymentId(payment.to_owned());
        let work = self.house.store.write(move |tx| {
            Box::pin(async move {
                ledger::sale(tx, &payment).await?;
                if back.is_some() {
                    refunds::was(tx, &payment, back).await?;
                }
                Ok(())
            })
        });
        work.await.unwrap();
    }

    /// Fails unless every entry comes to zero in its currency, each has two postings or more, and every payment that
    /// arrived stands in the books with what was paid and not handed back.
    pub async fn books_agree(&self) {
        for wrong in [UNBALANCED, DISAGREES] {
            let rows: Vec<(String,)> = sqlx::query_as(wrong).fetch_all(self.house.store.read()).await.unwrap();
            assert_eq!(rows, [], "{wrong}");
        }
        let early = self
            .count(
                "select count(*) from ledger_entries e join payments p on p.id = e.payment_id where p.paid_at is null",
            )
            .await;
        assert_eq!(early, 0, "money in the books that has not arrived");
    }

    /// What lies in the accounts of a kind altogether, minor units.
    pub async fn pot(&self, account: &str) -> i64 {
        let (sum,): (i64,) = sqlx::query_as(
            "select cast(coalesce(sum(amount_minor), 0) as bigint) from ledger_postings where account = $1",
        )
        .bind(account.to_owned())
        .fetch_one(self.house.store.read())
        .await
        .unwrap();
        sum
    }
}
