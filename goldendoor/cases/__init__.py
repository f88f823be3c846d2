"""The core: cases, their parties, stages, filings, notes and tasks."""
