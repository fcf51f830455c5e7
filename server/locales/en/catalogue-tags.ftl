catalogue-tags-title = Print tags
catalogue-tags-heading = { $n } { $n ->
    [one] tag
   *[other] tags
} to print
catalogue-tags-hint = How many tags for each piece? Those for sale are filled in.
catalogue-tags-count = Number of tags for { $name }
catalogue-tags-make = Make the sheet
catalogue-tags-none-chosen = Nothing is chosen yet. Fill in at least one tag.
catalogue-tags-empty = No piece to tag yet
catalogue-tags-empty-say = As soon as a piece is published it has its code, and its tag can be printed.
catalogue-tags-empty-add = Add a piece
catalogue-tags-how = Print on thick A4 paper, landscape, at 100 %, then cut along the marks and punch the circles. Black-and-white works too.
catalogue-tags-pdf = For the print shop: open the print menu of the phone or laptop, choose "Save as PDF", then send the file.
catalogue-tags-left = { $n } more do not fit into one print. Print these first, then the others.
catalogue-tags-not-https = Do not print these for sale yet: the address in the code is not https ({ $origin }). Guests may be unable to open it, and what is printed cannot be changed.
catalogue-tags-qr = QR code { $code }
catalogue-tags-scan = Scan me
catalogue-tags-trial = Sample
