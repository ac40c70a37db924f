"""Where pages end, and the grid after what is off it: two decisions WeasyPrint leaves to whoever lays out by hand.

`break-inside: avoid` knows no measure: it leaves any part of a page empty. Here a listing, a table or a figure that could
be parted is kept whole only while what it would leave empty, with the heading and the lines that lead to it, is under
a quarter of the page; a diagram or a picture, which never breaks, is made a little smaller where it then fits. And what
follows a block that is no multiple of the baseline step high is moved down to the next step. Both are decided while
WeasyPrint lays out, when the place on the page is known, so that one pass is enough.
"""

from __future__ import annotations

from typing import Any

MOST_EMPTY = 1 / 4
"""The part of a page's text that may stay empty before something is kept whole."""
SMALLEST = 0.85
"""The part of its size a diagram may shrink to, so that it stands where it belongs."""
SMALLEST_PICTURE = 0.75
"""The same for pictures."""
_ENOUGH = 1 / 6
"""The part of a page's text that may stay empty before a diagram or picture shrinks."""
_PARTED = frozenset({"pre", "table", "figure"})
_KINDS = frozenset({"sg-listing", "sg-tree", "sg-whole"})
_HELD = frozenset({"pre", "table"})
_OFF_GRID = frozenset({"pre", "table", "figure"})
_TEXT = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote"})
_NEAR = 0.02
"""Points that count as nothing."""


def install() -> None:
    """Put both decisions into WeasyPrint's layout of blocks; once in a process."""
    from weasyprint.layout import block

    if getattr(block, "sg_installed", False):
        return
    original = block._in_flow_layout

    def in_flow(context: Any, box: Any, index: int, child: Any, new_children: list[Any], page_is_empty: bool, *rest: Any) -> Any:
        tag = child.element_tag
        if tag == "body":
            context.sg_top = child.position_y
        elif box.element_tag == "div" and (box.element.get("class") or "") == "sg-body":
            adjoining, skip = rest[2], rest[5]
            if skip is None and (tag in _PARTED or (tag == "p" and _is_picture(child.element))):
                margin = block.collapse_margin([*adjoining, _margin(child)])
                _decide(block, context, box, child, new_children, rest[4] + margin)
            if new_children and tag in _TEXT and _is_off(new_children[-1]) and not _is_notes(child):
                adjoining.append(_step_down(block, context, box, child, adjoining, rest[4]))
        return original(context, box, index, child, new_children, page_is_empty, *rest)

    block._in_flow_layout = in_flow
    block.sg_installed = True


def _decide(block: Any, context: Any, box: Any, child: Any, before: list[Any], position: float) -> None:
    """Say for this place whether *child*, which would begin at *position*, is kept whole."""
    held = child if child.element_tag in _HELD else next((one for one in child.children if one.element_tag in _HELD), None)
    kind = (held.element.get("class") or "").split() if held is not None else []
    if held is not None and not _KINDS.intersection(kind):
        return
    top, bottom = context.sg_top, context.page_bottom
    empty = (bottom - _run_top(block, context, box, child, before)) / (bottom - top)
    if held is None or "sg-tree" in kind:
        if empty > _ENOUGH and held is None:
            _shrink_picture(child, box, bottom - position)
        elif empty > _ENOUGH:
            _shrink(held, bottom - position)
        return
    keeps = empty < MOST_EMPTY
    if keeps and held.element_tag == "pre":
        keeps = _height(held) <= bottom - top
    inner = held.get_wrapped_table() if held.is_table_wrapper else held
    inner.style["break_inside"] = "avoid" if keeps or "sg-short" in kind else "auto"


def _run_top(block: Any, context: Any, box: Any, child: Any, before: list[Any]) -> float:
    """Return where the page would end if *child* went to the next one: below the last thing that need not go with it."""
    after = child
    for one in reversed(before):
        if not one.is_in_normal_flow():
            continue
        if not block.avoid_page_break(block.block_level_page_break(one, after), context):
            return float(one.position_y + one.margin_height() - one.margin_bottom)
        after = one
    return float(box.position_y)


def _height(listing: Any) -> float:
    lines = listing.children
    return float(len(lines) * _step(lines[0])) if lines else 0.0


def _is_off(before: Any) -> bool:
    """Tell whether a block may end anywhere between two steps."""
    return before.element_tag in _OFF_GRID or _is_notes(before)


def _is_notes(box: Any) -> bool:
    """Tell whether *box* is the list of a listing's call-outs, which belongs to the listing and is set as closely."""
    return box.element_tag == "ol" and box.element is not None and box.element.get("class") == "sg-cos"


def _step_down(block: Any, context: Any, box: Any, child: Any, adjoining: list[float], position: float) -> float:
    """Return the margin that puts the text of *child*, and what follows it, on the grid."""
    step, own = _step(box), _margin(child)
    margin = block.collapse_margin([*adjoining, own])
    # A list stands half a step off the text before it and after it: its own margin is left out.
    over = (position + margin - own - context.sg_top) % step
    return float(margin + step - over if _NEAR < over < step - _NEAR else margin)


def _margin(box: Any) -> float:
    margin = box.style["margin_top"]
    return 0.0 if margin == "auto" else float(margin.value)


def _step(box: Any) -> float:
    """Return the height of a line in *box*."""
    from weasyprint.text.line_break import strut

    return float(strut(box.style)[0])


def _shrink(diagram: Any, room: float) -> None:
    """Make *diagram* smaller where that is what it takes to fit into *room*."""
    height = ("".join(diagram.element.itertext()).count("\n") + 1) * _step(diagram)
    if not SMALLEST * height <= room < height:
        return
    scale = room / height - 0.005
    for one in diagram.descendants():
        one.style = one.style.copy()
        one.style["font_size"] *= scale


def _is_picture(paragraph: Any) -> bool:
    """Tell whether a paragraph is nothing but a picture."""
    return len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()


def _shrink_picture(block: Any, around: Any, room: float) -> None:
    """Make the one picture of *block* smaller where that is what it takes to fit into *room*, below it the caption."""
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.layout.replaced import inline_replaced_box_width_height

    pictures = [one for one in block.descendants() if getattr(one, "replacement", None) is not None]
    if len(pictures) != 1 or pictures[0].element_tag != "img":
        return
    trial = pictures[0].copy()
    resolve_percentages(trial, around)
    inline_replaced_box_width_height(trial, around)
    caption = next((one for one in block.descendants() if one.element_tag == "figcaption"), None)
    if caption is not None and "sg-hung" not in (block.element.get("class") or ""):
        # Its height is not known yet; three lines are.
        room -= 3 * _step(caption)
    room -= _margin(pictures[0])
    if SMALLEST_PICTURE * trial.height <= room < trial.height:
        pictures[0].style = pictures[0].style.copy()
        pictures[0].style["max_height"] = pictures[0].style["max_height"]._replace(value=room - 1, unit="px")
