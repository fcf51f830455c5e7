# Kata untuk kode kerajinan. Pendek: satu baris di halaman, satu pilihan di HP perajin.

facts-group-technique = Cara dibuat
facts-group-loom = Alat tenun
facts-group-time = Lama dikerjakan
facts-group-fibre = Bahan
facts-group-dye = Warna
facts-group-motif = Corak
facts-group-use = Dipakai untuk
facts-group-care = Perawatan

facts-technique-plain-weave = Tenunan polos
facts-technique-warp-faced = Tenunan rapat, benang lungsi tampak
facts-technique-extra-weft = Corak dari benang sisipan
facts-technique-ikat = Tenun ikat
facts-technique-twill = Tenunan serong
facts-technique-plaited-slanted = Anyaman serong
facts-technique-plaited-straight = Anyaman tegak
facts-technique-embroidered = Disulam tangan
facts-technique-hand-sewn = Dijahit tangan
facts-technique-machine-sewn = Dijahit mesin

facts-loom-daro = Alat tenun daro
facts-loom-backstrap = Alat tenun gendong
facts-loom-treadle = Alat tenun injak, tanpa mesin
facts-loom-none = Tanpa alat tenun

facts-time-one-day = Satu hari
facts-time-two-three-days = 2 sampai 3 hari
facts-time-four-seven-days = 4 sampai 7 hari
facts-time-one-two-weeks = 1 sampai 2 minggu
facts-time-three-weeks = Sekitar 3 minggu
facts-time-month-or-more = Sebulan atau lebih

facts-fibre-cotton-mill = Katun, benang pabrik
facts-fibre-cotton-hand = Katun, dipintal tangan
facts-fibre-cotton-mercerised = Katun mengilap
facts-fibre-rayon = Rayon
facts-fibre-polyester = Poliester
facts-fibre-acrylic = Akrilik
facts-fibre-silk = Sutra
facts-fibre-mixed = Benang campuran
facts-fibre-metallic = Benang emas atau perak
facts-fibre-leftover = Benang sisa tenunan
facts-fibre-pandan = Daun pandan
facts-fibre-lontar = Daun lontar
facts-fibre-rattan = Rotan
facts-fibre-bamboo = Bambu

facts-dye-bought-coloured = Benang berwarna dari toko
facts-dye-home-shop-dye = Dicelup sendiri, pewarna dari toko
facts-dye-mengkudu-root = Merah dari akar mengkudu
facts-dye-mahogany-bark = Cokelat dari kulit kayu mahoni
facts-dye-turmeric = Kuning dari kunyit
facts-dye-indigo-leaf = Biru dari daun nila
facts-dye-other-plants = Pewarna dari tumbuhan lain
facts-dye-undyed = Tidak diwarnai

facts-motif-plain = Polos
facts-motif-plain-border = Polos dengan tepi
facts-motif-stripes-lengthwise = Garis memanjang
facts-motif-stripes-crosswise = Garis melintang
facts-motif-stripes-fine = Garis halus
facts-motif-checks-large = Kotak besar
facts-motif-checks-small = Kotak kecil
facts-motif-wave = Ombak
facts-motif-flower-stem = Tangkai bunga
facts-motif-seeds = Biji-bijian
facts-motif-steps = Anak tangga
facts-motif-dots = Titik-titik
facts-motif-diagonal = Garis serong
facts-motif-lettering = Tulisan

facts-use-sarong = Sarung
facts-use-shawl = Selendang
facts-use-headcloth = Ikat kepala
facts-use-sewing = Bahan jahitan
facts-use-ceremony = Acara adat dan pesta
facts-use-table = Taplak meja
facts-use-cushion = Sarung bantal
facts-use-wall = Hiasan dinding
facts-use-bag = Tas
facts-use-wallet = Dompet

facts-care-hand-wash-cold = Cuci tangan, air dingin
facts-care-machine-gentle = Boleh dicuci mesin, putaran lembut
facts-care-wash-apart = Cuci terpisah, warna bisa luntur
facts-care-no-wringing = Jangan diperas
facts-care-no-bleach = Jangan pakai pemutih
facts-care-dry-in-shade = Jemur di tempat teduh
facts-care-iron-warm = Setrika hangat
facts-care-wipe = Cukup dilap
facts-care-keep-dry = Simpan di tempat kering
