"""Turn a report into text: one module per format, loaded when it is asked for."""
