"""Chat transcripts become lesson files: one module a format, then splitting, naming and cleaning."""
