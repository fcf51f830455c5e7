-- Which of the pages an order was sent to has paid, and whether that was a test.

-- 1: opened with a test key, so no card was charged.
alter table card_sessions add column test bigint not null default 0 check (test in (0, 1));
update card_sessions set test = 1 where provider_id like 'cs_test_%';

-- The attempt that paid it: its money goes back, and what its cardholder's bank says is about this payment.
alter table payments add column paid_session text references card_sessions (id);
update payments set paid_session = (
    select c.id from card_sessions c join card_session_payments s on s.session_id = c.id
    where s.payment_id = payments.id and c.state = 'paid' order by c.paid_at, c.attempt limit 1
) where method = 'card' and paid_at is not null;
create index payments_paid_session on payments (paid_session) where paid_session is not null;

-- Money by card that is not paid out yet is looked for among these.
create index refunds_sent on refunds (payment_id) where state = 'sent';
create index card_disputes_open on card_disputes (session_id) where state = 'open';
create index card_sessions_test on card_sessions (id) where test = 1;
