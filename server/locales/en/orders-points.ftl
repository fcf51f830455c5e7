orders-points-title = Pickup points
orders-points-lead = Places where pieces of every shop can be handed over, beside the shops' own. A shop says in its studio which it uses.
orders-points-see = See the pickup points
orders-points-none = There is none yet. Good ones are where guests come by anyway: a harbour, a homestay, a dive resort.
orders-points-add = Add a pickup point
orders-points-many = There are 40 already, which is the most.
orders-points-closed = Not offered
orders-points-stands = Saved meanwhile:
orders-points-kind = Kind
orders-points-kind-choose = Choose what kind of place it is.
orders-points-stall = Stall
orders-points-homestay = Homestay
orders-points-harbour = Harbour
orders-points-resort = Dive resort
orders-points-office = Office
orders-points-other = Another place
orders-points-name = Name in Indonesian
orders-points-name-en = Name in English
orders-points-en-hint = Guests read it. Leave it empty if it is the same.
orders-points-find = How to find it, in Indonesian
orders-points-find-en = How to find it, in English
orders-points-lead-time = How long before leaving it must be fetched
orders-points-lead-choose = Choose one of the times.
orders-points-hours = { $hours ->
    [0] No time ahead
    [one] 1 hour
   *[other] { $hours } hours
}
orders-points-ahead = { $hours ->
    [one] to be fetched 1 hour before leaving
   *[other] to be fetched { $hours } hours before leaving
}
orders-points-open = Offered to buyers
orders-points-shop = The region's pickup points
orders-points-shop-lead = Tick where you can bring things. Guests can then choose these places as well.
orders-points-shop-none = The regency has named no pickup point yet.
