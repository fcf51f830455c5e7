catalogue-public-here = Masih ada
catalogue-public-left = { $count ->
   *[other] Ada { $count }
}
catalogue-public-to-order = Dibuat setelah dipesan
catalogue-public-ordered = Dipesan
catalogue-public-sold = Terjual
catalogue-public-away = Sedang tidak dipajang
catalogue-public-house = { $makers ->
   *[other] { $village }, { $makers } perajin
}
catalogue-public-about = { $name }, buatan { $makers } di { $village }, { $regency }.
catalogue-public-by = Buatan { $makers }
catalogue-public-use-by = { $use }, buatan { $makers }
catalogue-public-made-by = Dibuat oleh
catalogue-public-photo-of = Foto { $name }
catalogue-public-drawing-of = Gambar { $name }
catalogue-public-drawing = Gambar peraga, bukan foto
catalogue-public-size = Ukuran
catalogue-public-weight = Berat
catalogue-public-grams = { $grams } g
catalogue-public-photos = { $count ->
   *[other] { $count } foto lagi
}
catalogue-public-get = Cara membeli
catalogue-public-pay-both = Bayar langsung ke { $shop }, lewat QRIS atau tunai. Tanpa akun, tanpa biaya.
catalogue-public-pay-qris = Bayar langsung ke { $shop }, lewat QRIS. Tanpa akun, tanpa biaya.
catalogue-public-pay-cash = Bayar langsung ke { $shop }, tunai. Tanpa akun, tanpa biaya.
catalogue-public-pay-transfer = Bayar langsung ke { $shop }, lewat transfer bank. Tanpa akun, tanpa biaya.
catalogue-public-pay-transfer-too = Bisa juga transfer bank.
catalogue-public-pay-card = Bayar { $shop } dengan kartu. Tanpa akun, tanpa biaya.
catalogue-public-pay-card-too = Bisa juga dengan kartu.
catalogue-public-take = Bawa pulang hari ini, dari { $village }.
catalogue-public-keep-text = Belum di sini? { $shop } menyimpannya sampai hari pilihan Anda, tanpa bayar dulu.
catalogue-public-stall = Saya di lapak
catalogue-public-buy = Beli sekarang
catalogue-public-keep = Simpankan untuk saya
catalogue-public-ordered-text = Sudah ada yang memesan. Kalau tidak jadi diambil, karya ini dijual lagi di sini.
catalogue-public-ordered-own = Anda sendiri yang memesan? Buka pesanan Anda.
catalogue-public-order-title = Dibuat untuk Anda
catalogue-public-weeks = { $weeks ->
   *[other] { $shop } membuatnya setelah dipesan. Jadi dalam kira-kira { $weeks } minggu.
}
catalogue-public-order-how = Tulis seperti apa yang diinginkan; { $shop } menjawab dengan harga dan hari. Tidak ada yang dibayar sebelum setuju.
catalogue-public-order-ask = Minta dibuatkan
catalogue-public-bring = Antar ke saya
catalogue-public-send = Kirim ke saya
catalogue-public-send-unpaid = { $shop } mengirim paket, tetapi belum bisa dibayar dari jauh untuk harga ini.
catalogue-public-ask = Tanya { $shop }
catalogue-public-see-shop = Lihat tokonya
catalogue-public-more = { $count ->
   *[other] { $count } karya lain dari { $shop }
}
catalogue-public-share = Tunjukkan ke teman
catalogue-public-link = Alamat halaman
catalogue-public-code = Kode di label
catalogue-public-made-in = Dibuat di { $village }, { $regency }.
catalogue-public-help = Bantuan dan keluhan
catalogue-public-sold-title = { $name } sudah punya rumah
catalogue-public-sold-unique = Hanya ada satu. { $shop } punya karya lain.
catalogue-public-sold-all-title = Semua { $name } sudah punya rumah
catalogue-public-sold-all = Mungkin nanti dibuat lagi. Sementara itu, lihat yang ada di { $shop }.
catalogue-public-away-title = { $name } sedang tidak dipajang
catalogue-public-away-text = Kodenya benar. { $shop } sedang tidak memajang karya ini.
catalogue-public-now = Lihat karya { $shop } sekarang
catalogue-public-its-story = Cerita { $name }
catalogue-public-into-cart = Masukkan ke keranjang
