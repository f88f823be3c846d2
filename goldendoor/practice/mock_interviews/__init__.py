"""Mock interviews: sets of the library asked on a phone-size page, scored, with a trend."""
