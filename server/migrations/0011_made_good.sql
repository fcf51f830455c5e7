-- What was paid for nothing and no card took back: how it reached the guest after all.
-- hand: the office sent it in another way; bank: the cardholder's bank gave it back.
alter table card_refunds add column made_good text check (made_good in ('hand', 'bank'));
