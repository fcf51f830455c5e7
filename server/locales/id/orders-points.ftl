orders-points-title = Titik ambil
orders-points-lead = Tempat karya semua toko bisa diserahkan, selain tempat toko sendiri. Toko memilih di studionya mana yang dipakai.
orders-points-see = Lihat titik ambil
orders-points-none = Belum ada. Yang baik adalah tempat yang memang dilewati tamu: pelabuhan, homestay, resor selam.
orders-points-add = Tambah titik ambil
orders-points-many = Sudah ada 40, itu paling banyak.
orders-points-closed = Tidak ditawarkan
orders-points-stands = Baru saja disimpan:
orders-points-kind = Jenis
orders-points-kind-choose = Pilih jenis tempatnya.
orders-points-stall = Lapak
orders-points-homestay = Homestay
orders-points-harbour = Pelabuhan
orders-points-resort = Resor selam
orders-points-office = Kantor
orders-points-other = Tempat lain
orders-points-name = Nama dalam bahasa Indonesia
orders-points-name-en = Nama dalam bahasa Inggris
orders-points-en-hint = Dibaca tamu. Kosongkan kalau sama.
orders-points-find = Cara menemukannya, bahasa Indonesia
orders-points-find-en = Cara menemukannya, bahasa Inggris
orders-points-lead-time = Harus diambil berapa lama sebelum pulang
orders-points-lead-choose = Pilih salah satu.
orders-points-hours = { $hours ->
    [0] Tidak perlu lebih awal
   *[other] { $hours } jam
}
orders-points-ahead = diambil paling lambat { $hours } jam sebelum pulang
orders-points-open = Ditawarkan kepada pembeli
orders-points-shop = Titik ambil kabupaten
orders-points-shop-lead = Centang tempat yang bisa Anda datangi. Tamu bisa memilih tempat itu juga.
orders-points-shop-none = Kabupaten belum menentukan titik ambil.
