"""The checks behind element rules: each takes a page and yields problems."""
