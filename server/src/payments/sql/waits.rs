//! Money by card that is owed to shops and not paid out yet, because it may have to go back.

/// What waits, with its shop (`shop_id`, `minor`) and when it was paid: what is owed of payments a cardholder's bank asks
/// for, and what is on its way back to a card.
macro_rules! waiting {
    () => {
        "(select r.shop_id, r.amount_minor as minor, p.paid_at from refunds r join payments p on p.id = r.payment_id \
           where r.state = 'sent' and p.method = 'card' \
             and not exists (select 1 from card_disputes y where y.session_id = p.paid_session and y.state = 'open') \
           union all \
           select l.shop_id, l.amount_minor as minor, p.paid_at from payments p join ledger_entries e on e.payment_id = p.id \
             join ledger_postings l on l.entry_id = e.id and l.account = 'owed' \
           where p.paid_session in (select y.session_id from card_disputes y where y.state = 'open'))"
    };
}
pub(crate) use waiting;

/// The same, one row for each shop.
macro_rules! waits {
    () => {
        concat!(
            "(select w.shop_id, sum(w.minor) as minor from ",
            $crate::payments::sql::waiting!(),
            " w group by w.shop_id)"
        )
    };
}
pub(crate) use waits;
