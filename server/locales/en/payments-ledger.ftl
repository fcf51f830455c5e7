payments-back-too-much = More would go back than is left of this payment. Open the order again and look.
payments-correction-note = Write why the books are mended, in at most 400 characters.
payments-correction-unbalanced = What goes in and what comes out must be the same.
payments-mine-title = My money
payments-mine-straight = Straight to me
payments-mine-card = Paid by card
payments-mine-costs = Fees
payments-mine-back = Back to buyers
payments-mine-mended = Mended
payments-mine-operator = the operator
payments-mine-owed = { $amount } of it lies with { $name } and will be paid out.
payments-mine-debt = { $amount } went back to the buyer or is a fee; it is taken from the next money.
payments-way-title = On its way
payments-way-bank = { $bank } …{ $end }
payments-way-cash = Cash, slip { $code }
payments-way-batched = being made ready, { $when }
payments-way-sent = sent { $when }
payments-way-missing = you said on { $when }: nothing has arrived. The office knows.
payments-way-received = arrived { $when }
payments-way-returned = came back { $when }, will be sent again
payments-way-yes = It has arrived
payments-way-no = Nothing has arrived
payments-payout-why = Why did it come back?
payments-payout-why-account = The account does not exist or is closed
payments-payout-why-name = The name does not match the account
payments-payout-why-absent = Nobody came for the cash
payments-payout-why-other = Another reason
payments-payouts-title = Money owed
payments-payouts-lead = { $count ->
    [0] Nothing is owed to any shop.
    [one] { $sum } is owed to one shop.
   *[other] { $sum } is owed to { $count } shops.
  }
payments-payouts-none = Card payments stand here, shop by shop, until they are paid out.
payments-payouts-shop = Shop
payments-payouts-since = Owed since
payments-payouts-account = Account
payments-payouts-no-account = no account: cash
payments-payouts-owed = Owed
payments-payouts-owes = owes
payments-payouts-bank = Make a bank file
payments-payouts-cash = Make cash slips
payments-payouts-batches = Payouts
payments-payouts-when = Made
payments-payouts-state = State
payments-payouts-shops = Shops
payments-payouts-sum = Sum
payments-payout-choose = Choose at least one shop.
payments-payout-no-account = { $shop } has no bank account here. Untick it, or pay it in cash.
payments-payout-nothing = Nothing is owed to these shops any more. Somebody else may have made the payout.
payments-payout-left = This payout has left or was undone already.
payments-payout-moved = This has changed meanwhile. The page now shows how it stands.
payments-payout-title = Payout of { $date }
payments-payout-file = File for the bank (CSV)
payments-payout-slips = Cash slips
payments-payout-send = It has left
payments-payout-undo = Undo
payments-payout-undo-sure = The payout is taken apart and the money is owed again. Do not hand the file to the bank.
payments-payout-made = made ready
payments-payout-sent = sent
payments-payout-received = arrived
payments-payout-returned = came back
payments-payout-undone = undone
payments-payout-says-missing = nothing has arrived
payments-payout-waiting = { $count ->
    [one] one not confirmed
   *[other] { $count } not confirmed
  }
payments-payout-missing = { $count ->
    [one] one says nothing has arrived
   *[other] { $count } say nothing has arrived
  }
payments-payout-done = all confirmed
payments-payout-back = It came back
payments-payout-back-sure = The money is owed again and stands in the next payout.
payments-slips-title = Cash slips
payments-slips-how = Print, cut apart, and hand each over with its cash. The maker sees the same code on her phone and taps “It has arrived”.
payments-slips-from = From
payments-slips-to = To
payments-slips-amount = Amount
payments-slips-date = Date
payments-slips-sign = Received
payments-fees-title = What selling costs
payments-fees-saved = Saved. It holds for orders from now on.
payments-fees-lead = Makers see this before they publish a piece and on each order. Orders that are placed already keep their terms.
payments-fees-save = Save
payments-fees-example = Example
payments-fees-fee = Fee, percent of the goods
payments-fees-fee-hint = At most 30. Sending carries no fee.
payments-fees-fixed = Fee, fixed, in rupiah
payments-fees-fixed-hint = Once for each shop in an order. The fee is never more than the goods.
payments-fees-card = Card, percent of what is paid
payments-fees-card-hint = What the card provider takes, at most 10.
payments-fees-card-fixed = Card, fixed, in rupiah
payments-fees-card-fixed-hint = Once for each card payment.
payments-fees-by = Who bears the card’s cost
payments-fees-by-shop = The shop
payments-fees-by-region = The region
payments-fees-by-choose = Choose who bears it.
payments-fees-percent-bad = A number between 0 and { $most }, with at most two decimals.
payments-fees-fixed-bad = Whole rupiah, at most { $most }.
payments-fees-none = Selling costs nothing.
payments-fees-said = The fee is { $percent }% of the goods plus { $fixed }.
payments-fees-said-card = A card costs { $percent }% plus { $fixed } more.
payments-cut-pays = Buyer pays
payments-cut-costs = Fee
payments-cut-gets = You get
payments-cut-card = If paid by card: another { $cost }, you get { $gets }.
payments-cut-name-gets = { $name } gets
payments-year-link = The whole year
payments-year-title = { $year }
payments-year-none = No payment in this year yet.
payments-year-said = { $months ->
    [one] From one month. The best was { $best } with { $amount }.
   *[other] From { $months } months. The best was { $best } with { $amount }.
  }
payments-year-month = Month
payments-year-line = The line of Rp500 million
payments-year-over = Buyers paid { $gross } this year. Above Rp500 million the income tax is 0.5 percent: { $tax } by now.
payments-year-under = Buyers paid { $gross } this year. Another { $left } may come before there is income tax to pay.
payments-year-group = The line is for one person. A group asks its tax office how its members share it.
payments-year-law = By PP 55/2022, counted from what stands here. Sales elsewhere count too. The tax office knows best.
payments-year-letter = Letter for the tax
payments-year-file = Download the table (CSV)
payments-year-years = Years
payments-letter-how = For whoever collects card money. Print it, fill the lines with a pen, and sign. It is in Indonesian because the tax office reads it.
payments-letter-title = Statement letter
payments-letter-to = To
payments-letter-below = I, the undersigned:
payments-letter-name = Name
payments-letter-nik = NIK / NPWP
payments-letter-address = Address
payments-letter-shop = Shop
payments-letter-states = state that my gross turnover in the tax year { $year } is not above Rp500,000,000.
payments-letter-sofar = By the books of this shop the gross turnover of { $year } is { $gross } so far.
payments-letter-truth = This is true. Should the turnover pass Rp500,000,000, I will hand over a new letter at the latest at the end of the month in which it does.
payments-letter-place = ____________________, { $date }
payments-letter-sign = Name and signature, on a duty stamp
