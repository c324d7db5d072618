"""A line as plain words: no courtesies, shorthand written out, numbers as digits."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from handlers.questions.acts import ACTS
from handlers.questions.rewording import REWORDINGS
from handlers.questions.rules import Rules, rule
from knowledge.names.everyday import everyday_words
from knowledge.names.spelling import Vocabulary

_WORD = re.compile(r"\w")
# "art. 23", "articles 9 and 23"
_ARTICLES = re.compile(
    r"(?<!\w)art(?:icle)?"
    r"(?:(?:\.\s*|\s+)(\d+)|s(?:\.\s*|\s+)(\d+(?:(?:\s*,\s*|\s*(?:and|&)\s*)\d+)*))",
    re.IGNORECASE,
)
_WHO_HELPS = r"(?:could|can|would|will) (?:you|someone|somebody|anyone|anybody)(?: all)?"
_COURTESY = re.compile(
    r"(?<!\w)(?:good (?:morning|afternoon|evening|day)"
    r"|(?:hi|hello|hey|dear)(?: all| there| everyone| team| colleagues?)?"
    r"|many thanks|thank you(?: so much| very much| in advance)?"
    r"|thanks(?: a lot| in advance| all)?|thx|cheers|sorry|excuse me"
    r"|(?:quick|basic|short|small|silly|stupid|dumb|simple|naive) (?:question|one)"
    rf"|{_WHO_HELPS}(?: please| kindly)?(?: just)?"
    r"(?: remind| tell| let| show| give| help)(?: me| us)?(?: know| out)?"
    r"|(?:please |kindly |pls )?(?:remind|tell|show|give) (?:me|us)"
    r"|do (?:you|we) know|i need(?: to know)?"
    r"|(?:kindly|please|can you|could you) confirm"
    r"|confirm (?:to me |for me )?(?=by when|when|where|who|if|whether)"
    r"|does (?:anyone|anybody|someone) (?:know|remember)|if you (?:can|could|please)"
    r"|as (?:soon as possible|quickly as possible)|asap|urgently)(?!\w)[\s,;:!.]*",
    re.IGNORECASE,
)
_SHORTHAND = {
    "countrys": "countries",
    "dosent": "doesnt",
    "dosnt": "doesnt",
    "doesent": "doesnt",
    "donts": "dont",
    "dnt": "dont",
    "didt": "didnt",
    "didnot": "didnt",
    "dident": "didnt",
    "woudnt": "wouldnt",
    "wudnt": "wouldnt",
    "wich": "which",
    "whch": "which",
    "wen": "when",
    "wher": "where",
    "wats": "whats",
    "mtg": "meeting",
    "coord": "coordination",
    "rt": "roundtable",
    "rts": "roundtables",
    "mtgs": "meetings",
    "govt": "government",
    "govts": "governments",
    "gov": "government",
    "orgs": "organizations",
    "cofac": "cofacilitator",
    "cofacs": "cofacilitators",
    "dels": "delegations",
    "ctries": "countries",
    "rec": "recommendation",
    "recs": "recommendations",
    "stmt": "statement",
    "stmts": "statements",
    "negs": "negotiations",
    "pts": "points",
    "secgen": "secretary general",
    "cochairs": "co chairs",
    "w": "with",
    "abt": "about",
    "btw": "between",
    "wd": "would",
    "reg": "regional",
    "shd": "should",
    "cd": "could",
    "ppl": "people",
    "folks": "people",
    "folk": "people",
    "intl": "international",
    "devt": "development",
    "dvpt": "development",
    "impl": "implementation",
    "coop": "cooperation",
    "info": "information",
    "thru": "through",
    "yr": "year",
    "yrs": "years",
    "sess": "session",
    "sesh": "session",
    "cttee": "committee",
    "ctry": "country",
    "mech": "mechanism",
    "mechs": "mechanisms",
    "mig": "migration",
    "conf": "conference",
    "decl": "declaration",
    "resp": "responsibility",
    "reps": "representatives",
    "stakehldrs": "stakeholders",
    "bldg": "building",
    "migr": "migration",
    "temp": "temporary",
    "stats": "statistics",
    "nxt": "next",
    "smth": "something",
    "sth": "something",
    "smbd": "somebody",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "yest": "yesterday",
    "whn": "when",
    "whr": "where",
    "wht": "what",
    "alrdy": "already",
    "grp": "group",
    "grps": "groups",
    "cntry": "country",
    "cntries": "countries",
    "gvt": "government",
    "natl": "national",
    "wk": "week",
    "wks": "weeks",
    "mth": "month",
    "mths": "months",
    "bec": "because",
    "bcs": "because",
    "prop": "proposal",
    "props": "proposals",
    "agnst": "against",
    "agst": "against",
    "btwn": "between",
    "rapp": "rapporteur",
    "amb": "ambassador",
    "xtra": "extra",
    "rgnl": "regional",
    "mgmt": "management",
    "mgt": "management",
}
# In capitals RECs are the regional economic commissions.
_SHORT = re.compile(
    rf"(?<![\w.])(?!(?-i:REC))(?:co-?facs?|{'|'.join(_SHORTHAND)})(?![\w.])", re.IGNORECASE
)
# "annex II 8m" is its paragraph 8(m); elsewhere it can be eight million.
_ANNEXED = re.compile(r".*(?<!\w)annexe?(?!\w).*", re.IGNORECASE | re.DOTALL)
_LETTERED = re.compile(r"(?<![\w.(])(\d{1,2}) ?([b-hj-z])(?![\w.(])")
_LETTER = re.compile(
    r"(?<!\w)((?:paragraph|para|§)\.? ?\d{1,2}),? (?:letter|point|sub-?para(?:graph)?|lit\.?|item)"
    r" \(?([a-z])\)?(?!\w)",
    re.IGNORECASE,
)
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50}
_NUMBERED = re.compile(
    rf"(?<!\w)(paragraphs?|paras?|objectives?|objectivs?|obj)\.? "
    rf"(?:({'|'.join(_TENS)})(?:[ -]({'|'.join(_UNITS)}))?|({'|'.join((*_TEENS, *_UNITS))}))(?!\w)",
    re.IGNORECASE,
)


# "To far off" for "too far off".
_TOO = re.compile(
    r"(?<!\w)to (?=(?:far|much|many|late|early|soon|big|weak|slow|little|few|vague|small)(?!\w))",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?<=spoke )4(?= )|(?<=speaks )4(?= )|(?<=speaking )4(?= )", re.IGNORECASE)
# "la 4e session", "la 4ª sesión": not paragraph 4(e) or 4(a).
_NTH = re.compile(
    r"(?<!\w)(\d)(?:e|è?me|ª|a|er|ère|re|ra|da|ta)(?= (?:sess?i[oó]n|séance|seance|r[ée]union))",
    re.IGNORECASE,
)
# What somebody says of himself, and of what he needs the answer for.
_SPEAKER = re.compile(
    r"(?<!\w)(?:(?:an? |the |new |young )*(?:interpreter|journalist|reporter|delegate|student"
    r"|intern|observer|newbie|newcomer|note.?taker|desk officer) here"
    r"|(?:my|our|the) (?:minister|boss|ambassador|capital|editor|chief|director|colleague|desk"
    r"|head of delegation|hod)(?: just| now| is| has)? (?:asks?|asked|asking|wants?|wanted|needs?"
    r"|wonders?|keeps asking)(?: me| us| to know| this| it| now| again)*$"
    # "Who asked for a briefing" is no briefing of one's own.
    r"|(?<!ask )(?<!asks )(?<!asked )(?<!wants )(?<!wanted )(?<!calls )(?<!called )"
    r"for (?:my|our|a|the) (?:minister|boss|ambassador"
    r"|speech|briefing|article|report|cable|talking points|editor|story|piece"
    r"|press (?:line|note|release)|tweet|footnote|slides?|presentation|thesis|essay|note|email"
    r"|memo)"
    r"|(?:i am|im|i'm) (?:new|late|lost|confused)(?: here| to this)?|remind me)(?!\w)[\s,;:!.–-]*",
    re.IGNORECASE,
)
# What one has of a thing before one asks for it.
_RECALLING = re.compile(
    r"^\s*(?:so |and |but |well |ok |hm+ )?(?:i|we) (?:(?:seem|think i|have|only|just|half|vaguely"
    r"|dimly|faintly|can|do|still) )*(?:to )?(?:remember|recall|recollect|(?:the |an )?impression"
    r"|heard|read)(?: somewhere| once| it said)?"
    r"(?: that(?! (?:\w+ )?(?:said|was|is|were)(?!\w)))? ",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[,;]\s*(?:right|no|yes|correct|is (?:it|that)(?: right| so)?|isn.?t it|same line|or not"
    r"|i think|i guess|i believe|if i remember(?: right(?:ly)?| well| correctly)?)\s*(?=[?!.]|$)"
    r"|(?<=\w) right\s*(?=[?!])",
    re.IGNORECASE,
)
# Who leads the negotiations, in whatever words: "the two running the talks".
_PRESIDING = re.compile(
    r"(?<!\w)(?:the )?(?:two |both )?(?:two|ones|people|guys|men|gentlemen|persons|ambassadors"
    r"|diplomats|those)(?: (?:who|that)(?: are| were)?)?"
    r" (?:run|ran|lead|led|steer|chair|running|leading|steering|chairing|in charge of)"
    r" (?:the |these |all )?(?:talks|negotiations?|process|room|show|whole thing)(?!\w)",
    re.IGNORECASE,
)
# Others than a state that is known: "anyone besides Mexico".
_BESIDES = re.compile(
    r"(?<!\w)(anyone|anybody|who|someone|somebody|which states|which countries|any other state"
    r"|any other country|any other delegation|other countries|other states|other delegations)"
    r"(?: else)? (?:besides|other than|apart from|aside from|except(?: for)?) (?:the )?\w+",
    re.IGNORECASE,
)
# "… the general assembly. gave me goosebumps": what follows a question is not asked.
_CHATTER = re.compile(
    r"^(.{12,}?(?:\?|\w{3}\.)) +(?:my|our|we|i|im|i.m|he|she|it.?s?|gave|just|asking|need(?:ed)?"
    r"|no|so|not|sounds?|looks?|would|love|hope)\b[^?]*$",
    re.IGNORECASE | re.DOTALL,
)
# "Which ones said they back the African Group" is which ones back it.
_SAID_THEY = re.compile(
    r"(?<!\w)((?:who|which \w+|anyone|anybody|somebody|countries|states) )"
    r"(?:said|says|say|claimed|stated) (?:that )?(?:they|he|she"
    r"|it(?= (?:supports?|backs?|wants?|wanted|opposes?|likes?|would|can|could|rejects?"
    r"|is (?:for|against))(?!\w))) (?!(?:had |have |has )?(?:been|were|was|got|felt)(?!\w))",
    re.IGNORECASE,
)
# "No. of members", "the sec-gen".
_NUMBER_OF = re.compile(r"(?<!\w)no\.? of(?= \w)", re.IGNORECASE)
_SEC_GEN = re.compile(r"(?<!\w)sec(?:retary)?[-. ]+gen(?:eral)?\.?(?!\w)", re.IGNORECASE)
_BESIDES_FIRST = re.compile(
    r"^\s*(?:besides|other than|apart from|aside from|except(?: for)?) (?:the )?\w+,?"
    r" (?=who|which|anyone|any)",
    re.IGNORECASE,
)
_BARGAINING = re.compile(
    r"(?<!\w)(?:(?:bargain|haggl|horse-?trad)ing(?= .*?(?:start|begin|kick)|$)"
    r"|(?<=states )(?:actually |really )?(?:bargain|haggle)(?!\w))",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?<=\w)[\s,;:–-]+(?:again|pls|plz|please|in brief|briefly|in short|full stop|period|at all"
    r"|what ?so ?ever|in the end|end of story|once and for all|to be honest|tbh|honestly|frankly"
    r"|basically|anyway|after all|exactly|actually|no matter what|no ifs(?: and| or)? buts"
    r"|rn|atm|right now|ngl|imo|imho|lol|asap|real quick)"
    r"\s*[?!.]*$",
    re.IGNORECASE,
)
# "Left more or less as it is": how far it is so changes nothing of what is asked.
_SOFTENED = re.compile(
    r"(?<=\w )(?:more or less|pretty much|by and large|broadly speaking|kinda|sorta) (?=\w)",
    re.IGNORECASE,
)
# "Both China and Cuba" are China and Cuba.
_BOTH = re.compile(
    r"(?<!\w)both (?=(?:(?!who |what |want|say|said)\S+ ){1,6}?(?:and|&) \w)", re.IGNORECASE
)
# What the documents write as one word.
_AS_ONE = {"map": "roadmap", "stock": "stocktaking"}
_JOINED = re.compile(r"(?<!\w)(?:road map|(?:take|takes|taking|took) stock)(?!\w)", re.IGNORECASE)
# "When she'd be finished", without its apostrophe a word of its own.
_SHORTENED = re.compile(
    r"(?<!\w)((?:when|if|whether|that|why|how|what|where|who|how \w+) (?:s?he|they|it|we|you))"
    r"['’]?(?:d|ll)(?!\w)",
    re.IGNORECASE,
)


def _write_out(match: re.Match[str]) -> str:
    word = match[0].casefold()
    return _SHORTHAND.get(word, "cofacilitators")


def _as_digits(match: re.Match[str]) -> str:
    if match[2]:
        unit = _UNITS.index(match[3].casefold()) + 1 if match[3] else 0
        return f"{match[1]} {_TENS[match[2].casefold()] + unit}"
    word = match[4].casefold()
    number = _TEENS.index(word) + 10 if word in _TEENS else _UNITS.index(word) + 1
    return f"{match[1]} {number}"


_ORDINAL_ENDS = "e me ème ª a er ère re ra da ta".split()
_CHATTING = rule(_CHATTER, r"\1", "? .")
_COURTESIES = (
    rule(_TAG, " ", ", ; right"),
    rule(_RECALLING, "", "remember recall recollect impression heard read"),
    rule(
        _COURTESY,
        " ",
        "good hi hello hey dear thanks thank thx cheers sorry excuse you someone somebody"
        " anyone anybody me us we need confirm soon quickly asap urgently question one",
    ),
    rule(
        _SPEAKER,
        " ",
        "here asks ask asked asking wants want wanted needs need wonders wonder keeps speech"
        " briefing article report cable talking editor story piece press tweet footnote slide"
        " slides presentation thesis essay note email memo minister boss ambassador new"
        " late lost confused remind",
    ),
)
_WHO_WOULD = re.compile(r"(?<!\w)who['’]?d(?!\w)", re.IGNORECASE)
# "He'd misunderstood": had or would, what is asked stays the same.
_HAD = re.compile(r"(?<!\w)(he|she|they|it|we|you|i)['’]d(?!\w)", re.IGNORECASE)
_HAD_DONE = re.compile(  # the same as it is typed in a hurry: "hed misunderstood"
    r"(?<!\w)(he|they|we|you)d (?=(?:\w+ed|\w*stood|got|gone|taken|been|heard|seen|meant)(?!\w))",
    re.IGNORECASE,
)
_INTL = re.compile(r"(?<!\w)int['’]l(?!\w)", re.IGNORECASE)
_PLAIN = (
    rule(_INTL, "international", "int"),
    rule(_HAD, r"\1", "d"),
    rule(_HAD_DONE, r"\1 ", "hed theyd wed youd"),
    rule(_WHO_WOULD, "who would", "who whod"),
    rule(_SHORT, _write_out, f"co fac facs cofac cofacs {' '.join(_SHORTHAND)}"),
    rule(_FOR, "for", "4"),
    rule(_TOO, "too ", "far much many late early soon big weak slow little few vague small"),
    rule(_LETTER, r"\1(\2)", "letter point sub subpara subparagraph lit item"),
    *REWORDINGS,
    *ACTS,
    rule(_ANNEXED, lambda match: _LETTERED.sub(r"\1(\2)", match[0]), "annex annexe"),
    rule(
        _PRESIDING,
        "cofacilitators",
        "run ran lead led steer chair running leading steering chairing charge",
    ),
    rule(_BESIDES_FIRST, "", "besides other apart aside except"),
    rule(_BESIDES, r"\1 else", "besides other apart aside except"),
    rule(_NUMBER_OF, "number of", "no"),
    rule(_SEC_GEN, "secretary general", "sec secretary"),
    rule(_SAID_THEY, r"\1", "said says say claimed stated"),
    rule(
        _BARGAINING,
        "negotiating",
        "bargaining haggling horsetrading trading bargain haggle",
    ),
    rule(_JOINED, lambda match: _AS_ONE[match[0].casefold().split()[-1]], "road stock"),
    rule(
        _SHORTENED,
        r"\1 would",
        "d ll shed hed theyd itd wed youd shell hell theyll itll well youll",
    ),
    rule(_SOFTENED, "", "less much large speaking kinda sorta"),
    rule(_BOTH, "", "both"),
    rule(
        _ASIDE,
        "",
        "again pls plz please brief briefly short stop period all whatsoever soever ever end story"
        " honest tbh honestly frankly basically anyway exactly actually what buts"
        " rn atm now ngl imo imho lol asap quick",
    ),
    rule(
        _NTH,
        lambda match: f"{match[1]}th",
        " ".join(f"{digit}{end}" for digit in range(10) for end in _ORDINAL_ENDS),
    ),
    rule(
        _NUMBERED,
        _as_digits,
        "paragraph paragraphs para paras objective objectives objectiv objectivs obj",
    ),
    rule(
        _ARTICLES,
        lambda match: re.sub(r"\d+", r"article \g<0>", match[1] or match[2]),
        "art arts article articles",
    ),
)
RULES = (_CHATTING, *_COURTESIES, *_PLAIN)
_FIRST, _SECOND, _THIRD = Rules([_CHATTING]), Rules(_COURTESIES), Rules(_PLAIN)


def has_shorthand(line: str) -> bool:
    """Tell whether a line has words that are cut short: "recs"."""
    return bool(_SHORT.search(line))


def write_plainly(line: str) -> str:
    """Write a line as plain words.

    Args:
        line: as typed, cleaned.

    Returns:
        The same without courtesies, its shorthand written out; what was nothing but a courtesy
        stays as it is.
    """
    line = _FIRST.rewrite(line)
    plain = _SECOND.rewrite(line)
    if not _WORD.search(plain):
        plain = line
    return " ".join(map(_mend, _THIRD.rewrite(plain).split()))


# Words that questions are made of; misspelt, nothing would be known to be asked.
_OF_QUESTIONS = (
    "countries country delegations delegation delegates delegate governments government supports "
    "support supported supporting opposes oppose opposed mentioned mentions priorities statement "
    "statements paragraph paragraphs objective objectives abbreviation abbreviations definition "
    "meaning position positions difference differences compare comparison moderator moderated "
    "moderators chaired represented represents suggested suggests proposed proposes already "
    "against something anything anyone someone somebody meeting meetings finished started "
    "tomorrow yesterday between because session sessions roundtable roundtables thematic "
    "afraid worried worries concerned prefers prefer rather warned warns answered replied "
    "complain complained accepts accepted rejects rejected agreed agrees disagree disagrees "
    "disagreed contradict contradicts contradicted"
).split()


@cache
def _asking_words() -> Vocabulary:
    words = Vocabulary()
    for word in _OF_QUESTIONS:
        words.add(word)
    return words


@lru_cache(4096)
def _mend(word: str) -> str:
    """Write a misspelt word of questions as it is spelt; names begin with capitals or are known."""
    if len(word) < SHORTEST_MENDED or not word.isalpha() or not word.islower():
        return word
    if word in everyday_words() or word in _OF_QUESTIONS:
        return word
    near = [found for found, _ in _asking_words().near(word, 1)]
    return min(near, key=_OF_QUESTIONS.index, default=word)  # of equals always the same


SHORTEST_MENDED = 6  # letters
