monitoring-lead = In { $period }, { $shops } shops were paid { $income } for { $orders } orders.
monitoring-lead-running = In { $period } up to today, { $shops } shops were paid { $income } for { $orders } orders.
monitoring-lead-none = In { $period } no order was paid yet; tags were scanned.
monitoring-few-title = Figures appear once five shops have published a piece.
monitoring-few-text = Money, orders and scans are shown for five shops or more only, so that nobody's income can be guessed. Invite more makers first.
monitoring-few-sales-title = Not enough shops have been paid yet.
monitoring-few-sales-text = A month's figures appear once five shops were paid. A month with fewer is joined with the next one; nothing is lost.
monitoring-invite = Invite a maker
monitoring-held-back = From { $month } on fewer than five shops were paid. These figures are joined with the next month and not shown yet.
monitoring-until = Figures up to { $moment }. Every figure can be traced to orders that were paid.
monitoring-waits-alarms = { $count ->
    [one] One thing about card money to look at
   *[other] { $count } things about card money to look at
  }
monitoring-waits-missing = { $count ->
    [one] One shop says that its money has not come
   *[other] { $count } shops say that their money has not come
  }

monitoring-chart-income = Income by month
monitoring-chart-income-what = Money that arrived, less what was handed back
monitoring-chart-hundred = For 100 scans there are { $orders } paid orders
monitoring-chart-hundred-what = Each thread is one scan; as many are green as orders were paid, through any channel

monitoring-figures = Figures of this period, and how things are now
monitoring-people = How things are now
monitoring-how = How this is counted
monitoring-joined = with the next month
monitoring-joined-before = { $scans }, with the months before
monitoring-running = up to today
monitoring-income = Income
monitoring-how-income = Money the makers say has arrived, less money handed back. A hand-back counts in the month it was recorded; months that are over never change.
monitoring-orders = Orders
monitoring-how-orders = Orders that were paid, in the month the money arrived, in local time. Unpaid orders are not counted; handing money back takes no order away.
monitoring-scans = Scans
monitoring-how-scans = Visits by people through the codes of shops and pieces. One person counts once per code in 30 minutes; robots and previews do not count. Nothing of visitors is kept.
monitoring-invited = Invited
monitoring-how-invited = Invitations that are open: not used, not older than 14 days, not taken back.
monitoring-enrolled = Enrolled
monitoring-how-enrolled = Makers of this regency who accepted an invitation and have a shop.
monitoring-published = With a published piece
monitoring-how-published = Enrolled makers whose shop shows at least one piece now.
monitoring-active = Active in 30 days
monitoring-how-active = Enrolled makers who opened their studio in the last 30 days.
monitoring-products = Published pieces
monitoring-how-products = Pieces that buyers can see now, ordered and sold ones included.

monitoring-by-village = By village
monitoring-village = Village
monitoring-shops = Shops
monitoring-others = { $shops } shops in other villages (joined):
monitoring-whole-regency = Whole regency
monitoring-why-joined = Villages with fewer than 5 shops that ever published a piece are joined, so that nobody's income can be guessed. They are grouped as they are today for every month: a village that gets its fifth shop may stand by itself, in past months too.
monitoring-by-month = By month
monitoring-month = Month
monitoring-sellers = Shops that were paid
monitoring-how-sellers = Shops that were paid: shops whose money came or was handed back in the month. A month with one to four of them is joined with the next.
monitoring-sum = Sum
monitoring-scans-since = { $scans } since { $month }
monitoring-by-channel = By channel
monitoring-channel = Channel
monitoring-channel-scan = By scanning a tag
monitoring-channel-web = By the web page
monitoring-channel-stall = Sold at the stall
monitoring-by-method = By way of paying
monitoring-method = Way of paying
monitoring-method-qris = QRIS
monitoring-method-cash = Cash
monitoring-method-transfer = Bank transfer
monitoring-method-card = Card
monitoring-all-months = All months that are shown
monitoring-download = Download table (CSV)

monitoring-shops-title = Who needs help
monitoring-shops-lead = Shops that have been waited for longest stand first. This list tells states, not numbers or amounts.
monitoring-shops-none = There is no shop in this regency yet. Invite the first maker.
monitoring-write = WhatsApp
monitoring-write-to = WhatsApp to { $name }
monitoring-write-text = Hello { $name }, this is { $officer } of { $regency }.
monitoring-device = Another phone
monitoring-device-for = Another phone: a link for { $name }
monitoring-need-none = Doing well
monitoring-need-claim = A payment unanswered for more than 48 hours
monitoring-need-order = { $days ->
    [one] An order has waited for { $days } day
   *[other] An order has waited for { $days } days
 }
monitoring-need-owed = Money is to be handed back
monitoring-need-published = Has never published a piece
monitoring-need-photo = A piece has no photo yet
monitoring-need-place = No meeting place yet
monitoring-need-quiet = Has not opened the studio for more than 30 days
monitoring-money-changes = Changes in ways of being paid
monitoring-money-changes-what = Only a shop's owner can change these, with her PIN. If something looks odd, ask the owner in person.
monitoring-change-code = another QRIS code
monitoring-change-qris-on = takes QRIS now
monitoring-change-qris-off = no longer takes QRIS
monitoring-change-cash-on = takes cash now
monitoring-change-cash-off = no longer takes cash
monitoring-change-account = another bank account
monitoring-change-transfer-on = takes bank transfers now
monitoring-change-transfer-off = no longer takes bank transfers
monitoring-change-waits = waits 48 hours for a second yes
monitoring-change-other = ways of being paid were looked at and kept
