-- What was paid for nothing and no card took back: how it reached the guest after all.
-- hand: the office sent it in another way; bank: the cardholder's bank gave it back.
alter table card_refunds add column made_good text check (made_good in ('hand', 'bank'));

-- Those that were put aside ask again whether it was sent.
update alarms set settled_at = null, settled_by = null where kind = 'refund_failed' and settled_at is not null
    and exists (select 1 from card_refunds r where r.id = alarms.subject and r.payment_id is null and r.state = 'failed');
