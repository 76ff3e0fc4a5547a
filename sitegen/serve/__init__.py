"""The preview: watch the project, rebuild, and show what changed in every open browser tab."""
