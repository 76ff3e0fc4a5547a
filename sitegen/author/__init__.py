"""Files that are written for the journalist: what a new project begins with, what a rename leaves."""
