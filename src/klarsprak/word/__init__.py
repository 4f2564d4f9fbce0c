"""Word files out: the file that was read, with comments and tracked changes put in.

Only what is added changes. The XML is never parsed and written anew: new markup is
spliced into the bytes of the part, and every other part is copied as it stands.
"""
