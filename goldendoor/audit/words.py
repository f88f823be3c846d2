"""How the history reads: the words of every action, offered by the app that records it."""

from collections.abc import Mapping

_WORDS: dict[str, str] = {}


def register(words: Mapping[str, str]) -> None:
    """Offer words, `{"case.opened": "opened the case"}`; two apps may not claim one action."""
    for action, phrase in words.items():
        if _WORDS.setdefault(action, phrase) != phrase:
            raise ValueError(f"The action {action} has words already.")


def say(action: str) -> str:
    """“opened the case”; raises LookupError for an action nobody has words for."""
    if action not in _WORDS:
        raise LookupError(f"No words are registered for the action {action}.")
    return _WORDS[action]


def all_actions() -> frozenset[str]:
    """Every action that has words."""
    return frozenset(_WORDS)
