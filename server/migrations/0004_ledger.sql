-- The books: what moved, from where to where. Rows are only ever added; a mistake is mended by another entry.
-- Nothing here refers to payments or orders by a foreign key: the books outlive what they are about.

create table ledger_entries (
    id text primary key,
    kind text not null check (kind in ('sale', 'shipping', 'fee', 'card_cost', 'refund', 'dispute', 'payout', 'correction')),
    about_kind text not null check (about_kind in ('payment', 'dispute', 'payout', 'correction')),
    about_id text not null,
    -- One movement is written once, however often it is told.
    dedupe text not null unique,
    payment_id text,
    shop_order_id text,
    order_code text not null default '',
    regency_id text not null references regions (id),
    note text not null default '' check (length(note) <= 400),
    signed_by text references accounts (id),
    at bigint not null,
    check (kind <> 'correction' or (signed_by is not null and note <> ''))
);
create index ledger_entries_payment on ledger_entries (payment_id, kind);
create index ledger_entries_part on ledger_entries (shop_order_id, kind);
create index ledger_entries_about on ledger_entries (about_id);
create index ledger_entries_regency on ledger_entries (regency_id, at);

-- Above zero went into the account, below zero came out; the postings of an entry come to zero.
create table ledger_postings (
    entry_id text not null references ledger_entries (id),
    line bigint not null check (line >= 1),
    account text not null check (account in ('buyer', 'pocket', 'owed', 'way', 'operator', 'provider')),
    shop_id text references shops (id),
    amount_minor bigint not null check (amount_minor <> 0),
    currency text not null check (currency = 'IDR'),
    -- Since when this money waits: a payout that came back waits since it was first owed.
    since bigint not null,
    at bigint not null,
    primary key (entry_id, line),
    check ((shop_id is not null) = (account in ('pocket', 'owed', 'way')))
);
create index ledger_postings_shop on ledger_postings (shop_id, account, at);

-- What selling costs, frozen when an order is placed. Amounts are those of the shop's part.
create table order_terms (
    shop_order_id text primary key,
    order_id text not null,
    shop_id text not null references shops (id),
    goods_minor bigint not null check (goods_minor > 0),
    sending_minor bigint not null default 0 check (sending_minor >= 0),
    fee_bp bigint not null check (fee_bp >= 0),
    fee_fixed_minor bigint not null check (fee_fixed_minor >= 0),
    card_cost_bp bigint not null check (card_cost_bp >= 0),
    card_cost_fixed_minor bigint not null check (card_cost_fixed_minor >= 0),
    card_cost_by text not null check (card_cost_by in ('shop', 'region')),
    frozen_at bigint not null
);
create index order_terms_order on order_terms (order_id);

-- Payouts are made in batches: a file for the bank, or slips for cash.
create table payout_batches (
    id text primary key,
    regency_id text not null references regions (id),
    way text not null check (way in ('bank', 'cash')),
    made_by text not null references accounts (id),
    made_at bigint not null,
    sent_at bigint,
    undone_at bigint
);
create index payout_batches_regency on payout_batches (regency_id, made_at);

create table payouts (
    id text primary key,
    batch_id text not null references payout_batches (id),
    shop_id text not null references shops (id),
    state text not null check (state in ('batched', 'undone', 'sent', 'received', 'returned')),
    -- Written beside the transfer, and on the cash slip.
    code text not null unique,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency = 'IDR'),
    bank_name text,
    bank_account text,
    bank_holder text,
    owed_since bigint not null,
    sent_at bigint,
    received_at bigint,
    -- The artisan said that nothing has arrived.
    missing_at bigint,
    returned_at bigint,
    reason text not null default '' check (length(reason) <= 200),
    updated_at bigint not null
);
create index payouts_batch on payouts (batch_id);
create index payouts_shop on payouts (shop_id, state);

-- Whose turn it is to make a batch: two at once would pay the same money twice.
create table payout_turns (
    regency_id text primary key references regions (id),
    taken bigint not null
);

-- A change of where money goes that waits for its day and for a second yes; what holds stays until then.
create table shop_payments_waiting (
    shop_id text primary key references shops (id),
    takes_cash bigint not null check (takes_cash in (0, 1)),
    takes_qris bigint not null check (takes_qris in (0, 1)),
    qris_payload text,
    takes_transfer bigint not null check (takes_transfer in (0, 1)),
    bank_name text,
    bank_account text,
    bank_holder text,
    proposed_by text not null references accounts (id),
    proposed_at bigint not null,
    holds_from bigint not null
);

-- What was paid before there were books: cash and QRIS, straight into the shop's pocket, without a fee.
insert into ledger_entries (id, kind, about_kind, about_id, dedupe, payment_id, shop_order_id, order_code, regency_id, at)
select 'sale:' || p.id, 'sale', 'payment', p.id, 'sale:' || p.id, p.id, p.shop_order_id, p.order_code, s.regency_id, p.paid_at
from payments p join shops s on s.id = p.shop_id where p.paid_at is not null and p.method <> 'card';
insert into ledger_entries (id, kind, about_kind, about_id, dedupe, payment_id, shop_order_id, order_code, regency_id, at)
select 'refund:' || p.id || ':rest', 'refund', 'payment', p.id, 'refund:' || p.id || ':rest', p.id, p.shop_order_id, p.order_code,
    s.regency_id, p.returned_at
from payments p join shops s on s.id = p.shop_id where p.paid_at is not null and p.returned_at is not null and p.method <> 'card';
insert into ledger_postings (entry_id, line, account, shop_id, amount_minor, currency, since, at)
select e.id, 1, 'buyer', null, case when e.kind = 'sale' then -p.amount_minor else p.amount_minor end, p.currency, e.at, e.at
from ledger_entries e join payments p on p.id = e.payment_id;
insert into ledger_postings (entry_id, line, account, shop_id, amount_minor, currency, since, at)
select e.id, 2, 'pocket', p.shop_id, case when e.kind = 'sale' then p.amount_minor else -p.amount_minor end, p.currency, e.at, e.at
from ledger_entries e join payments p on p.id = e.payment_id;
