"""Bytes in, a published folder out. The disk and Pagefind are known here alone."""
