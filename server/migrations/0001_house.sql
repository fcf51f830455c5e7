-- One text for SQLite and PostgreSQL: BIGINT, TEXT and DOUBLE PRECISION only, times in UTC ms,
-- money in minor units, ids as text (UUIDv7), truth as 0 or 1. See README.md beside this file.

create table marks (
    name text primary key,
    value text not null,
    at bigint not null
);

-- regions ------------------------------------------------------------------------------------

create table regions (
    id text primary key,
    code text not null unique,
    level text not null check (level in ('province', 'regency', 'district', 'village')),
    parent_id text references regions (id),
    regency_id text references regions (id),
    name text not null check (length(name) between 1 and 120),
    slug text not null,
    island text,
    zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
    operator_name text not null default '',
    operator_address text not null default '',
    operator_contact text not null default '',
    complaint_days bigint not null default 0 check (complaint_days between 0 and 90),
    open bigint not null default 0 check (open in (0, 1)),
    created_at bigint not null,
    updated_at bigint not null
);
create unique index regions_regency_slug on regions (slug) where level = 'regency';
create unique index regions_village_slug on regions (regency_id, slug) where level = 'village';
create index regions_parent on regions (parent_id, name);
create index regions_regency on regions (regency_id, level, name);
create index regions_open on regions (open, level, name);

-- Slugs that were once printed keep leading to their place. scope: 'regency' or 'province' in the nation;
-- for a village its regency's code, for a district 'district:' and that code.
create table region_slugs (
    scope text not null,
    slug text not null,
    region_id text not null references regions (id),
    at bigint not null,
    primary key (scope, slug)
);

-- accounts -----------------------------------------------------------------------------------

create table accounts (
    id text primary key,
    role text not null check (role in ('artisan', 'officer', 'administrator')),
    name text not null check (length(name) between 1 and 80),
    email text unique,
    phone text,
    language text not null check (language in ('id', 'en')),
    regency_id text references regions (id),
    village_id text references regions (id),
    password_hash text,
    pin_hash text,
    created_by text,
    created_at bigint not null,
    seen_at bigint,
    check (role = 'administrator' or regency_id is not null),
    check (role = 'artisan' or email is not null)
);
create index accounts_regency on accounts (regency_id, role, name);

create table invitations (
    id text primary key,
    kind text not null check (kind in ('enrol', 'fresh_device', 'set_password')),
    token_hash text not null unique,
    account_id text references accounts (id),
    regency_id text references regions (id),
    village_id text references regions (id),
    name text not null,
    phone text,
    created_by text,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    revoked_at bigint,
    wrong bigint not null default 0
);
create index invitations_regency on invitations (regency_id, kind, created_at);
create index invitations_account on invitations (account_id, kind);

create table devices (
    id text primary key,
    token_hash text not null unique,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    forgotten_at bigint
);

create table device_accounts (
    device_id text not null references devices (id),
    account_id text not null references accounts (id),
    added_at bigint not null,
    primary key (device_id, account_id)
);
create index device_accounts_account on device_accounts (account_id);

create table sessions (
    id text primary key,
    token_hash text not null unique,
    account_id text not null references accounts (id),
    device_id text references devices (id),
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);
create index sessions_account on sessions (account_id, ended_at);

-- Wrong PINs and passwords, per account and device (or per e-mail address, as a hash).
create table attempts (
    subject text primary key,
    wrong bigint not null default 0,
    wait_until bigint not null default 0,
    updated_at bigint not null
);

create table visitors (
    id text primary key,
    token_hash text not null unique,
    created_at bigint not null,
    expires_at bigint not null
);

create table shops (
    id text primary key,
    regency_id text not null references regions (id),
    village_id text not null references regions (id),
    name text not null check (length(name) between 1 and 80),
    maker_kind text not null check (maker_kind in ('person', 'family', 'group')),
    language text not null check (language in ('id', 'en')),
    story text not null default '',
    portrait_key text,
    portrait_of text not null default '',
    whatsapp text,
    whatsapp_public bigint not null default 0 check (whatsapp_public in (0, 1)),
    band bigint not null check (band between 0 and 12),
    -- When its page opened, and the village it stood in then: figures of months that are over never move with a shop.
    opened_at bigint,
    opened_village_id text references regions (id),
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null,
    check ((opened_at is null) = (opened_village_id is null))
);
create index shops_village on shops (village_id, opened_at, name);
create index shops_regency on shops (regency_id, opened_at, name);

create table memberships (
    shop_id text not null references shops (id),
    account_id text not null references accounts (id),
    role text not null check (role in ('owner', 'member')),
    created_at bigint not null,
    primary key (shop_id, account_id)
);
create index memberships_account on memberships (account_id);

create table makers (
    id text primary key,
    shop_id text not null references shops (id),
    name text not null check (length(name) between 1 and 80),
    position bigint not null,
    left_at bigint,
    created_at bigint not null
);
create index makers_shop on makers (shop_id, position);

create table meeting_places (
    id text primary key,
    shop_id text not null references shops (id),
    name text not null check (length(name) between 1 and 80),
    how_to_find text not null default '',
    position bigint not null,
    closed_at bigint,
    created_at bigint not null
);
create index meeting_places_shop on meeting_places (shop_id, position);

-- weekday 1 is Monday; minutes since midnight in the region's zone.
create table meeting_hours (
    place_id text not null references meeting_places (id),
    weekday bigint not null check (weekday between 1 and 7),
    from_minute bigint not null check (from_minute between 0 and 1439),
    to_minute bigint not null check (to_minute between 1 and 1440),
    primary key (place_id, weekday, from_minute),
    check (to_minute > from_minute)
);

-- codes --------------------------------------------------------------------------------------

create table codes (
    code text primary key,
    kind text not null check (kind in ('product', 'shop')),
    target_id text not null,
    issued_at bigint not null,
    unique (kind, target_id)
);

-- Visits by people, counted per code and UTC hour. Nothing of the visitor is kept.
create table scan_counts (
    code text not null references codes (code),
    hour bigint not null,
    visits bigint not null default 0 check (visits >= 0),
    primary key (code, hour)
);
create index scan_counts_hour on scan_counts (hour);

-- catalogue ----------------------------------------------------------------------------------

-- stock is what is left for sale; held is what open orders have taken out of it.
create table products (
    id text primary key,
    shop_id text not null references shops (id),
    kind text not null check (kind in ('unique', 'stocked', 'made_to_order')),
    state text not null check (state in ('draft', 'published', 'hidden', 'archived')),
    name text not null default '' check (length(name) <= 80),
    language text not null check (language in ('id', 'en')),
    price_minor bigint check (price_minor > 0),
    currency text not null default 'IDR' check (currency = 'IDR'),
    stock bigint not null default 0 check (stock >= 0),
    held bigint not null default 0 check (held >= 0),
    weeks bigint check (weeks between 1 and 52),
    size_note text not null default '',
    weight_g bigint check (weight_g between 1 and 100000),
    story text not null default '',
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null,
    published_at bigint
);
create index products_shop on products (shop_id, state, updated_at);
create index products_state on products (state, published_at);

create table product_facts (
    product_id text not null references products (id),
    fact text not null,
    primary key (product_id, fact)
);

create table product_makers (
    product_id text not null references products (id),
    maker_id text not null references makers (id),
    position bigint not null,
    primary key (product_id, maker_id)
);

-- private_key names the files nobody but the shop sees; public_key is set while they are published.
-- sent_hash is that of the bytes that were sent: the same picture sent twice is one photo.
create table photos (
    id text primary key,
    product_id text not null references products (id),
    position bigint not null,
    private_key text not null unique,
    public_key text unique,
    width bigint not null check (width > 0),
    height bigint not null check (height > 0),
    tint text not null,
    sent_hash text,
    is_drawing bigint not null default 0 check (is_drawing in (0, 1)),
    created_at bigint not null,
    removed_at bigint
);
create index photos_product on photos (product_id, position);
create unique index photos_sent on photos (product_id, sent_hash) where removed_at is null;

-- Keys that were public once and are gone for good: their URLs answer 410.
create table gone_media (
    public_key text primary key,
    at bigint not null
);

-- payments (settings) ------------------------------------------------------------------------

create table shop_payments (
    shop_id text primary key references shops (id),
    takes_cash bigint not null default 1 check (takes_cash in (0, 1)),
    takes_qris bigint not null default 0 check (takes_qris in (0, 1)),
    qris_payload text,
    qris_name text,
    qris_city text,
    qris_nmid text,
    updated_at bigint not null,
    check (takes_qris = 0 or qris_payload is not null)
);

-- orders -------------------------------------------------------------------------------------

create table orders (
    id text primary key,
    code text not null unique,
    regency_id text not null references regions (id),
    visitor_id text,
    contact_hash text,
    language text not null,
    channel text not null check (channel in ('scan', 'web', 'stall')),
    currency text not null check (currency = 'IDR'),
    total_minor bigint not null check (total_minor > 0),
    buyer_name text not null default '',
    contact_kind text check (contact_kind in ('whatsapp', 'email', 'phone')),
    contact text,
    created_at bigint not null,
    ended_at bigint,
    contact_removed_at bigint
);
create index orders_visitor on orders (visitor_id, created_at);
create index orders_contact on orders (contact_hash, created_at);
create index orders_ended on orders (ended_at, contact_removed_at);

create table shop_orders (
    id text primary key,
    order_id text not null references orders (id),
    shop_id text not null references shops (id),
    how text not null check (how in ('stall', 'keep')),
    state text not null check (state in ('asked', 'accepted', 'ready', 'handed_over', 'declined', 'cancelled', 'expired')),
    stock_held bigint not null default 1 check (stock_held in (0, 1)),
    held_until bigint,
    place_name text not null default '',
    place_find text not null default '',
    pickup_from bigint,
    pickup_until bigint,
    total_minor bigint not null check (total_minor > 0),
    version bigint not null default 1,
    accepted_at bigint,
    ready_at bigint,
    handed_at bigint,
    ended_at bigint,
    ended_by text check (ended_by in ('buyer', 'shop', 'time')),
    reason text not null default '',
    reason_text text not null default '' check (length(reason_text) <= 400),
    late_claim_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create index shop_orders_order on shop_orders (order_id);
create index shop_orders_shop on shop_orders (shop_id, state, created_at);
create index shop_orders_held on shop_orders (held_until, state);

create table order_lines (
    id text primary key,
    shop_order_id text not null references shop_orders (id),
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
    photo_key text
);
create index order_lines_shop_order on order_lines (shop_order_id);
create index order_lines_product on order_lines (product_id);

create table payments (
    id text primary key,
    order_id text not null references orders (id),
    shop_order_id text not null references shop_orders (id),
    shop_id text not null references shops (id),
    -- What the payment is for, in the words of its time: the order's code and the piece's name.
    order_code text not null default '',
    about text not null default '',
    about_language text not null default 'id' check (about_language in ('id', 'en')),
    method text not null check (method in ('qris', 'cash')),
    currency text not null check (currency = 'IDR'),
    amount_minor bigint not null check (amount_minor > 0),
    state text not null check (state in ('open', 'claimed', 'paid', 'abandoned', 'lapsed', 'to_return', 'returned')),
    qris_payload text,
    -- The shop's static code at that time, for wallets that do not read one with an amount.
    qris_plain text,
    qris_name text,
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
create index payments_shop on payments (shop_id, state, paid_at);
create index payments_shop_order on payments (shop_order_id, state);
create unique index payments_one_live on payments (shop_order_id) where state in ('open', 'claimed', 'paid', 'to_return');

-- Touched before a visitor's or a contact's unpaid orders are counted, so that two checkouts at once
-- count each other. The subject is a visitor's id or the keyed hash of a contact; a day later it is gone.
create table buyer_turns (
    subject text primary key,
    at bigint not null
);

-- below all rooms ----------------------------------------------------------------------------

create table consents (
    id text primary key,
    account_id text not null references accounts (id),
    kind text not null check (kind in ('enrolment', 'portrait', 'public_phone')),
    about text not null default '',
    text_version text not null,
    language text not null,
    given_at bigint not null,
    withdrawn_at bigint
);
create index consents_account on consents (account_id, kind, given_at);

create table audit (
    id text primary key,
    at bigint not null,
    actor_kind text not null check (actor_kind in ('visitor', 'artisan', 'officer', 'administrator', 'system')),
    actor_id text,
    action text not null,
    object_kind text not null,
    object_id text not null,
    detail text not null default '{}'
);
create index audit_object on audit (object_kind, object_id, at);
create index audit_actor on audit (actor_id, at);

create table jobs (
    id text primary key,
    kind text not null,
    payload text not null,
    dedupe text unique,
    run_at bigint not null,
    attempts bigint not null default 0,
    claimed_until bigint not null default 0,
    last_error text,
    created_at bigint not null,
    done_at bigint,
    dead_at bigint
);
create index jobs_due on jobs (done_at, dead_at, run_at);

create table idempotency (
    key text primary key,
    form text not null,
    body_hash text not null,
    outcome_kind text not null,
    outcome_id text not null,
    created_at bigint not null
);
create index idempotency_age on idempotency (created_at);
