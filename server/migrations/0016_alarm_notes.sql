-- What a person wrote about an alarm may name who bought, and goes with the contact. What the house wrote itself stays:
-- it is codes. Of orders forgotten before that was so:
update alarms set note = ''
    where note <> '' and settled_by is not null and order_id in (select id from orders where contact_removed_at is not null);

-- What is written after that is looked for among the few rows that say something.
create index alarms_notes on alarms (order_id) where note <> '' and settled_by is not null;
