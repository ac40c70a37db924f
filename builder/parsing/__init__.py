"""Parsing: a Source becomes a Lesson of well-formed XHTML."""
