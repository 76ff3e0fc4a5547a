"""Page and theme in, bytes out: the only room that knows Jinja."""
