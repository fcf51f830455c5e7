payments-qris = QRIS
payments-cash = cash
payments-cash-choice = Cash
payments-qris-to = Pay with QRIS to
payments-cash-to = Pay in cash to
payments-cash-text = Give the money in hand. Nothing is added.
payments-qris-alt = QRIS code for { $amount } to { $name }
payments-plain-alt = { $name }’s own QRIS code, without an amount
payments-inside = The amount is inside the code. Nothing is added.
payments-save-code = Save the code
payments-save-plain = Save the plain code
payments-do-save = Save the code, then open your bank or wallet app. Choose “scan” and take the code from your pictures. A phone cannot scan its own screen.
payments-do-check = Check the name and the amount, and pay.
payments-do-show = Tap “I have paid” and show { $name } your screen. { $name } looks in the bank’s own app and taps “money is in”. This page then says so.
payments-do-cash = Give { $name } the money.
payments-do-cash-tap = { $name } taps “money is in”. You can tap “I have paid” so that { $name } sees it.
payments-not-read = My app does not read it
payments-not-read-sign = Scan the sign at { $name }’s stall, or ask to be shown the code on { $name }’s phone. If your app asks, type this amount:
payments-amount = Amount in rupiah
payments-not-read-plain = Or save the plain code, open it from your pictures, and type the amount yourself.
payments-who-can-pay = Indonesian wallets and bank apps read QRIS, and many from { $countries } (list of { $checked }). Others pay in cash.
payments-country-my = Malaysia
payments-country-sg = Singapore
payments-country-th = Thailand
payments-cash-instead = Pay in cash instead
payments-qris-instead = Pay with QRIS instead
payments-title = Money
payments-arrived-title = Arrived
payments-arrived = { $count ->
    [0] in { $month }, no payment yet
    [one] in { $month }, from one payment
   *[other] in { $month }, from { $count } payments
  }
payments-returned-month = { $amount } was handed back in this month.
payments-owed-title = To hand back
payments-book = Payments
payments-none = No payment in this month
payments-none-text = Money that has arrived stands here, one line for each order.
payments-state-to-return = to hand back
payments-state-returned = handed back
payments-month = { $month }
payments-months = Months
payments-settings = How I am paid
