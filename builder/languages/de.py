"""German."""

from __future__ import annotations

from builder.languages.kind import Language

LANGUAGE = Language(
    words={
        "contents": "Inhalt",
        "lesson": "Lektion",
        "step": "Schritt",
        "part": "Teil",
        "appendix": "Anhang",
        "appendices": "Anhänge",
        "checklist": "Checkliste zur Wiederholung",
        "checklist-lead": "Haken Sie einen Punkt erst ab, wenn Sie ihn auf einem leeren Blatt können. Tragen Sie das Datum jedes Durchgangs ein.",
        "in-this-lesson": "In dieser Lektion",
        "cue": "Stichwort",
        "own-summary": "Zusammenfassung in eigenen Worten",
        "why-this-matters": "Warum das zählt",
        "continued": "Fortsetzung",
        "continues": "wird fortgesetzt",
        "listing": "Listing",
        "figure": "Abbildung",
        "table": "Tabelle",
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
        "imprint": "Impressum",
        "set-in": "Gesetzt aus IBM Plex Serif, Sans und Mono (SIL Open Font License 1.1). Mit studyguide aus Markdown gemacht.",
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
        "index": "Register",
        "see": "siehe",
        "see-also": "siehe auch",
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
        "picture-missing": "Bild nicht enthalten",
        "start-of-content": "Beginn des Inhalts",
        "guide": "So nutzen Sie dieses Buch",
        "guide-read": "Lesen",
        "guide-read-text": "Eine Lektion auf einmal, mit Bleistift: Der Rand ist für eigene Notizen da.",
        "guide-recall": "Erinnern",
        "guide-recall-text": "Schließen Sie das Buch und sagen Sie laut, was Sie behalten haben. Sehen Sie dann nach: Was fehlte, ist noch einmal zu lesen.",
        "guide-tick": "Abhaken",
        "guide-tick-text": "Erledigt ist nur, was auf einem leeren Blatt gelingt. Schreiben Sie das Datum daneben.",
        "guide-return": "Wiederholen",
        "guide-return-text": "Kehren Sie {days} Tage danach zu einer Lektion zurück und beginnen Sie mit dem, was beim letzten Mal fehlte.",
        "guide-back": "Am Ende des Buches",
        "guide-checklist": "Alles, was Sie können sollten, Lektion für Lektion, mit Platz für das Datum jedes Durchgangs.",
        "guide-questions": "Fragen, die man laut beantwortet, bevor man nachsieht.",
        "guide-glossary": "Was die Begriffe bedeuten und wo sie erklärt werden.",
        "guide-index": "Wo ein Wort wiederzufinden ist.",
        "guide-plan": "An welchem Tag welche Lektion gelernt und welche wiederholt wird.",
        "guide-practice": "Tabellen mit Lücken zum Ausfüllen.",
        "guide-wrap": "Die Codezeile darüber geht hier weiter; es ist eine einzige Zeile.",
    },
    headings=(
        "checkliste(?: zur wiederholung)?",
        "wiederholung(?:scheckliste)?",
        "das wichtigste(?: in kürze)?",
    ),
    leads=(
        "(?:jetzt )?(?:sie|du) (?:sollten|solltest|müssen|musst|können|kannst) (?:jetzt |nun )?(?:sicher )?(?:erklären können|erklären)",
    ),
    answers=(r"(?:(?:starke|gute|muster)\s*-?)?antwort", r"(?:schwache|schlechte)\s*antwort"),
    dialogue=("f|frage", "a|antwort"),
    questions="frage(?:n)? im (?:vorstellungs)?gespräch|interviewfragen?",
    explains=r"(?:ist|sind) (?:(?:k?eine?[rsn]?|die|der|das|was|wie)\b)|bedeute[tn]\b|bezeichne[tn]\b|heißt\b|steht für\b|meint\b",
    articles="(?:Eine?|Der|Die|Das) ",
    stops=(
        "der die das den dem des ein eine einen einem einer eines und oder aber sondern denn weil wenn dass ob als "
        "wie so auch nur noch schon nicht kein keine mit von vom zu zum zur in im ins an am auf aus bei beim für "
        "durch gegen ohne um unter über vor nach zwischen seit während ich du er sie es wir ihr man sich mich dich "
        "uns euch mein dein sein unser dieser diese dieses jeder jede jedes alle viele mehr sehr ist sind war "
        "waren wird werden wurde hat haben hatte kann können muss müssen soll sollen darf was wer wo wann warum "
        "welche welcher hier da dort dann doch immer nie"
    ),
    generic=(
        "beispiel beispiele hinweis tipp zusammenfassung überblick einleitung einführung antwort antworten frage "
        "fragen aufgabe aufgaben lösung lösungen übung übungen ergebnis schritt schritte teil kapitel lektion "
        "abschnitt seite regel wichtig achtung ziel ziele"
    ),
)
