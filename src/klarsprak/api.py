"""lint_text, lint_path: the only wiring that is not the command line."""
