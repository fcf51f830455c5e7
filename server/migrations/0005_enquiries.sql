-- What has to be agreed before it can be paid: sending, bringing, and what is woven after it was asked for. An
-- enquiry belongs to a shop's part of an order; while it is open the part is 'asked'.

create table enquiries (
    shop_order_id text primary key references shop_orders (id),
    -- Made after it was asked for: nothing is taken off the shelf.
    made bigint not null check (made in (0, 1)),
    state text not null check (state in ('asked', 'answered', 'agreed', 'declined', 'withdrawn', 'lapsed')),
    -- The buyer's own words: colours, size, a question.
    wish text not null default '' check (length(wish) <= 600),
    -- The end of the buyer's last day here.
    leaving_at bigint,
    -- Where it goes; empty once it is forgotten. The country is ISO 3166-1 alpha-2, the zone a row of the
    -- shipping table.
    to_name text not null default '' check (length(to_name) <= 120),
    to_street text not null default '' check (length(to_street) <= 600),
    to_country text not null default '',
    to_zone text not null default '',
    to_phone text not null default '',
    -- The artisan's answer.
    sending_minor bigint not null default 0 check (sending_minor >= 0),
    service text not null default '',
    promised_at bigint,
    deposit_percent bigint not null default 0 check (deposit_percent between 0 and 90),
    answer_text text not null default '' check (length(answer_text) <= 400),
    -- The share in a parcel that shops of a village send together.
    shared bigint not null default 0 check (shared in (0, 1)),
    asked_at bigint not null,
    remind_at bigint not null,
    reminded_at bigint,
    answered_at bigint,
    closed_at bigint
);
create index enquiries_silent on enquiries (state, reminded_at, remind_at);

-- A parcel on its way, of one shop or of several that sent together.
create table parcels (
    id text primary key,
    order_id text not null references orders (id),
    service text not null default '',
    tracking text not null default '' check (length(tracking) <= 60),
    private_key text unique,
    sent_at bigint not null
);
create index parcels_order on parcels (order_id);

alter table shop_orders add column parcel_id text references parcels (id);
-- The deposit a rest follows is not what is asked for now.
alter table payments add column followed bigint not null default 0 check (followed in (0, 1));

-- What a shop offers beside its meeting places.
alter table shops add column sends bigint not null default 0 check (sends in (0, 1));
alter table shops add column delivers bigint not null default 0 check (delivers in (0, 1));
