"""Static accessibility: element tree, style, names, roles, and the checks on them."""
