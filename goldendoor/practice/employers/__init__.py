"""Employers: companies, worksites, their people, the H-1B season, public access files."""
