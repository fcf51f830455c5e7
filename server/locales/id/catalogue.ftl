# Keadaan karya
catalogue-shown-draft = Draf
catalogue-shown-for-sale = Dijual
catalogue-shown-ordered = Dipesan
catalogue-shown-sold-out = Terjual
catalogue-shown-to-order = Pesan dulu
catalogue-shown-hidden = Disembunyikan
catalogue-shown-archived = Diarsipkan

# Isian karya
catalogue-new-title = Karya baru
catalogue-take-photo = Ambil foto
catalogue-another-photo = Foto lagi
catalogue-gallery = Galeri
catalogue-photo = Foto karya
catalogue-photo-hint = Satu foto sekali kirim, paling banyak 8. JPEG, PNG, atau WebP.
catalogue-send-photo = Kirim foto
catalogue-photo-alt = Foto { $number } dari { $name }
catalogue-photo-alt-new = Foto { $number } karya ini
catalogue-photos = { $count ->
        [1] 1 foto
       *[other] { $count } foto, atur urutannya
    }
catalogue-photo-main = Foto utama
catalogue-photo-number = Foto { $number }
catalogue-photo-drawn = Gambar peraga, bukan foto
catalogue-photo-up = Naikkan foto { $number }
catalogue-photo-down = Turunkan foto { $number }
catalogue-photo-make-main = Jadikan foto { $number } yang utama
catalogue-photo-remove = Buang foto { $number }
catalogue-name = Nama karya
catalogue-price = Harga
catalogue-price-last = Terakhir { $price }
catalogue-price-choose = Harganya
catalogue-kind = Ada berapa?
catalogue-kind-unique = Satu saja
catalogue-kind-stocked = Beberapa
catalogue-kind-made-to-order = Pesan dulu
catalogue-stock = Berapa yang bisa dijual?
catalogue-stock-held = { $held ->
       *[other] Di luar { $held } yang sedang dipesan.
    }
catalogue-stock-left = Masih ada, bisa dijual
catalogue-weeks = Selesai dalam berapa minggu?
catalogue-more = Tambah cerita, ukuran, benang
catalogue-more-hint = Boleh nanti. Karya sudah bisa dijual tanpa ini.
catalogue-size = Ukuran
catalogue-size-hint = Misalnya 200 × 105 cm
catalogue-weight = Berat
catalogue-weight-hint = Dalam gram, misalnya 420
catalogue-story = Cerita
catalogue-story-hint = Siapa yang menenun, apa yang diingat waktu menenun?
catalogue-facts = Centang yang cocok
catalogue-facts-more = Pilihan lain
catalogue-makers = Dibuat oleh
catalogue-language = Nama dan cerita ditulis dalam
catalogue-publish = Pasang karya
catalogue-save = Simpan
catalogue-draft-saved = Draf tersimpan
catalogue-start-another = Mulai karya lain
catalogue-throw-away = Buang draf ini
catalogue-throw-away-sure = Foto dan tulisan draf ini lalu hilang.

# Yang belum pas
catalogue-photo-missing = Ambil satu foto dulu.
catalogue-photo-many = Sudah ada { $most } foto. Buang satu dulu, lalu kirim lagi.
catalogue-photo-last = Ini foto terakhir. Kirim foto lain dulu, baru buang yang ini.
catalogue-name-missing = Beri nama dulu.
catalogue-name-long = Nama paling panjang { $most } huruf.
catalogue-price-missing = Tulis harganya dulu.
catalogue-price-bad = Harga ini tidak terbaca. Tulis angkanya saja, misalnya 450.000.
catalogue-price-which = { $typed } itu { $small } atau { $large }? Ketuk yang benar.
catalogue-price-sure = { $typed } itu { $price }? Ketuk kalau benar, atau tulis lagi.
catalogue-kind-unknown = Pilih ada berapa.
catalogue-kind-no-contact = Tamu harus bisa bertanya dulu. Isi nomor WhatsApp atau tempat bertemu di Toko.
catalogue-stock-missing = Tulis ada berapa.
catalogue-stock-bad = Tulis angka saja, dari 0 sampai { $most }.
catalogue-weeks-missing = Tulis selesai dalam berapa minggu.
catalogue-weeks-bad = Tulis angka saja, dari 1 sampai { $most } minggu.
catalogue-size-long = Ukuran paling panjang { $most } huruf.
catalogue-weight-bad = Tulis beratnya dalam gram, misalnya 420, atau 1,2 kg.
catalogue-story-long = Cerita paling panjang { $most } huruf.
catalogue-fact-unknown = Ada pilihan yang tidak kami kenal. Centang lagi.
catalogue-fact-one-loom = Pilih satu alat tenun saja.
catalogue-fact-one-time = Pilih satu lama pengerjaan saja.
catalogue-maker-unknown = Pilih perajin dari toko ini.

# Yang berubah sementara itu
catalogue-held = Karya ini sedang dipesan. Selesaikan pesanannya dulu, baru ini bisa.
catalogue-held-link = Lihat pesanannya
catalogue-not-now = Karya ini baru saja berubah. Lihat keadaannya sekarang.
catalogue-stock-now = Jumlahnya baru saja berubah: sekarang tersisa { $now }. Tulis lagi yang benar.
catalogue-stock-now-one = { $now ->
        [0] Karya ini baru saja terjual.
       *[other] Karya ini ternyata masih ada.
    }
catalogue-stock-now-held = { $now ->
       *[other] Karya ini sedang dipesan, jadi jumlahnya tidak bisa diubah sekarang.
    }

# Karya yang sudah ada
catalogue-list-title = Karya saya
catalogue-all = Semua
catalogue-drafts = Draf
catalogue-published = Dipasang
catalogue-hidden = Disembunyikan
catalogue-archived = Arsip
catalogue-left = { $count } lagi
catalogue-no-name = Belum ada nama
catalogue-no-price = Belum ada harga
catalogue-none-title = Belum ada karya
catalogue-none-text = Ambil satu foto, beri nama dan harga. Selesai dalam satu menit.
catalogue-none-here = Tidak ada karya di sini
catalogue-none-here-text = Karya lain ada di daftar lengkap.
catalogue-code = Kode { $code }
catalogue-see-page = Lihat seperti tamu
catalogue-print-tag = Cetak label
catalogue-copy = Buat lagi yang mirip
catalogue-hide = Sembunyikan
catalogue-show = Pasang lagi
catalogue-archive = Simpan ke arsip
catalogue-archive-title = Simpan ke arsip?
catalogue-archive-text = Tamu tidak melihat fotonya lagi. Karya ini tidak bisa dipasang lagi. Label lama membuka karya lain dari toko.
catalogue-archive-instead = Kalau hanya untuk sementara, sembunyikan saja.
catalogue-archive-yes = Ya, simpan ke arsip
catalogue-keep = Tidak jadi
catalogue-archived-text = Karya ini di arsip. Hanya toko ini yang melihatnya.
catalogue-hidden-text = Tamu tidak melihat karya ini. Label yang sudah dicetak membuka karya lain dari toko.
catalogue-done-published = Sudah dipasang. Tamu sekarang bisa melihatnya.
catalogue-done-saved = Sudah tersimpan.
catalogue-done-hidden = Sudah disembunyikan.
catalogue-done-shown = Sudah dipasang lagi.
catalogue-done-archived = Sudah di arsip.
catalogue-done-photo = Foto sudah diatur. Isian lain belum disimpan.
catalogue-add-next = Tambah karya lagi

# Mengirim foto dari HP
catalogue-send-waiting = Menunggu giliran
catalogue-send-shrinking = Foto dikecilkan
catalogue-send-going = Dikirim
catalogue-send-done = Sudah terkirim
catalogue-send-lost = Belum terkirim, sinyal putus. Foto aman di HP ini.
catalogue-send-again = Coba lagi
catalogue-send-drop = Tidak jadi kirim
catalogue-send-remove = Buang
catalogue-send-later = Foto masih dikirim. Karya dipasang begitu selesai.
catalogue-send-offline = Belum terkirim, tidak ada sinyal. Semua tetap di halaman ini. Coba lagi kalau sinyalnya kembali.
catalogue-send-not-yet = Karya belum dipasang: ada foto yang tidak terkirim. Lihat di bawah.
catalogue-send-signed-out = Masuk lagi dulu, lalu kirim. Foto aman di HP ini.
catalogue-saving = Menyimpan
catalogue-unsaved = Belum tersimpan
