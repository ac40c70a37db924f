"""Judges: a finished book goes in, what is wrong with it comes out as lines; an empty list is a pass."""
