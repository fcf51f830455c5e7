accounts-public-about = { $shop } in { $village }, { $regency }, Indonesia: pieces made by hand.
accounts-public-person = { $makers ->
   *[other] One maker
}
accounts-public-family = { $makers ->
    [0] A family of makers
    [one] A family, one maker
   *[other] A family of { $makers } makers
}
accounts-public-group = { $makers ->
    [0] A group of makers
    [one] A group, one maker
   *[other] A group of { $makers } makers
}
accounts-public-makers = Who makes the pieces:
accounts-public-meet = Where to meet
accounts-public-pieces = What is here
accounts-public-empty-title = The loom is busy
accounts-public-empty-text = Nothing is on the shelf just now. Look again in a few days.
accounts-public-elsewhere = See what others in { $regency } have
accounts-public-code = Code on the sign
accounts-public-contact-title = { $shop } on WhatsApp
accounts-public-contact-text = Write what you would like to know. An answer may take a day: signal is rare on the islands.
accounts-public-contact-open = Open WhatsApp
accounts-public-contact-call = Call
accounts-public-hello = Hello { $shop }, I found your shop on Homoru.
accounts-public-hello-piece = Hello, I would like to ask about { $name } #{ $code } ({ $price }).
accounts-public-soon-title = This shop opens soon
accounts-public-soon-text = Its first piece is being made ready. Look again in a few days.
