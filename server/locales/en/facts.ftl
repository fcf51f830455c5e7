# Words for the craft codes. Short: one line on the page, one choice on the maker's phone.

facts-group-technique = Made
facts-group-loom = Loom
facts-group-time = Time
facts-group-fibre = Material
facts-group-dye = Colour
facts-group-motif = Pattern
facts-group-use = Use
facts-group-care = Care

facts-technique-plain-weave = Plain weave
facts-technique-warp-faced = Close weave, the lengthwise threads show
facts-technique-extra-weft = Pattern from an extra thread
facts-technique-ikat = Ikat: yarn tied and dyed before weaving
facts-technique-twill = Twill weave
facts-technique-plaited-slanted = Plaited on the slant
facts-technique-plaited-straight = Plaited straight
facts-technique-embroidered = Embroidered by hand
facts-technique-hand-sewn = Sewn by hand
facts-technique-machine-sewn = Sewn by machine

facts-loom-daro = By hand on a daro loom
facts-loom-backstrap = By hand on a backstrap loom
facts-loom-treadle = On a treadle loom, no motor
facts-loom-none = No loom

facts-time-one-day = One day
facts-time-two-three-days = 2 to 3 days
facts-time-four-seven-days = 4 to 7 days
facts-time-one-two-weeks = 1 to 2 weeks
facts-time-three-weeks = About 3 weeks
facts-time-month-or-more = A month or more

facts-fibre-cotton-mill = Cotton, mill-spun
facts-fibre-cotton-hand = Cotton, spun by hand
facts-fibre-cotton-mercerised = Cotton with a sheen
facts-fibre-rayon = Rayon
facts-fibre-polyester = Polyester
facts-fibre-acrylic = Acrylic
facts-fibre-silk = Silk
facts-fibre-mixed = Mixed yarns
facts-fibre-metallic = Gold or silver thread
facts-fibre-leftover = Yarn left over from weaving
facts-fibre-pandan = Pandan leaf
facts-fibre-lontar = Lontar palm leaf
facts-fibre-rattan = Rattan
facts-fibre-bamboo = Bamboo

facts-dye-bought-coloured = Yarn bought in its colour
facts-dye-home-shop-dye = Dyed at home with shop dye
facts-dye-mengkudu-root = Red from mengkudu root
facts-dye-mahogany-bark = Brown from mahogany bark
facts-dye-turmeric = Yellow from turmeric
facts-dye-indigo-leaf = Blue from indigo leaves
facts-dye-other-plants = Dyed with other plants
facts-dye-undyed = Undyed

facts-motif-plain = Plain
facts-motif-plain-border = Plain with a border
facts-motif-stripes-lengthwise = Stripes along the cloth
facts-motif-stripes-crosswise = Stripes across the cloth
facts-motif-stripes-fine = Fine stripes
facts-motif-checks-large = Large checks
facts-motif-checks-small = Small checks
facts-motif-wave = Waves
facts-motif-flower-stem = Flower stem
facts-motif-seeds = Seeds
facts-motif-steps = Steps
facts-motif-dots = Dots
facts-motif-diagonal = Slanting lines
facts-motif-lettering = Lettering

facts-use-sarong = Sarong
facts-use-shawl = Shawl
facts-use-headcloth = Headcloth
facts-use-sewing = Cloth for sewing
facts-use-ceremony = Ceremonies and feasts
facts-use-table = Table cloth
facts-use-cushion = Cushion cover
facts-use-wall = Wall hanging
facts-use-bag = Bag
facts-use-wallet = Wallet

facts-care-hand-wash-cold = Wash by hand in cold water
facts-care-machine-gentle = Gentle machine wash
facts-care-wash-apart = Wash on its own, colours may run
facts-care-no-wringing = Do not wring
facts-care-no-bleach = No bleach
facts-care-dry-in-shade = Dry in the shade
facts-care-iron-warm = Warm iron
facts-care-wipe = Wipe clean
facts-care-keep-dry = Keep dry
