"""Study aids: what is gathered from the lessons for revision, one aid a module."""
