-- What is told to buyers and shops. A row holds nothing personal: the address and the words are looked up when it is
-- sent, from the order as it then stands.

create table messages (
    id text primary key,
    -- What is told is told once, however often its act or its job runs.
    dedupe text not null unique,
    order_id text references orders (id),
    -- None for what is about the whole order.
    shop_order_id text references shop_orders (id),
    -- Whose news it is, or whose order; none for a letter about an order at several shops.
    shop_id text references shops (id),
    -- Whose letter box, for letters to people of a shop.
    account_id text references accounts (id),
    side text not null check (side in ('buyer', 'shop')),
    event text not null,
    language text not null,
    channel text not null check (channel in ('email', 'inbox')),
    state text not null check (state in ('queued', 'sent', 'dead', 'skipped')),
    -- Sending again begins another round of tries.
    round bigint not null default 1 check (round >= 1),
    attempts bigint not null default 0 check (attempts >= 0),
    -- A class, never what a server said: that can hold an address.
    last_error text not null default '' check (last_error in ('', 'refused', 'unreachable', 'denied', 'unwritable')),
    -- Where it is about another amount than the order's, or about a day.
    amount_minor bigint,
    day bigint,
    created_at bigint not null,
    queued_at bigint not null,
    next_at bigint,
    sent_at bigint,
    dead_at bigint,
    read_at bigint,
    -- The office lets it be.
    settled_at bigint,
    settled_by text references accounts (id),
    check (channel = 'email' or side = 'shop'),
    check ((state = 'dead') = (dead_at is not null))
);
create index messages_news on messages (shop_id, created_at) where channel = 'inbox';
create index messages_unread on messages (shop_id) where channel = 'inbox' and read_at is null;
create index messages_stuck on messages (state, queued_at) where channel = 'email' and state in ('queued', 'dead');
create index messages_order on messages (order_id);
create index messages_created on messages (created_at);

-- Orders of before: their letter has been sent, unless its job still waits; that job then tells it anew.
insert into messages (id, dedupe, order_id, side, event, language, channel, state, created_at, queued_at, sent_at)
select 'placed:' || o.id, 'placed:' || o.id, o.id, 'buyer', 'placed', o.language, 'email', 'sent', o.created_at, o.created_at, o.created_at
from orders o where o.contact_kind = 'email' and o.contact is not null
    and not exists (select 1 from jobs j where j.dedupe = 'mail_order_link:' || o.id and j.done_at is null);
