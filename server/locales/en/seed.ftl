seed-whatsapp-title = Nothing was sent
seed-whatsapp-text = This is a demonstration, so the WhatsApp button ends here. In a real Homoru, WhatsApp opens with a message ready to send.
seed-whatsapp-message = The message would read
seed-whatsapp-back = Go back with your browser to carry on.
