-- While the rest is asked for no clock runs: what was chosen to be paid in cash before it was ready had one.
update shop_orders set held_until = null
where held_until is not null and state in ('accepted', 'ready') and exists (
    select 1 from payments p
    where p.shop_order_id = shop_orders.id and p.purpose = 'rest' and p.state in ('open', 'claimed')
);
