regions-regency-name = Kabupaten { $name }
regions-home-title = Buatan tangan perajinnya
regions-home-lead = Pindai label, kenali perajinnya, bayar langsung kepadanya.
regions-code-label = Kode di label
regions-code-open = Buka
regions-choose = Pilih kabupaten
regions-which = Kabupaten mana?
regions-none-title = Belum ada kabupaten yang buka
regions-none-text = Dinas setempat yang membukanya. Label di tangan Anda tetap berlaku: ketik kodenya.
regions-tally = { $shops ->
   *[other] { $shops } toko
}, { $pieces ->
   *[other] { $pieces } karya
}
regions-tally-none = Belum ada yang berjualan di sini.
regions-count-shops = { $count ->
   *[other] toko
}
regions-count-makers = { $count ->
   *[other] perajin
}
regions-count-pieces = { $count ->
   *[other] karya
}
regions-place-lead = Buatan tangan dari { $place }, dijual oleh yang membuatnya.
regions-islands = Pilih pulau
regions-villages = Pilih desa
regions-newest = Baru turun dari alat tenun
regions-shops = Toko dan pitanya
regions-bands = Tiap toko memilih pita warnanya sendiri. Cari pita itu di label dan di lapak.
regions-see-pieces = Lihat { $count } karya
regions-see-shops = Lihat { $count } toko
regions-all-pieces = Semua karya dari { $place }
regions-all-shops = Semua toko di { $place }
regions-empty-title = Alat tenun masih kosong
regions-empty-text = Belum ada karya dari sini yang dipajang. Di tempat lain sudah ada.
regions-elsewhere = Lihat tempat lain
regions-kept-by = Halaman ini dijaga oleh { $operator }.

regions-privacy-title = Privasi
regions-privacy-lead = Homoru menyimpan sesedikit mungkin: beli tanpa akun, tidak ada yang mengikuti Anda, tidak ada perusahaan lain di halaman mana pun.
regions-help-title = Bantuan
regions-help-lead = Cara membeli, dan apa yang dilakukan kalau ada yang tidak beres.
regions-operator-title = Siapa yang bertanggung jawab
regions-operator = Halaman { $regency } dikelola oleh:
regions-operator-missing = Dinas ini belum menuliskan semua yang harus ada di sini. Sementara itu, tanyakan langsung ke toko; nama dan desanya ada di pesanan Anda.
regions-complaint-title = Keluhan
regions-complaint-text = Bicarakan dulu dengan perajinnya: biasanya selesai dalam semenit. Kalau tidak, tulis ke dinas di atas dengan kode pesanan Anda.
regions-complaint-days = { $days ->
   *[other] Jawabannya paling lama { $days } hari.
}
regions-complaint-state = Anda juga bisa menghubungi Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga, Kementerian Perdagangan RI, WhatsApp +62 853-1111-1010.
regions-kept-title = Apa yang disimpan, dan berapa lama
regions-kept-look = Melihat halaman: tidak ada. Alamat internet Anda tidak disimpan.
regions-kept-scan = Memindai kode: hanya bahwa ada yang memindai pada jam ini, tidak tentang siapa. Supaya satu kunjungan dihitung sekali, peramban Anda diingat paling lama setengah jam, hanya di memori.
regions-kept-order = Memesan: kontak pilihan Anda, nama yang Anda tulis, pesan Anda, hari Anda pulang, alamat kirim atau antar dan nomor telepon untuk kurir, foto bukti bayar dan foto paket. Di halaman ini hanya toko tempat Anda memesan yang melihatnya. Dihapus { $days } hari setelah pesanan selesai, atau setelah waktu ambil kalau karya yang sudah dibayar tidak ditandai diserahkan; { $more } hari lebih lama kalau tidak ada yang menandai sudah dikirim atau diantar. Selama urusan uangnya belum beres tetap disimpan, paling lama dua tahun lagi. Yang ditulis kemudian dihapus sekian lama sesudah ditulis.
regions-kept-card = Membayar dengan kartu: Anda membayar di halaman Stripe, yang tahu siapa Anda dan kartu Anda dan menyimpannya menurut aturannya sendiri. Nomor kartu Anda tidak pernah sampai di sini. Kabar Stripe tentang pembayaran dihapus setelah 7 hari; jumlahnya tetap di buku.
regions-kept-books = Pesanannya sendiri (karya, harga, hari, cara bayar) tetap ada di buku toko, tanpa nama Anda.
regions-kept-mail = Kalau Anda memberi alamat e-mail, kabar pesanan dikirim ke sana; salinan kami dihapus setelah 30 hari. Perajin juga bisa menerima kabar lewat e-mail: di situ ada nama yang Anda tulis, dan suratnya tetap di kotak suratnya.
regions-cookies-title = Cookie
regions-cookies-text = Melihat-lihat tidak memasang apa pun. Memilih bahasa memasang satu yang berisi bahasanya, selama setahun. Memesan memasang satu, angka acak yang membawa Anda kembali ke pesanan, selama 30 hari. Hanya perajin dan petugas yang masuk; itu memasang dua, satu untuk masuk dan satu yang mengingat perangkatnya. Tidak ada yang lain.
regions-makers-title = Yang ditunjukkan perajin
regions-makers-text = Nama, foto, dan cerita perajin ditunjukkan karena mereka mengizinkan, dan dihapus kalau izinnya ditarik. Nomor telepon hanya ditunjukkan dengan izin pemiliknya, dan hanya setelah diketuk.
regions-rights-title = Hak Anda
regions-rights-text = Anda boleh bertanya ke dinas di atas apa yang disimpan tentang Anda, dan meminta dibetulkan atau dihapus. Alamat pesanan Anda cukup sebagai bukti bahwa itu milik Anda.
regions-help-scan-title = Label yang tidak terbuka
regions-help-scan-text = Pegang HP, jangan goyang, sejengkal jauhnya, di tempat terang. Atau ketik tujuh huruf dan angka di bawah kotak.
regions-help-buy-title = Membeli
regions-help-buy-stall = Di lapak: ketuk "Saya di lapak", bayar, bawa pulang. Karya disimpan sebentar untuk Anda; sampai kapan, tertulis di halamannya.
regions-help-buy-keep = Belum di sana: ketuk "Simpankan untuk saya", pilih tempat dan hari. Perajin menjawab paling lama { $hours } jam; Anda membayar setelah jawabannya ya.
regions-help-buy-pay = Setiap toko menulis cara bayarnya; di sini bisa: { $ways }. Anda membayar perajin, bukan Homoru.
regions-help-buy-qris = QRIS memakai dompet atau bank Indonesia, atau dari negara yang ikut serta.
regions-help-buy-card = Pembayaran kartu masuk dulu ke { $merchant }, lalu diteruskan ke perajin.
regions-help-buy-link = Simpan alamat pesanan Anda. Di sana terlihat sampai di mana, dan itu tanda terima Anda.
regions-help-money-title = Kalau uang belum sampai
regions-help-money-text = Ketuk "Saya sudah bayar" di pesanan Anda: karya tidak dijual ke orang lain selama perajin memeriksa. Kalau pesanan dibatalkan setelah dibayar, halamannya menunjukkan "uang akan dikembalikan" sampai uang Anda kembali.
regions-help-join-title = Anda perajin di sini?
regions-help-join-text = Dinas di atas mengundang perajin. Tidak ada biaya, dan hasil penjualan milik Anda.

regions-code-regency = Kode kabupaten terdiri dari dua bagian, misalnya 74.07.
regions-code-there = Sudah ada wilayah dengan kode ini.
regions-province-needed = Provinsinya belum ada. Tulis nama provinsinya.
regions-too-long = Paling banyak { $most } karakter.
regions-zone-choose = Pilih zona waktunya.
regions-changed-meanwhile = Barusan ada orang lain yang mengubahnya. Lihat sekali lagi lalu simpan.
regions-level-district = Kecamatan
regions-level-village = Desa atau kelurahan
regions-state-open = Terbuka
regions-state-incomplete = Terbuka, pengelola belum lengkap
regions-state-closed = Tertutup
regions-operator-lead = Terbaca di halaman privasi, bantuan, dan tanda terima.
regions-operator-name = Nama pengelola
regions-operator-name-hint = Misalnya nama dinasnya
regions-operator-address = Alamat
regions-operator-contact = Kontak
regions-operator-contact-hint = Telepon atau e-mail yang dijawab orang
regions-operator-days = Keluhan dijawab dalam berapa hari
regions-operator-days-hint = Misalnya 14
regions-operator-days-bad = Tulis angka dari 1 sampai { $most }, atau kosongkan.
