"""A slow, obvious calculation of every figure, written from the definitions alone."""
