//! Money by card that is owed to shops and not paid out yet, because it may have to go back.

/// Shops (`shop_id`) with what of theirs waits (`minor`): what is on its way back to a card, what a cardholder's bank asks
/// for, and, where the number is 1, what was paid with a test key.
macro_rules! waits {
    ($live:literal) => {
        concat!(
            "(select w.shop_id, sum(w.minor) as minor from ( \
               select r.shop_id, r.amount_minor as minor from refunds r join payments p on p.id = r.payment_id \
               where r.state = 'sent' and p.method = 'card' \
                 and not exists (select 1 from card_disputes y where y.session_id = p.paid_session and y.state = 'open') \
                 and not (",
            $live,
            " = 1 and p.paid_session in (select t.id from card_sessions t where t.test = 1)) \
               union all \
               select p.shop_id, p.amount_minor - p.returned_minor as minor from payments p \
               where p.paid_session in (select y.session_id from card_disputes y where y.state = 'open') \
                 and p.state in ('paid', 'to_return') \
               union all \
               select p.shop_id, p.amount_minor - p.returned_minor as minor from payments p \
               where ",
            $live,
            " = 1 and p.state in ('paid', 'to_return') and p.paid_session in (select t.id from card_sessions t where t.test = 1) \
                 and p.paid_session not in (select y.session_id from card_disputes y where y.state = 'open') \
             ) w group by w.shop_id)"
        )
    };
}
pub(crate) use waits;
