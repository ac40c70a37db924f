"""Portuguese."""

from __future__ import annotations

from builder.languages.kind import Language

LANGUAGE = Language(
    words={
        "contents": "Sumário",
        "lesson": "Lição",
        "step": "Passo",
        "part": "Parte",
        "appendix": "Apêndice",
        "appendices": "Apêndices",
        "checklist": "Lista de revisão",
        "checklist-lead": "Marque um item só quando souber fazê-lo em uma folha em branco. Anote a data de cada passagem em uma coluna; um item errado volta à sua página.",
        "in-this-lesson": "Nesta lição",
        "cue": "Pista",
        "own-summary": "Resumo com as minhas palavras",
        "why-this-matters": "Por que isto importa",
        "continued": "continuação",
        "continues": "continua",
        "listing": "Listagem",
        "figure": "Figura",
        "table": "Tabela",
        "page": "página",
        "page-short": "p.\u00a0",
        "note": "Nota",
        "tip": "Dica",
        "important": "Importante",
        "warning": "Aviso",
        "caution": "Cuidado",
        "footnotes": "Notas",
        "cover": "Capa",
        "title-page": "Folha de rosto",
        "imprint": "Ficha técnica",
        "set-in": "Composto em IBM Plex Serif, Sans e Mono (SIL Open Font License 1.1). Feito a partir de Markdown com studyguide.",
        "pass-1": "1ª passagem",
        "where-i-stand": "Onde estou",
        "stand-lead": "Uma barra por lição, uma casa para cada coisa a saber fazer. Pinte uma casa quando o seu item tiver sido acertado duas vezes.",
        "pass-2": "2ª passagem",
        "pass-3": "3ª passagem",
        "items": "itens",
        "questions": "Perguntas",
        "questions-lead": "Responda em voz alta e depois confira. O número atrás de uma pergunta é a página da resposta.",
        "answer": "resposta",
        "answers": "Respostas",
        "in-the-lesson": "na lição",
        "glossary": "Glossário",
        "index": "Índice remissivo",
        "see": "ver",
        "see-also": "ver também",
        "plan": "Plano de estudo",
        "week": "Semana",
        "day": "dia",
        "learn": "Aprender",
        "revise": "Revisar",
        "not-placed": "Sem lugar",
        "plan-key": "Aprender 3: ler a lição 3 e escrever o seu resumo. Uma casa “3 · dia 7”: revisar a lição 3 sete dias depois de aprendida; marque-a quando estiver feita. Uma casa perdida passa para o próximo dia livre.",
        "item": "item",
        "you-can": "Você sabe …",
        "back-to": "Voltar a",
        "to-do": "A fazer:",
        "done": "Feito:",
        "picture-missing": "Imagem não incluída",
        "start-of-content": "Início do conteúdo",
        "guide": "Como usar este guia",
        "guide-read": "Ler",
        "guide-read-text": "Uma lição de cada vez, com lápis: a margem é para as suas notas.",
        "guide-recall": "Recordar",
        "guide-recall-text": "Feche o livro e diga em voz alta o que guardou. Depois veja: o que faltou é o que há a reler.",
        "guide-tick": "Assinalar",
        "guide-tick-text": "Só está feito o que consegue fazer numa folha em branco. Escreva a data ao lado.",
        "guide-return": "Voltar",
        "guide-return-text": "Volte a uma lição {days} dias depois e comece pelo que falhou da última vez.",
        "guide-back": "No fim do livro",
        "guide-checklist": "Tudo o que deve saber fazer, lição a lição, com espaço para a data de cada passagem.",
        "guide-questions": "Perguntas para responder em voz alta antes de ver.",
        "guide-glossary": "O que significam os termos e onde são explicados.",
        "guide-index": "Onde voltar a encontrar uma palavra.",
        "guide-plan": "Que lição aprender e qual rever em cada dia.",
        "guide-practice": "Tabelas com lacunas para preencher.",
        "guide-wrap": "A linha de código acima continua aqui; é uma só linha.",
    },
    headings=(
        "(?:lista de revisão|pontos-chave|pontos principais)",
    ),
    leads=(
        "(?:agora )?você (?:deve|consegue) (?:agora )?(?:ser capaz de|saber)?(?: ?explicar)",
    ),
    answers=("(?:boa )?resposta", "(?:má) resposta"),
    dialogue=("p|pergunta", "r|resposta"),
    questions="perguntas? de entrevista",
    explains=r"(?:é|são) (?:uma?|uns|umas|o|a|os|as|qualquer)\b|significam?\b|designam?\b|consiste em\b|refere-se a\b|descrevem?\b",
    articles="(?:Uma?|O|A|Os|As) ",
    stops=(
        "o a os as um uma uns umas de do da dos das ao aos à às em no na nos nas por pelo pela para com sem sobre "
        "entre até desde e ou mas que quem qual onde se não nem mais muito eu tu ele ela nós vós eles elas você "
        "vocês me te lhe seu sua seus suas meu minha este esta isto esse essa isso aquele cada todo todos toda "
        "todas outro outra mesmo é são era ser está estão estar tem têm ter pode deve há como quando porque também "
        "já sempre nunca aqui assim"
    ),
    generic=(
        "exemplo exemplos nota dica resumo introdução conclusão resposta respostas pergunta perguntas exercício "
        "exercícios solução soluções resultado passo passos parte capítulo lição seção página regra importante "
        "atenção objetivo objetivos"
    ),
)
