"""Python-Markdown as we use it: our block reader, its inline stage, HTML with our marks in `data-sg-*`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from builder.parsing.admonitions import mark_alerts
from builder.parsing.aside import Aside
from builder.parsing.atoms import Atoms
from builder.parsing.blocks import TokenParser
from builder.parsing.emphasis import RUN
from builder.parsing.inline import add_inline
from builder.parsing.maths import place, put_back, take_maths
from builder.parsing.sanitise import clean
from builder.parsing.shapes import contents, fill


def render(
    text: str, idioms: bool = True, rewrite: Callable[[str], str] | None = None, keep: tuple[str, ...] = ()
) -> tuple[ET.Element, Aside]:
    """Return the tree of *text* under a `div`, cleaned, and what the block stage kept aside.

    *rewrite* is done to the text when formulas are taken out of it; *keep* names rules that are off. Without *idioms* it is Markdown as GitHub renders it and nothing else: no notation of ours or of other programs.
    """
    aside = Aside(keep=keep)
    if idioms:
        text, aside.maths = take_maths(text)
        text = rewrite(text) if rewrite else text
    md = Markdown(extensions=[_Ours(aside, idioms)], output_format="html")
    root = clean(md.convert(text))
    for code in aside.codes:
        code.text = put_back(code.text, aside.maths)
    place(root, aside.maths)
    return root, aside


class _Ours(Extension):
    def __init__(self, aside: Aside, idioms: bool) -> None:
        super().__init__()
        self.aside = aside
        self.idioms = idioms

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.treeprocessors.deregister("prettify")
        atoms = Atoms(md)
        md.parser = TokenParser(md, self.aside, atoms, self.idioms)
        if self.idioms:
            md.treeprocessors.register(_Alerts(md), "sg-alerts", 30)
        md.treeprocessors.register(_Unwrap(md), "sg-unwrap", 15)
        add_inline(md, atoms, self.idioms)


class _Alerts(Treeprocessor):
    def run(self, root: Any) -> None:
        mark_alerts(root)


class _Unwrap(Treeprocessor):
    """After the inline stage: the elements around texts whose emphasis was read are taken off."""

    def run(self, root: Any) -> None:
        for parent in [element for element in root.iter() if any(child.tag == RUN for child in element)]:
            nodes = []
            for node in contents(parent):
                nodes += [node] if isinstance(node, str) or node.tag != RUN else contents(node)
            fill(parent, nodes)
