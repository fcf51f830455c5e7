# Keterangan di formulir bea cukai. Formulirnya selalu dalam bahasa Inggris; di sini artinya.
orders-customs-line = { $what } { $of } { $made }
orders-customs-made-woven = tenunan tangan
orders-customs-made-plaited = anyaman tangan
orders-customs-made-embroidered = sulaman tangan
orders-customs-made-sewn = jahitan tangan
orders-customs-made-hand = buatan tangan
orders-customs-of-cotton = katun
orders-customs-of-silk = sutra
orders-customs-of-rayon = rayon
orders-customs-of-synthetic = benang sintetis
orders-customs-of-mixed = benang campuran
orders-customs-of-metallic = benang logam
orders-customs-of-leaf = daun palem
orders-customs-of-cane = rotan atau bambu
orders-customs-what-sarong = kain sarung
orders-customs-what-shawl = selendang
orders-customs-what-headcloth = ikat kepala
orders-customs-what-cloth = kain
orders-customs-what-table = taplak meja
orders-customs-what-cushion = sarung bantal
orders-customs-what-wall = hiasan dinding
orders-customs-what-bag = tas
orders-customs-what-wallet = dompet
orders-customs-what-basketry = barang anyaman

# Dikatakan sebelum orang minta dikirimi
orders-customs-warn-title = Sebelum bertanya
orders-customs-warn-duty = Bea masuk dan pajak di negara Anda dibayar oleh Anda saat paket tiba, tidak termasuk dalam harga.
orders-customs-warn-us = Amerika Serikat: sejak 29 Agustus 2025 setiap paket barang kena bea, berapa pun nilainya, dan beberapa pos tidak lagi menerimanya. Lebih mudah dibawa pulang sendiri.
orders-customs-warn-eu = Uni Eropa: setiap paket kena pajak, dan aturan keamanan produk dapat menahan barang dari perajin kecil. Lebih mudah dibawa pulang sendiri.
