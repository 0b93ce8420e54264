"""An invented, lifelike operator's year: people, groups, talk, plans. Everyone in it is made up.

Pure: the texts of resources/demo are handed in, nothing is read or written here.
"""
