"""Errors that a person can read. Their text is shown as it is."""


class BadInput(ValueError):
    """Something given to us is wrong: exit code 2 on the command line, HTTP 400 on the web.

    The message names the thing and says what to do about it, in one sentence.
    """
