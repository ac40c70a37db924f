"""Code blocks are filled: highlighted, or in the place of their source what it describes, a formula or a diagram."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.parsing.aside import Aside, Code
from builder.parsing.fences import language_of
from builder.parsing.highlight import code_block
from builder.parsing.maths import Formula, formula_element
from builder.parsing.mermaid import UndrawnDiagramError, draw_diagram


def fill_code(block: ET.Element, aside: Aside) -> None:
    """Fill the place of a code block, or make one of a raw `<pre>`, in place.

    A fence called `math` is a formula, one called `mermaid` the diagram where it can be drawn.
    """
    number = block.attrib.pop("data-sg-code", None)
    if number is not None and number.isdigit() and int(number) < len(aside.codes):
        code = aside.codes[int(number)]
        shown = _shown(code, aside) if code.text.strip() else None
        if shown is not None:
            _become(block, "p", {}, [shown])
            return
        made = code_block(code.text, code.info, aside.numbered)
    elif number is None and block.get("class") is None:
        made = code_block("".join(block.itertext()), "")
    else:
        return
    _become(block, "pre", made.attrib, list(made))


def _become(block: ET.Element, tag: str, attributes: dict[str, str], children: list[ET.Element]) -> None:
    name, tail = block.get("id"), block.tail
    block.clear()
    block.tag, block.tail = tag, tail
    block.attrib.update(attributes)
    block.extend(children)
    if name:
        block.set("id", name)


def _shown(code: Code, aside: Aside) -> ET.Element | None:
    """Return what stands in the place of *code*; None when it is code."""
    language = language_of(code.info)
    if language == "math":
        made = formula_element(Formula(code.text, code.text.strip(), True, code.line), aside.maths)
        return None if made.tag == "code" else made
    return _diagram(code, aside) if language == "mermaid" else None


def _diagram(code: Code, aside: Aside) -> ET.Element | None:
    """Return the drawing of a Mermaid diagram; without one, the listing of its source gets a label."""
    command, version = aside.mermaid
    reason = "no command is set to draw it ([diagrams] mermaid)"
    if command:
        try:
            if not version:
                raise UndrawnDiagramError(f"{command} cannot be run")
            drawing = draw_diagram(code.text, command)
            aside.drawn.append(drawing)
            return ET.Element("img", {"src": f"asset:{drawing.path}", "alt": " ".join(code.text.split())[:1000]})
        except UndrawnDiagramError as error:
            reason = str(error)
    message = f"a diagram is shown as its source: {reason}"
    aside.problems.append(
        (code.line, "warning", "diagram-source", message) if command else (code.line, "info", "diagram-source", message)
    )
    code.info = 'mermaid title="Mermaid"'
    return None
