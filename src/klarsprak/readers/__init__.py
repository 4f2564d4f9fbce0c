"""Bytes → Document: one lazily imported module per format; places built while reading."""
