"""What somebody said, cut into sentences, or into what the note-taker set apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from knowledge.documents.excerpt import split_sentences
from knowledge.names.everyday import everyday_words

_FULL_STOP = re.compile(r"[.!?][”\"’)]*$")
_DASH = re.compile(r"\s+[–—-]\s*|\s*[–—]\s+")
_WORD = 3  # letters; what is shorter may be an initial: "developing c. want it"
_DASHES = 2  # "Ban - fine" is one thing said; what has more of them lists several
_SEMICOLON = re.compile(r";\s+")
# Where a sentence may begin in lower case or with a figure, as in notes.
_NEXT = re.compile(r"(?<=[\w)])(?P<end>[.!?])[”\"’)]*\s+(?=\w)|(?<=%)\.\s+(?=\w)")
_ABBREVIATED = frozenset(
    "agr amend approx art arts asst biodiv bn ca cf ch cl comm conf cons cont coord cttee decl def "
    "del dels dep dept dev devt doc docs econ ed env eq esp est etc excl exec ext facil fig figs "
    "fin fwd gen gov govt hr hrs impl incl indig info int intl intro jt leg lit max mech mfa mgmt "
    "min mins misc mn mtg mtgs nat natl neg negot no nos nr obj obs opp org para paras par pl pls "
    "pol pos poss pp prelim prep pres prev princ proc prof prog prop prov pt pts ques rec recs "
    "recomm ref refs reg regs rep reps req res resol resp rev sci sec secs sect sess soc spec st "
    "stat std strat sub subm supp sust tech temp trad trans univ ver vol vols vs wk wks wrt yr yrs "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    "".split()
)
# Of those, what never ends a sentence: "approx. Ten", "incl. Norway".
_LEADING = frozenset(
    "approx art arts ca cf ch e.g esp excl fig figs i.e incl para paras pp vs w.r.t".split()
)
_ROMAN = re.compile(r"[IVXLC]{1,6}\b(?![’'.])")  # of what stands before it: "Sect. IV"
_WHOLE = 6  # letters; what is longer is no abbreviation that only its beginning tells


def cut_parts(block: str) -> Iterator[str]:
    """Cut a paragraph into sentences; notes that have none, at their dashes and semicolons."""
    sentences = [each for whole in _split_capitals(block) for each in _cut_lower(whole)]
    if len(sentences) == 1 and not _FULL_STOP.search(block):
        many = len(_DASH.findall(block)) >= _DASHES
        pieces = _DASH.split(block) if many else [block]
        sentences = [each for piece in pieces for each in _SEMICOLON.split(piece)]
    yield from filter(None, (sentence.strip() for sentence in sentences))


def _split_capitals(block: str) -> Iterator[str]:
    """Split at sentences that begin with a capital, but not after an abbreviation that leads."""
    held = ""
    for sentence in split_sentences(block):
        if held and not _leads(held, sentence):
            yield held
            held = ""
        held = f"{held} {sentence}" if held else sentence
    if held:
        yield held


def _leads(sentence: str, following: str) -> bool:
    """Tell whether what ends like a sentence goes on: "incl." and a name, "Sect." and "IV"."""
    words = sentence.split()
    last = words[-1].lstrip("(“\"‘'").casefold() if words else ""
    if not last.endswith("."):
        return False
    return last[:-1] in _LEADING or (
        last[:-1] in _ABBREVIATED and _ROMAN.match(following) is not None
    )


def _cut_lower(text: str) -> Iterator[str]:
    """Cut where a sentence begins small or with a figure, and no abbreviation ends before it."""
    start = 0
    for match in _NEXT.finditer(text):
        words = text[start : match.start()].split()
        last = words[-1].strip("(“\"‘'").casefold() if words else ""
        short = match["end"] == "." and _is_short(last)
        begins = text[match.end()]
        if not short and (begins.islower() or begins.isdigit()):
            yield text[start : match.end()]
            start = match.end()
    yield text[start:]


def _is_short(word: str) -> bool:
    """Tell whether a full stop after a word may be an abbreviation's or a number's."""
    return not word.endswith(")") and (
        len(word) < _WORD
        or "." in word
        or word.isdigit()
        or word in _ABBREVIATED
        or _is_begun(word)
    )


@lru_cache(4096)
def _is_begun(word: str) -> bool:
    """Tell whether letters are no word and begin one: "struct", "monit"."""
    if len(word) > _WHOLE or not word.isalpha() or word in everyday_words():
        return False
    known = _in_order()
    begun = takewhile(lambda each: each.startswith(word), known[bisect_left(known, word) :])
    return any(len(each) > len(word) + 1 for each in begun)


@cache
def _in_order() -> Sequence[str]:
    return sorted(everyday_words())
