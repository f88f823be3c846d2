"""Notices of the agency: the inbox, confirming one, what the agency says of receipts, alarms."""
