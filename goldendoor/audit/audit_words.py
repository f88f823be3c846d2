"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register({"audit.payload_erased": "erased the details of an entry"})
