"""Placeholder docstring replaced by the owner of messages."""
