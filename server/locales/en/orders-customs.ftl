# The description on a customs form. The form itself is always written in English; the other languages say what it means.
orders-customs-line = { $made } { $of } { $what }
orders-customs-made-woven = hand-woven
orders-customs-made-plaited = hand-plaited
orders-customs-made-embroidered = hand-embroidered
orders-customs-made-sewn = hand-sewn
orders-customs-made-hand = handmade
orders-customs-of-cotton = cotton
orders-customs-of-silk = silk
orders-customs-of-rayon = rayon
orders-customs-of-synthetic = synthetic-yarn
orders-customs-of-mixed = mixed-yarn
orders-customs-of-metallic = metallic-thread
orders-customs-of-leaf = palm-leaf
orders-customs-of-cane = cane
orders-customs-what-sarong = sarong cloth
orders-customs-what-shawl = shawl
orders-customs-what-headcloth = headcloth
orders-customs-what-cloth = cloth
orders-customs-what-table = table cloth
orders-customs-what-cushion = cushion cover
orders-customs-what-wall = wall hanging
orders-customs-what-bag = bag
orders-customs-what-wallet = wallet
orders-customs-what-basketry = plaited ware

# Told before somebody asks for a parcel
orders-customs-warn-title = Before you ask
orders-customs-warn-duty = Import duty and tax of your country are yours to pay, when the parcel arrives. They are not in the price.
orders-customs-warn-us = United States: since 29 August 2025 every parcel of goods pays duty, whatever it is worth, and some posts have stopped taking them. Carrying the piece home yourself is simpler.
orders-customs-warn-eu = European Union: tax is due on every parcel, and product safety rules can hold up goods from small makers. Carrying the piece home yourself is simpler.
