orders-shipping-zone-regency = Di kabupaten yang sama
orders-shipping-zone-province = Di provinsi yang sama
orders-shipping-zone-java-bali = Jawa dan Bali
orders-shipping-zone-indonesia = Daerah lain di Indonesia
orders-shipping-zone-southeast-asia = Asia Tenggara
orders-shipping-zone-asia = Asia lainnya
orders-shipping-zone-oceania = Australia dan Pasifik
orders-shipping-zone-europe = Eropa
orders-shipping-zone-america = Amerika
orders-shipping-zone-africa = Afrika

# Ke mana paket dikirim
orders-shipping-country = Negara
orders-shipping-country-none = Pilih negara
orders-shipping-country-choose = Pilih negara tujuannya.
orders-shipping-within = Di Indonesia
orders-shipping-within-none = Hanya untuk Indonesia
orders-shipping-within-choose = Pilih tujuannya di Indonesia.

# Yang ditawarkan tabel
orders-shipping-offer = { $price }: { $service }, dihitung { $grams } g
orders-shipping-offer-days = { $days } hari
orders-shipping-offer-tracked = bisa dilacak
orders-shipping-weigh = Belum ditimbang. Timbang dulu, tulis beratnya di karya itu; baru tabel bisa menghitung.
orders-shipping-no-service = Tabel kabupaten belum punya layanan ke sana. Tanya di kantor pos, lalu ketik ongkosnya.
orders-shipping-too-heavy = Terlalu berat untuk semua layanan di tabel. Tanya di kantor pos, lalu ketik ongkosnya.
