"""Italian."""

from __future__ import annotations

from builder.languages.kind import Language

LANGUAGE = Language(
    words={
        "contents": "Indice",
        "lesson": "Lezione",
        "step": "Passo",
        "part": "Parte",
        "appendix": "Appendice",
        "appendices": "Appendici",
        "checklist": "Lista di ripasso",
        "checklist-lead": "Spunta una voce solo quando la sai fare su un foglio bianco. Scrivi la data di ogni passata in una colonna; una voce mancata torna alla sua pagina.",
        "in-this-lesson": "In questa lezione",
        "cue": "Spunto",
        "own-summary": "Riassunto con parole mie",
        "why-this-matters": "Perché è importante",
        "continued": "continua da prima",
        "continues": "continua",
        "listing": "Listato",
        "figure": "Figura",
        "table": "Tabella",
        "page": "pagina",
        "page-short": "p.\u00a0",
        "note": "Nota",
        "tip": "Suggerimento",
        "important": "Importante",
        "warning": "Avvertenza",
        "caution": "Attenzione",
        "footnotes": "Note",
        "cover": "Copertina",
        "title-page": "Frontespizio",
        "imprint": "Colophon",
        "set-in": "Composto in IBM Plex Serif, Sans e Mono (SIL Open Font License 1.1). Prodotto da Markdown con studyguide.",
        "pass-1": "1ª passata",
        "where-i-stand": "A che punto sono",
        "stand-lead": "Una barra per lezione, una casella per ogni cosa da saper fare. Colora una casella quando la voce è riuscita due volte.",
        "pass-2": "2ª passata",
        "pass-3": "3ª passata",
        "items": "voci",
        "questions": "Domande",
        "questions-lead": "Rispondi ad alta voce, poi controlla. Il numero dietro una domanda è la pagina della risposta.",
        "answer": "risposta",
        "answers": "Risposte",
        "in-the-lesson": "nella lezione",
        "glossary": "Glossario",
        "index": "Indice analitico",
        "see": "vedi",
        "see-also": "vedi anche",
        "plan": "Piano di studio",
        "week": "Settimana",
        "day": "giorno",
        "learn": "Imparare",
        "revise": "Ripassare",
        "not-placed": "Senza posto",
        "plan-key": "Imparare 3: leggere la lezione 3 e scriverne il riassunto. Una casella «3 · giorno 7»: ripassare la lezione 3 sette giorni dopo averla imparata; spuntala quando è fatta. Una casella saltata passa al primo giorno libero.",
        "item": "voce",
        "you-can": "Ora sai …",
        "back-to": "Torna a",
        "to-do": "Da fare:",
        "done": "Fatto:",
        "picture-missing": "Immagine non inclusa",
        "start-of-content": "Inizio del contenuto",
        "guide": "Come usare questa guida",
        "guide-read": "Leggere",
        "guide-read-text": "Una lezione alla volta, con la matita: il margine è per i propri appunti.",
        "guide-recall": "Ricordare",
        "guide-recall-text": "Chiudere il libro e dire ad alta voce ciò che è rimasto. Poi guardare: ciò che mancava è da rileggere.",
        "guide-tick": "Spuntare",
        "guide-tick-text": "È fatto solo ciò che riesce su un foglio bianco. Scrivere la data accanto.",
        "guide-return": "Ritornare",
        "guide-return-text": "Tornare su una lezione {days} giorni dopo, cominciando da ciò che era sfuggito.",
        "guide-back": "In fondo al libro",
        "guide-checklist": "Tutto ciò che si deve saper fare, lezione per lezione, con lo spazio per la data di ogni ripasso.",
        "guide-questions": "Domande a cui rispondere ad alta voce prima di guardare.",
        "guide-glossary": "Che cosa significano i termini e dove sono spiegati.",
        "guide-index": "Dove ritrovare una parola.",
        "guide-plan": "Quale lezione imparare e quale ripassare, giorno per giorno.",
        "guide-practice": "Tabelle con spazi da riempire.",
        "guide-wrap": "La riga di codice sopra continua qui; è una sola riga.",
    },
    headings=(
        "(?:lista di ripasso|punti chiave)",
    ),
    leads=(
        "(?:ora )?(?:devi|dovresti) (?:saper|essere in grado di)(?: ?spiegare)?",
    ),
    answers=("(?:buona )?risposta", "(?:cattiva) risposta"),
    dialogue=("d|domanda", "r|risposta"),
    questions="domande? (?:di|da) colloquio",
    explains=r"(?:è|sono) (?:(?:un[ao]?|il|lo|la|i|gli|le|ciò|quanto)\b|un['’]|l['’])|significan?o?\b|indican?o?\b|consiste (?:in|nel)\b|descriv(?:e|ono)\b",
    articles="(?:(?:Un[ao]?|Il|Lo|La|I|Gli|Le) |(?:Un|L)['’])",
    stops=(
        "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal "
        "dalla in nel nella con su sul sulla per tra fra e ed o ma che chi cui dove se non né più molto io tu lui "
        "lei noi voi loro si mi ti ci vi suo sua suoi sue mio mia questo questa questi queste quello quella ogni "
        "tutto tutti tutta tutte altro altra stesso è sono era essere ha hanno avere può deve come quando perché "
        "anche già sempre mai qui così"
    ),
    generic=(
        "esempio esempi nota consiglio riassunto riepilogo introduzione conclusione risposta risposte domanda "
        "domande esercizio esercizi soluzione soluzioni risultato passo passi parte capitolo lezione sezione "
        "pagina regola importante attenzione obiettivo obiettivi"
    ),
)
