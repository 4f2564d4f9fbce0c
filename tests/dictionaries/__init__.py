"""Tests of the word lists that ship."""
