"""How much of a question an entry of full text has; rare words count for more than common ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest

from knowledge.finding.search import Entry, stems_of
from knowledge.finding.synonyms import kindred
from knowledge.names.normal import normalise

_COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
    "hundred hundreds thousand thousands million millions dozen".split()
)
# That a text has a number says little where it is "two", which is said of any pair.
_NUMBERS = (_COUNTING - {"two"}) | {"half", "third", "quarter"}
# Nor do years, days and what only a number is called by: "SDG indicator 10.7.1", "71/257".
_MONTHS = "january february march april may june july august september october november december"
_NUMBER = re.compile(
    r"(?<![\w./])(?<!sdg )(?<!target )(?<!paragraph )(?!(?:19|20)\d\d(?!\d))\d+(?:,\d{3})*"
    rf"(?![\w/]|\.\d|,\d| (?:{'|'.join(_MONTHS.split())})\b)"
    rf"|\b(?:{'|'.join(sorted(_NUMBERS))})\b",
    re.IGNORECASE,
)
COUNTS_OFF = frozenset(
    stem
    for word in "two three four five six seven eight nine ten several".split()
    for stem in stems_of(word)
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words that carry a question and say little of what is asked, however rare the texts have them.
LIGHT = frozenset(
    stem
    for word in (
        # What anybody does about anything.
        "went gone story stories argument arguments claim claims remark remarks comment comments "
        "try trying tried get got gets getting come came coming go going goes put puts putting "
        "make made making give gave know knew known keep kept look looking see seen seeing talk "
        "talked talking turn turned happen happened let call called use used using want need start "
        "bring brings bringing brought involve involves involved involving include includes "
        "included including wrote write writes written compare compared explain explained "
        "describe described discuss discussed deal dealing handle handled treat treated "
        "decide decided choose chosen pick picked show showed shown tell told saying "
        "done doing set sets setting work works working play plays playing stay stays "
        "themselves himself herself itself ourselves "
        "hear hears heard hearing listen listens listened listening "
        "complain complained reply replied answer answered react respond responded "
        # How much, how, and how it stands to others.
        "something everything anybody somebody anyone someone stuff thing things "
        "already yet actually really again actual exactly still only just even else ever own "
        "instead rather together too also though anyway enough perhaps maybe often always never "
        "big short full simple whole main real certain end size large huge long small new old "
        "good better best bad worse different same other several various "
        # What anything is, and where it stands.
        "idea word words way part kind sort lot bit name named names text texts document documents "
        "draft paper board table room line lines group groups people image picture takeaway "
        "takeaways detail details reason reasons example examples case cases debate speech "
        "intervention matters important importance must should need keen eager fond "
        "initiative initiatives campaign campaigns project projects programme programmes program"
    ).split()
    for stem in stems_of(word)
)
NEAREST = 2  # wordings of an entry that count; of all of them something fits any question
LIGHTLY = 0.3  # of its weight that such a word counts for
AKIN = 0.5  # of its weight that a word counts for where another stands that is used for it
NONE: frozenset[str] = frozenset()
ASKED_WHOLE = 0.7  # of a question's weight, from which wordings count as an entry's own words
WITHIN = 4  # words after a number, in which stands what it counts


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a question something has.

    Args:
        has: which of the question's stems.
        literal: of the question's weight, from 0 to 1.
        whole: the same with words that only stand for those of the question.
    """

    has: frozenset[str]
    literal: float
    whole: float


class Wish:
    """What is looked for.

    Args:
        sought: stems of the question's words.
        weigh: gives a stem's weight.
        akin: whether words count, by half, that people use for those of the question.
    """

    def __init__(
        self,
        sought: Collection[str],
        weigh: Callable[[str], float],
        *,
        akin: bool,
    ) -> None:
        self.sought = frozenset(sought)
        self._weights = {stem: weigh(stem) for stem in dict.fromkeys(sought)}
        self._kin = {stem: kindred(stem) for stem in self._weights} if akin else {}
        self._all_kin = NONE.union(*self._kin.values())
        self._forms = {stem: forms for stem in self._kin if (forms := _forms_of(stem))}
        self._whole = self.weigh(self.sought)
        # Many entries have the same of a question.
        self._shares: dict[tuple[frozenset[str], frozenset[str], frozenset[str]], Share] = {}
        self._told: dict[frozenset[str], float] = {}

    def of(self, stems: frozenset[str]) -> frozenset[str]:
        """Give which of the words some stems have, in whichever form."""
        has = self.sought & stems
        if self._forms:
            has = has.union(s for s, forms in self._forms.items() if not forms.isdisjoint(stems))
        return has

    def weigh(self, stems: Collection[str]) -> float:
        """Give how much some of the words weigh."""
        return sum(weight for stem, weight in self._weights.items() if stem in stems)

    def nearest(
        self, wordings: Sequence[frozenset[str]], stems: frozenset[str]
    ) -> Sequence[frozenset[str]]:
        """Choose the two wordings that have most of what an entry itself lacks, best first.

        Args:
            wordings: stems of each question by which people ask for the entry.
            stems: that the entry has.
        """
        lacking = self.sought - stems
        weights = self._weights
        # Most wordings have nothing of a question: only those that have some are ordered.
        fits = [
            (sum([weights[stem] for stem in shared]), -place, wording)
            for place, wording in enumerate(wordings)
            if (shared := lacking & wording)
        ]
        if not fits:
            return wordings[:NEAREST]
        return [wording for _, _, wording in nlargest(NEAREST, fits)]

    def share_of(self, stems: frozenset[str], wordings: Sequence[frozenset[str]] = ()) -> Share:
        """Tell how much an entry has.

        Args:
            stems: that it has.
            wordings: stems of the questions by which people ask for it that fit best, best first.
        """
        has = self.of(stems)
        more = self.of(wordings[0]) - has if wordings else NONE
        asked = NONE.union(*wordings)
        near = self._near(stems) | self._near(asked) | self.of(asked)
        key = (has, more, near)
        known = self._shares.get(key)
        if known is None:
            known = self._shares[key] = self._share(*key)
        return known

    def _near(self, stems: frozenset[str]) -> frozenset[str]:
        if self._all_kin.isdisjoint(stems):
            return NONE
        return frozenset(stem for stem, kin in self._kin.items() if not kin.isdisjoint(stems))

    def _share(self, has: frozenset[str], more: frozenset[str], near: frozenset[str]) -> Share:
        rest = self.weigh(self.sought - (COUNTS_OFF - has - more)) or self._whole
        if more and self.weigh(has | more) >= ASKED_WHOLE * rest:
            has, more = has | more, NONE
        # A few of the words by which people ask for something say no more than words akin do.
        near = (near | more) - has
        literal = self.weigh(has) / (rest or 1.0)
        return Share(has, literal, min(1.0, literal + AKIN * self.weigh(near) / (rest or 1.0)))

    def told_of(self, shown: frozenset[str]) -> float:
        """Tell how much of the question some stems are, each as it was typed."""
        own = shown & self.sought
        known = self._told.get(own)
        if known is None:
            known = self._told[own] = self.weigh(own) / (self._whole or 1.0)
        return known


@lru_cache(4096)
def is_light(word: str) -> bool:
    """Tell whether a folded word carries a question and says little of what is asked."""
    return not LIGHT.isdisjoint(stems_of(word))


@lru_cache(4096)
def _forms_of(stem: str) -> frozenset[str]:
    """Give the stems of what is one word with it in other forms: "defining", "definition"."""
    begins = stem[:ALIKE]
    return frozenset(s for s in kindred(stem) if len(begins) == ALIKE and s.startswith(begins))


ALIKE = 4  # letters with which such words begin


# Verbs of the editors' that are nouns in questions: "who complained of too many reports".
_TELLING = frozenset("Reports Notes States Lists Names Shares Values Calls Holds Points".split())


SEVERAL = 2
_CLAUSE = re.compile(r"; |(?<=[.!?])\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[)”\"'’]*\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class Told:
    """What an entry has, worked out when it is first weighed.

    Args:
        entry: of full text.
    """

    entry: Entry

    def prepare(self) -> None:
        """Work out what any question weighs."""
        _ = self.stems, self.own_stems, self.folded, self.has_number, self.counted_stems
        _ = self.parts

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its own stems, and those of the passages under it."""
        entry = self.entry
        return frozenset(stems_of(f"{entry.title} {self._told} {entry.more}"))

    @cached_property
    def _told(self) -> str:
        """Its text as meant, without the editors' verb that begins it: "Reports", of no report."""
        text = self.entry.meant or self.entry.text
        first, _, rest = text.partition(" ")
        return rest if first in _TELLING and self.entry.kind == "position" else text

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """The stems of its own words, without those of the passages under it."""
        entry = self.entry
        return frozenset(stems_of(f"{entry.title} {self._told}")) if entry.more else self.stems

    @cached_property
    def parts(self) -> tuple[frozenset[str], ...]:
        """Stems of each sentence of a passage in which several speak, else ()."""
        if self.entry.kind != "passage" or len(self.entry.parties) < SEVERAL:
            return ()
        title = frozenset(stems_of(self.entry.title))
        sentences = _SENTENCE.split(self._told)
        return tuple(title | frozenset(stems_of(sentence)) for sentence in sentences)

    @cached_property
    def clauses(self) -> tuple[frozenset[str], ...]:
        """Stems of each clause of its own text, and of its title but for what is said on a topic.

        Whoever speaks of diasporas under "Diasporas and remittances" has not spoken of remittances.
        """
        title = frozenset(stems_of(self.entry.title) if self.entry.kind != "position" else ())
        return tuple(title | frozenset(stems_of(each)) for each in _CLAUSE.split(self._told))

    @cached_property
    def folded(self) -> str:
        """Its text and what stands under it, folded."""
        return normalise(f"{self.entry.text} {self.entry.more}")

    @cached_property
    def in_stems(self) -> str:
        """The stems of the same in their order, with spaces between and around them."""
        return f" {' '.join(stems_of(f'{self.entry.text} {self.entry.more}'))} "

    def writes_out(self, meaning: str) -> bool:
        """Tell whether it has what an abbreviation stands for, its words one after another."""
        return f" {' '.join(stems_of(meaning))} " in self.in_stems

    @cached_property
    def has_number(self) -> bool:
        """Whether its text has a number."""
        return bool(_NUMBER.search(self.entry.text))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The folded words of what its text says how many there are: "244 million migrants"."""
        return frozenset(word for run in self._after_numbers for word in run)

    @cached_property
    def counted_stems(self) -> frozenset[str]:
        """The stems of the same."""
        return frozenset(stem for run in self._after_numbers for stem in stems_of(" ".join(run)))

    @cached_property
    def _after_numbers(self) -> Sequence[Sequence[str]]:
        words = normalise(self.entry.text).split()
        return [
            words[at + 1 : at + 1 + WITHIN]
            for at, word in enumerate(words)
            if (word[0].isdigit() and not _YEAR.fullmatch(word)) or word in _COUNTING
        ]
