regions-home-title = Buatan tangan, di tempat Anda berada
