"""What `tests.screens` takes pictures of besides the five tabs: one file per part of the window.

Each file has `scenes(studio) -> Iterator[tuple[str, Callable[[], QWidget]]]`: a name and what
makes the dialog, or brings the window into the state, that is to be seen.
"""
