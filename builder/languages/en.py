"""English."""

from __future__ import annotations

from builder.languages.kind import Language

_EXPLAIN = "(?:(?:confidently|clearly|briefly) )?(?:explain|describe|answer|compare|defend|reason about|draw)"

LANGUAGE = Language(
    words={
        "contents": "Contents",
        "lesson": "Lesson",
        "step": "Step",
        "part": "Part",
        "appendix": "Appendix",
        "appendices": "Appendices",
        "checklist": "Revision checklist",
        "checklist-lead": "Tick an item only when you can do it on an empty sheet. Write the date of each pass in a column; an item missed goes back to its page.",
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
        "set-in": "Set in IBM Plex Serif, Sans and Mono (SIL Open Font License 1.1). Made from Markdown by studyguide.",
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
        "practice": "Practice",
        "practice-lead": "Fill in the gaps from memory, then look. The number above a table is the page of its solution.",
        "solutions": "Solutions",
        "in-the-lesson": "in the lesson",
        "glossary": "Glossary",
        "index": "Index",
        "see": "see",
        "see-also": "see also",
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
        "guide": "How to use this guide",
        "guide-read": "Read",
        "guide-read-text": "One lesson at a sitting, with a pencil: the margin is for your own notes.",
        "guide-recall": "Recall",
        "guide-recall-text": "Close the book and say aloud what you kept. Then look: what was missing is what to read again.",
        "guide-tick": "Tick",
        "guide-tick-text": "Only what you can do on an empty sheet counts as done. Write the date beside it.",
        "guide-return": "Return",
        "guide-return-text": "Come back to a lesson {days} days after it, and begin with what you missed the last time.",
        "guide-back": "At the back",
        "guide-checklist": "Everything you should be able to do, lesson by lesson, with room for the date of each pass.",
        "guide-questions": "Questions to answer aloud before you look.",
        "guide-glossary": "What the terms mean, and where they are explained.",
        "guide-index": "Where to find a word again.",
        "guide-plan": "Which lesson to learn and which to revise on which day.",
        "guide-practice": "Tables with gaps to fill in.",
        "guide-wrap": "The line of code above goes on here; it is one line.",
        "sheet": "Revision sheet",
        "terms": "Terms",
        "numbers": "Numbers",
        "picture": "Picture",
        "decide": "Decide",
        "rules": "Rules",
        "one-question": "One question",
        "notes": "Notes",
        "left-out": "Left out to fit one page:",
        "fold": "fold",
        "fold-sheet": "Fold and hide",
        "fold-answers": "Answers, with the page in the handbook",
        "say-aloud": "say it aloud, then compare",
        "changes": "What changed since the earlier edition",
        "changes-new": "New: the sheet is enclosed",
        "changes-changed": "Changed: replace the sheet",
        "changes-moved": "Other number: the sheet is still good",
        "changes-gone": "Gone: the sheet is no longer needed",
        "changes-same": "Unchanged: the sheet is still good",
        "changes-none": "Nothing changed: every sheet is still good.",
    },
    headings=(
        "(?:the )?(?:(?:lesson|chapter|section|module|unit|day|week|course|step) )?"
        "(?:(?:revision|review|mastery|completion|learning|study|self[- ]assessment|exam|interview) )?"
        "check ?list",
        "(?:the )?key (?:takeaways?|points|learnings)",
        "(?:main |core )?takeaways?",
        r"(?:by now,? |now,? )?you should (?:now )?(?:be able to|know how to|know)\b.*",
        r"(?:now )?you (?:can now|are now able to|must be able to)\b.*",
        "(?:knowledge|mastery|learning) check ?point",
    ),
    leads=(
        f"(?:by now,? |now,? |at this (?:point|stage),? )?you (?:must|should|need to)(?: now)? (?:be able to(?: {_EXPLAIN})?|{_EXPLAIN})(?: all of)?(?: these| this| the following)?(?: confidently| clearly| without notes)?",
        f"(?:now )?you (?:can now|now can|are now able to)(?: {_EXPLAIN})?(?: confidently| clearly)?",
        "(?:now )?you now (?:understand|know)(?: how to)?",
    ),
    answers=(r"(?:strong|good|better|model|sample|senior|ideal|great|suggested|short)?\s*answer", r"(?:weak|bad|poor|wrong|junior)\s*answer"),
    dialogue=("q|question", "a|answer"),
    means="is|are|means?",
    questions="interview(?:[- ]style)? questions?|interview q ?& ?a",
    explains=r"(?:is|are) (?:an?|the|what|how|who|where|any|one of)\b(?! (?:most|best|only|same|first|second|third|last|next|main|default|easiest|right|key|reason|case|way|answer|place|time|very|useful|great|good|bad|better|nice|popular|common|important|powerful|perfect|big|huge|lot|few|bit|little|critical|crucial|core|major|frequent|classic|typical|similar|different|separate|single)\b)|means?\b(?! (?:you|we|it|i)\b)(?! that (?:you|we|it|i)\b)|refers? to\b|stands? for\b|describes?\b|denotes?\b|(?!(?:is|was|has|does|goes|comes|gets|needs|belongs|sits|stands|lies|follows|matters|works|helps|depends|appears|seems|remains|becomes|makes|looks|feels|wins|fails|costs|this|its|always|sometimes|perhaps|besides|towards|afterwards|alias)\b)[a-z]{3,}(?<![su])s\b(?! (?:is|are|was|were|have|can|may|must|will|do|should|would|could|not|it|them|its|for|a completely)\b)(?! and (?![a-z]+s\b))",
    articles="(?:An?|The) ",
    stops=(
        "a an the this that these those it its he she they we you i your our my his her their us me them here "
        "there what which who whom whose when where why how and but or nor so if then than because now thus hence "
        "therefore also another both each all some any most many much more less few one two three four five first "
        "second third fourth last next final finally to in at on of for from with by as into onto out up down over "
        "under after before between about through during without within against per via not no never only very too "
        "just even still yet already always often sometimes is are was were be been being am do does did done "
        "doing doesn't don't can can't cannot could should would must may might will shall won't has have had "
        "having let's let same other such own every either neither again once yes"
    ),
    generic=(
        "example examples note notes tip tips summary overview introduction conclusion answer answers question "
        "questions exercise exercises solution solutions problem problems output input result results step steps "
        "part chapter lesson section page figure table listing rule number formula decision important warning "
        "caution hint remember background prerequisites objectives references reading goal goals idea ideas thing "
        "things way ways point points key case cases default prerequisite challenge discussion benefits advantages "
        "disadvantages pros cons purpose details usage today you reason reasons appendix lot something anything "
        "everything nothing itself themselves yourself unknown fast new left right zero reality definition "
        "definitions explanation proof proofs lemma observation fact facts formulation consequence implementation "
        "implementations correctness application applications construction intuition calculation algorithm "
        "approach basic special simple simplest initial current general naive standard tricky degenerate practical "
        "efficient trivial common previous final different various suggested fun multiple choice features "
        "complexity kind use list technique concept main other total"
    ),
)
