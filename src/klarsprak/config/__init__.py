"""Placeholder docstring replaced by the owner of config."""
