"""The EPUB: one package of XHTML files, navigation and styles."""
