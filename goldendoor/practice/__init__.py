"""The desk of representatives: cases, questionnaires, forms, evidence, packets."""
