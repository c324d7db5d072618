"""What may be a speaker's label: wide, so that an unforeseen one is told and never passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.documents.forms.asides import REMARK, is_remark, names_note_taker
from knowledge.documents.forms.persons import part_person
from knowledge.names.normal import normalise

IsName = Callable[[str], bool]  # whether words are a party's name, or nearly one

LONGEST = 12  # words of a label
_SHORT = 4  # words of a label in another style than its document's
_DASH = r"\s+[–—-](?=\s|$)|(?<=\w)[–—](?=\s|$)"
SEPARATOR = re.compile(rf"\s*[:：](?=\s|$|[^\d/\s])|{_DASH}")
_WORD = re.compile(r"[^\W_]+(?:[.'’&/-]+[^\W_]+)*")
_CONNECTORS = frozenset(
    "of the and for on behalf obo speaking also de la le les du des d to in au nom nombre".split()
)
# How notes say for whom somebody speaks: "on behalf of", "obo", "au nom du", "en nombre de".
_BEHALF = r"(?:on behalf of|o\.?/?b\.?/?o\b\.?|au nom (?:de|du|des)|en nombre (?:de|del))"
_ARTICLE = r"(?:(?:the|la|le|les|los|las|el)\s+|l['’])?"
_FOR = re.compile(
    rf"(?:also\s+)?(?:speaking\s+)?(?:also\s+)?(?:for|{_BEHALF})\s+{_ARTICLE}(?P<whom>.+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?P<base>.+?)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]$")
_TAIL = re.compile(
    rf"(?P<base>.+?),?\s+(?:speaking\s+)?(?:for|{_BEHALF})\s+{_ARTICLE}(?P<whom>.+)",
    re.IGNORECASE,
)
# What orders a speech is no speaker: "First:", "Objective 3:", "On paragraph 12:".
_ORDER = re.compile(
    r"(?:on |and |re )?(?:first|second|third|fourth|fifth|last|final)(?:ly)?|"
    r"(?:on |in |re )?(?:art(?:icle)?|para(?:graph)?|objective|section|chapter|annex|page|option|"
    r"item|recommendation|principle|line|op|pp)s?\.? ?[\divx.()a-z -]{1,12}",
    re.IGNORECASE,
)
_HEAD = frozenset(
    "agenda author by cc date from meeting minutes note notes participants place present "
    "rapporteur re session subject time title to topic venue".split()
)
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_DAYS = "mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
# A day: "Plenary Thu 26.11.", "3 May", "Wednesday".
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}[./]\d{{1,2}}\b|\d{{4}}-\d\d|(?:{_MONTHS})[a-z]*\.? \d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{_MONTHS})|(?:{_DAYS})(?:day)?\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;…]$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is printed, and what follows it.

    Args:
        printed: the words that "speakers" has to have.
        rest: the words after it.
        presiding: whether it is printed as a chair's.
        doubtful: whether it only might be a label, in another style than the document's.
    """

    printed: str
    rest: str
    presiding: bool = False
    doubtful: bool = False


def trim(label: str) -> str:
    """Take off what only parts a label from its words."""
    return " ".join(label.strip().strip(":：–—-.,;").split())


def may_name(words: str) -> bool:
    """Tell whether words are written as a label can be: capitals, few, no sentence."""
    words = words.strip()
    bare = _BRACKETS.match(words)
    base = bare["base"] if bare else words
    found = _WORD.findall(base)
    if not found or len(found) > LONGEST or _SENTENCE.search(base.removesuffix(".")):
        return False
    if _ORDER.fullmatch(base) or ". " in re.sub(
        r"\b(?:[A-Z]|Mr|Ms|Mrs|Dr|St|Amb|H\.E)\. ", "", base
    ):
        return False
    small = [w for w in found if w[0].islower() and w not in _CONNECTORS]
    return not small and not found[0][0].islower() and base[0].isalpha()


def is_head(label: str) -> bool:
    """Tell whether a label is of a document's head: "Date:", "Present:", "Plenary Thu 26.11."."""
    words = normalise(label).split()
    if _DATED.search(label):
        return True
    return (bool(words) and words[0] in _HEAD and len(words) < 3) or names_note_taker(label)


def part(
    printed: str, speakers: Mapping[str, str], attributions: Mapping[str, str]
) -> tuple[str, str]:
    """Part a label from the group for which it says that it speaks.

    Args:
        printed: the whole label: "ALFA (for the Blue Group)", "Blue Group (Alfa)".
        speakers: party by printed label.
        attributions: group by printed name.

    Returns:
        The label and the group as printed, or "" where it speaks for itself or nobody knows.
    """
    if bare := _BRACKETS.match(printed):
        base, inner = bare["base"].strip(), bare["inner"].strip()
        # Whose a whole label is does not say that it speaks for nobody else.
        speaker = printed if printed in speakers else base
        if inner in attributions and speaker in speakers:
            return speaker, inner
        if said := _FOR.fullmatch(inner):
            return speaker, said["whom"].strip()
    if printed in speakers:
        return printed, _side_spoken_for(printed, speakers, attributions)
    if (party := part_person(printed)) in speakers:
        return party, ""
    if bare:
        if base in attributions and inner in speakers:
            return inner, base
    elif tail := _TAIL.fullmatch(printed):
        return tail["base"].strip(), tail["whom"].strip()
    return printed, ""


def _side_spoken_for(
    printed: str, speakers: Mapping[str, str], attributions: Mapping[str, str]
) -> str:
    """Give the group in a label with a stroke that an editor has said is a state's: "AU/Chad"."""
    sides = (side.strip() for side in printed.split("/")) if "/" in printed else ()
    return next(
        (s for s in sides if attributions.get(s, speakers[printed]) != speakers[printed]), ""
    )


def name_group(label: str) -> tuple[str, str]:
    """Part a label from what it has in brackets, which may be a group; ("", "") where it has none.

    Args:
        label: as printed: "Alfa (Blue Group)".
    """
    bare = _BRACKETS.match(trim(label))
    return (bare["base"].strip(), bare["inner"].strip()) if bare else ("", "")


_OPENING = re.compile(
    r"(?:(?:I|we|my delegation|the delegation)\b[^.;:–—]{0,60}?\b)?"
    rf"(?:speak(?:s|ing)?|statement|floor|this)?\s*{_BEHALF}\s+{_ARTICLE}"
    r"(?P<whom>[^.,;:–—]{2,80}?)\s*(?:[.,;:–—]|\s-\s|$)",
    re.IGNORECASE,
)


def opening_attribution(words: str) -> str:
    """Read for whom someone says to speak, where that opens the words."""
    opening = _OPENING.match(words.strip().lstrip("(["))
    return opening["whom"].strip(" )]") if opening else ""


_DOUBT = re.compile(
    rf"(?P<label>(?:[^:：–—\n]|(?<=\d):(?=\d)){{2,70}}?)(?P<sep>{SEPARATOR.pattern})"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")  # a note-taker's, wherever the line stands
_ENDED = re.compile(rf"(?<=[.!?;])[”\"’)]*\s+(?=[^\W\d_a-z]|(?i:{REMARK})\s*[:–—-])")
_VERBS = (
    "said supports? supported opposes? opposed wants? wanted asks? asked proposes? proposed "
    "agrees? agreed stress(?:es|ed) notes? noted welcomes? welcomed calls? called urges? urged "
    "suggests? suggested requests? requested rejects? rejected objects? objected prefers? "
    "preferred thanks? thanked replied repl(?:ies|ied) warns? warned endors(?:es|ed) "
    "aligns? aligned joins? joined echoes|echoed cautions? cautioned regrets? regretted "
    "reiterates? reiterated"
).replace(" ", "|")
# Marks that only here and there part a name from its words: "Alfa => no", "Alfa; no", "Alfa. No",
# "Alfa- no", "Alfa -no", "Alfa… no".
_LOOSE = re.compile(
    r"(?P<label>[^.;=>→|…~\n]{2,60}?)"
    r"(?P<sep>\s*(?:=+>?|-+>|→|>|;|\||\.{1,3}|…|:|~|/|[–—-])(?=\s)|\s[–—-](?=\w)|[–—](?=\w))"
)
_AND = re.compile(r"\s*(?:,|&|/|\+|\band\b)\s*")
_SUBJECT = re.compile(rf"(?P<label>[^.:;–—]{{2,60}}?)\s+(?P<verb>{_VERBS})\b")


def doubt(text: str, is_name: IsName, *, opens: bool, own: bool = False) -> Label | None:
    """Find what could be a label in a line that has none of the document's style.

    Args:
        text: the line.
        is_name: tells a party's name.
        opens: whether the line begins a block, where a sentence can be a speaker's, too.
        own: whether it goes on with no line above it.

    Returns:
        The label with what parts it from its words ("Alfa –"), so that it is listed apart.
    """
    match = _DOUBT.match(text)
    if match and _may_begin(match["label"], is_name, opens=opens):
        return Label(text[: match.end()].strip(), text[match.end() :].strip(), doubtful=True)
    # A name alone is no end of a sentence, unless it has a full stop.
    if is_name(trim(text)) and (opens or not text.endswith(".")):
        return Label(text, "", doubtful=True)
    if not (opens or own):
        return None
    subject = _SUBJECT.match(text)
    if subject and all(map(is_name, _AND.split(subject["label"]))):
        return Label(text[: subject.end()], text, doubtful=True)
    loose = _LOOSE.match(text)
    if loose and _names_first(loose["label"], loose["sep"].strip(), is_name):
        return Label(text[: loose.end()].strip(), text[loose.end() :].strip(), doubtful=True)
    return None


def _names_first(label: str, separator: str, is_name: IsName) -> bool:
    """Tell whether words before a mark are a name; before a colon, more may follow it."""
    if _INITIALS.fullmatch(label):
        return True
    words = label.split()
    least = 1 if separator == ":" and len(words) <= _SHORT else len(words)
    return any(is_name(" ".join(words[:count])) for count in range(len(words), least - 1, -1))


def _may_begin(label: str, is_name: IsName, *, opens: bool) -> bool:
    if is_name(label) or is_remark(label) or _INITIALS.fullmatch(label):
        return True
    return opens and _is_short_name(label)


def _is_short_name(label: str) -> bool:
    return len(label.split()) <= _SHORT and may_name(label)


def doubt_within(text: str, is_name: IsName) -> tuple[int, Label] | None:
    """Find what could be a label in mid-line: after a sentence's end, a name and a colon or dash.

    Returns:
        Where it begins, and the label.
    """
    for end in _ENDED.finditer(text):
        match = _DOUBT.match(text, end.end())
        if match and (is_name(match["label"]) or is_remark(match["label"])):
            printed = text[end.end() : match.end()].strip()
            return end.end(), Label(printed, text[match.end() :].strip(), doubtful=True)
    return None
