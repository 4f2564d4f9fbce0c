"""Checks of the rendered page that axe-core lacks; each yields observations."""
