"""Search everywhere: the box in the top bar and the panel below it."""
