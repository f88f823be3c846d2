"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "bundle.asked": "asked for papers to be put together",
        "bundle.built": "put papers together",
        "bundle.refused": "could not put papers together",
    }
)
