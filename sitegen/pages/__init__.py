"""Values in, Pages out: what each page shows and where it lives. URLs are known here alone."""
