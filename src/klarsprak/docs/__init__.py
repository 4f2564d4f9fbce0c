"""Pages that are written by the program about itself: one per rule, one per command."""
