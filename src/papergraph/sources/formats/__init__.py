"""Readers: one file a format, each with a function `read(stream, context)` that yields papers."""
