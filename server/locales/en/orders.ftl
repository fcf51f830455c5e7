orders-order = Order
orders-by = by { $maker }, { $village }
orders-made-by = made by { $maker }, { $village }, Indonesia
orders-today = { $time } today
orders-back-to-piece = Back to the piece
orders-back-to-order = Back to the order

# Checkout
orders-checkout-stall-title = I am at the stall
orders-checkout-stall-text = Order it, pay { $name }, and take it with you. It is yours alone for { $minutes } minutes.
orders-checkout-keep-title = Keep it for me
orders-checkout-keep-text = { $name } answers within { $hours } hours. You pay only after that, and fetch it where and when you choose.
orders-quantity = How many
orders-quantity-hint = { $left } left
orders-quantity-wrong = Type a whole number, 1 or more.
orders-quantity-left = There are only { $left } left. Choose that many or fewer.
orders-pickup = Where and when do you fetch it
orders-pickup-none = Choose a place and a time
orders-pickup-choose = Choose one of the places and times.
orders-contact-kind = How can you be told the answer
orders-contact-whatsapp = WhatsApp
orders-contact-email = E-mail
orders-contact-phone = Phone
orders-contact = Your number or address
orders-contact-hint = Only the maker sees it. A number from abroad begins with +.
orders-contact-choose = Choose WhatsApp, e-mail or phone.
orders-contact-empty = Type a number or an address here.
orders-email-wrong = This does not look like an e-mail address, such as mia@mail.example.
orders-phone-abroad = This is no Indonesian number. From abroad begin with + and your country, such as +49 170 1234567.
orders-method = How do you pay
orders-method-choose = Choose a way to pay.
orders-method-not-here = That way of paying is not possible here or not for this amount. Choose the other one.
orders-name = Your first name (if you like)
orders-name-hint-stall = So that the maker knows it is you.
orders-name-hint-keep = So that the maker knows who comes.
orders-name-long = A name of up to 60 letters fits here.
orders-small-stall = No account, nothing to install. Nothing is paid yet when you tap.
orders-small-keep = No account. Your contact is removed 30 days after the order ends.
orders-place-stall = Order it
orders-place-keep = Ask to keep it
orders-cannot-title = Not in this way
orders-no-place = { $name } has named no place and time to fetch things just now. Look for the stall.
orders-no-way = This amount cannot be paid here yet. Ask { $name } at the stall.
orders-changed = { $price } is the price now: the piece was changed a moment ago. Look once more, then order it.
orders-gone = Somebody was quicker.
orders-already = You have an order for this piece already.
orders-too-many = You have three orders that are not paid yet. Pay or cancel one of them first.
orders-gone-title = Somebody was quicker
orders-gone-text = { $piece } was taken a moment ago. Nothing was ordered and nothing is to be paid.
orders-gone-others = More from the same loom
orders-gone-shop = See all of { $shop }
orders-several-title = You have an order already
orders-several-text = Your order of { $piece } is still open.
orders-several-open = Open my order
orders-several-again = Order another one

# The order's page
orders-title = Your order { $code }, { $amount } - { $shop }
orders-steps = Steps of this order
orders-step-ordered = Ordered
orders-step-yes = Answered
orders-step-pay = Pay
orders-step-money = Money is in
orders-step-hands = In your hands
orders-step-over = Over
orders-state-asked = Waiting for an answer
orders-state-unpaid = Waiting for your payment
orders-state-ready = Ready for you
orders-state-claimed = You said you have paid
orders-state-refused = { $name } has not seen it yet
orders-state-paid = { $name } has the money
orders-state-handed = In your hands
orders-state-late = You may have paid after the end
orders-state-over = This order is over
orders-state-to-return = Money to come back
orders-state-returned = Money came back
orders-told-asked = { $name } will say yes or no
orders-told-kept = Kept for you until { $until }
orders-told-claimed = { $name } is looking for the money
orders-told-claimed-text = The clock stands still until then. This page tells you.
orders-told-refused = { $name } looked and saw no money yet. Show your wallet’s receipt, or pay again if it was refused. Then tap “I have paid” once more.
orders-told-refused-cash = { $name } has no money from you yet. Pay at the stall, then tap “I have paid” once more.
orders-told-paid-stall = Paid. It is yours
orders-told-paid-keep = Paid. It is kept for you
orders-told-paid-ready = Paid and ready for you
orders-told-handed = It is in your hands. Enjoy it
orders-told-late = { $name } is looking for your money
orders-told-late-text = Somebody else has the piece by now. If your money came, { $name } hands it back.
orders-told-to-return = { $name } has your money and will hand it back. Ask for it at the stall; the office helps if it does not come.
orders-told-returned = { $name } says the money was handed back.
orders-end-declined = { $name } cannot: { $reason }
orders-end-buyer = Cancelled by the buyer
orders-end-buyer-why = Cancelled by the buyer: { $reason }
orders-end-shop = Cancelled by { $name }: { $reason }
orders-end-released = { $name } has put the piece up for sale again
orders-end-time = Time ran out, the piece is for sale again
orders-end-late = Time ran out, and somebody else has the piece
orders-end-if-paid = No money was seen. If you had paid already, show your bank’s record at the stall, or write to the office: its address is under “If something is wrong”.
orders-end-no-money = No money changed hands.
orders-end-not-found = { $name } did not find your money. If you paid, show your bank’s record at the stall, or write to the office: its address is under “If something is wrong”.
orders-reason-sold = it is sold already.
orders-reason-unfinished = it is not finished.
orders-reason-away = the time does not fit.
orders-reason-damaged = the piece has a flaw.
orders-reason-not-arrived = the money was not there, looked for twice.
orders-what-now = What to do now
orders-i-have-paid = I have paid
orders-cancel = Cancel order
orders-cancel-sure = The piece is then sold to others, and this order cannot be opened again.
orders-cancel-why = Why? (you may leave it empty)
orders-look-again = Look again
orders-late-title = Paid all the same?
orders-late-text = Say so within 7 days. If the piece is still there it is kept for you again; if not, { $name } hands your money back.
orders-came-back = I have my money back
orders-came-back-done = You confirmed that the money came back.
orders-where = Where you fetch it
orders-tell = Tell { $name }
orders-tell-message = Hello! About order { $code } ({ $piece }): { $link }
orders-tell-open = Open WhatsApp
orders-keep = Keep this link
orders-keep-text = It opens your order on any phone, without an account.
orders-keep-whatsapp = To my WhatsApp
orders-keep-mail = To my e-mail
orders-keep-message = My order { $code } at { $shop }: { $link }
orders-keep-photo = Take a picture of it
orders-keep-photo-alt = QR code of this order’s link
orders-keep-photo-text = Photograph this with another phone: it opens this page.

# Receipt
orders-receipt = Your receipt
orders-receipt-text = This page is your receipt. Keep its link: it needs no account.
orders-placed = Order { $code }, placed { $when }
orders-pieces = { $count ->
    [one] One piece
   *[other] { $count } pieces at { $unit }
  }
orders-fee = Fee
orders-sum-to-pay = To pay
orders-sum-claimed = Being checked
orders-sum-paid = Paid
orders-sum-to-return = To come back
orders-sum-returned = Came back
orders-sum-none = Not paid
orders-slip-seller = Sold by
orders-slip-seller-text = { $shop } ({ $owner }), { $village }, { $regency }, Indonesia
orders-slip-buyer = Bought by
orders-slip-buyer-holder = whoever holds this link
orders-slip-goods = Goods
orders-slip-legal = Origin
orders-slip-legal-text = Made and owned by whoever sells it, free of other people’s rights.
orders-slip-payment = Payment
orders-slip-payment-due = { $method }, by { $when }. No fee is added.
orders-slip-payment-claimed = { $method }, said to be paid { $when }, being checked.
orders-slip-payment-asked = { $method }, after the seller’s yes. No fee is added.
orders-slip-payment-paid = { $method }, received { $when }. No fee was added.
orders-slip-payment-returned = { $method }, handed back { $when }.
orders-slip-payment-none = No payment was received.
orders-slip-delivery = Hand-over
orders-slip-delivery-stall = In person, at the stall, once it is paid.
orders-slip-delivery-keep = In person: { $place }, { $when }.
orders-slip-delivery-done = Handed over { $when }.
orders-slip-return = If it is not right
orders-slip-return-text = Tell { $name } within 2 working days after you received it: it is exchanged, or taken back for the money.
orders-slip-cancel = Cancelling
orders-slip-cancel-text = You can cancel until you say you have paid. After payment the seller can, and then hands the money back.
orders-slip-dispute = Disputes
orders-slip-dispute-text = Indonesian law holds. First talk to the seller, then to whoever runs these pages; consumers may also turn to the Ministry of Trade.
orders-slip-operator = These pages are run by
orders-slip-complaints = Complaints are answered within { $days } days.
orders-slip-wrong = If something is wrong

# Letter
orders-mail-subject = Your order { $code } at { $shop }

# What was not possible
orders-no-claim-open = The guest says it is paid. First say whether the money has arrived.
orders-no-claimed = You have said that you paid. The maker looks for it now.
orders-no-time = Time ran out meanwhile.
orders-no-cancelled = This order was cancelled meanwhile.
orders-no-declined = This order was declined meanwhile.
orders-no-handed = This piece was handed over already.
orders-no-asked = The maker has not answered yet. Pay only after a yes.
orders-no-paid = The maker already has the money.
orders-no-unpaid = First say that the money has arrived, then hand it over.
orders-no-other = That is not possible any more. This is how the order stands now.

# Studio
orders-hello-morning = Good morning, { $name }
orders-hello-noon = Good day, { $name }
orders-hello-afternoon = Good afternoon, { $name }
orders-hello-evening = Good evening, { $name }
orders-home-waiting = { $count ->
    [one] One order waits
   *[other] { $count } orders wait
  }
orders-home-open = Open orders
orders-home-look = Look at the order
orders-home-all = All orders
orders-home-money = My money
orders-home-from = { $count ->
    [0] nothing has arrived yet this month
    [one] arrived this month, from one payment
   *[other] arrived this month, from { $count } payments
  }
orders-home-returned = { $amount } handed back this month
orders-home-owed = { $amount } to hand back
orders-home-quiet = No order waits
orders-home-quiet-text = New orders appear here by themselves. Meanwhile, add another piece?
orders-home-add = New piece
orders-home-bare = Your shop waits for its first piece
orders-home-bare-text = Take a photo, type a name and a price: that is all.
orders-home-week-title = This week
orders-home-week = { $count ->
    [one] This week one person scanned the tag of { $piece }.
   *[other] This week { $count } people scanned the tag of { $piece }.
  }
orders-home-pieces = My pieces
orders-home-all-pieces = All pieces
orders-home-tags = Print tags
orders-list-title = Orders
orders-list-which = Which orders
orders-list-open = Open
orders-list-done = Done
orders-none-open = No open order
orders-none-open-text = New orders appear here.
orders-none-done = Nothing done yet
orders-none-done-text = Orders that are over stand here.
orders-mine-title = Order { $code }
orders-mine-guest = A guest
orders-mine-at-stall = at the stall now
orders-mine-was-at-stall = at the stall
orders-mine-given = It is in the guest’s hands.
orders-mine-for-sale = “{ $piece }” is for sale again. If it is not there or has a flaw, hide it or lower its number.
orders-mine-no-money = No money has come in for this order.
orders-mine-keep = asks you to keep it
orders-mine-method = Pays by { $method }, ordered { $when }
orders-mine-claimed-at = Says it is paid, { $when }
orders-mine-kept = Kept until { $until }
orders-mine-until = until { $until }
orders-mine-asked = New order
orders-mine-stall = At the stall, to be paid
orders-mine-unpaid = Kept, not paid yet
orders-mine-claimed = Guest says it is paid
orders-mine-late = May have paid after the end
orders-mine-paid = Paid, hand it over
orders-mine-paid-keep = Paid, make it ready
orders-mine-ready = Ready, not paid yet
orders-mine-ready-paid = Paid and ready
orders-mine-handed = Handed over
orders-mine-declined = Declined
orders-mine-cancelled = Cancelled
orders-mine-expired = Time ran out
orders-mine-to-return = Money to hand back
orders-mine-returned = Money handed back
orders-do-accept = Accept
orders-do-decline = I cannot
orders-do-arrived = Money has arrived
orders-do-not-arrived = Nothing has arrived
orders-do-show = Show the QRIS
orders-do-ready = Ready to fetch
orders-do-release = Sell it to others again
orders-do-hand-over = Handed over
orders-do-returned = Money handed back
orders-do-cancel = Cancel
orders-arrived-for-good = “Money has arrived” cannot be taken back: the guest gets the receipt at once.
orders-handed-for-good = “Handed over” cannot be taken back.
orders-warn-proof = Open your bank’s own app first. A guest’s picture of a payment can be false.
orders-warn-cash = Count the money before you tap.
orders-warn-late = The piece is not there any more. If the money has arrived, it is to be handed back.
orders-warn-return = Hand the money back to the guest, then tap “Money handed back”.
orders-decline-title = Why can you not?
orders-decline-do = I cannot
orders-cancel-title = Why do you cancel?
orders-cancel-do = Cancel the order
orders-cancel-owed = { $amount } has arrived already and is then to be handed back.
orders-why = The guest reads this
orders-why-sold = It is sold already
orders-why-unfinished = It is not finished
orders-why-away = The time does not fit
orders-why-damaged = The piece has a flaw
orders-why-other = Something else
orders-why-choose = Choose one of these.
orders-reason-text = In your own words
orders-reason-empty = Write a few words to the guest.
orders-reason-long = Up to 200 letters fit here.
orders-for-good = This cannot be taken back.
orders-and-more = { $count ->
    [one] and one other piece
   *[other] and { $count } other pieces
  }
orders-shops = { $count ->
   *[other] { $count } shops
  }
orders-shops-title = { $count ->
   *[other] Your order at { $count } shops
  }
orders-shops-text = { $amount } in all. Each shop answers by itself; what is paid by card is paid at once for all.
orders-sending = Sending
orders-cart-title = Your basket
orders-cart-empty = Nothing in the basket yet
orders-cart-empty-text = Pieces you like can be put in here, from several shops, and ordered at once.
orders-cart-more = Look for more
orders-cart-several = The pieces are from different regencies. Each regency is ordered by itself.
orders-cart-go = Order
orders-cart-save = Work out again
orders-cart-take-out = Take out
orders-cart-drop = Take out { $piece }
orders-cart-gone = This piece is gone: sold, kept for somebody, or hidden.
orders-cart-fewer = { $left ->
    [one] Only one is left.
   *[other] Only { $left } are left.
  }
orders-cart-price = The price changed from { $was } to { $now } since you put it in.
orders-cart-full = The basket is full. Order what is in it first, or take something out.
orders-cart-changed = The basket was changed in another window. This is how it is now.
orders-basket-title = Your order
orders-basket-left-out = { $count ->
    [one] One piece is gone and is not part of this order.
   *[other] { $count } pieces are gone and are not part of this order.
  }
orders-basket-place = Order now
orders-basket-back = Back to the basket
orders-basket-was-changed = Something changed this moment: look at prices and numbers once more, then order.
orders-how = How do you want it?
orders-how-choose = Choose how you want it.
orders-how-stall = I am at the stall
orders-how-keep = Keep it for me
orders-small-basket = Nothing is paid here yet. Each shop says how; at a stall pieces are kept for a short while, otherwise until the shop answers.
orders-mine-sold = sold at the stall, written down by you
orders-sold-title = Sold at the stall
orders-sold-how = How was it paid?
orders-sold-price = Price of one
orders-sold-undo-text = One tap writes it down. It can be undone until the end of the day.
orders-sold-see-order = See the order
orders-stall-held = A guest has ordered this piece meanwhile: order { $code }. It was not written down as sold.
orders-stall-none = Nothing is left of this piece: it was sold meanwhile. Nothing was written down.
orders-do-undo = Undo: it was not sold
orders-reason-undone = It was written down by mistake.
orders-trail-title = What happened
orders-trail-by-buyer = by the guest
orders-trail-by-artisan = by the shop
orders-trail-by-office = by the office
orders-trail-by-house = by itself
orders-trail-placed = Ordered
orders-trail-sold = Sold at the stall
orders-trail-undone = The sale was undone
orders-trail-accepted = Accepted
orders-trail-declined = Declined
orders-trail-ready = Ready
orders-trail-handed-over = Handed over
orders-trail-released = Let go of
orders-trail-cancelled = Cancelled
orders-trail-expired = Time ran out
orders-trail-contact-removed = The guest’s contact was removed
orders-trail-claimed = “I have paid”
orders-trail-claimed-late = “I have paid”, after time ran out
orders-trail-arrived = Money has arrived
orders-trail-not-arrived = Nothing has arrived
orders-trail-method = Another way of paying
orders-trail-handed-back = Money handed back
orders-trail-came-back = “The money came back”
orders-trail-card-begun = Went to pay by card
orders-trail-card-paid = Paid by card
orders-trail-refunded = Part of the money goes back
orders-office-title = An order
orders-office-code = The order’s code
orders-office-hint = Six signs, such as H4M2-R7. It stands on the receipt.
orders-office-look = Look
orders-office-unknown = No order of this regency has this code. Look at the receipt once more.
orders-office-privacy = Who bought is not shown here. The shop and the buyer know it.
orders-card-line = Order { $code }
orders-card-off = Cards cannot be taken just now. Choose another way to pay.
orders-card-nothing = There is nothing to pay by card.
orders-card-later = The payment service does not answer just now. Nothing was charged and the piece is still kept. Try again in a minute.
orders-card-refused = The payment service did not take this payment. Nothing was charged. Choose another way to pay.
orders-card-again = That card page has closed. Nothing was charged. Tap “Pay by card” once more.
orders-card-processing = A bank is still working on the card payment. Nothing can be changed until it answers.
orders-card-not-reached = The payment service does not answer, so we cannot close its page. Nothing was changed. Try again in a minute.
orders-card-paid-meanwhile = The card was charged meanwhile: the order is paid.
orders-state-paid-card = Paid by card
orders-told-card-back = { $amount } goes back to your card by itself. Most banks show it within ten days.
orders-told-card-returned = { $amount } went back to your card. Most banks show it within ten days.
orders-warn-card-back = The money goes back to the buyer’s card by itself. You need not do anything.
