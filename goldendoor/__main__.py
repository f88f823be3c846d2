"""`python -m goldendoor` is the same command as `goldendoor`."""

from goldendoor.config.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
