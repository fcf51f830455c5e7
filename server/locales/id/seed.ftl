seed-whatsapp-title = Tidak ada yang dikirim
seed-whatsapp-text = Ini peragaan, jadi tombol WhatsApp berhenti di sini. Di Homoru yang sebenarnya, WhatsApp terbuka dengan pesan yang tinggal dikirim.
seed-whatsapp-message = Pesannya akan berbunyi
seed-whatsapp-back = Tekan tombol kembali di HP untuk melanjutkan.
