"""Filings with an immigration court: cover page, index, exhibits, certificate of service."""
