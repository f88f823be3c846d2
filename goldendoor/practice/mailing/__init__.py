"""The packet: arranging, building, signing, mailing."""
