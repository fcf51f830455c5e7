//! What must hold of the books after whatever a test did.

use app::ids::PaymentId;
use server::payments::ledger;

use super::TestApp;

impl TestApp {
    /// Writes a payment that was put straight into the database into the books, as the house does when it arrives;
    /// `back` is when it was handed back.
    pub async fn book(&self, payment: &str, back: Option<i64>) {
        let payment = PaymentId(payment.to_owned());
        let work = self.house.store.write(move |tx| {
            Box::pin(async move {
                ledger::sale(tx, &payment).await?;
                if let Some(at) = back {
                    ledger::handed_back_at(tx, &payment, at).await?;
                }
                Ok(())
            })
        });
        work.await.unwrap();
    }

    /// Fails unless every entry comes to zero in its currency, each has two postings or more, and every payment that
    /// arrived stands in the books with what was paid and not handed back.
    pub async fn books_agree(&self) {
        let odd = self
            .count(
                "select count(*) from (select e.id, l.currency from ledger_entries e \
                 left join ledger_postings l on l.entry_id = e.id group by e.id, l.currency \
                 having coalesce(sum(l.amount_minor), 1) <> 0 or count(l.line) < 2) x",
            )
            .await;
        assert_eq!(odd, 0, "entries that do not come to zero");
        let wrong = self
            .count(
                "select count(*) from (select p.id, p.amount_minor - p.returned_minor as kept, \
                   coalesce(sum(case when e.kind in ('sale', 'shipping', 'refund') and l.account = 'buyer' \
                     then -l.amount_minor else 0 end), 0) as booked \
                 from payments p left join ledger_entries e on e.payment_id = p.id \
                 left join ledger_postings l on l.entry_id = e.id \
                 where p.paid_at is not null group by p.id, p.amount_minor, p.returned_minor) x where x.kept <> x.booked",
            )
            .await;
        assert_eq!(wrong, 0, "payments of which the books say something else");
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
