-- True when somebody of the shop handed it over, whatever it was paid with.
alter table refunds add column by_hand bigint not null default 0 check (by_hand in (0, 1));
-- When the buyer said that it has not come.
alter table refunds add column missed_at bigint;

-- Of a card only the books know who gave it.
update refunds set by_hand = 1 where state in ('handed_back', 'seen') and (
    exists (select 1 from payments p where p.id = refunds.payment_id and p.method <> 'card')
    or exists (select 1 from ledger_entries l
        where l.dedupe = 'refund:' || refunds.payment_id || ':' || refunds.id || ':hand')
);
