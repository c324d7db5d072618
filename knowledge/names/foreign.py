"""Words of meetings in the official languages, read as the English ones by which one searches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.names.normal import normalise

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

_WORDS = Path(__file__).parents[1] / "data" / "foreign_words.txt"
_COLUMNS = ("french", "spanish", "russian", "arabic", "chinese")
_SCRIPTS = (
    (re.compile("[\u0400-\u04ff]"), ("russian",)),
    (re.compile("[\u0600-\u06ff]"), ("arabic",)),
)
_HAN = re.compile("[\u3400-\u9fff]")
# What Arabic writes at the beginning of a word and other languages as words of their own.
_BEFORE = re.compile("^(?:[وفبكل]?ال|لل|[وفبل])(?=.{2})")


@dataclass(frozen=True)
class ForeignWords:
    """Words of other languages by their forms and their stems.

    Args:
        forms: the English word by each form, folded as names are.
        stems: the same by the stem of the language named.
        telling: forms that are no English words, by which a language is told.
        longest: characters of the longest Chinese word.
    """

    forms: dict[str, str]
    stems: dict[tuple[str, str], str]
    telling: frozenset[str]
    longest: int

    def translate(self, word: str) -> str:
        """Give the English for a word in any of its forms.

        Args:
            word: folded; a run of Chinese is taken apart into the words that it has.

        Returns:
            English words, folded; "" where the word is not known.
        """
        if word in self.forms:
            return self.forms[word]
        if _HAN.search(word):
            return " ".join(dict.fromkeys(self._take_apart(word)))
        for script, languages in _SCRIPTS:
            if script.search(word):
                return self._by_stem(word, languages)
        return self._by_stem(word, ("french", "spanish"))

    def _by_stem(self, word: str, languages: tuple[str, ...]) -> str:
        for language in languages:
            forms = (word, _BEFORE.sub("", word)) if language == "arabic" else (word,)
            for form in forms:
                found = self.forms.get(form) or self.stems.get((language, _stem(form, language)))
                if found:
                    return found
        return ""

    def _take_apart(self, run: str) -> Iterator[str]:
        at = 0
        while at < len(run):
            for length in range(min(self.longest, len(run) - at), 0, -1):
                found = self.forms.get(run[at : at + length])
                if found:
                    yield found
                    at += length
                    break
            else:
                at += 1


@cache
def foreign_words() -> ForeignWords:
    """Read the table of words."""
    forms: dict[str, str] = {}
    stems: dict[tuple[str, str], str] = {}
    longest = 1
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        english, *columns = (cell.strip() for cell in line.split("|"))
        for language, cell in zip(_COLUMNS, columns, strict=False):
            for word in cell.split():
                form = normalise(word)
                forms.setdefault(form, english)
                if language == "chinese":
                    longest = max(longest, len(form))
                else:
                    stems.setdefault((language, _stem(form, language)), english)
    english_words = {word for english in forms.values() for word in english.split()}
    return ForeignWords(forms, stems, frozenset(forms) - english_words, longest)


@lru_cache(4096)  # of what people type, too: no line may make it grow
def _stem(word: str, language: str) -> str:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    analyzer = _ANALYZERS.get(language)
    if analyzer is None:
        analyzer = (
            TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(language)).build()
        )
        _ANALYZERS[language] = analyzer
    return " ".join(analyzer.analyze(word))


_ANALYZERS: dict[str, TextAnalyzer] = {}
