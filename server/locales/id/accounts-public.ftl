accounts-public-about = { $shop } di { $village }, { $regency }: karya buatan tangan.
accounts-public-person = { $makers ->
   *[other] Satu perajin
}
accounts-public-family = { $makers ->
    [0] Keluarga perajin
   *[other] Keluarga, { $makers } perajin
}
accounts-public-group = { $makers ->
    [0] Kelompok perajin
   *[other] Kelompok, { $makers } perajin
}
accounts-public-makers = Dibuat oleh:
accounts-public-meet = Tempat bertemu
accounts-public-pieces = Yang ada sekarang
accounts-public-empty-title = Alat tenun sedang bekerja
accounts-public-empty-text = Belum ada karya yang dipajang. Lihat lagi beberapa hari lagi.
accounts-public-elsewhere = Lihat karya lain di { $regency }
accounts-public-code = Kode di papan
accounts-public-contact-title = { $shop } di WhatsApp
accounts-public-contact-text = Tulis yang ingin Anda ketahui. Jawabannya bisa sehari: sinyal di pulau kadang sulit.
accounts-public-contact-open = Buka WhatsApp
accounts-public-contact-call = Telepon
accounts-public-hello = Halo { $shop }, saya menemukan tokonya di Homoru.
accounts-public-hello-piece = Halo, saya ingin bertanya tentang { $name } #{ $code } ({ $price }).
accounts-public-soon-title = Toko ini segera buka
accounts-public-soon-text = Karya pertamanya sedang disiapkan. Lihat lagi beberapa hari lagi.
