"""Clients' money held by the office: a ledger a client and case, append-only, never below zero."""
