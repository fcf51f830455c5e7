-- Card payments: what was asked of the payment service and what it told, so that a second try sends the same and
-- nothing counts twice.

-- One attempt to pay an order by card. What is sent is written down first, then sent, then the answer is kept.
create table card_sessions (
    id text primary key,
    order_id text not null references orders (id),
    -- 1, 2, 3 within its order; part of the idempotency key.
    attempt bigint not null check (attempt >= 1),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency = 'IDR'),
    about text not null,
    language text not null check (language in ('id', 'en')),
    idempotency_key text not null unique,
    -- asked: not sent, or nothing is known of the answer; processing: filled in, the money is on its way.
    state text not null check (state in ('asked', 'open', 'processing', 'paid', 'expired', 'failed', 'dropped')),
    provider_id text unique,
    payment_intent text unique,
    url text,
    -- When the payment page closes, and until when the pieces are kept for it.
    expires_at bigint not null,
    live_until bigint not null,
    paid_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    unique (order_id, attempt)
);
create index card_sessions_state on card_sessions (state, expires_at);

-- A card pays all shops of an order at once; each shop's share is a payment of its own.
create table card_session_payments (
    session_id text not null references card_sessions (id),
    payment_id text not null references payments (id),
    amount_minor bigint not null check (amount_minor > 0),
    primary key (session_id, payment_id)
);
create index card_session_payments_payment on card_session_payments (payment_id);

-- Money on its way back to a card. Without a payment it is what came in beyond what was owed.
create table card_refunds (
    id text primary key,
    session_id text not null references card_sessions (id),
    payment_id text references payments (id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency = 'IDR'),
    reason text not null,
    -- sent: the payment service took it and will tell how it ended.
    state text not null check (state in ('wanted', 'sent', 'done', 'failed')),
    idempotency_key text not null unique,
    provider_id text unique,
    first_sent_at bigint,
    done_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create index card_refunds_session on card_refunds (session_id);
create index card_refunds_payment on card_refunds (payment_id);
create index card_refunds_state on card_refunds (state, created_at);

-- A cardholder's bank that asks for the money back.
create table card_disputes (
    provider_id text primary key,
    session_id text not null references card_sessions (id),
    amount_minor bigint not null,
    currency text not null,
    state text not null check (state in ('open', 'won', 'lost')),
    opened_at bigint not null,
    closed_at bigint
);
create index card_disputes_session on card_disputes (session_id);

-- Every event once, by the payment service's own id, as it came. The body is emptied 30 days after it was applied.
create table provider_events (
    id text primary key,
    kind text not null,
    body text not null,
    received_at bigint not null,
    applied_at bigint,
    outcome text not null default ''
);
create index provider_events_applied on provider_events (applied_at, received_at);

-- What a person of the office has to look at. Without a regency it could not be told whose it is.
create table alarms (
    id text primary key,
    kind text not null,
    -- What it is about, so that the same is told once.
    subject text not null,
    regency_id text references regions (id),
    order_id text references orders (id),
    expected text not null default '',
    came text not null default '',
    raised_at bigint not null,
    settled_at bigint,
    settled_by text references accounts (id),
    note text not null default '' check (length(note) <= 400),
    unique (kind, subject)
);
create index alarms_open on alarms (regency_id, settled_at, raised_at);
