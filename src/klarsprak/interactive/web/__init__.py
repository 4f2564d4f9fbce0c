"""The interactive mode as a page in the browser; the only place that knows of HTTP."""
