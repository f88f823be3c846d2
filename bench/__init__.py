"""Benchmarks, side by side with peers in one run. Nothing here is part of the tests."""
