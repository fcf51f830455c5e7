regions-home-title = Made by hand, where you are
