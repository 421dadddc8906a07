"""The page side: the only rooms that know docutils and Sphinx."""
