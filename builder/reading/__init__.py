"""Reading: files and their order, bytes to clean text, front matter. The only stage that reads lessons."""
