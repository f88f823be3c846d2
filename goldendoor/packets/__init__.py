"""Packets: forms, evidence and letters in filing order, as one PDF or numbered parts."""
