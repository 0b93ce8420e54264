"""Verbs of several steps, as generators that yield Progress and return their result.

The window and the command line run the same generators. A generator is cancelled by
closing it in its own thread; its transaction then rolls back.
"""
