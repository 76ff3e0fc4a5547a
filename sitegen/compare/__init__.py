"""Story in, Comparison out: the rules of PRODUCT §3 as pure functions of values. The heart of the product."""
