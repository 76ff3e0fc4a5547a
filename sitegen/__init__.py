"""sitegen: annotated story bundles in, a searchable static site of who said what out."""

__version__ = "0.1.0"
