-- What tells who bought goes with the contact, in every column. Orders forgotten before that was so:
update shop_orders set reason_text = ''
    where reason_text <> '' and order_id in (select id from orders where contact_removed_at is not null);
update enquiries set wish = '', leaving_at = null, to_name = '', to_street = '', to_country = '', to_zone = '', to_phone = '',
    answer_text = ''
    where shop_order_id in (select s.id from shop_orders s join orders o on o.id = s.order_id where o.contact_removed_at is not null);
update parcels set tracking = ''
    where tracking <> '' and order_id in (select id from orders where contact_removed_at is not null);
update refunds set words = ''
    where words <> '' and order_id in (select id from orders where contact_removed_at is not null);
update audit set actor_id = null
    where actor_kind = 'visitor' and object_kind = 'order' and actor_id is not null
    and object_id in (select id from orders where contact_removed_at is not null);

-- What is written of an order after that is looked for among the few rows that say something. In the order in which
-- moves take these tables, or an older server that still runs and this could wait for each other.
create index shop_orders_reason_text on shop_orders (order_id) where reason_text <> '';
create index refunds_words on refunds (order_id) where words <> '';
create index parcels_personal on parcels (order_id) where tracking <> '' or private_key is not null;
create index audit_visitors on audit (object_id) where actor_kind = 'visitor' and actor_id is not null and object_kind = 'order';
