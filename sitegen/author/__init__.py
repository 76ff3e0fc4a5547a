"""Content written for the journalist: what keeps comments, order and every byte that need not change."""
