"""The settings: of the window on this computer, and of the file wherever it goes."""
