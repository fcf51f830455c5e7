orders-shipping-zone-regency = In the same regency
orders-shipping-zone-province = In the same province
orders-shipping-zone-java-bali = Java and Bali
orders-shipping-zone-indonesia = Elsewhere in Indonesia
orders-shipping-zone-southeast-asia = Southeast Asia
orders-shipping-zone-asia = Elsewhere in Asia
orders-shipping-zone-oceania = Australia and the Pacific
orders-shipping-zone-europe = Europe
orders-shipping-zone-america = The Americas
orders-shipping-zone-africa = Africa

# Where a parcel goes
orders-shipping-country = Country
orders-shipping-country-none = Choose a country
orders-shipping-country-choose = Choose the country it goes to.
orders-shipping-within = Within Indonesia
orders-shipping-within-none = Only for Indonesia
orders-shipping-within-choose = Choose where in Indonesia it goes to.

# What the table offers
orders-shipping-offer = { $price }: { $service }, billed as { $grams } g
orders-shipping-offer-days = { $days } days
orders-shipping-offer-tracked = can be followed
orders-shipping-weigh = Nobody has weighed this yet. Weigh it and write the weight at the piece; then the table can tell the price.
orders-shipping-no-service = The regency's table has no service that goes there. Ask at the post and type the price.
orders-shipping-too-heavy = It is too heavy for every service in the table. Ask at the post and type the price.
