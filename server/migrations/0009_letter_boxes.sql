-- Where the people of a shop want its messages, besides the news of the studio: an address that somebody proved to
-- read. It opens nothing: nobody signs in with it, and no lost PIN is mended by it.

create table letter_boxes (
    account_id text primary key references accounts (id),
    -- In use.
    address text check (length(address) between 3 and 254),
    confirmed_at bigint,
    -- Waits for the code that was sent there; the one in use stays in use meanwhile.
    wanted text check (length(wanted) between 3 and 254),
    wanted_at bigint,
    -- Counts the letters with a code, and names the job of each.
    round bigint not null check (round >= 1),
    -- How many were sent since `counted_from`: an address of strangers gets a few a day.
    counted bigint not null check (counted >= 1),
    counted_from bigint not null,
    -- Why the last letter did not leave; a class, never what a server said.
    unsent text not null default '' check (unsent in ('', 'refused', 'unreachable', 'denied', 'unwritable')),
    check ((address is null) = (confirmed_at is null)),
    check ((wanted is null) = (wanted_at is null))
);

-- Up to when somebody has read the news of her shop. Of two people of a shop each has her own.
create table news_read (
    account_id text not null references accounts (id),
    shop_id text not null references shops (id),
    until bigint not null,
    at bigint not null,
    primary key (account_id, shop_id)
);

-- Marks of before were the shop's: they hold for everybody who was in it then.
insert into news_read (account_id, shop_id, until, at)
select m.account_id, m.shop_id, max(n.created_at), max(n.read_at)
from memberships m join messages n on n.shop_id = m.shop_id and n.channel = 'inbox' and n.read_at is not null
    and n.read_at >= m.created_at
group by m.account_id, m.shop_id;
drop index messages_unread;
