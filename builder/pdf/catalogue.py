"""What the catalogue and the metadata of a PDF say: page labels, how viewers open and print it, title and authors (DC, XMP)."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from builder import __version__
from builder.direction import right_to_left
from builder.model import BookInfo
from builder.pdf.numbering import Leaf, label_ranges
from builder.settings import Edition


def write_catalogue(
    out: pikepdf.Pdf, info: BookInfo, leaves: tuple[Leaf, ...], edition: Edition, outlined: bool
) -> None:
    """Write both into *out*, in place; *outlined* tells that it has an outline to be shown."""
    labels = Array()
    for start, style in label_ranges(leaves):
        labels.append(start)
        labels.append(Dictionary(S=Name(style), St=1))
    root = out.Root
    root.PageLabels = Dictionary(Nums=labels)
    root.PageMode = Name.UseOutlines if outlined else Name.UseNone
    root.PageLayout = Name.TwoPageRight if edition == "print" else Name.OneColumn
    root.Lang = String(info.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if right_to_left(info.language):
        root.ViewerPreferences.Direction = Name("/R2L")
    if edition == "print":
        root.ViewerPreferences.Duplex = Name.DuplexFlipLongEdge
        root.ViewerPreferences.PrintScaling = Name("/None")
    stamp = info.stamp
    date = "D:" + "".join(char for char in stamp if char.isdigit()) + "Z"
    out.docinfo["/Title"] = info.title
    if info.authors:
        out.docinfo["/Author"] = ", ".join(info.authors)
    if info.subtitle:
        out.docinfo["/Subject"] = info.subtitle
    for key, value in (("/Creator", f"studyguide {__version__}"), ("/Producer", f"studyguide {__version__}"),
                       ("/CreationDate", date), ("/ModDate", date)):  # fmt: skip
        out.docinfo[key] = value
    with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = info.title
        xmp["dc:language"] = [info.language]
        if info.authors:
            xmp["dc:creator"] = list(info.authors)
        if info.subtitle:
            xmp["dc:description"] = info.subtitle
        if info.publisher:
            xmp["dc:publisher"] = [info.publisher]
        if info.rights:
            xmp["dc:rights"] = info.rights
        xmp["dc:identifier"] = info.identifier
        xmp["pdf:Producer"] = f"studyguide {__version__}"
        xmp["xmp:CreatorTool"] = f"studyguide {__version__}"
        xmp["xmp:CreateDate"] = stamp
        xmp["xmp:ModifyDate"] = stamp
