"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "response.started": "began an answer to the agency",
        "response.changed": "changed the frame of an answer",
        "response.items_added": "wrote down what the agency asks for",
        "response.item_changed": "changed an item of an answer",
        "response.item_removed": "removed an item of an answer",
        "response.item_moved": "moved an item of an answer",
        "response.paragraph_saved": "wrote an answer to an item",
        "response.enclosed": "attached evidence to an item",
        "response.unenclosed": "took evidence from an item",
        "response.enclosure_moved": "moved evidence of an item",
        "response.sent": "recorded that the answer was sent",
        "response.dropped": "recorded that the notice is not answered",
    }
)
