"""French."""

from __future__ import annotations

from builder.languages.kind import Language

LANGUAGE = Language(
    words={
        "contents": "Sommaire",
        "lesson": "Leçon",
        "step": "Étape",
        "part": "Partie",
        "appendix": "Annexe",
        "appendices": "Annexes",
        "checklist": "Liste de révision",
        "checklist-lead": "Ne cochez un point que si vous savez le refaire sur une feuille blanche. Notez la date de chaque passage dans une colonne\u00a0; un point manqué renvoie à sa page.",
        "in-this-lesson": "Dans cette leçon",
        "cue": "Repère",
        "own-summary": "Résumé avec mes propres mots",
        "why-this-matters": "Pourquoi c’est important",
        "continued": "suite",
        "continues": "à suivre",
        "listing": "Listing",
        "figure": "Figure",
        "table": "Tableau",
        "page": "page",
        "page-short": "p.\u00a0",
        "note": "Remarque",
        "tip": "Astuce",
        "important": "Important",
        "warning": "Avertissement",
        "caution": "Attention",
        "footnotes": "Notes",
        "cover": "Couverture",
        "title-page": "Page de titre",
        "imprint": "Mentions légales",
        "set-in": "Composé en IBM Plex Serif, Sans et Mono (SIL Open Font License 1.1). Produit à partir de Markdown par studyguide.",
        "pass-1": "1er passage",
        "where-i-stand": "Où j’en suis",
        "stand-lead": "Une barre par leçon, une case par point à savoir faire. Coloriez une case quand son point a été réussi deux fois.",
        "pass-2": "2e passage",
        "pass-3": "3e passage",
        "items": "points",
        "questions": "Questions",
        "questions-lead": "Répondez à voix haute, puis vérifiez. Le nombre derrière une question est la page de sa réponse.",
        "answer": "réponse",
        "answers": "Réponses",
        "in-the-lesson": "dans la leçon",
        "glossary": "Glossaire",
        "index": "Index",
        "see": "voir",
        "see-also": "voir aussi",
        "plan": "Plan de travail",
        "week": "Semaine",
        "day": "jour",
        "learn": "Apprendre",
        "revise": "Réviser",
        "not-placed": "Non placé",
        "plan-key": "Apprendre 3\u00a0: lire la leçon 3 et en écrire le résumé. Une case «\u00a03 · jour 7\u00a0»\u00a0: réviser la leçon 3 sept jours après l’avoir apprise\u00a0; cochez-la une fois faite. Une case manquée passe au prochain jour libre.",
        "item": "point",
        "you-can": "Vous savez …",
        "back-to": "Retour à",
        "to-do": "À faire\u00a0:",
        "done": "Fait\u00a0:",
        "picture-missing": "Image non incluse",
        "start-of-content": "Début du contenu",
        "guide": "Comment utiliser ce guide",
        "guide-read": "Lire",
        "guide-read-text": "Une leçon à la fois, un crayon à la main : la marge attend vos notes.",
        "guide-recall": "Se rappeler",
        "guide-recall-text": "Fermez le livre et dites à voix haute ce que vous avez retenu. Puis regardez : ce qui manquait est à relire.",
        "guide-tick": "Cocher",
        "guide-tick-text": "N’est acquis que ce que vous savez refaire sur une feuille blanche. Notez la date à côté.",
        "guide-return": "Revenir",
        "guide-return-text": "Revenez à une leçon {days} jours après, en commençant par ce qui vous avait échappé.",
        "guide-back": "En fin de volume",
        "guide-checklist": "Tout ce que vous devez savoir faire, leçon par leçon, avec la place pour la date de chaque passage.",
        "guide-questions": "Des questions auxquelles répondre à voix haute avant de regarder.",
        "guide-glossary": "Le sens des termes, et l’endroit où ils sont expliqués.",
        "guide-index": "Où retrouver un mot.",
        "guide-plan": "Quelle leçon apprendre et laquelle réviser, jour par jour.",
        "guide-practice": "Des tableaux à compléter.",
        "guide-wrap": "La ligne de code du dessus continue ici ; c’est une seule ligne.",
    },
    headings=(
        "(?:liste de révision|points clés|à retenir|ce qu['’]il faut retenir)",
    ),
    leads=(
        "vous (?:devez|devriez) (?:maintenant )?(?:être capable de|savoir|pouvoir)(?: expliquer)?",
    ),
    answers=("(?:bonne )?réponse", "(?:mauvaise) réponse"),
    dialogue=("q|question", "r|réponse"),
    questions="questions? d['’]entretien",
    explains=r"(?:est|sont) (?:(?:une?|des|les?|la|ce|toute?)\b|l['’])|désigne(?:nt)?\b|signifie(?:nt)?\b|consiste à\b|décrit\b",
    articles="(?:(?:Une?|Les?|La) |L['’])",
    stops=(
        "le la les l un une des du de d au aux à et ou mais donc or ni car que qui quoi dont où si ne pas plus "
        "très dans par pour sur sous avec sans entre vers chez avant après pendant je tu il elle on nous vous ils "
        "elles se ce cet cette ces mon ton son ma ta sa mes tes ses notre votre leur leurs tout tous toute toutes "
        "chaque aucun autre même est sont était être a ont avoir peut doit fait faire ici là alors aussi encore "
        "toujours jamais comment pourquoi quand quel quelle"
    ),
    generic=(
        "exemple exemples note remarque astuce résumé introduction conclusion réponse réponses question questions "
        "exercice exercices solution solutions résultat étape étapes partie chapitre leçon section page règle "
        "important attention objectif objectifs"
    ),
)
