# What is told: a name, what happened, what to do next
notifications-tell-placed-name = Order placed
notifications-tell-placed-text = Thank you for ordering at { $shop }. The link below shows the answer, how to pay, and is your receipt.
notifications-tell-placed-next = Whoever has the link can see the order, so keep it to yourself. When something changes you get another letter.
notifications-tell-accepted-name = The shop says yes
notifications-tell-accepted-text = { $name } says yes and keeps it for you.
notifications-tell-accepted-next = Open the link to see how to pay.
notifications-tell-declined-name = The shop cannot
notifications-tell-declined-text = { $name } cannot: { $reason }
notifications-tell-declined-next = Other pieces can be ordered at any time.
notifications-tell-ready-name = Ready for you
notifications-tell-ready-text = { $name } has it ready for you.
notifications-tell-ready-next = The link shows where to fetch it and what is still to be paid.
notifications-tell-paid-name = Money has arrived
notifications-tell-paid-text = { $amount } has arrived. Thank you.
notifications-tell-paid-next = The link is your receipt.
notifications-tell-not-arrived-name = Money not seen yet
notifications-tell-not-arrived-text = { $name } looked and has not seen { $amount } yet.
notifications-tell-not-arrived-next = If you paid, show your bank’s record. If not, pay now. Then open the link and tap “I have paid”.
notifications-tell-not-found-name = Money not found
notifications-tell-not-found-text = { $name } looked once more and did not find your money. The order stays closed.
notifications-tell-not-found-next = If you did pay, show your bank’s record at the stall, or write to the office: its address stands on the order’s page.
notifications-tell-cancelled-name = Cancelled by the shop
notifications-tell-cancelled-text = { $name } cancelled what you ordered: { $reason }
notifications-tell-cancelled-next = The order’s page stays as your record.
notifications-tell-own-cancel-name = Cancelled by you
notifications-tell-own-cancel-text = You cancelled what you ordered at this shop. It is not kept for you any more.
notifications-tell-own-cancel-next = The order’s page stays as your record.
notifications-tell-lapsed-name = Time ran out
notifications-tell-lapsed-text = Time ran out before it was paid, and the piece is for sale again.
notifications-tell-lapsed-next = If you still want it, order it again while it is there.
notifications-tell-unanswered-name = No answer in time
notifications-tell-unanswered-text = { $name } did not answer in time, so that order is closed.
notifications-tell-unanswered-next = If you still want it, order it again while it is there.
notifications-tell-let-go-name = For sale again
notifications-tell-let-go-text = { $name } has put the piece up for sale again.
notifications-tell-let-go-next = If you still want it, order it again while it is there.
notifications-tell-to-return-name = Money to come back
notifications-tell-to-return-text = { $name } has { $amount } from you, but the piece is gone. The money is to come back.
notifications-tell-to-return-next = The link shows how far it is.
notifications-tell-returned-name = Money came back
notifications-tell-returned-text = { $amount } for the order at { $name }’s is handed back.
notifications-tell-returned-next = Once you have it, open the link and tap “I have my money back”.
notifications-tell-handed-over-name = In your hands
notifications-tell-handed-over-text = It is in your hands. Enjoy it.
notifications-tell-handed-over-next = The link is your receipt; keep it.
notifications-tell-answered-name = Your question is answered
notifications-tell-answered-text = { $name } has answered. All together it costs { $total }.
notifications-tell-answered-next = Open the link and say yes or no. Nothing is paid before.
notifications-tell-enquiry-lapsed-name = Your question was not answered
notifications-tell-enquiry-lapsed-text = { $name } has not answered, and the question is closed. Nothing is to be paid.
notifications-tell-enquiry-lapsed-next = You can ask again, or look at other pieces.
notifications-tell-offer-lapsed-name = The answer has run out
notifications-tell-offer-lapsed-text = The answer stood until now. The question is closed, and nothing is to be paid.
notifications-tell-offer-lapsed-next = If you still want it, ask again.
notifications-tell-rest-due-name = The rest is due
notifications-tell-rest-due-text = { $name } has it ready. { $amount } is left to pay.
notifications-tell-rest-due-next = Open the link to see how to pay the rest.
notifications-tell-sent-name = Your parcel is on its way
notifications-tell-sent-text = { $name } has sent your parcel.
notifications-tell-sent-next = The link shows what was sent, and is your receipt.
notifications-tell-part-refund-name = Money comes back
notifications-tell-part-refund-text = { $amount } comes back to you.
notifications-tell-part-refund-next = The link shows what is left of the order.
notifications-tell-not-on-card-name = Your card did not take the money
notifications-tell-not-on-card-text = Your card did not take { $amount } back. { $name } hands it to you.
notifications-tell-not-on-card-next = The link shows how far it is. The office helps if it does not come.
notifications-tell-surplus-refused-name = Your card did not take the money
notifications-tell-surplus-refused-text = Your card did not take back { $amount } that was paid beyond the order.
notifications-tell-surplus-refused-next = Open the link: it says who sends it to you, and how to reach them.
notifications-tell-surplus-sent-name = Your money was sent
notifications-tell-surplus-sent-text = { $amount } that was paid beyond the order was sent to you in another way.
notifications-tell-surplus-sent-next = If it does not come, the link says whom to ask.
notifications-tell-new-order-name = New order
notifications-tell-new-order-text = { $buyer } has ordered.
notifications-tell-new-order-next = Open the order: it shows what to do now.
notifications-tell-new-enquiry-name = New question
notifications-tell-new-enquiry-text = { $buyer } asks for the price of sending, or when it can be ready.
notifications-tell-new-enquiry-next = Open it and answer soon: the guest waits.
notifications-tell-reminder-name = A guest still waits
notifications-tell-reminder-text = { $buyer } has been waiting for an answer for two days.
notifications-tell-reminder-next = Say yes or no today; without an answer it closes by itself.
notifications-tell-claimed-name = The guest says it is paid
notifications-tell-claimed-text = { $buyer } says { $amount } is paid by { $method }.
notifications-tell-claimed-next = Look for the money yourself first. Then tap “Money has arrived” or “Nothing has arrived”.
notifications-tell-card-paid-name = Paid by card
notifications-tell-card-paid-text = { $amount } was paid by card.
notifications-tell-card-paid-next = Make it ready. The money comes to you with a payout.
notifications-tell-buyer-cancelled-name = The guest cancelled
notifications-tell-buyer-cancelled-text = { $buyer } cancelled the order.
notifications-tell-buyer-cancelled-next = The piece is for sale again by itself.
notifications-tell-shop-cancelled-name = Cancelled by the shop
notifications-tell-shop-cancelled-text = The shop cancelled the order: { $reason }
notifications-tell-shop-cancelled-next = If the piece is not there any more, hide it.
notifications-tell-agreed-name = The guest says yes
notifications-tell-agreed-text = { $buyer } agrees to { $total }.
notifications-tell-agreed-next = Open the order: it shows what to do now.
notifications-tell-withdrawn-name = The guest takes the question back
notifications-tell-withdrawn-text = { $buyer } does not need it any more.
notifications-tell-withdrawn-next = There is nothing to do. What was kept is for sale again.
notifications-tell-received-name = The parcel has arrived
notifications-tell-received-text = { $buyer } has the parcel.
notifications-tell-received-next = There is nothing to do.
notifications-tell-came-back-name = The guest has the money back
notifications-tell-came-back-text = { $buyer } confirms that { $amount } came back.
notifications-tell-came-back-next = There is nothing to do.
notifications-tell-not-back-name = The guest says the money has not come
notifications-tell-not-back-text = { $buyer } says that { $amount } has not come back.
notifications-tell-not-back-next = Open the order, and show the guest how the money was given back. The office helps.
notifications-tell-dispute-opened-name = A bank asks for money back
notifications-tell-dispute-opened-text = The guest’s bank asks for { $amount } back.
notifications-tell-dispute-opened-next = Keep what shows that the piece was handed over. The office answers the bank.
notifications-tell-dispute-won-name = The bank has decided: the money stays yours
notifications-tell-dispute-won-text = The guest’s bank has decided: { $amount } stays yours.
notifications-tell-dispute-won-next = Nothing is held back any more. The order can go on.
notifications-tell-dispute-lost-name = The bank has decided: the money was taken
notifications-tell-dispute-lost-text = The guest’s bank has decided: { $amount } was taken and goes back to the guest.
notifications-tell-dispute-lost-next = It has left My money. If anything is unclear, ask the office.
notifications-tell-refund-refused-name = A card did not take money back
notifications-tell-refund-refused-text = The guest’s card did not take { $amount } back.
notifications-tell-refund-refused-next = Open the order. Hand the money to the guest, then tap “Money handed back”.
notifications-tell-payout-sent-name = Your money is on its way
notifications-tell-payout-sent-text = { $amount } is on its way to you.
notifications-tell-payout-sent-next = Once it is there, say so on the money page.
notifications-tell-payout-back-name = A payout came back
notifications-tell-payout-back-text = { $amount } that was sent to you came back. It is owed to you again and goes into the next payout.
notifications-tell-payout-back-next = Why stands on the money page.
notifications-tell-time-ran-out-name = Time ran out
notifications-tell-time-ran-out-text = Time ran out, and the piece is for sale again.
notifications-tell-time-ran-out-next = There is nothing to do.
notifications-tell-sharer-left-name = The parcel is not shared
notifications-tell-sharer-left-text = Another shop does not send in the same parcel after all. Your price was a share of it.
notifications-tell-sharer-left-next = Open the order: you can still change your answer.
notifications-tell-sharer-gone-name = You send the parcel alone
notifications-tell-sharer-gone-text = Another shop does not send in the same parcel after all. The price you agreed on stands.
notifications-tell-sharer-gone-next = Open the order, and send the parcel without waiting for the other shop.
notifications-tell-way-changed-name = Another way of paying
notifications-tell-way-changed-text = { $buyer } wants to pay by { $method } now.
notifications-tell-way-changed-next = There is nothing to do yet.

# The same where it would not be true as it stands above
notifications-tell-placed-name-asked = Question asked
notifications-tell-placed-text-asked = Thank you for asking { $shop }. The link below shows the answer. Nothing is to be paid before you have said yes to it.
notifications-tell-ready-next-brought = It is sent or brought to you as agreed. The link shows what is still to be paid.
notifications-tell-not-arrived-next-cash = If you paid, say so at the stall. If not, pay there; the link shows how long.
notifications-tell-not-found-next-cash = If you did pay, say so at the stall, or write to the office: its address stands on the order’s page.
notifications-tell-own-cancel-text-asked = You took your question back. There is nothing to be paid.
notifications-tell-own-cancel-text-made = You cancelled what you ordered at this shop. It is not made.
notifications-tell-lapsed-text-made = Time ran out before it was paid, so nothing is made.
notifications-tell-lapsed-next-made = If you still want it, ask again.
notifications-tell-let-go-name-made = The order is closed
notifications-tell-let-go-text-made = { $name } has not waited any longer for the money, so nothing is made.
notifications-tell-let-go-next-made = If you still want it, ask again.
notifications-tell-to-return-text-card = { $amount } was paid by card, but { $name } does not have the piece any more. The money comes back.
notifications-tell-buyer-cancelled-next-made = It need not be made any more.
notifications-tell-shop-cancelled-next-made = If it cannot be made any more, hide it.
notifications-tell-withdrawn-next-made = There is nothing to do.
notifications-tell-time-ran-out-text-asked = Time ran out before anything was agreed.
notifications-tell-time-ran-out-text-made = Time ran out before it was paid. It need not be made.

# Parts of every message
notifications-subject = { $what }: { $code }, { $shop }
notifications-subject-shop = { $what }: { $shop }
notifications-a-guest = A guest
notifications-reason = Reason: { $reason }
notifications-until-answered = Without an answer by { $until } the question ends by itself. Nothing is to be paid before.
notifications-where = Fetched at { $place }, { $when }.
notifications-day = Ready on { $day }.
notifications-tracking = Number of the parcel: { $number }
notifications-sending = { $amount } of it is for getting it to you.
notifications-deposit = { $amount } is paid before the work begins, the rest when it is ready.
notifications-foot-buyer = Nobody reads answers to this letter. The link shows how to reach the shop and the office.
notifications-foot-shop = Nobody reads answers to this letter. Never tell anybody your PIN. No more letters: { $link }
notifications-money-none = No money changed hands.
notifications-money-if-paid = No money was seen. If you had paid already, show your bank’s record at the stall, or write to the office.
notifications-money-if-paid-rest = If you had paid the rest already, show { $name } your bank’s record, or write to the office.
notifications-money-late = If you had paid already, open the link within 7 days and tap “I have paid”: it is kept again if it is still there, or the money comes back.
notifications-money-not-found = { $name } did not find your money. If you paid, show your bank’s record at the stall, or write to the office.
notifications-money-late-made = If you had paid already, open the link within 7 days and tap “I have paid”: it is made after all, or the money comes back.
notifications-money-not-found-cash = { $name } did not see your money. If you paid, say so at the stall, or write to the office.
notifications-money-card-none = Your card was not charged.
notifications-money-to-return = { $name } has { $amount } from you and hands it back. The office helps if it does not come.
notifications-money-card-back = { $amount } goes back to your card by itself. Most banks show it within ten days.
notifications-money-card-days = Most banks show it within ten days.
notifications-money-none-came = No money has come in.
notifications-money-hand-back = Hand { $amount } back to the guest, then tap “Money handed back”.
notifications-money-card-by-itself = { $amount } goes back to the guest’s card by itself.

# What she writes in a chat
notifications-chat-hello = Hello! Your order { $code } at { $shop }:
notifications-chat-asked = I have seen it and answer soon.
notifications-chat-accepted = yes, it is kept for you.
notifications-chat-accepted-made = yes, I will make it for you.
notifications-chat-claimed = I am looking for your money now.
notifications-chat-not-arrived = I have not seen the money yet.
notifications-chat-paid = the money is here, thank you.
notifications-chat-answered = I have answered your question.
notifications-chat-ready = it is ready.
notifications-chat-sent = your parcel is on its way.
notifications-chat-handed-over = thank you, and enjoy it.
notifications-chat-over = I am sorry, it did not work out this time.
notifications-chat-back = the piece is gone, and your money comes back.
notifications-chat-returned = the money went back to you.
notifications-chat-none = No money has come in.
notifications-chat-to-return = I give { $amount } back to you.
notifications-chat-link = The link you got when you ordered shows everything.

# Her news
notifications-news-title = News
notifications-news-count = { $count ->
    [one] One new message
   *[other] { $count } new messages
  }
notifications-news-older = Before
notifications-news-read = All read
notifications-news-none = No news yet
notifications-news-none-text = When somebody orders, pays or cancels, it is told here.

# The office's list
notifications-stuck-title = Messages not sent
notifications-stuck-lead = Letters to buyers and shops that could not be sent, and those that have waited for more than an hour. Who bought is not shown here.
notifications-stuck-none = Every message has left.
notifications-stuck-alarm = { $count ->
    [one] One message was not sent
   *[other] { $count } messages were not sent
  }
notifications-stuck-dead-buyer = Not sent to the buyer
notifications-stuck-dead-shop = Not sent to the shop
notifications-stuck-waits-buyer = Waits for the buyer’s letter box
notifications-stuck-waits-shop = Waits for the shop’s letter box
notifications-stuck-order = Order { $code }
notifications-stuck-since = since { $when }
notifications-stuck-tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
  }
notifications-why-unknown = It has not been tried yet.
notifications-why-refused = The address does not exist or takes no letters.
notifications-why-unreachable = The mail server does not answer. It is tried again by itself for some hours.
notifications-why-denied = The mail server takes no letters from this house. Whoever runs the installation should look at its mail settings.
notifications-why-unwritable = The letter could not be written.
notifications-again = Send again
notifications-leave = Let it be
notifications-leave-sure = The message is not sent and leaves this list. What it tells stays on the order’s page.
notifications-moved = That message has moved on meanwhile. This is how the list stands now.

# Her letter box
notifications-box-title = Messages by e-mail
notifications-box-lead = What happens with your orders can come to you by e-mail, too. The address is for messages only: nobody signs in with it, and no guest sees it.
notifications-box-none = No e-mail can be sent from here yet. Everything stands in your news.
notifications-box-address = E-mail address
notifications-box-hint = A letter with a code goes there first.
notifications-box-wrong = This does not read like an e-mail address. It looks like ina@mail.example.
notifications-box-same = Messages go to this address already.
notifications-box-send = Send the code
notifications-box-used = Messages of your shop go here.
notifications-box-unsent = The last letter did not get there.
notifications-box-waits = Waiting for your code
notifications-box-waits-text = Open the letter and type its six figures here, until { $until }. No letter? Look among the unwanted ones, too.
notifications-box-over = The code has run out
notifications-box-over-text = Have a new code sent, or use another address.
notifications-box-code = Code from the letter
notifications-box-code-six = The code has six figures. It stands in the letter.
notifications-box-code-wrong = That is not the code. Look at the newest letter.
notifications-box-code-over = This code has run out. Have a new one sent.
notifications-box-prove = This is the code
notifications-box-again = Send again
notifications-box-other = Another address
notifications-box-drop = Leave it
notifications-box-change = Change address
notifications-box-end = No more letters
notifications-box-end-sure = The address is forgotten. Everything still stands in your news.
notifications-box-wait = That was several letters today. Try again in { $hours ->
    [one] one hour
   *[other] { $hours } hours
  }.
notifications-box-moved = No address waits any more. This is how it stands now.
notifications-box-subject = { $code } is your code
notifications-box-letter = Somebody wants messages of a shop at this address. If it was you, type this code on your account page, within a day:

    { $code }

    { $link }
notifications-box-letter-foot = If it was not you, there is nothing to do: without the code no more letters come. Nobody reads answers to this letter.
