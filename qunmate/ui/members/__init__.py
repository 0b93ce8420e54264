"""The Members tab: the roster of the chosen group."""
