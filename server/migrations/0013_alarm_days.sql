-- Until when a cardholder's bank waits for an answer, where it said so.
alter table alarms add column due_at bigint;

-- What a bank decided was told by one word for both ends.
update messages set event = case when exists (
        select 1 from card_disputes d join card_sessions c on c.id = d.session_id
        where c.order_id = messages.order_id and d.state = 'won'
    ) then 'dispute-won' else 'dispute-lost' end
where event = 'dispute-closed';
