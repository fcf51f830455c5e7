-- What sending costs from a regency, the region's own pickup points, and which shops use them.

-- One row a regency: grows its version with every change of its services, so that no form overwrites another.
create table sending_tables (
    regency_id text primary key references regions (id),
    -- What one SDR, the money of the world's posts, is in rupiah, and the day it was looked up.
    sdr_minor bigint check (sdr_minor > 0),
    sdr_on bigint,
    version bigint not null check (version > 0),
    updated_at bigint not null
);

create table sending_services (
    id text primary key,
    regency_id text not null references regions (id),
    name text not null check (length(name) between 1 and 80),
    zone text not null check (zone in ('regency', 'province', 'java_bali', 'indonesia', 'southeast_asia', 'asia',
        'oceania', 'europe', 'america', 'africa')),
    first_step_g bigint not null check (first_step_g between 1 and 1000000),
    first_minor bigint not null check (first_minor >= 0),
    next_step_g bigint not null check (next_step_g between 1 and 1000000),
    next_minor bigint not null check (next_minor >= 0),
    max_g bigint not null check (max_g between 1 and 1000000),
    tolerance_g bigint not null check (tolerance_g >= 0),
    minimum_g bigint not null check (minimum_g >= 0),
    -- Cubic centimetres that count as a kilogram; null where size does not count.
    divisor bigint check (divisor between 1000 and 100000),
    days text not null default '' check (length(days) <= 30),
    tracked bigint not null check (tracked in (0, 1)),
    valid_from bigint not null,
    source text not null default '' check (length(source) <= 200),
    version bigint not null check (version > 0),
    updated_at bigint not null
);
create index sending_services_regency on sending_services (regency_id, zone, name);

-- Where pieces of any shop of the regency can be handed over. Lead: so long before leaving they must be fetched.
create table pickup_points (
    id text primary key,
    regency_id text not null references regions (id),
    kind text not null check (kind in ('stall', 'homestay', 'harbour', 'resort', 'office', 'other')),
    name_id text not null check (length(name_id) between 1 and 80),
    name_en text not null default '' check (length(name_en) <= 80),
    find_id text not null default '' check (length(find_id) <= 300),
    find_en text not null default '' check (length(find_en) <= 300),
    lead_minutes bigint not null default 0 check (lead_minutes between 0 and 2880),
    open bigint not null check (open in (0, 1)),
    version bigint not null check (version > 0),
    created_at bigint not null,
    updated_at bigint not null
);
create index pickup_points_regency on pickup_points (regency_id, open);

-- weekday 1 is Monday; minutes since midnight in the region's zone.
create table pickup_point_hours (
    point_id text not null references pickup_points (id),
    weekday bigint not null check (weekday between 1 and 7),
    from_minute bigint not null check (from_minute between 0 and 1439),
    to_minute bigint not null check (to_minute between 1 and 1440),
    primary key (point_id, weekday, from_minute),
    check (to_minute > from_minute)
);

create table shop_points (
    shop_id text not null references shops (id),
    point_id text not null references pickup_points (id),
    since bigint not null,
    primary key (shop_id, point_id)
);
