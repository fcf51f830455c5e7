accounts-shop-title = Shop
accounts-shop-saved = Saved.
accounts-shop-save = Save
accounts-shop-changed = This shop was just changed somewhere else. What you typed is still here: look once more, then save.
accounts-shop-open = The shop's page is open
accounts-shop-not-open = Opens with the first published piece
accounts-shop-more = More
accounts-shop-see-page = See the shop's page
accounts-shop-see-code = The shop's code
accounts-shop-print-tags = Print tags
accounts-shop-ways = Ways of being paid

accounts-shop-code = The shop's code
accounts-shop-code-label = QR code of the shop, { $code }
accounts-shop-code-say = Scan to see all pieces.

accounts-shop-about = Name and story
accounts-shop-about-told = Name, village and story are there
accounts-shop-about-empty = No story yet
accounts-shop-name = Name of the shop
accounts-shop-name-missing = Write the name.
accounts-shop-name-long = Too long, at most 80 letters.
accounts-shop-kind = Who makes the pieces?
accounts-shop-kind-person = One person
accounts-shop-kind-family = A family
accounts-shop-kind-group = A group
accounts-shop-kind-missing = Choose one.
accounts-shop-village = Village
accounts-shop-village-missing = Choose a village of this regency.
accounts-shop-language = Language of the texts
accounts-shop-language-missing = Choose the language.
accounts-shop-story = Story
accounts-shop-story-hint = Who taught you, what you make, what is special about it. A few sentences are enough.
accounts-shop-text-long = Too long, at most { $max } letters.

accounts-shop-band = Colour band
accounts-shop-band-chosen = Chosen
accounts-shop-sending = Sending and bringing
accounts-shop-sends = We send parcels
accounts-shop-sends-unpaid = A parcel is not paid in cash: it needs QRIS, a bank transfer or a card.
accounts-shop-delivers = We bring pieces to where guests stay nearby
accounts-shop-sending-why = Guests then can ask for it. You answer with the price; nobody pays before both agree.
accounts-shop-sending-both = Parcels, and brought nearby
accounts-shop-sending-parcels = Parcels
accounts-shop-sending-near = Brought nearby
accounts-shop-sending-none = Guests come to you
accounts-shop-band-empty = Not chosen yet
accounts-shop-band-choose = Choose the shop's band
accounts-shop-band-hint = The band stands on pages and tags. The name below it: another shop in { $village } that has it.
accounts-shop-band-number = Band { $n }
accounts-shop-band-neighbours = { $shop } and { $n } more
accounts-shop-band-missing = Choose a band.

accounts-shop-makers = Makers
accounts-shop-makers-count = { $n } { $n ->
    [one] maker
   *[other] makers
}
accounts-shop-makers-many = There are 40 names already. Let those go first who have left.
accounts-shop-maker = Maker
accounts-shop-maker-new = Add a maker
accounts-shop-maker-add = Add
accounts-shop-maker-name = Name
accounts-shop-maker-leave = Has left
accounts-shop-maker-leave-hint = The name stays on the pieces made before, and is not offered for new ones.
accounts-shop-maker-last = This is the last maker. Add another one first.

accounts-shop-portrait = Portrait
accounts-shop-portrait-empty = No photo yet
accounts-shop-portrait-new = Add a photo
accounts-shop-portrait-other = Change the photo
accounts-shop-portrait-photo = Photo
accounts-shop-portrait-photo-missing = Choose the photo.
accounts-shop-portrait-photo-again = Choose the photo once more; everything else is kept.
accounts-shop-portrait-of = Who is in the photo?
accounts-shop-portrait-consent = The person in this photo agrees: the photo and the name are shown to everybody on the shop's page.
accounts-shop-portrait-consent-missing = Without the person's permission the photo is not shown.
accounts-shop-portrait-withdraw-hint = The permission can be taken back at any time. The photo is gone at once, from the page and from our store.
accounts-shop-portrait-hang = Show the photo
accounts-shop-portrait-since = { $name } said yes on { $date }.
accounts-shop-portrait-withdraw = Take the permission back, remove the photo
accounts-shop-portrait-withdraw-sure = The photo is gone from every page at once.

accounts-shop-whatsapp = WhatsApp
accounts-shop-whatsapp-empty = No number yet
accounts-shop-whatsapp-shown = { $number }, guests may see it
accounts-shop-whatsapp-hidden = { $number }, not shown
accounts-shop-whatsapp-number = WhatsApp number
accounts-shop-whatsapp-hint = Like 0812 3456 7890. Leave it empty to remove it.
accounts-shop-whatsapp-needed = Write the number first.
accounts-shop-whatsapp-consent = I agree: guests may see this number after tapping a button.
accounts-shop-whatsapp-why = Without the tick the number is only kept here. The permission can be taken back at any time.

accounts-shop-places = Meeting places
accounts-shop-places-count = { $n } { $n ->
    [one] place
   *[other] places
}
accounts-shop-places-empty = No place yet
accounts-shop-places-none = With a place and its hours, guests can ask you to keep a piece and come to collect it.
accounts-shop-places-many = There are 10 places already. Close one first.
accounts-shop-place = Meeting place
accounts-shop-place-new = New place
accounts-shop-place-add = Add a place
accounts-shop-place-name = Name of the place
accounts-shop-place-find = How to find it
accounts-shop-place-find-hint = For example: behind the mosque, the blue house on stilts.
accounts-shop-place-hours = Days and hours
accounts-shop-place-hours-hint = { $zone } time. Tick the day, then from when to when. The second line is for the afternoon, if there is one.
accounts-shop-place-from = { $day }, opens, time { $n }
accounts-shop-place-to = { $day }, closes, time { $n }
accounts-shop-place-to-word = to
accounts-shop-place-close = Close this place
accounts-shop-place-close-hint = Guests cannot choose it any more. Orders that have it keep it.
accounts-shop-place-gone = This place was closed a moment ago. Nothing of what you typed is lost: save it to open it again.
accounts-shop-hours-missing = Tick at least one day.
accounts-shop-hours-order = Closing must come after opening.
accounts-shop-hours-time = Write times like 08:30, both opening and closing.
accounts-shop-hours-empty = Fill in the hours, or take the tick away.
accounts-shop-hours-overlap = These two times overlap.
