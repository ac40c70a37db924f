"""All words the builder adds to a page, and what a revision heading is called: one table by language.

A language missing here, or a word missing in a language, falls back to English.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "contents": "Contents",
        "lesson": "Lesson",
        "step": "Step",
        "part": "Part",
        "appendix": "Appendix",
        "appendices": "Appendices",
        "checklist": "Revision checklist",
        "checklist-lead": "Tick an item only when you can do it on an empty sheet. Write the date of "
        "each pass in a column; an item missed goes back to its page.",
        "in-this-lesson": "In this lesson",
        "cue": "Cue",
        "own-summary": "Summary in my own words",
        "why-this-matters": "Why this matters",
        "continued": "continued",
        "continues": "continues",
        "listing": "Listing",
        "figure": "Figure",
        "table": "Table",
        "page": "page",
        "page-short": "p.\u00a0",
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
        "footnotes": "Notes",
        "cover": "Cover",
        "title-page": "Title page",
        "imprint": "Imprint",
        "set-in": "Set in IBM Plex Serif, Sans and Mono (SIL Open Font License 1.1). "
        "Made from Markdown by studyguide.",
        "pass-1": "1st pass",
        "where-i-stand": "Where I stand",
        "stand-lead": "A bar a lesson, a cell for each thing to be able to do. Colour in a cell when its item was passed twice.",
        "pass-2": "2nd pass",
        "pass-3": "3rd pass",
        "items": "items",
        "questions": "Questions",
        "questions-lead": "Answer aloud, then look. The number behind a question is the page of its answer.",
        "answer": "answer",
        "answers": "Answers",
        "in-the-lesson": "in the lesson",
        "glossary": "Glossary",
        "plan": "Study plan",
        "week": "Week",
        "day": "day",
        "learn": "Learn",
        "revise": "Revise",
        "not-placed": "Not placed",
        "plan-key": "Learn 3: read lesson 3 and write its summary. A box with “3 · day 7”: revise lesson 3 seven days after it was learned; tick it when done. A missed box moves to the next free day.",
        "item": "item",
        "you-can": "You can …",
        "back-to": "Back to",
        "to-do": "To do:",
        "done": "Done:",
        "picture-missing": "Picture not included",
        "start-of-content": "Start of content",
    },
    "de": {
        "contents": "Inhalt",
        "lesson": "Lektion",
        "step": "Schritt",
        "part": "Teil",
        "appendix": "Anhang",
        "appendices": "Anhänge",
        "checklist": "Checkliste zur Wiederholung",
        "checklist-lead": "Haken Sie einen Punkt erst ab, wenn Sie ihn auf einem leeren Blatt können. "
        "Tragen Sie das Datum jedes Durchgangs ein.",
        "in-this-lesson": "In dieser Lektion",
        "cue": "Stichwort",
        "own-summary": "Zusammenfassung in eigenen Worten",
        "why-this-matters": "Warum das zählt",
        "continued": "Fortsetzung",
        "continues": "wird fortgesetzt",
        "page": "Seite",
        "page-short": "S.\u00a0",
        "note": "Hinweis",
        "tip": "Tipp",
        "important": "Wichtig",
        "warning": "Warnung",
        "caution": "Vorsicht",
        "footnotes": "Anmerkungen",
        "cover": "Umschlag",
        "title-page": "Titelseite",
        "pass-1": "1. Mal",
        "where-i-stand": "Wo ich stehe",
        "stand-lead": "Ein Balken je Lektion, ein Feld für jeden Punkt. Malen Sie ein Feld aus, wenn Sie den Punkt zweimal konnten.",
        "pass-2": "2. Mal",
        "pass-3": "3. Mal",
        "items": "Punkte",
        "questions": "Fragen",
        "questions-lead": "Laut antworten, dann nachsehen. Die Zahl hinter einer Frage ist die Seite ihrer Antwort.",
        "answer": "Antwort",
        "answers": "Antworten",
        "in-the-lesson": "in der Lektion",
        "glossary": "Glossar",
        "plan": "Lernplan",
        "week": "Woche",
        "day": "Tag",
        "learn": "Lernen",
        "revise": "Wiederholen",
        "not-placed": "Ohne Platz",
        "plan-key": "Lernen 3: Lektion 3 lesen und zusammenfassen. Ein Kästchen mit „3 · Tag 7“: Lektion 3 sieben Tage später wiederholen; abhaken, wenn getan. Ein versäumtes Kästchen rückt auf den nächsten freien Tag.",
        "item": "Punkt",
        "you-can": "Sie können …",
        "back-to": "Zurück zu",
        "to-do": "Offen:",
        "done": "Erledigt:",
    },
    "hi": {
        "contents": "विषय-सूची",
        "lesson": "पाठ",
        "step": "चरण",
        "part": "भाग",
        "appendix": "परिशिष्ट",
        "appendices": "परिशिष्ट",
        "checklist": "पुनरावृत्ति सूची",
        "in-this-lesson": "इस पाठ में",
        "why-this-matters": "यह क्यों ज़रूरी है",
        "continued": "जारी",
        "page": "पृष्ठ",
        "page-short": "पृ.\u00a0",
        "note": "टिप्पणी",
        "tip": "सुझाव",
        "important": "महत्वपूर्ण",
        "warning": "चेतावनी",
        "caution": "सावधान",
        "footnotes": "टिप्पणियाँ",
        "cover": "आवरण",
    },
}

# What a section with revision items is called, after numbers, emoji and "STEP n" are taken away. Whole headings only:
# a "deployment checklist" is work to do, not something to know.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:the )?(?:(?:lesson|chapter|section|module|unit|day|week|course|step) )?"
        r"(?:(?:revision|review|mastery|completion|learning|study|self[- ]assessment|exam|interview) )?"
        r"check ?list",
        r"(?:the )?key (?:takeaways?|points|learnings)",
        r"(?:main |core )?takeaways?",
        r"(?:by now,? |now,? )?you should (?:now )?(?:be able to|know how to|know)\b.*",
        r"(?:now )?you (?:can now|are now able to|must be able to)\b.*",
        r"(?:knowledge|mastery|learning) check ?point",
    ),
    "de": (
        r"checkliste(?: zur wiederholung)?",
        r"wiederholung(?:scheckliste)?",
        r"das wichtigste(?: in kürze)?",
    ),
    "fr": (r"(?:liste de révision|points clés|à retenir|ce qu'il faut retenir)",),
    "es": (r"(?:lista de (?:repaso|verificación)|puntos clave|ideas clave)",),
    "pt": (r"(?:lista de revisão|pontos-chave|pontos principais)",),
    "it": (r"(?:lista di ripasso|punti chiave)",),
    "tr": (r"(?:tekrar listesi|kontrol listesi|önemli noktalar)",),
    "ru": (r"(?:контрольный список|ключевые моменты|чек-лист)",),
    "ja": (r"(?:この(?:セクション|章)の)?チェックリスト", r"要点"),
    "zh": (r"(?:复习|复习要点|要点|检查清单|複習清單)",),
    "hi": (r"(?:पुनरावृत्ति सूची|मुख्य बिंदु|मुख्य बातें)",),
    "ar": (r"(?:قائمة المراجعة|النقاط الرئيسية)",),
}

# A paragraph right above a list of revision items, without its colon and with numbers and emoji taken away.
_EXPLAIN = r"(?:(?:confidently|clearly|briefly) )?(?:explain|describe|answer|compare|defend|reason about|draw)"
_LEADS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"(?:by now,? |now,? |at this (?:point|stage),? )?you (?:must|should|need to)(?: now)? (?:be able to(?: {_EXPLAIN})?|{_EXPLAIN})(?: all of)?(?: these| this| the following)?(?: confidently| clearly| without notes)?",
        rf"(?:now )?you (?:can now|now can|are now able to)(?: {_EXPLAIN})?(?: confidently| clearly)?",
        r"(?:now )?you now (?:understand|know)(?: how to)?",
    ),
    "de": (r"(?:jetzt )?(?:sie|du) (?:sollten|solltest|müssen|musst|können|kannst) (?:jetzt |nun )?(?:sicher )?(?:erklären können|erklären)",),
    "fr": (r"vous (?:devez|devriez) (?:maintenant )?(?:être capable de|savoir|pouvoir)(?: expliquer)?",),
    "es": (r"(?:ahora )?(?:debes|deberías|puedes) (?:ahora )?(?:ser capaz de|poder|saber)?(?: ?explicar)",),
    "pt": (r"(?:agora )?você (?:deve|consegue) (?:agora )?(?:ser capaz de|saber)?(?: ?explicar)",),
    "it": (r"(?:ora )?(?:devi|dovresti) (?:saper|essere in grado di)(?: ?spiegare)?",),
}
# Headings below which such a list says what is to come, or what is needed before.
_AHEAD = r"\b(?:objectives?|goals?|prerequisites?|requirements|you(?:'ll| will) learn|before (?:you|we) (?:start|begin)|outcomes?|lernziele|voraussetzungen|objectifs|objetivos|obiettivi)\b"

# What stands before an answer; a named group tells the weak ones. Of a language missing here English counts.
_ANSWERS: dict[str, tuple[str, str]] = {
    "en": (r"(?:strong|good|better|model|sample|senior|ideal|great|suggested|short)?\s*answer", r"(?:weak|bad|poor|wrong|junior)\s*answer"),
    "de": (r"(?:(?:starke|gute|muster)\s*-?)?antwort", r"(?:schwache|schlechte)\s*antwort"),
    "fr": (r"(?:bonne )?réponse", r"(?:mauvaise) réponse"),
    "es": (r"(?:buena )?respuesta", r"(?:mala) respuesta"),
    "pt": (r"(?:boa )?resposta", r"(?:má) resposta"),
    "it": (r"(?:buona )?risposta", r"(?:cattiva) risposta"),
}
_QUESTIONS: dict[str, str] = {
    "en": r"interview(?:[- ]style)? questions?|interview q ?& ?a",
    "de": r"frage(?:n)? im (?:vorstellungs)?gespräch|interviewfragen?",
    "fr": r"questions? d'entretien",
    "es": r"preguntas? de entrevista",
}


def word(language: str, key: str) -> str:
    """Return the word *key* in *language* (a BCP 47 tag), in English where that language has none."""
    table = _WORDS.get(language.split("-")[0].lower(), {})
    return table.get(key) or _WORDS["en"][key]


@cache
def revision_headings(language: str) -> re.Pattern[str]:
    """Return the pattern a whole, normalised heading must match to hold revision items.

    English headings count in every language: technical courses mix them.
    """
    own = _HEADINGS.get(language.split("-")[0].lower(), ())
    return re.compile("|".join((*own, *_HEADINGS["en"])))


@cache
def answer_labels(language: str) -> re.Pattern[str]:
    """Return the pattern of a label before an answer, at the beginning of a line; the group `weak` tells weak ones."""
    own = dict.fromkeys((language.split("-")[0].lower(), "en"))
    strong = "|".join(_ANSWERS[name][0] for name in own if name in _ANSWERS)
    weak = "|".join(_ANSWERS[name][1] for name in own if name in _ANSWERS)
    return re.compile(rf"\W{{0,4}}(?:(?P<weak>{weak})|(?P<strong>{strong}))(?:\s*[:：]\W{{0,2}}\s*|\W{{0,2}}$)", re.IGNORECASE)


@cache
def question_headings(language: str) -> re.Pattern[str]:
    """Return the pattern of a heading below which a question stands."""
    own = dict.fromkeys((language.split("-")[0].lower(), "en"))
    return re.compile(rf"\b(?:{'|'.join(_QUESTIONS[name] for name in own if name in _QUESTIONS)})\b", re.IGNORECASE)


@cache
def revision_leads(language: str) -> re.Pattern[str]:
    """Return the pattern a whole, normalised paragraph must match to lead to revision items; English counts besides."""
    own = dict.fromkeys((language.split("-")[0].lower(), "en"))
    return re.compile("|".join(lead for name in own for lead in _LEADS.get(name, ())))


@cache
def objective_headings() -> re.Pattern[str]:
    """Return the pattern of headings below which lists say what is to come."""
    return re.compile(_AHEAD)
