"""From rule files in YAML to rules that run."""
