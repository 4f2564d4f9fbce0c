"""Texts of the tool in Bokmål, Nynorsk and English."""
