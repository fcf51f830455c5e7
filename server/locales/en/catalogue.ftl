# States of a piece
catalogue-shown-draft = Draft
catalogue-shown-for-sale = For sale
catalogue-shown-ordered = Ordered
catalogue-shown-sold-out = Sold
catalogue-shown-to-order = Made to order
catalogue-shown-hidden = Hidden
catalogue-shown-archived = Archived

# The form of a piece
catalogue-new-title = New piece
catalogue-take-photo = Take a photo
catalogue-another-photo = Another photo
catalogue-gallery = Gallery
catalogue-photo = Photo of the piece
catalogue-photo-hint = One photo at a time, at most 8. JPEG, PNG or WebP.
catalogue-send-photo = Send the photo
catalogue-photo-alt = Photo { $number } of { $name }
catalogue-photo-alt-new = Photo { $number } of this piece
catalogue-photos = { $count ->
        [1] 1 photo
       *[other] { $count } photos, put them in order
    }
catalogue-photo-main = Main photo
catalogue-photo-number = Photo { $number }
catalogue-photo-drawn = A drawing, not a photo
catalogue-photo-up = Move photo { $number } up
catalogue-photo-down = Move photo { $number } down
catalogue-photo-make-main = Make photo { $number } the main one
catalogue-photo-remove = Remove photo { $number }
catalogue-name = Name of the piece
catalogue-price = Price
catalogue-price-last = Last time { $price }
catalogue-price-choose = The price is
catalogue-kind = How many are there?
catalogue-kind-unique = One only
catalogue-kind-stocked = Several
catalogue-kind-made-to-order = Made to order
catalogue-stock = How many can be sold?
catalogue-stock-held = { $held ->
       *[other] Without { $held } in open orders.
    }
catalogue-stock-left = Still here, can be sold
catalogue-weeks = Ready in how many weeks?
catalogue-more = Add story, size, yarn
catalogue-more-hint = This can wait. The piece can be sold without it.
catalogue-size = Size
catalogue-size-hint = For example 200 × 105 cm
catalogue-weight = Weight
catalogue-weight-hint = In grams, for example 420
catalogue-story = Story
catalogue-story-hint = Who wove it, and what was on her mind?
catalogue-facts = Tick what fits
catalogue-facts-more = More choices
catalogue-makers = Made by
catalogue-language = Name and story are written in
catalogue-publish = Publish
catalogue-save = Save
catalogue-draft-saved = Draft saved
catalogue-start-another = Start another piece
catalogue-throw-away = Throw this draft away
catalogue-throw-away-sure = The photos and words of this draft are then gone.

# What is not right yet
catalogue-photo-missing = Take one photo first.
catalogue-photo-many = There are { $most } photos already. Remove one, then send it again.
catalogue-photo-last = This is the last photo. Send another one first, then remove this.
catalogue-name-missing = Give it a name first.
catalogue-name-long = A name has at most { $most } letters.
catalogue-price-missing = Write the price first.
catalogue-price-bad = This price cannot be read. Write just the number, such as 450.000.
catalogue-price-which = Is { $typed } { $small } or { $large }? Tap the right one.
catalogue-price-sure = Is { $typed } { $price }? Tap it if so, or write it again.
catalogue-kind-unknown = Choose how many there are.
catalogue-kind-no-contact = Whoever orders must be able to ask first. Add a WhatsApp number that may be seen, or a meeting place, under Shop.
catalogue-stock-missing = Write how many there are.
catalogue-stock-bad = Write a number from 0 to { $most }.
catalogue-weeks-missing = Write how many weeks it takes.
catalogue-weeks-bad = Write a number from 1 to { $most } weeks.
catalogue-size-long = A size has at most { $most } letters.
catalogue-weight-bad = Write the weight in grams, such as 420, or 1,2 kg.
catalogue-story-long = A story has at most { $most } letters.
catalogue-fact-unknown = One choice is not known here. Tick again.
catalogue-fact-one-loom = Choose one loom only.
catalogue-fact-one-time = Choose one time only.
catalogue-maker-unknown = Choose makers of this shop.

# What changed meanwhile
catalogue-held = This piece is in an open order. Finish the order first, then this can be done.
catalogue-held-link = See the order
catalogue-not-now = This piece has just changed. Look at how it stands now.
catalogue-stock-now = The number has just changed: { $now } are left now. Write the right one again.
catalogue-stock-now-one = { $now ->
        [0] This piece has just been sold.
       *[other] This piece is still here after all.
    }
catalogue-stock-now-held = { $now ->
       *[other] This piece is in an open order, so its number cannot be changed now.
    }

# Pieces that exist
catalogue-list-title = My pieces
catalogue-all = All
catalogue-drafts = Drafts
catalogue-published = Published
catalogue-hidden = Hidden
catalogue-archived = Archive
catalogue-left = { $count } left
catalogue-no-name = No name yet
catalogue-no-price = No price yet
catalogue-none-title = No piece yet
catalogue-none-text = Take one photo, give it a name and a price. Done in a minute.
catalogue-none-here = No piece here
catalogue-none-here-text = Others are in the whole list.
catalogue-code = Code { $code }
catalogue-see-page = See it as a guest
catalogue-print-tag = Print the tag
catalogue-copy = Make another like it
catalogue-hide = Hide
catalogue-show = Publish again
catalogue-archive = Put into the archive
catalogue-archive-title = Put into the archive?
catalogue-archive-text = Guests cannot see its photos any more, and the piece cannot be published again. Printed tags still open the shop's other pieces.
catalogue-archive-instead = If it is only for a while, hide it instead.
catalogue-archive-yes = Yes, archive it
catalogue-keep = Leave it
catalogue-archived-text = This piece is in the archive. Only this shop sees it.
catalogue-hidden-text = Guests do not see this piece. Printed tags open the shop's other pieces.
catalogue-done-published = Published. Guests can see it now.
catalogue-done-saved = Saved.
catalogue-done-hidden = Hidden.
catalogue-done-shown = Published again.
catalogue-done-archived = In the archive.
catalogue-done-photo = The photos are in order. Other changes are not saved yet.
catalogue-add-next = Add another piece

# Sending photos from the phone
catalogue-send-waiting = Waits its turn
catalogue-send-shrinking = Making it smaller
catalogue-send-going = On its way
catalogue-send-done = Sent
catalogue-send-lost = Not sent, the signal broke off. The photo is safe on this phone.
catalogue-send-again = Try again
catalogue-send-drop = Do not send
catalogue-send-remove = Remove
catalogue-send-later = Photos are still on their way. The piece is published as soon as they are there.
catalogue-send-offline = Not sent, there is no signal. Everything stays on this page. Try again when the signal is back.
catalogue-send-not-yet = The piece is not published yet: a photo was not sent. Look below.
catalogue-send-signed-out = Sign in again, then send. The photo is safe on this phone.
catalogue-saving = Saving
catalogue-unsaved = Not saved yet
