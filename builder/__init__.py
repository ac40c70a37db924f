"""studyguide: an ordered folder of Markdown lessons becomes a PDF handbook and an EPUB."""

__version__ = "0.1.0"
