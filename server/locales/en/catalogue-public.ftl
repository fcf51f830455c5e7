catalogue-public-here = Still here
catalogue-public-left = { $count ->
    [one] One here
   *[other] { $count } here
}
catalogue-public-to-order = Made to order
catalogue-public-ordered = Ordered
catalogue-public-sold = Sold
catalogue-public-away = Not shown now
catalogue-public-house = { $makers ->
    [one] { $village }, one maker
   *[other] { $village }, { $makers } makers
}
catalogue-public-about = { $name }, made by { $makers } in { $village }, { $regency }, Indonesia.
catalogue-public-by = By { $makers }
catalogue-public-use-by = { $use }, by { $makers }
catalogue-public-made-by = Made by
catalogue-public-photo-of = Photo of { $name }
catalogue-public-drawing-of = Drawing of { $name }
catalogue-public-drawing = A drawing, not a photo.
catalogue-public-size = Size
catalogue-public-weight = Weight
catalogue-public-grams = { $grams } g
catalogue-public-photos = { $count ->
    [one] One more photo
   *[other] { $count } more photos
}
catalogue-public-get = How to buy
catalogue-public-pay-both = Pay { $shop } directly, by QRIS or in cash. No account, no fee.
catalogue-public-pay-qris = Pay { $shop } directly, by QRIS. No account, no fee.
catalogue-public-pay-cash = Pay { $shop } directly, in cash. No account, no fee.
catalogue-public-pay-transfer = Pay { $shop } directly, by bank transfer. No account, no fee.
catalogue-public-pay-transfer-too = A bank transfer is possible too.
catalogue-public-pay-card = Pay { $shop } by card. No account, no fee.
catalogue-public-pay-card-too = Cards are taken too.
catalogue-public-take = Take it with you today, from { $village }.
catalogue-public-keep-text = Not here yet? { $shop } keeps it for the day you choose, unpaid.
catalogue-public-stall = I am at the stall
catalogue-public-buy = Buy now
catalogue-public-keep = Keep it for me
catalogue-public-ordered-text = Somebody has asked for it. If they do not come for it, it stands here again.
catalogue-public-ordered-own = Was it you? Open your order.
catalogue-public-order-title = Made for you
catalogue-public-weeks = { $weeks ->
    [one] { $shop } makes it when you ask. It is ready in about a week.
   *[other] { $shop } makes it when you ask. It is ready in about { $weeks } weeks.
}
catalogue-public-order-how = Say what you have in mind; { $shop } answers with a price and a day. You pay nothing until you agree.
catalogue-public-order-ask = Have one made
catalogue-public-bring = Bring it to me
catalogue-public-send = Send it to me
catalogue-public-send-unpaid = { $shop } sends parcels, but has no way yet to be paid this price from afar.
catalogue-public-ask = Ask { $shop }
catalogue-public-see-shop = Look at the shop
catalogue-public-more = { $count ->
    [one] One more piece from { $shop }
   *[other] { $count } more pieces from { $shop }
}
catalogue-public-share = Show it to someone
catalogue-public-link = Page link
catalogue-public-code = Code on the tag
catalogue-public-made-in = Made in { $village }, { $regency }, Indonesia.
catalogue-public-help = Help and complaints
catalogue-public-sold-title = { $name } has found its home
catalogue-public-sold-unique = There was only one. { $shop } has other work.
catalogue-public-sold-all-title = All of { $name } have found a home
catalogue-public-sold-all = { $shop } may make more. Until then, look at what is here now.
catalogue-public-away-title = { $name } is not shown now
catalogue-public-away-text = The code is right. { $shop } does not show this piece at the moment.
catalogue-public-now = See what { $shop } has now
catalogue-public-its-story = The story of { $name }
catalogue-public-into-cart = Put into the basket
