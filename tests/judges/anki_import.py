"""Import Anki packages one after the other by the real Anki; what it did is printed as JSON.

    python tests/judges/anki_import.py COLLECTION PACKAGE...

A program of its own, run in a process of its own: `anki` is AGPL and never meets the builder. Packages are imported as
Anki's dialog does when nothing in it is changed: notes are updated where the package's are newer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest


def main(collection: str, packages: list[str]) -> None:
    """Import *packages* into the collection at the path *collection*, made if it is not there."""
    opened = Collection(collection)
    told = []
    for package in packages:
        options = opened._backend.get_import_anki_package_presets()
        log = opened.import_anki_package(
            ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions.FromString(options.SerializeToString()))
        ).log
        notes = [opened.get_note(one) for one in sorted(opened.find_notes(""))]
        told.append({
            "new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate), "conflicting": len(log.conflicting),
            "notes": {note.guid: {"fields": list(note.fields), "tags": list(note.tags), "cards": len(note.cards()),
                                  "kind": note.note_type()["name"],
                                  "shown": note.cards()[0].answer()} for note in notes},
            "decks": sorted(deck.name for deck in opened.decks.all_names_and_ids() if deck.name != "Default"),
            "kinds": sorted(kind.name for kind in opened.models.all_names_and_ids() if kind.name.startswith("studyguide")),
            "media": sorted(path.name for path in Path(opened.media.dir()).iterdir()),
        })  # fmt: skip
    opened.close()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
