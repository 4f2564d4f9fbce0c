"""An apology that is not followed by what the reader can do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
VALUES: frozenset[str] = frozenset()

_APOLOGY = re.compile(
    r"\b(?:dessverre|diverre|vi beklager|beklager|vi orsakar|vi er lei for)\b", re.IGNORECASE
)
_HELP = re.compile(
    r"\b(?:du kan|du må|de kan|kan du|kontakt|ring|skriv til|send|søk|søkje|prøv|ta kontakt|vi kan|vi vil|vi skal|"
    r"vi sender|vi gir|vi anbefaler|vi rår deg|vi tilrår|prøver|forsøk|vent|"
    r"vi hjelper|vi hjelper deg|i stedet|i staden|venteliste|du får|får du|klage|spør|spørsmål|neste|velg|vel|logg)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:døde|døydde|døde?sfall\w*|avgikk|omkom|omkomne|omkommet|drept|drepne|mistet livet|"
    r"mista livet|gikk bort|gjekk bort|gått bort|kondoler\w+)\b",
    re.IGNORECASE,
)
"""Where somebody has died there is no next step to offer."""
_READER = re.compile(r"\b(?:du|deg|din|ditt|dine|di|dere|dykk|deres|dykkar)\b", re.IGNORECASE)
SHORT = 400
"""Letters; a notice so short may speak to its reader without saying so."""
REACH = 2
"""Help may come in the same sentence or in the two that follow."""


@dataclass(frozen=True, slots=True)
class ApologyWithoutHelp:
    """Looks at the sentence itself and the two after it, in the next paragraph too."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match on the apology."""
        if not _speaks_to_reader(document):
            return
        sentences: list[tuple[int, int, str]] = []
        for index, block in enumerate(document.blocks):
            if block.hidden or block.parent is not None or block.kind is BlockKind.CODE:
                continue
            for sentence in context.analysis(index).sentences():
                text = block.text[sentence.start : sentence.end]
                sentences.append((index, sentence.start, text))
        for number, (index, start, text) in enumerate(sentences):
            block = document.blocks[index]
            if block.kind not in self.meta.scope or block.language not in self.meta.languages:
                continue
            found = _APOLOGY.search(text)
            near = " ".join(row[2] for row in sentences[number : number + 1 + REACH])
            if found and not _HELP.search(near) and not _DEATH.search(near):
                yield Placed(index, Match(Span(start + found.start(), start + found.end())))


def _speaks_to_reader(document: Document) -> bool:
    """Whether a text of some length says «du»; in a report «dessverre» begs nobody's pardon."""
    text = " ".join(block.text for block in document.blocks if block.parent is None)
    return len(text) < SHORT or _READER.search(text) is not None


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ApologyWithoutHelp(definition.meta)
