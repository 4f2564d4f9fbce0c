"""Rules that need code: one check per file, named by `check:` in the rule file."""
