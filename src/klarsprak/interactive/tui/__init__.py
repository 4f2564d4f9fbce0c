"""The full-screen terminal application; the only place for Textual."""
