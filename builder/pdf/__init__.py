"""The PDF: pages are typeset a lesson at a time and bound into one file."""
