"""From documents and rules to a report."""
