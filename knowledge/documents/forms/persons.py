"""Labels that tell more of a speaker than the party: a person, a time, how or as what."""

from __future__ import annotations

import re

# A person, or a turn of questions and answers, and in whose name: "H.E. Mr Otieno (Kenya)",
# "Ms Otieno, Kenya", "Q (Kenya)".
_PERSON = re.compile(
    r"(?:(?:h\.?e\.? |hon\.? )?(?:mr|mrs|ms|dr|prof|amb(?:assador)?|minister)\.? [^()\[\],]+?|"
    r"q|a|question|answer)"
    r"(?:\s*[(\[](?P<bracket>[^()\[\]]+)[)\]]|,\s*(?P<comma>[^()\[\]]+))",
    re.IGNORECASE,
)
# A party, and in brackets who spoke for it, how or as what: "KENYA (Mr Otieno)", "Kenya (10:05)".
_DELIVERED = re.compile(
    r"(?P<party>[^()\[\]]+?)\s*[(\[](?:(?:h\.?e\.? |hon\.? )?(?:mr|mrs|ms|dr|prof|amb(?:assador)?|"
    r"minister)\.? .+|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?|(?:via|through|with|by) "
    r"(?:interpret\w+|video\w*)|translat\w+(?: .+)?|interpret\w+(?: .+)?|online|virtual(?:ly)?|"
    r"remote(?:ly)?|cont(?:inued|['’]d|\.)?|observers?|obs\.?|ngo|igo|civil society|guest)[)\]]|"
    r"(?P<timed>[^()\[\]]+?),? \d{1,2}[:.h]\d{2}(?: ?[ap]m)?",
    re.IGNORECASE,
)


def part_person(label: str) -> str:
    """Give the party of a label that names a person, too, or how it was delivered; else "".

    Args:
        label: as printed: "Ms Otieno (Kenya)", "Amnesty (observer)".
    """
    if person := _PERSON.fullmatch(label):
        return _trim(person["bracket"] or person["comma"])
    delivered = _DELIVERED.fullmatch(label)
    return _trim(delivered["party"] or delivered["timed"]) if delivered else ""


def _trim(name: str) -> str:
    return " ".join(name.strip(" :：–—-.,;").split())
