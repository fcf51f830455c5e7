# Kapan pulang?
orders-leaving-why = Supaya hanya waktu yang cocok yang ditawarkan. Tidak wajib diisi.
orders-leaving-part = Jam berapa
orders-leaving-part-none = Belum tahu
orders-leaving-morning = Pagi
orders-leaving-midday = Siang
orders-leaving-afternoon = Sore
orders-leaving-evening = Malam
orders-leaving-do = Lihat yang cocok
orders-leaving-nothing-title = Tidak ada yang cocok sebelum Anda pulang
orders-leaving-nothing = { $name } tidak punya waktu dan tempat sebelum Anda pulang. Cari lapaknya sekarang, atau pulang lebih lambat.
orders-leaving-stall = Saya di lapak
orders-leaving-send = Minta dikirimi
