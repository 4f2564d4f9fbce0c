"""A real browser as a source of findings: the only place for selenium and axe-core."""
