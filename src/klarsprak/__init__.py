"""klarsprak: a linter for clear and accessible Norwegian public-sector writing."""

__version__ = "0.1.0"
__all__ = ["__version__"]
