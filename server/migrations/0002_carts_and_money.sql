-- An order may hold parts of several shops, a part several lines and another way of getting there; a payment may
-- be a card or a bank transfer, a deposit or the rest. SQLite cannot widen a CHECK, so these three tables are
-- written anew and take their old names; both databases carry the references along when a table is renamed.

create table shop_orders_2 (
    id text primary key,
    order_id text not null references orders (id),
    -- 1, 2, 3 within its order: what a buyer's form names.
    number bigint not null default 1 check (number >= 1),
    shop_id text not null references shops (id),
    how text not null check (how in ('stall', 'keep', 'deliver', 'send', 'sold')),
    state text not null check (state in ('asked', 'accepted', 'ready', 'sent', 'handed_over', 'declined', 'cancelled', 'expired')),
    stock_held bigint not null default 1 check (stock_held in (0, 1)),
    held_until bigint,
    place_name text not null default '',
    place_find text not null default '',
    pickup_from bigint,
    pickup_until bigint,
    -- What the lines come to, what sending costs, and both.
    goods_minor bigint not null check (goods_minor > 0),
    sending_minor bigint not null default 0 check (sending_minor >= 0),
    total_minor bigint not null check (total_minor > 0),
    version bigint not null default 1,
    accepted_at bigint,
    ready_at bigint,
    sent_at bigint,
    handed_at bigint,
    ended_at bigint,
    ended_by text check (ended_by in ('buyer', 'shop', 'time')),
    reason text not null default '',
    reason_text text not null default '' check (length(reason_text) <= 400),
    late_claim_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    check (total_minor = goods_minor + sending_minor),
    unique (order_id, number)
);
insert into shop_orders_2 (id, order_id, number, shop_id, how, state, stock_held, held_until, place_name, place_find,
    pickup_from, pickup_until, goods_minor, sending_minor, total_minor, version, accepted_at, ready_at, handed_at,
    ended_at, ended_by, reason, reason_text, late_claim_at, created_at, updated_at)
select id, order_id, 1, shop_id, how, state, stock_held, held_until, place_name, place_find,
    pickup_from, pickup_until, total_minor, 0, total_minor, version, accepted_at, ready_at, handed_at,
    ended_at, ended_by, reason, reason_text, late_claim_at, created_at, updated_at
from shop_orders;

create table order_lines_2 (
    id text primary key,
    shop_order_id text not null references shop_orders_2 (id),
    product_id text not null references products (id),
    product_code text not null,
    quantity bigint not null check (quantity > 0),
    unit_minor bigint not null check (unit_minor > 0),
    name text not null,
    language text not null,
    size_note text not null default '',
    weight_g bigint,
    facts text not null default '',
    makers text not null default '',
    photo_key text,
    -- One line per piece: nothing is counted twice.
    unique (shop_order_id, product_id)
);
insert into order_lines_2 (id, shop_order_id, product_id, product_code, quantity, unit_minor, name, language, size_note,
    weight_g, facts, makers, photo_key)
select id, shop_order_id, product_id, product_code, quantity, unit_minor, name, language, size_note,
    weight_g, facts, makers, photo_key
from order_lines;

create table payments_2 (
    id text primary key,
    order_id text not null references orders (id),
    shop_order_id text not null references shop_orders_2 (id),
    shop_id text not null references shops (id),
    -- What the payment is for, in the words of its time: the order's code and the piece's name.
    order_code text not null default '',
    about text not null default '',
    about_language text not null default 'id' check (about_language in ('id', 'en')),
    purpose text not null default 'whole' check (purpose in ('whole', 'deposit', 'rest')),
    method text not null check (method in ('qris', 'cash', 'transfer', 'card')),
    currency text not null check (currency = 'IDR'),
    amount_minor bigint not null check (amount_minor > 0),
    -- What was handed back of it.
    returned_minor bigint not null default 0 check (returned_minor >= 0 and returned_minor <= amount_minor),
    state text not null check (state in ('open', 'claimed', 'paid', 'abandoned', 'lapsed', 'to_return', 'returned')),
    qris_payload text,
    -- The shop's static code at that time, for wallets that do not read one with an amount.
    qris_plain text,
    qris_name text,
    -- The shop's bank account at that time.
    bank_name text,
    bank_account text,
    bank_holder text,
    refusals bigint not null default 0 check (refusals >= 0),
    claimed_at bigint,
    paid_at bigint,
    paid_by text,
    return_due_at bigint,
    returned_at bigint,
    return_seen_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
insert into payments_2 (id, order_id, shop_order_id, shop_id, order_code, about, about_language, method, currency,
    amount_minor, returned_minor, state, qris_payload, qris_plain, qris_name, refusals, claimed_at, paid_at, paid_by,
    return_due_at, returned_at, return_seen_at, created_at, updated_at)
select id, order_id, shop_order_id, shop_id, order_code, about, about_language, method, currency,
    amount_minor, case when state = 'returned' then amount_minor else 0 end, state, qris_payload, qris_plain, qris_name,
    refusals, claimed_at, paid_at, paid_by, return_due_at, returned_at, return_seen_at, created_at, updated_at
from payments;

drop table payments;
drop table order_lines;
drop table shop_orders;
alter table shop_orders_2 rename to shop_orders;
alter table order_lines_2 rename to order_lines;
alter table payments_2 rename to payments;

create index shop_orders_shop on shop_orders (shop_id, state, created_at);
create index shop_orders_held on shop_orders (state, held_until);
create index order_lines_product on order_lines (product_id);
create index payments_shop on payments (shop_id, state, paid_at);
create index payments_order on payments (order_id);
create index payments_shop_order on payments (shop_order_id, state);
create unique index payments_one_live on payments (shop_order_id, purpose) where state in ('open', 'claimed', 'paid', 'to_return');

-- What a visitor means to order. seen_minor is the price that stood on the page when it was put in, so that a
-- change can be shown; what is paid is always computed anew.
create table cart_lines (
    visitor_id text not null references visitors (id),
    product_id text not null references products (id),
    quantity bigint not null check (quantity between 1 and 9999),
    seen_minor bigint not null check (seen_minor > 0),
    scanned bigint not null default 0 check (scanned in (0, 1)),
    added_at bigint not null,
    primary key (visitor_id, product_id)
);
create index cart_lines_product on cart_lines (product_id);

-- How money goes in a regency; a regency without a row keeps to the defaults here. Percentages in hundredths of
-- a percent. The merchant of record is who the buyer's card statement names.
create table region_money (
    regency_id text primary key references regions (id),
    offers_cash bigint not null default 1 check (offers_cash in (0, 1)),
    offers_qris bigint not null default 1 check (offers_qris in (0, 1)),
    offers_transfer bigint not null default 1 check (offers_transfer in (0, 1)),
    offers_card bigint not null default 0 check (offers_card in (0, 1)),
    merchant_name text not null default '' check (length(merchant_name) <= 120),
    merchant_contact text not null default '' check (length(merchant_contact) <= 200),
    fee_bp bigint not null default 0 check (fee_bp between 0 and 3000),
    fee_fixed_minor bigint not null default 0 check (fee_fixed_minor between 0 and 10000000),
    card_cost_bp bigint not null default 0 check (card_cost_bp between 0 and 1000),
    card_cost_fixed_minor bigint not null default 0 check (card_cost_fixed_minor between 0 and 10000000),
    card_cost_by text not null default 'shop' check (card_cost_by in ('shop', 'region')),
    stall_minutes bigint not null default 30 check (stall_minutes between 10 and 240),
    answer_hours bigint not null default 72 check (answer_hours between 12 and 336),
    after_pickup_hours bigint not null default 24 check (after_pickup_hours between 1 and 168),
    retention_days bigint not null default 30 check (retention_days between 7 and 3650),
    version bigint not null default 1,
    updated_at bigint not null
);

alter table shop_payments add column takes_transfer bigint not null default 0 check (takes_transfer in (0, 1));
alter table shop_payments add column bank_name text;
alter table shop_payments add column bank_account text;
alter table shop_payments add column bank_holder text;
