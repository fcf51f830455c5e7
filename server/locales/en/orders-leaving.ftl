# When do you leave?
orders-leaving-why = Then only times are offered that you can meet. You need not say it.
orders-leaving-part = At what time
orders-leaving-part-none = I do not know yet
orders-leaving-morning = In the morning
orders-leaving-midday = Around midday
orders-leaving-afternoon = In the afternoon
orders-leaving-evening = In the evening
orders-leaving-do = Show what fits
orders-leaving-nothing-title = Nothing fits before you leave
orders-leaving-nothing = { $name } has no time and place before you leave. Look for the stall now, or leave later.
orders-leaving-stall = I am at the stall
orders-leaving-send = Have it sent to me
