-- Money on its way back to buyers: one list of it, whatever the way of paying and whoever decided it.

-- What was promised back of a payment, whether or not it is there yet: never more than was paid.
alter table payments add column refund_minor bigint not null default 0
    check (refund_minor >= 0 and refund_minor <= amount_minor);
-- How many pieces of a line were given back for, and how many of those stand on the shelf again.
alter table order_lines add column refunded bigint not null default 0
    check (refunded >= 0 and refunded <= quantity);
alter table order_lines add column restocked bigint not null default 0
    check (restocked >= 0 and restocked <= quantity);

create table refunds (
    id text primary key,
    payment_id text not null references payments (id),
    order_id text not null references orders (id),
    shop_order_id text not null references shop_orders (id),
    shop_id text not null references shops (id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency = 'IDR'),
    reason text not null check (reason in ('flaw', 'missing', 'sending', 'changed', 'other', 'ended', 'dispute')),
    -- Her own words, for the buyer.
    words text not null default '' check (length(words) <= 400),
    -- sent: with the payment service; failed: it could not send it, and it is owed by hand.
    state text not null check (state in ('owed', 'sent', 'handed_back', 'seen', 'failed')),
    -- What was asked of the payment service.
    card_refund_id text unique references card_refunds (id),
    made_by text references accounts (id),
    made_at bigint not null,
    back_at bigint,
    seen_at bigint,
    failed_at bigint,
    updated_at bigint not null,
    check ((back_at is not null) = (state in ('handed_back', 'seen')))
);
create index refunds_payment on refunds (payment_id, state);
create index refunds_part on refunds (shop_order_id, state);
create index refunds_order on refunds (order_id, made_at);
create index refunds_shop on refunds (shop_id, state, back_at);

-- Which pieces a refund was for.
create table refund_lines (
    refund_id text not null references refunds (id),
    product_id text not null references products (id),
    quantity bigint not null check (quantity > 0),
    restocked bigint not null default 0 check (restocked >= 0 and restocked <= quantity),
    amount_minor bigint not null check (amount_minor > 0),
    primary key (refund_id, product_id)
);

-- What was to be returned, or had been, before there was this list.
update payments set refund_minor = amount_minor where state in ('to_return', 'returned');
insert into refunds (id, payment_id, order_id, shop_order_id, shop_id, amount_minor, currency, reason, state,
    card_refund_id, made_at, back_at, seen_at, failed_at, updated_at)
select 'ended:' || p.id, p.id, p.order_id, p.shop_order_id, p.shop_id, p.amount_minor, p.currency, 'ended',
    case when p.state = 'returned' and p.return_seen_at is not null then 'seen' when p.state = 'returned' then 'handed_back'
        when p.method <> 'card' then 'owed'
        when exists (select 1 from card_refunds c where c.payment_id = p.id and c.state in ('wanted', 'sent')) then 'sent'
        else 'failed' end,
    (select min(c.id) from card_refunds c where c.payment_id = p.id and c.state in ('wanted', 'sent')),
    coalesce(p.return_due_at, p.updated_at),
    case when p.state = 'returned' then coalesce(p.returned_at, p.updated_at) end,
    case when p.state = 'returned' then p.return_seen_at end,
    null, p.updated_at
from payments p where p.state in ('to_return', 'returned');

-- A buyer's picture of a payment, seen by that shop alone and gone with the buyer's contact. It proves nothing by
-- itself: only the shop says that money has arrived.
create table payment_proofs (
    payment_id text primary key references payments (id),
    order_id text not null references orders (id),
    shop_id text not null references shops (id),
    media_key text not null unique,
    created_at bigint not null
);
create index payment_proofs_order on payment_proofs (order_id);

-- Where a shop's money goes was changed, or is to be: told to each of its people until they have seen it.
create table money_news (
    shop_id text not null references shops (id),
    account_id text not null references accounts (id),
    at bigint not null,
    seen_at bigint,
    primary key (shop_id, account_id)
);
