"""Paste, see, fix: the session core, the full-screen application and the plain mode."""
