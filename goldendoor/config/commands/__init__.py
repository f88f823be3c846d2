"""One module per command. Each has `register(subparsers)` and sets `func(args) -> int`."""
