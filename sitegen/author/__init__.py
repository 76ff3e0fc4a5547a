"""Content written for the journalist: what stands in a file stays as it is, with its comments and its order."""
