regions-regency-name = { $name } Regency
regions-home-title = Made by hand, with a name
regions-home-lead = Scan the tag, meet the maker, pay them yourself.
regions-code-label = Code on the tag
regions-code-open = Open
regions-choose = Choose a regency
regions-which = Which regency?
regions-none-title = No regency has opened yet
regions-none-text = Its office opens the pages. A tag in your hand still works: type its code.
regions-tally = { $shops ->
    [one] One shop
   *[other] { $shops } shops
}, { $pieces ->
    [one] one piece
   *[other] { $pieces } pieces
}
regions-tally-none = Nobody sells here yet.
regions-count-shops = { $count ->
    [one] shop
   *[other] shops
}
regions-count-makers = { $count ->
    [one] maker
   *[other] makers
}
regions-count-pieces = { $count ->
    [one] piece
   *[other] pieces
}
regions-place-lead = Made by hand in { $place }, sold by those who made it.
regions-islands = Choose an island
regions-villages = Choose a village
regions-newest = Fresh from the loom
regions-shops = Shops and their bands
regions-bands = Every shop has chosen its own band of colours. Look for it on the tag and at the stall.
regions-see-pieces = See all { $count } pieces
regions-see-shops = See all { $count } shops
regions-all-pieces = All pieces from { $place }
regions-all-shops = All shops in { $place }
regions-empty-title = The looms are still empty
regions-empty-text = Nothing from here is on the shelf yet. Other places already have something to show.
regions-elsewhere = Look elsewhere
regions-kept-by = These pages are kept by { $operator }.

regions-privacy-title = Privacy
regions-privacy-lead = Homoru keeps as little as it can: no account to buy, nothing that follows you, no other company on any page.
regions-help-title = Help
regions-help-lead = How buying works, and what to do when something goes wrong.
regions-operator-title = Who is responsible
regions-operator = The pages of { $regency } are run by:
regions-operator-missing = This office has not written down all it must say here yet. Until then, ask the shop itself; its name and village stand on your order.
regions-complaint-title = Complaints
regions-complaint-text = Speak to the maker first: most things are settled in a minute. If not, write to the office above with the code of your order.
regions-complaint-days = { $days ->
    [one] It answers within one day.
   *[other] It answers within { $days } days.
}
regions-complaint-state = You may also turn to the consumer protection office of the Ministry of Trade of Indonesia (Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga), WhatsApp +62 853-1111-1010.
regions-kept-title = What is kept, and for how long
regions-kept-look = Looking at pages: nothing. Your address on the internet is not stored.
regions-kept-scan = Scanning a code: that somebody scanned it in this hour, nothing about who. To count one visit once, your browser is remembered for at most half an hour, in memory only.
regions-kept-order = Ordering: the contact you choose, the name you give, your words, the day you leave, where a piece is sent or brought and the telephone number for the courier, photos of a payment and of the parcel. On these pages only the shops you order from see them. They are removed { $days } days after the order ends, or after the pickup time if nobody marks a paid piece as handed over; { $more } days later where nobody says that it was sent or brought. While money is still to be settled they stay, for two years more at most. What is written later goes as long after that.
regions-kept-card = Paying by card: you pay on a page of Stripe, which learns who you are and your card and keeps them by its own rules. Your card number never comes here. What Stripe tells us of the payment is deleted after 7 days; the amount stays in the books.
regions-kept-books = The order itself (piece, price, day, way of paying) stays in the shop's books, without your name.
regions-kept-mail = If you give an e-mail address, messages about your order go there; our copies are deleted after 30 days. A maker can have hers by e-mail, too: they carry the name you wrote, and stay in her letter box.
regions-cookies-title = Cookies
regions-cookies-text = Looking sets none. Choosing a language sets one that holds the language, for a year. Ordering sets one, a random number that leads you back to your order, for 30 days. Only makers and officers sign in; that sets two, one for the sign-in and one that remembers the device. There is no other.
regions-makers-title = What makers show
regions-makers-text = Names, photos and stories of makers are shown because they have said yes, and are removed when they take it back. A telephone number is shown only with its owner's permission, and only after a tap.
regions-rights-title = Your rights
regions-rights-text = You may ask the office above what is kept about you, and have it corrected or removed. Your order's link is enough to show that it is yours.
regions-help-scan-title = A tag that does not open
regions-help-scan-text = Hold the phone still, a hand's width away, in good light. Or type the seven letters and figures that stand under the square.
regions-help-buy-title = Buying
regions-help-buy-stall = At the stall: tap "I am at the stall", pay, take it with you. The piece is held for you for a short while; the page says until when.
regions-help-buy-keep = Not there yet: tap "Keep it for me" and choose a place and a day. The maker answers within { $hours } hours; you pay once the answer is yes.
regions-help-buy-pay = Each shop says how it is paid; here it can be: { $ways }. You pay the maker, not Homoru.
regions-help-buy-qris = QRIS works with an Indonesian wallet or bank app, or one from a country that takes part.
regions-help-buy-card = What you pay by card goes to { $merchant } first, who passes it on to the maker.
regions-help-buy-link = Keep the link of your order. It shows where things stand, and it is your receipt.
regions-help-money-title = When money does not arrive
regions-help-money-text = Tap "I have paid" on your order: nothing is sold on while the maker looks. If an order is cancelled after you paid, its page shows "money to come back" until you have it.
regions-help-join-title = Do you make things here?
regions-help-join-text = The office above invites makers. It costs nothing, and what you sell is yours.

regions-code-regency = A regency's code has two parts, such as 74.07.
regions-code-there = There is a place with this code already.
regions-province-needed = Its province is not there yet. Write the province's name.
regions-too-long = At most { $most } characters.
regions-zone-choose = Choose the time zone.
regions-changed-meanwhile = Somebody else changed this meanwhile. Look at it once more and save again.
regions-level-district = District
regions-level-village = Village
regions-state-open = Open
regions-state-incomplete = Open, operator incomplete
regions-state-closed = Closed
regions-operator-lead = Stands on the privacy page, the help page and receipts.
regions-operator-name = Name
regions-operator-name-hint = For example the office
regions-operator-address = Address
regions-operator-contact = Contact
regions-operator-contact-hint = A telephone or e-mail address that somebody answers
regions-operator-days = Complaints are answered within how many days
regions-operator-days-hint = For example 14
regions-operator-days-bad = Write a number from 1 to { $most }, or leave it empty.
