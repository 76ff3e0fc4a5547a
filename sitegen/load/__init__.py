"""Files in, Story values and Problems out. YAML, Markdown and the shape of front matter are known here alone."""
