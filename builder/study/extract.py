"""A piece of a lesson shown elsewhere: without its ids, without pictures and links that only its own pages can follow."""

from __future__ import annotations

import re

# References without words of their own get them when the numbers of figures are known (`builder.captions`).
_INSIDE = re.compile(r'<a\b(?![^>]*\bclass="sg-ref")[^>]*\bhref="(?:lesson:|#|id:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_NOTE = re.compile(r'<sup class="sg-fnref"[^>]*>.*?</sup>', re.DOTALL)
_FIGURE = re.compile(r'<figure\b[^>]*\bclass="sg-figure".*?</figure>', re.DOTALL)
_PICTURE = re.compile(r"<img\b[^>]*?/?>")
_ID = re.compile(r'\sid="[^"]*"')


def extract(html: str) -> str:
    """Return *html*, XHTML of a lesson, fit for a page of the study aids."""
    return _ID.sub("", _INSIDE.sub(r"\1", _NOTE.sub("", _PICTURE.sub("", _FIGURE.sub("", html)))))
