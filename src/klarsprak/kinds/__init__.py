"""One module per `kind:` of rule; each offers KEYS, VALUES and build(definition)."""
