"""The nouns. Frozen values that every room may hold; they import nothing of ours but one another."""
