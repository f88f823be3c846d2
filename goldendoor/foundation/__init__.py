"""What every app stands on: records, access, encryption, pages, registries."""
