"""Spanish."""

from __future__ import annotations

from builder.languages.kind import Language

LANGUAGE = Language(
    words={
        "contents": "Contenido",
        "lesson": "Lección",
        "step": "Paso",
        "part": "Parte",
        "appendix": "Apéndice",
        "appendices": "Apéndices",
        "checklist": "Lista de repaso",
        "checklist-lead": "Marque un punto solo cuando sepa hacerlo en una hoja en blanco. Anote la fecha de cada vuelta en una columna; un punto fallado vuelve a su página.",
        "in-this-lesson": "En esta lección",
        "cue": "Clave",
        "own-summary": "Resumen con mis propias palabras",
        "why-this-matters": "Por qué es importante",
        "continued": "continuación",
        "continues": "continúa",
        "listing": "Listado",
        "figure": "Figura",
        "table": "Tabla",
        "page": "página",
        "page-short": "pág.\u00a0",
        "note": "Nota",
        "tip": "Consejo",
        "important": "Importante",
        "warning": "Advertencia",
        "caution": "Precaución",
        "footnotes": "Notas",
        "cover": "Cubierta",
        "title-page": "Portada",
        "imprint": "Créditos",
        "set-in": "Compuesto en IBM Plex Serif, Sans y Mono (SIL Open Font License 1.1). Hecho a partir de Markdown con studyguide.",
        "pass-1": "1.ª vuelta",
        "where-i-stand": "Dónde estoy",
        "stand-lead": "Una barra por lección, una casilla por cada cosa que hay que saber hacer. Coloree una casilla cuando haya superado su punto dos veces.",
        "pass-2": "2.ª vuelta",
        "pass-3": "3.ª vuelta",
        "items": "puntos",
        "questions": "Preguntas",
        "questions-lead": "Responda en voz alta y después mire. El número detrás de una pregunta es la página de su respuesta.",
        "answer": "respuesta",
        "answers": "Respuestas",
        "in-the-lesson": "en la lección",
        "glossary": "Glosario",
        "index": "Índice alfabético",
        "see": "véase",
        "see-also": "véase también",
        "plan": "Plan de estudio",
        "week": "Semana",
        "day": "día",
        "learn": "Aprender",
        "revise": "Repasar",
        "not-placed": "Sin lugar",
        "plan-key": "Aprender 3: leer la lección 3 y escribir su resumen. Una casilla «3 · día 7»: repasar la lección 3 siete días después de aprenderla; márquela cuando esté hecha. Una casilla perdida pasa al siguiente día libre.",
        "item": "punto",
        "you-can": "Usted sabe …",
        "back-to": "Volver a",
        "to-do": "Pendiente:",
        "done": "Hecho:",
        "picture-missing": "Imagen no incluida",
        "start-of-content": "Inicio del contenido",
        "guide": "Cómo usar esta guía",
        "guide-read": "Leer",
        "guide-read-text": "Una lección de una sentada, con lápiz: el margen es para sus notas.",
        "guide-recall": "Recordar",
        "guide-recall-text": "Cierre el libro y diga en voz alta lo que ha retenido. Luego mire: lo que faltaba es lo que hay que releer.",
        "guide-tick": "Marcar",
        "guide-tick-text": "Solo está hecho lo que sale en una hoja en blanco. Anote la fecha al lado.",
        "guide-return": "Volver",
        "guide-return-text": "Vuelva a una lección {days} días después y empiece por lo que falló la última vez.",
        "guide-back": "Al final del libro",
        "guide-checklist": "Todo lo que debe saber hacer, lección por lección, con espacio para la fecha de cada repaso.",
        "guide-questions": "Preguntas para responder en voz alta antes de mirar.",
        "guide-glossary": "Qué significan los términos y dónde se explican.",
        "guide-index": "Dónde volver a encontrar una palabra.",
        "guide-plan": "Qué lección aprender y cuál repasar cada día.",
        "guide-practice": "Tablas con huecos para rellenar.",
        "guide-wrap": "La línea de código anterior sigue aquí; es una sola línea.",
    },
    headings=(
        "(?:lista de (?:repaso|verificación)|puntos clave|ideas clave)",
    ),
    leads=(
        "(?:ahora )?(?:debes|deberías|puedes) (?:ahora )?(?:ser capaz de|poder|saber)?(?: ?explicar)",
    ),
    answers=("(?:buena )?respuesta", "(?:mala) respuesta"),
    dialogue=("p|pregunta", "r|respuesta"),
    questions="preguntas? de entrevista",
    explains=r"(?:es|son) (?:una?|unos|unas|el|la|los|las|lo|cualquier)\b|significan?\b|designan?\b|consiste en\b|se refieren? a\b|describen?\b",
    articles="(?:Una?|El|La|Los|Las) ",
    stops=(
        "el la los las lo un una unos unas de del al a y e o u pero sino que quien cual cuyo donde si no ni más "
        "muy en por para con sin sobre entre hasta desde hacia según durante ante tras yo tú él ella nosotros "
        "vosotros ellos ellas usted ustedes se me te nos su sus mi mis tu tus este esta estos estas ese esa eso "
        "aquel cada todo todos toda todas otro otra mismo es son era ser está están estar ha han haber puede debe "
        "hay como cómo cuándo qué por porque también ya siempre nunca aquí así"
    ),
    generic=(
        "ejemplo ejemplos nota consejo resumen introducción conclusión respuesta respuestas pregunta preguntas "
        "ejercicio ejercicios solución soluciones resultado paso pasos parte capítulo lección sección página regla "
        "importante atención objetivo objetivos"
    ),
)
