"""How fast eventapp is, measured against bare Flask on the same machine. Run by ``make bench``, never by the tests."""
