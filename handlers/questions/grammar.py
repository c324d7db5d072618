"""How people word what they ask: a row a pattern, tried in order over the whole line.

The names in a line are cut out before: P stands for a party, B for a name that a party and a topic
share, T for a topic, M for a term, E for an event, H for a person or body, S for a source, N for a
paragraph or objective of the draft, D for a time, Q for words in quotation marks.  All other words
are folded: small letters, no accents, no apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from handlers.questions.question import Intent
from knowledge.model import Stance

SUPPORT: tuple[Stance, ...] = ("support", "conditional")
OPPOSE: tuple[Stance, ...] = ("oppose", "conditional")
DOUBT: tuple[Stance, ...] = ("oppose", "conditional", "question")
ASK: tuple[Stance, ...] = ("question",)
ON_CONDITION: tuple[Stance, ...] = ("conditional",)
REMARK: tuple[Stance, ...] = ("statement",)
ANY: tuple[Stance, ...] = ()

_PARTS = {
    # Who is asked for.
    "WHO": (
        r"(?:who(?: all| else| exactly| actually| would)?|whos|anyone|anybody|someone|somebody|nobody|noone"
        r"|no one|everyone|everybody"
        r"|(?:which|what|any|all|other|how many|list|name|show)(?: me| the| of| all| other)*"
        r" (?:countr(?:y|ies)|states?|delegations?|delegates?|part(?:y|ies)|governments?|groups?"
        r"|members?|speakers?|ones|missions?|actors?)"
        r"|how many(?= (?:are (?:for|against|in)|support|back|favou?r|oppos|object|reject|agree))"
        r"|(?:countries|states|delegations|delegates|parties|those|^people))"
    ),
    # What may stand between who and the verb.
    "MAY": (
        r"(?: (?:that|who|which|is|are|was|were|has|have|had|did|do|does|there|it|really|actually"
        r"|also|still|all|else|would|will|could|might|ever|clearly|openly|strongly|expressly|else"
        r"|explicitly|be|being|been|keeps?|kept|always|even|just|in the room|on record|on the floor|said to be|most|they))*"
    ),
    "NOT": (
        r"(?:not|no|never|doesnt|dont|didnt|isnt|arent|wasnt|werent|wouldnt|wont|cant|cannot|hasnt"
        r"|havent|doesn t|don t|didn t|isn t|nobody|none)"
    ),
    "SUPPORTS": (
        r"(?:support(?:s|ed|ing|ive of|ive)?|backs?|backed|backing|favou?r(?:s|ed|ing)?"
        r"|in favou?r(?: of)?|values|valued|likes?|liked|loves?|wants?|wanted|wanting|wishes?|welcom(?:e|es|ed|ing)"
        r"|endors(?:e|es|ed|ing)|agree[sd]?(?: with| to| on)?|agreeing|for|pro|prefers?|preferred"
        r"|call(?:s|ed|ing)? for|push(?:es|ed|ing)?(?: for)?|advocat(?:e|es|ed|ing)(?: for)?"
        r"|propos(?:e|es|ed|ing)|put(?:s|ting)? forward|tabl(?:es|ed)|float(?:s|ed)|suggest(?:s|ed|ing)?|promot(?:e|es|ed|ing)|champion(?:s|ed|ing)?"
        r"|ask(?:s|ed|ing)? for|need(?:s|ed)?|accept(?:s|ed|ing)?|happy with|keen on|fine with"
        r"|(?:hop|wish|fight|lobby|campaign|plead|argu|stand)(?:e?s|e?d|ing)? (?:up )?for|fought for|lobbied for|look(?:s|ed|ing)? forward to"
        r"|sees? (?:the |a |an |any |much |real |clear )*(?:need|point|value|use|reason|sense|merit|benefit)(?: for| in| of)"
        r"|behind|(?:with|alongside) us (?:on|about|over)|on our side (?:on|about|over)|on board with|up for|sees? value in|insist(?:s|ed)?(?: on| that)?|demand(?:s|ed|ing)?|recommend(?:s|ed|ing)?"
        r"|(?:pleased|delighted|glad|thrilled|satisfied|impressed|content|comfortable)(?: with| about| at| by| to see)"
        r"|cheer(?:s|ed|ing)?(?: for)?|applaud(?:s|ed|ing)?|hail(?:s|ed|ing)?|prais(?:e|es|ed|ing)|commend(?:s|ed|ing)?"
        r"|stands? (?:up )?for|defend(?:s|ed|ing)?|embrac(?:e|es|ed)|okay with|ok with|(?:open|receptive|sympathetic|amenable|favou?rable|willing to agree) to|(?:can|could|would) live with|trust(?:s|ed|ing)?)"
    ),
    "OPPOSES": (
        r"(?:oppos(?:e|es|ed|ing)(?: to)?|against|reject(?:s|ed|ing)?|resist(?:s|ed|ing|ant to|ant)?"
        r"|object(?:s|ed|ing)?(?: to)?|objections?(?: to)?|(?:say|says|said|saying) no(?! (?:one|body)\b)(?: to)?"
        r"|dislik(?:e|es|ed)|hat(?:e|es|ed)|refus(?:e|es|ed|ing)|block(?:s|ed|ing)?|critici[sz]ed?"
        r"|critici[sz]es|critical of|(?:dis|mis)trust(?:s|ed|ing)?|(?:complain|moan|grumbl|protest)(?:e?s|e?d|ing)? (?:about|of|at|against)|uncomfortable with|hostile to|veto(?:es|ed)?"
        r"|(?:unhappy|fed up|sick|tired|angry|annoyed|upset|irritated|frustrated|displeased|dissatisfied|had enough)"
        r"(?: with| of| about| by| over| at)?"
        r"|sees? (?:no|little|hardly any) (?:real |clear |great |big )*(?:need|point|value|use|reason|sense|merit|benefit)(?: for| in| of)"
        r"|(?:tak(?:e|es|ing)|took) (?:issue with|exception to|umbrage at)"
        r"|push(?:es|ed)? back(?: on| against)?|disagree[sd]?(?: with| on)?|opponents?(?: of| to)?"
        r"|avoid(?:s|ed)?|den(?:y|ies|ied)|delet(?:e|es|ed|ing|ion of)|drop|remove)"
    ),
    "DOUBTS": (
        r"(?:(?:ha(?:s|ve|d|ving)|expressed|voiced|raised|with|any|some)(?: any| some| no| the| a| an| big"
        r"| serious| major| many)* (?:doubts?|problems?|concerns?|reservations?|issues?|worries|misgivings|qualms?|trouble|beef|difficult(?:y|ies))"
        r"(?: about| with| on| over| regarding)?"
        r"|doubt(?:s|ed|ful about|ful)?|sceptical(?: of| about)?|skeptical(?: of| about)?"
        r"|worr(?:y|ies|ied)(?: about)?|concerned(?: about| with| by)?|unsure(?: about| of)?"
        r"|(?:scared|afraid|nervous|fearful|wary|anxious|uneasy|alarmed|terrified|frightened|suspicious)(?: of| about| by| at)?"
        r"|(?:fears?|feared|dreads?|dreaded)|hesitant(?: about| on)?"
        r"|(?:urg|counsel|advis|preach|call)(?:e?s|l?ed|ing)? (?:for )?(?:some |more |great )?caution(?: about| on| in| over| with| before| when| against)?"
        r"(?: (?:changing|altering|touching|reforming|reworking|restructuring|moving))?|caution(?:s|ed)(?: about| on| over| against)?|unconvinced(?: by| of)?|reluctant|cautious(?: about| on)?)"
    ),
    "ASKS": (
        r"(?:ask(?:s|ed|ing)?(?: questions?)?(?: about| on| what| how| who| when| whether| if| why)?"
        r"|question(?:s|ed|ing)|quer(?:y|ies|ied)|wonder(?:s|ed|ing)?"
        r"|(?:want(?:s|ed)?|like(?:s|d)?|keen|eager|asked) to (?:know|hear|learn|find out)"
        r"|seeks? clarity(?: on)?|sought clarity(?: on)?|(?:ask|asks|asked) for clarity(?: on)?)"
    ),
    "MENTIONS": (
        r"(?:mention(?:s|ed|ing)?|rais(?:e|es|ed|ing)|br(?:ought|ings?)(?: it)? (?:up|in)|bringing (?:up|in)|(?:made|makes?) mention of"
        r"|talk(?:s|ed|ing)?(?: about| on| of)?|sp(?:oke|eaks?|eaking|oken)(?: on| about| of| to)"
        r"|(?:said|says|say|saying)(?: anything| something| what| a lot| more)(?: on| about| of)?"
        r"|comment(?:s|ed|ing)?(?: on| about)?|refer(?:s|red|ring)?(?: to)?|address(?:es|ed|ing)?"
        r"|care[sd]?(?: about| for)?|discuss(?:es|ed|ing)?|touch(?:es|ed)?(?: on| upon)?"
        r"|interested in|stress(?:es|ed|ing)?|emphasi[sz](?:e|es|ed|ing)|highlight(?:s|ed|ing)?"
        r"|underlin(?:e|es|ed)|not(?:es|ed|ing)|remark(?:s|ed)?(?: on)?|cit(?:e|es|ed|ing)"
        r"|point(?:s|ed|ing)?(?: to| out)|rem(?:inds?|inded)|warn(?:s|ed|ing)?(?: of| about)?"
        r"|blam(?:e|es|ed|ing)|respond(?:s|ed)? to|react(?:s|ed)?(?: to)?|weigh(?:s|ed)? in(?: on)?|views?(?: on)?"
        r"|ha(?:d|s|ve) (?:something|anything|a lot|much|views?|a view|ideas?|thoughts?)(?: to say)? (?:on|about)"
        r"|(?:wrote|writes|written) (?:about|on|of)|recall(?:s|ed)?|listed|named?|thanked|appreciat(?:e|es|ed)"
        r"|(?:go(?:es|ing)?|went|harp(?:s|ed|ing)?|bang(?:s|ed|ing)?|rambl(?:es?|ed|ing)|rant(?:s|ed|ing)?)(?: on)*(?: and on)? about"
        r"|harp(?:s|ed|ing)? on)"
    ),
    "SAID": (
        r"(?:said|says|say|saying|used|uses|use|called|calls|coined|wrote|writes|quot(?:e|es|ed)"
        r"|described|describes|compared|told|spoke of|talked of|announc(?:es|ed)|claim(?:s|ed)|argu(?:e|es|ed)"
        r"|warned that|stated|declared|put it|termed|complained|think(?:s)?|thought|believe[sd]?"
        r"|feels?|felt|explain(?:s|ed|ing)?|reminded|insisted that|joked|admitted"
        r"|correct(?:s|ed)|repl(?:y|ies|ied)(?: to)?|answer(?:s|ed|ing)?|respond(?:s|ed|ing)?(?: to)?|shouted|yelled|cried|exclaimed|snapped|muttered|quipped|bragged|repeated)"
    ),
    "SPOKE": (
        r"(?:spoke|speaks?|spoken|talked|intervened?|(?:took|takes?|taken|got|had|has) the floor|came|was up|goes|went)"
    ),
    "THINKS": r"(?:thinks?|thought|believe[sd]?|feels?|felt|finds?|found|reckons?|considers?|holds?)",
    # When or where in the room, at the end of a line.
    "THERE": (
        r"(?: (?:up|at all|in total|in all|altogether|overall|today|that day|(?:on )?the floor|in the room"
        r"|(?:right |just |straight |directly |immediately |shortly )?(?:before|after) (?:the )?(?:lunch|break)"
        r"|in (?:which|what) order|(?:on |in |at |during |of )?(?:the |that |this |our )?"
        r"(?:D|E|session|morning|afternoon|debate|meeting|day|end)))*"
    ),
    "OFFICE": (
        r"(?:(?:co ?)?chair(?:s|ed|ing|ing of|man|woman|person|persons|people)?|cochair(?:s|ed)?"
        r"|moderat(?:e|es|ed|ing|or|ors)|rapporteurs?|presid(?:e|es|ed|ing)|(?:co ?)?facilitat(?:e|es"
        r"|ed|ing|or|ors)|cofacilitators?|lead|leads|led|leading|heads?|headed|runs?|ran|hosts?"
        r"|hosted|organi[sz](?:e|es|ed|ing|ers?)|represent(?:s|ed|ing|atives?)?"
        r"|(?:spoke|speaks?|speaking|spoken|talked)(?: up)? (?:for|on behalf of|in the name of)"
        r"|(?:took|takes|taking|wrote|kept|made|jotted)(?: down)? (?:the )?(?:notes?|minutes)|note ?takers?"
        r"|wrote|writes|author(?:s|ed)?|attend(?:s|ed|ing|ees)?|participat(?:e|es|ed|ing)"
        r"|took part|present(?:s|ed|ing)?|gave|deliver(?:s|ed)|reads? out|conveyed"
        r"|(?:brought|carried|passed on|read) (?:the )?(?:message|greetings)|open(?:s|ed)?|clos(?:e|es|ed)"
        r"|(?:put|puts) .* together|compiled|prepared|produced|edited|issued|circulated|convened|introduced"
        r"|looked after|looks after|took care of|in charge of|kicked off|co ?chairs|appointed|belongs? to|members? of|part of|drafted|drafts|signed)"
    ),
    "PHRASE": r"(?:idea|phrases?|words?|image|picture|comparison|saying|expression|wording|quot(?:e|es|ation)|metaphor|line|exact|verbatim|whose|said|term)",
    "SPEAKER": (
        r"(?:ambassadors?|delegat(?:e|es|ion|ions)|ministers?|reps?|representatives?|missions?|diplomats?)"
    ),
    # Whom somebody may work for.
    "EMPLOYER": (
        r"(?:agency|organi[sz]ation|body|institution|institute|company|university|uni|college|ngo)"
    ),
    "COMPARE": r"compar(?:e|es|ing|aison|ar|er|ez|a)",
    "NEXT": r"(?:next|upcoming|coming|soonest|earliest|soon)",
    "HOW": r"(?:exists?|bad|steep|common|widespread|share|percent|percentage|proportion|many|much|high|big|large|long|often|far|old|few|lasts?|runs?|expensive|costly|number|numbers|figures?|there)",
    "EXPLAINS": r"(?:explain(?:s|ed|ing)?|define[sd]?|definition|expand|meaning|plain|plainly|simply)",
    "HAPPEN": (
        r"(?:happen(?:s|ed|ing)?|take(?:s)? place|took place|going on|planned|scheduled|on)"
    ),
}

# That somebody or something cannot do what it is there for.
_UNABLE = (
    r"(?:(?:is|are|was|were|seems?|looks?|would be|will be) )?(?:really |just |simply |the |a |far )*"
    r"(?:not|never|isnt|arent|wasnt|werent|cannot|cant|couldnt|shouldnt|wont|wouldnt|doesnt|dont"
    r"|lacks?|unfit|unable|unsuited|incapable|too \w+|ill equipped|wrong|useless|pointless|unnecessary|needless|dangerous|harmful|(?:an? )?(?:waste|bad idea|mistake|threat|danger|nuisance)"
    r"|overstretched|out of (?:its|their) depth)|(?:can|could|should|will|would|must) (?:not|never)"
)


_LISTS = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))


def _write_out(match: re.Match[str]) -> str:
    """Write out the lists of words that stand in capitals, "WHOMAY" as two of them."""
    return _LISTS.sub(lambda name: _PARTS[name[0]], match[0])


@dataclass(frozen=True)
class Row:
    """One way of wording.

    Args:
        pattern: a regular expression over the line with its names cut out; words in capitals of
            more than one letter stand for lists of words.
        intent: what it asks.
        stances: which stances it asks for; () for all, or where stances play no part.
        example: a line that it reads.
    """

    pattern: str
    intent: Intent
    stances: tuple[Stance, ...]
    example: str

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern with its lists of words written out."""
        # "MAY" brings the spaces before its words along, so that there may be none of them.
        pattern = self.pattern.replace(" MAY", "MAY")
        written = re.sub(r"(?<!\[)[A-Z]{2,}(?![\]A-Z])", _write_out, pattern)
        return re.compile(rf"(?<!\S)(?:{written})(?!\S)")


# Whoever is or does anything, where no row before it knows the verb.
ANY_WHO = Row(
    r"^(?:so |and )?(?:who|whos)(?: is| are| was| were| s)?(?: the| this| that| these)? .*",
    "office",
    ANY,
    "who is Louise Arbour",
)
ROWS: tuple[Row, ...] = (
    Row(r"^(?:the )?P (?:and|vs|versus|or) (?:the )?P .*\b(?:who|whos|which one|which)(?: is| s)? (?:for|against|in favou?r|opposed|pro)\b.*$", "compare", ANY,
        "Japan and Indonesia on regional review, who's for and who's against"),
    Row(r"^(?:so |and )?WHO MAY (?:shar(?:es?|ed|ing)|echo(?:es|ed)?|understands?|understood) (?:the |some of the |all the )?(?:worr(?:y|ies)|concerns?|doubts?|fears?|views?|opinions?"
        r"|positions?|misgivings|reservations?|caution) (?:of|by|from) (?:the )?P(?: (?:on|about|over) .*)?$", "agree", SUPPORT, "who shares the worries of Belarus"),
    Row(r"^(?:so )?(?:whats|what is|what was|what)(?: the)? (?:topic|subject|theme|focus|agenda|title) (?:of|for|at) (?:the |our )?NEXT .*$", "next", ANY,
        "what's the topic of the next thematic session"),
    Row(r"^(?:so |and )?WHO MAY (?:accus|suspect|charg|blam|fault)\w* (?:the )?(?:P|(?:co ?)?(?:chairs?|facilitators?)|\w+) (?:of|for) .*$", "said", ANY,
        "who accused the chairs of campaigning"),
    Row(r"^(?:so |and )?(?:did|does|has|have) (?:the )?P (?:ever |really )?(?:get|got|gotten|have|receive|received|find|found|win|won) (?:any |much |some |a lot of )?"
        r"(?:support|backing|backers|supporters|allies|agreement|friends)(?: .*)?$", "agree", SUPPORT, "did ASEAN get any support on review"),
    Row(r"^(?:so |and )?(?:who|whom)(?: all| else)? (?:did|does|do|has|have) (?:the )?P (?:side|sided|agree|agreed|align|aligned|support|back|echo|second|join|disagree|contradict)"
        r"(?: with| on)?(?: (?:on|about|over) .*)?$", "agree", SUPPORT, "who did New Zealand side with"),
    Row(r"^(?:so |and )?WHO MAY (?:endors|back|support|lik|echo|prais|welcom|applaud|second)(?:e?s|e?d|ing|es) (?:what|whatever) (?:the )?P (?:said|says|proposed|suggested|told)(?: .*)?$",
        "agree", SUPPORT, "who endorsed what Tuvalu said on climate"),
    Row(r"^WHO (?:is|are|was|were|sounds?|seems?) (?:really |also |actually )?(?:interested in|keen on|open to|curious about|receptive to) (?:the )?P"
        r" (?:T|ideas?|proposals?|suggestions?|plans?|offers?)(?!\w).*", "agree", SUPPORT, "who is interested in the African Group's capacity mechanism"),
    Row(r"^(?:the )?P (?:proposals?|ideas?|calls?|suggestions?|positions?|line|points?|statements?)(?: .*)?\bwho(?: else| all)? (?:backs?|backed|supports?|supported|agrees?|agreed|likes?|liked|joined|seconded)"
        r"(?: (?:it|that|this|them|with it|with that))?$", "agree", SUPPORT, "African Group suggestion on cooperation - who backs it"),
    # Who took the floor in which order.
    Row(r"^(?:so |and )?WHO MAY SPOKE (?:right |just |directly |immediately |straight |next )*(?:before|after) (?:the )?P(?: on the floor)?(?: .*)?$", "floor", ANY,
        "who spoke right after Japan"),
    Row(r"^(?:so |and )?WHO MAY (?:repl(?:y|ies|ied) to|answer(?:s|ed)|(?:came|got) back to|respon(?:ds?|ded) to|reac(?:ts?|ted) to) (?:the )?P"
        r"(?: (?:\w+ ){0,2}?(?:complaints?|questions?|remarks?|points?|statements?|worr(?:y|ies)|concerns?|interventions?|criticism|words|appeals?|calls?))?"
        r"(?: (?:on|about|over|when|after|then|that) .*)?$", "floor", ANY,
        "who replied to Belarus on the money"),
    Row(r"^(?:so |and )?(?:did|has) (?:the )?P (?:ever |even )?(?:get|got|gotten|receive|received) an? (?:answer|reply|response|reaction)(?: (?:from|to|by|on|in) .*)?$", "floor", ANY,
        "did Switzerland get an answer from the chair"),
    Row(r"^(?:so |and )?WHO MAY SPOKE (?:the )?(?:very )?(?:first|last|1st)(?: (?:on|about|in|under|before|after|at|that|this) .*)?$", "floor", ANY,
        "who spoke last on implementation"),
    Row(r"^(?:so |and )?(?:WHO|whos) (?:is |was |were )?(?:the )?(?:very )?(?:first|last)(?: (?:one|country|delegation|state|speaker|delegate))?"
        r"(?: to (?:speak|talk|intervene|take the floor|get the floor)| on the floor| speaker)(?: .*)?$", "floor", ANY,
        "who was the first to speak on follow-up and review"),
    Row(r"^(?:the )?(?:very )?(?:first|last|final|opening|closing) (?:country|delegation|state|speaker|delegate|one|intervention)s?"
        r"(?: (?:to |that |who |which )(?:speak|spoke|talk|intervened?|(?:take|took|get|got) the floor))?(?: (?:on|about|in|under|of|at|before|after|that|this) .*)?$", "floor", ANY,
        "last delegation to take the floor"),
    Row(r"^(?:so |and )?WHO (?:opened|started|kicked off|began|closed|ended|wrapped up|concluded|finished) (?:off )?(?:the )?"
        r"(?:T )?(?:debate|discussion|floor|day|talks|exchange|afternoon|morning|session)(?: .*)?$", "floor", ANY,
        "who closed the debate on follow-up and review"),
    Row(r"^(?:so |and )?(?:which|what|how many|(?:did|has|have) any)(?: P)?(?: of them)? (?:SPOKE|speak)(?: (?:first|last|most|most often))*THERE$", "floor", ANY,
        "which Latin Americans spoke first"),
    Row(r"^(?:so |and )?(?:WHO|(?:which|what|how many)(?: P)?) MAY (?:SPOKE|speak) (?:up )?(?:for (?:itself|themselves)|(?:in|under) (?:its|their) own name|on (?:its|their) own(?: behalf)?)(?: .*)?$", "floor", ANY,
        "which African countries spoke in their own name"),
    Row(r"^(?:so |and )?(?:which|what|any|how many|did any) (?:of the )?(?:regional |negotiating |political |country )*(?:groups?|blocs?|caucus(?:es)?)"
        r"(?: MAY)? (?:SPOKE|speak|take the floor|made (?:a )?statements?)THERE$", "floor", ANY, "which regional groups took the floor"),
    Row(r"^(?:so |and )?WHO (?:had|has|got) the (?:very )?(?:first|last|final) word(?: .*)?$", "floor", ANY, "who had the last word"),
    Row(r"^(?:so |and )?(?:how many|(?:the )?(?:total )?number of) (?:countries|delegations|states|parties|speakers|delegates|groups|missions|members|people)"
        r" (?:that |who |actually |really |in all |all |have |had )*(?:spoke|spoken|(?:took|taken) the floor|intervened|made (?:a )?statements?|were there)THERE$", "floor", ANY,
        "how many countries took the floor"),
    Row(r"^(?:so |and )?(?:how (?:often|many times)|number of times) (?:did |does |has |have )?(?:the )?P (?:speak|speaks|spoke|spoken|talk|intervene|intervened|(?:take|took|taken|get|got) the floor)(?: .*)?$", "floor", ANY,
        "how often did Japan speak"),
    Row(r"^(?:so |and )?(?:did|has|have) (?:the )?P (?:ever |even |actually )?(?:speak|spoken|(?:take|taken) the floor|intervened?)THERE(?: yet)?THERE$",
        "floor", ANY, "did Ghana take the floor"),
    Row(r"^(?:so |and )?how many (?:interventions|turns|times|statements) (?:did|does|has|have) (?:the )?P (?:make|made|take|took|taken|give|gave|have|had|speak|spoken)(?: .*)?$", "floor", ANY,
        "how many interventions did China make"),
    Row(r"^(?:the |a |full |whole |complete |show |me |list )*(?:(?:list|order|sequence) of (?:the )?(?:speakers?|interventions|speaking)|speak(?:ers?|ing) (?:list|order)|speakers)$", "floor", ANY,
        "list of speakers"),
    Row(r"^(?:so |and )?(?:WHO|in (?:which|what) order did (?:they|countries|states|delegations)) MAY (?:spoke|speak|intervened?|(?:took|take) the floor)THERE$", "floor", ANY,
        "who spoke before lunch"),
    Row(r"^(?:so |and )?WHO MAY (?:spoke|speaks?|talked|talks|intervened?|(?:took|takes) the floor) (?:the )?(?:most|more than once|more than twice)(?: often| times)?(?: .*)?$", "floor", ANY,
        "who took the floor most often"),
    Row(r"^(?:so |and )?WHO (?:is |was |were )?(?:the )?(?:most active|busiest|most talkative)(?: (?:on the floor|in the room|delegations?|countr(?:y|ies)|speakers?|states?))*$", "floor", ANY,
        "who was the most active on the floor"),
    # Whether something lies behind or ahead.
    Row(r"^(?:so |and )?(?:is|are|was|were|has|have|had|did|will|does|isnt|hasnt) (?:the |that |this )?(?!.*\b(?:who|where|what|which|why|how)\b)"
        r"(?:.*[ETM]|.*(?:sessions?|meetings?|rounds?|roundtables?|forum|summit|conference|consultations?|workshop|talks)) (?:.* )??(?:already |yet |still |now |not )*(?:over|done|finished|past|ended|coming(?: up)?|ahead|to come|happen(?:ed|s)?|taken place|take place"
        r"|held|started|begun|begin|start|upcoming|running|going on|under way|behind us|(?:still|already) on)(?: already| yet| now| or .*)?$", "event", ANY,
        "has the Vienna session happened yet"),
    Row(r"^(?:so |and )?are we (?:still |already |now |yet )*(?:in|at|past|before|after|through|done with) (?:the )?.*[ET].*$", "event", ANY,
        "are we still in the consultation phase"),
    Row(r"^(?:the )?(?!.*\b(?:who|whos|where|what|which|why|how|when)\b)(?:.*[ET]|.*(?:session|meeting|roundtable|forum|summit|conference|talks|consultation)s?)(?: .*)?? (?:(?:is |are |was )?(?:already |still |not )+(?:over|done|finished|past|passed|ended"
        r"|happened|held|coming|ahead|upcoming|to come|on|running)|(?:over|done|finished|past|ended|happened) (?:already|yet)|over or .*)"
        r"(?: already| yet| or (?:not|past|over|coming|done|finished|is it .*|already .*|still .*))?$", "event", ANY,
        "stocktaking still coming or past"),
    Row(r"^(?:the |that |this |an? )?(?:\w+ |P )?(?:lady|woman|man|guy|gentleman|professor|ambassador|official|expert|diplomat|minister|envoy|person)"
        r" (?:with|from|of|who|that|at|in|on|for|behind|\w+ing)\b.* (?:who|whos|whos that|who was that|who is that|name|whats (?:his|her) name)(?: D)?$", "office", ANY,
        "young lady with the app in Jordan who"),
    Row(r"^(?:the )?[HPB] (?:works?|worked|working|teaches|taught|sits|serves?|served) (?:where|for whom|for which .*|for who|at which .*|as what)$",
        "office", ANY, "Ninette Kelley works where"),
    Row(r"^(?:the )?P (?:for )?how many (?:countries|states|members)(?: .*)?$", "office", ANY, "Austria, how many states behind"),
    Row(r"^(?:so |and )?what (?:do|does|did) (?:both )?(?:the )?P (?:and (?:the )?P )?(?:want|expect|need|ask)(?: to \w+)? (?:from|of) .*", "position", ANY,
        "what does India want from the chair"),
    Row(r"^(?:the )?[PH] what (?:should|would|could|must|ought|can) .*", "position", ANY, "Genina: what should happen to the GFMD"),
    Row(r"^(?:the )?[PH] (?:wants?|wanted|asks?|asked|proposes?|proposed|puts?|sees?|mentions?|mentioned|suggests?|suggested) .* where$", "position", ANY,
        "Holy See wants churches mentioned where"),
    Row(r"^we (?:are|have|must|should|cannot|can|will|do|did|were) (?!.*\b(?:who|what|how|when|where|which|why)\b)(?:\S+ )+\S+$", "said", ANY,
        "we are the parliament of the world here"),
    Row(r"^(?:the )?(?:start|beginning|kick ?off|launch|end|closing|conclusion|opening|deadline)(?: date)? (?:of|for) (?:the )?.*", "event", ANY,
        "start of the negotiations"),
    Row(r"^(?:which|what) P (?:diplomat |person |man |woman |lady |official )?(?:co ?chairs?|cochairs?|chair(?:s|ed)|moderate[sd]|heads?|headed|leads?|led|hosts?"
        r"|hosted|represent(?:s|ed)|preside[sd]|wrote|presented)\b.*", "office", ANY, "which German co-chairs the GFMD"),
    Row(r"^(?:whats |what is |what are )?(?:the )?(?:purpose|aims?|goals?|objectives?|point|mission|task) of (?:the )?[MH](?: \w+)?$", "term", ANY,
        "purpose of the TOGETHER campaign"),
    Row(r"^(?:so |and )?whats?(?: is)? (?:right |directly )?(?:after|before) .*", "event", ANY, "and whats after Vienna"),
    Row(r"^(?:the )?(?:exact )?(?:dates?|day|month|year) (?:when |that |on which |of )?(?:the )?[ETS](?: (?:was|were|is|are|will be) .*)?$", "event", ANY,
        "date the New York Declaration was adopted"),
    # Side by side, whatever asks for it.
    Row(r"^(?:so |and )?(?:where|how|on what|in what|what|why|do|does|did)(?: exactly| else)? (?:do |does |did |would )?(?:the )?[PB] and (?:the )?[PB]"
        r" (?:really |actually |still |both )?(?:differ|disagree|diverge|part ways|clash|split|agree|align|overlap|see eye to eye)\b(?: .*)?$",
        "compare", ANY, "where do Japan and Chile differ on IOM"),
    Row(r"^(?:so )?(?:what|are|is|do|does|did)(?: do| does| did)? (?:the )?[PB] (?:and|or) (?:the )?[PB] (?:really |actually |generally |ever )?"
        r"(?:have in common|share|aligned|in agreement|at odds|on the same (?:page|side|line)|on opposite sides|in line)$", "compare", ANY,
        "are Japan and Chile on the same page"),
    Row(r"^(?:so )?(?:does|do|did|has|have|is|are) (?:the )?[PB] (?:ever |really |actually |generally )?(?:agree[ds]?|disagree[ds]?|differ(?:ed)?|align(?:ed)?|in line|at odds|on the same page)"
        r" (?:with|from) (?:the )?[PB](?: (?:on|about) (?:anything|everything|something)| at all| much| generally)$", "compare", ANY,
        "does Mexico agree with Canada on anything"),
    Row(r"^(?:so )?(?:is|are|was|were) (?:the )?[PB] (?:really |fully |still )?(?:aligned|in line|at odds|on the same (?:page|side|line)|in agreement) (?:with|as) (?:the )?[PB]"
        r"(?: (?:on|about|over|re|regarding) .*)?$", "compare", ANY, "is South Africa in line with the African Group on non-refoulement"),
    Row(r"^(?:so |and )?(?:is|are|was|were) (?:the )?[PB] (?:really |fully |also |still |actually )?(?:with|behind|together with|siding with|on the side of)"
        r" (?:the )?P (?:on|about|over|re|regarding|when it comes to) (?:the )?[TB](?: .*)?$", "compare", ANY, "is Norway with the EU on returns"),
    Row(r"^(?:the )?P and (?:the )?P .*(?:where|how|on what|do|what) (?:do )?(?:they|both) (?:differ|disagree|diverge|agree|align|have in common|share)(?: on)?$",
        "compare", ANY, "Japan and Chile, where do they differ"),
    Row(r"^(?:the )?P (?:and )?(?:the )?P (?:any |a |what )?(?:common|shared|joint) (?:positions?|ground|stances?|lines?|views?)$"
        r"|^(?:any |is there (?:any |a )?|what is the |whats the )?(?:common|shared|joint) (?:positions?|ground|stances?|lines?|views?) (?:of|between|by) (?:the )?P and (?:the )?P$",
        "compare", ANY, "Japan and Chile - common position?"),
    Row(r"^(?:the )?P (?:and |or |vs |versus )?(?:the )?P .*COMPARE$", "compare", ANY, "Japan Chile IOM compare"),
    Row(r"^(?:the |all )?(?:co ?)?(?:chairs?|moderators?|rapporteurs?|facilitators?|hosts?|organi[sz]ers?) .*(?:which|what) (?:countries|states|country|state)$",
        "office", ANY, "moderators sixth session which countries"),
    Row(r"^(?:H (?:of |at |in |for )?(?:the )?E|E H),? (?:which|what) (?:countries|states|country|state)$", "office", ANY,
        "moderators of the sixth session, which countries"),
    # Whose words, whatever stands before.
    Row(r"^(?!.*[SE]).* who (?:wrote|writes)(?: (?:that|this|it|so))?$", "said", ANY, "migrants are no goods who wrote"),
    Row(r"^(?:so |and )?where(?:s| is| was| does| did)? (?:the |that |this )?.* (?:line|phrase|quote|saying|expression|wording|image|metaphor|words?)"
        r" (?:come |taken |actually )?from$", "said", ANY, "where is the straitjacket line from"),
    Row(r"^.* (?:where (?:does|did|do|is) (?:the|this|that) (?:whole )?(?:idea|proposal|concept|notion|thought)(?: come| coming| taken)? from)$",
        "proposal", ANY, "financing facility, where does the idea come from"),
    Row(r"^(?:so |and )?what (?:exactly )?(?:does|do|did|would) P (?:want|like|wish|suggest|propose)(?: to| for)?(?: see)?"
        r" (?:happen|happening|done|do|change|changed)(?: .*)?$", "position", ANY, "what does Genina want to happen to the GFMD"),
    Row(r"^(?:so |and )?(?:what|whats)(?: exactly| precisely)?(?: is| was| s)?(?: exactly)?(?: the)?(?: ms| mr| mrs| dr| ambassador| professor)?"
        r" [PHB] (?:job|title|function|post|rank|profession)(?: title| here| exactly| now| then)?$", "office", ANY,
        "what exactly is Ms Arbour's job"),
    Row(r"^(?:so |and )?(?:what|whats)(?: is| are| s)?(?: an?| the| this| that)? [MT] (?:and|or) (?:who|what|how|where|why) .*", "term", ANY,
        "what is the UPR and who uses it"),
    Row(r"^(?:so |and )?(?:does|do|did|can|could|is|are) [MTB] (?:also |always |ever |only |really )*(?:stand for|mean|refer to|used for|short for) .*", "term", ANY,
        "does GCM stand for anything else"),
    Row(r"^(?:the )?[MTP] (?:what|whats|wats) (?:is|are|s) (?:it|that|this|they)(?: and .*| stand for| short for)?$", "term", ANY,
        "JMDI what is it and who leads it"),
    Row(r"^(?:so |and )?WHO else (?:is |was |are |were |stands? |sits? |stood )?(?:with|alongside|behind) P (?:on|about|in|for|over) .*",
        "agree", SUPPORT, "anybody else with Argentina on the HLPF"),
    Row(r"^(?:so |and )?(?:does|do|did|would|will|is|are|was) (?:the )?P (?:really |actually |even |still |also )?(?:want(?:ing)?|like|support|agree|think"
        r"|mind|accept|favou?r|oppose|prefer|believe|object|reject|worry|care|need|see|find|feel|ok|okay|happy|fine|keen)\b (?!with P\b|P\b).*",
        "position", ANY, "does Jamaica want help organised worldwide"),
    Row(r"^.* what (?:does|do|did|would) (?:the )?P (?:want|wanted|like|suggest|propose)(?: to (?:see|have))?(?: (?:written|said|there|done|in it|in the text"
        r"|in|out|about it|on it))*$", "position", ANY, "going home, what does Austria want written"),
    Row(r"^(?:the )?[MT] is what(?: and .*)?$", "term", ANY, "RCP is what and how many exist"),
    Row(r"^(?:the )?P (?:speaks?|spoke|talks?|talked|stands?|stood)(?: here| there)? (?:in (?:the )?name of|for|on behalf of) how many(?: .*)?$",
        "office", ANY, "Austria speaks in the name of how many states"),
    Row(r"^(?:so |and )?what (?:is|are|was|were|do|did) (?:the |some |many |all |most )?(?:countries|states|governments|people|they|delegations)"
        r" (?:afraid|scared|worried|nervous|anxious|wary|fear)(?: of| about)?(?: .*)?$", "fact", ANY, "what were countries afraid of in 2006"),
    Row(r"^(?:so |and )?(?:which|what) (?:countr(?:y|ies)|states?|delegations?|delegates?|governments?|groups?) (?!(?:is|are|was|were|in|at|from|of|on|for"
        r"|attend\w*|came|come|took|take|(?:co ?)?chair\w*|moderat\w*|host\w*|speaks?|spoke|organi[sz]\w*|co)\b)\w+ (?:\w+ )?.*\bE$", "who", ANY,
        "which delegations walked out of the coordination meeting"),
    Row(r"^who (?:was|were|is) (?:there|present|in the room|around)(?: for| from| on behalf of) (?:the )?P(?: .*)?$", "office", ANY,
        "who was there for UNHCR"),
    Row(r"^(?:qui|quels pays|quien|quienes|que paises|кто) (?:a |ont |ha |han )?(?:soutenu|appuye|soutient|appuie|apoyo|apoya|apoyaron|respaldo"
        r"|поддержал|поддерживает) (?:a |al |le |la )?P(?: .*)?$", "agree", SUPPORT, "qui a soutenu Tuvalu"),
    Row(r"^(?:combien|cuantos|cuantas|сколько|多少|كم)(?: .*)?$", "fact", ANY, "combien de migrants dans le monde"),
    Row(r"^(?:so |and )?(?:is|was|are|were) (?:the )?P (?:also |really |even )?(?:included|part of|covered|counted|among|one of|in with|in on|with)\b.*P.*",
        "office", ANY, "is Hungary included when Austria speaks for the Europeans"),
    Row(r"^(?:which|what|who)(?: P)?(?: (?:members?|countr(?:y|ies)|states?|one|ones))?(?: of the P| P)? (?:is|was|are|were) "
        r"(?:not|missing|left out|excluded|absent|excepted|out)\b.*P.*", "office", ANY,
        "which EU member is not in the European statement"),
    Row(r"^(?:the )?P whose (?:statement|voice|words|speech|intervention)(?: (?:was|is) (?:that|it|this))?$", "office", ANY, "27 states - whose statement was that"),
    Row(r"^(?:the )?P,? (?:(?:speaks?|spoke|talks?|talked|(?:is|was) speaking) )?(?:(?:on|in) whose (?:behalf|name)|for whom|speaking for whom|on behalf of (?:whom|who|what))(?: .*)?$", "office", ANY,
        "Comoros, on whose behalf"),
    Row(r"^(?:the )?[MT] (?:what|whats) (?:is|are|does|do)(?: (?:it|that|this))?(?: and .*)?$", "term", ANY, "HLPF what is and what it does"),
    Row(r"(?:^|.* )[MTB] (?:is|are|was) (?:also )?(?:used|meant|written) for (?:two|several|different|both|more|three|various)(?: .*)?", "term", ANY,
        "I think GCM is used for two different things"),
    Row(r"^(?:so |and )?where (?:is|was|does) (?:it|that|this) (?:written|said|stated|say|stand)(?: that)? .*", "said", ANY,
        "where is it written that migrants are no goods"),
    Row(r"^.* (?:from where|where (?:is|was|s) (?:that|this|it)(?: (?:line|phrase|quote))? (?:from|said|written|taken from)|where does (?:that|this|it) come from"
        r"|where (?:was|is) that)$", "said", ANY, "bite sized pieces, where is that from"),
    Row(r"WHO MAY (?:says?|said|saying|argues?|argued|thinks?|thought|believes?|insists?|insisted) (?:that )?(?:we|they|states|countries|it|the compact)"
        r" (?:really |actually |just )?(?:NOT)(?: really| actually)? (?:need|needs|want|wants|have|require|requires)(?: .*)?[TBM].*", "who", OPPOSE,
        "who says we don't need new categories"),
    Row(r"^(?:so |and )?(?:who|whos)(?: is| was| are| stands)? behind (?:the |this |that )?S(?: .*)?$", "office", ANY, "who is behind the floor notes"),
    Row(r"^(?:so |and )?WHO MAY (?:sees?|saw|finds?|found|ha(?:s|ve)) (?:a|an|any|some|more of a|no real|room for a) (?:bigger |big |real |clear |strong )*"
        r"(?:job|role|place|part|future|use|need) (?:for|in) (?:the )?[PTBMH](?: .*)?$", "who", SUPPORT, "who sees a job for the ILO"),
    Row(r"^(?:so |and )?WHO MAY (?:(?:picked|picks?|took|takes?) up(?: on)?|buil[dt]s? on|comment(?:s|ed) on|went along with)"
        r" (?:what )?(?:the )?P(?: (?:s )?(?:said|says|wanted|statement|remarks?|words|intervention|points?|ideas?|arguments?|calls?|concerns?|worr(?:y|ies)"
        r"|doubts?|questions?|proposals?|suggestions?|language|wording)(?: (?:about|on|over|for|of) .*)?)?$", "agree", SUPPORT, "who picked up on what Tuvalu said"),
    # Whose words, and no author of a paper.
    Row(r"^(?:so |and )?WHO MAY (?:wrote|writes|written|put) (?:down )?(?:that (?!(?:report|paper|brief|article|text|document|notes?|summary"
        r"|piece|story|thing|one|up|down)\b)\w+ |something like |something about |how |why ).*", "said", ANY,
        "who wrote that migrants are no goods"),
    Row(r"^.*[QM].* (?:is|was|were|wasnt|isnt|wasn t|isn t) (?:that|this|it|those) (?:not )?(?:said |from |by |said by )?(?:the )?P$",
        "said", ANY, "“mandate creep” was that India"),
    Row(r"^(?:is|was|wasnt|wasn t) (?:it|that) (?:the )?P (?:who|that|which) SAID .*", "said", ANY, "was it India who said “mandate creep”"),
    Row(r"^(?:so |and )?where (?:is|are|does|do|did|was) P (?:stand |stands |sit )?(?:on|about|with|regarding) .*", "position", ANY,
        "where is Lebanon on returns"),
    Row(r"^(?:the )?P (?:on |about )?(?:which|what) (?!(?:about|is|are|was|were|did|does|do|agency|organi[sz]ation"
        r"|body|institution|company|university|ngo|country|title|office)\b)\w+ .+$", "position", ANY,
        "Japan which forum does it want"),
    Row(r"^(?:the )?[TM] whose (?:issue|topic|concern|priority|demand|worry|wish|theme)s?(?: (?:is|was) (?:it|this|that))?$",
        "who", ANY, "data whose issue is it"),
    # What a party says, whatever else is a question in the line.
    Row(r"^(?!.*\b(?:when|where) (?:did|does|was|is)\b).* what (?:did|does|do|has|have) P (?:say|said|think|want|propose|suggest|ask|answer)"
        r"(?: about (?:it|that|this|them)| on (?:it|that|this)| then| there)?$", "position", ANY, "people at the border, what did Austria say"),
    Row(r"^(?:so |and )?what (?:did|does|do|has|have) (?:the )?[PH] (?:say|said|want|wanted|propose|proposed|tell us) (?:on|in|at|during|of) (?:the )?[DE]$", "position", ANY,
        "what did Japan say on 13 March"),
    Row(r"^(?:so |and )?what P (?:said|says|thought|thinks|wanted|wants|told|proposed|suggested)(?: .*)?$", "position", ANY,
        "what Lebanon said when the morning ended"),
    # A word, and no question.
    Row(
        r"^(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening|day)|greetings)(?: there| all"
        r"| everyone| team| compact)?$",
        "greeting", ANY, "hi",
    ),
    Row(
        r"^(?:(?:many |no )?(?:thanks|thank you|thx|ty|cheers|merci|gracias|ok|okay|great|perfect|nice|"
        r"cool|got it|bye|goodbye|lol|test|ping)(?: a lot| so much| very much| all| everyone)?)+$",
        "greeting", ANY, "thanks",
    ),
    # What Compact does not do.
    Row(r"^(?:(?:can|could|will|would) you )?(?:please )?(?:draft|compose|write|translate)(?: me| us)? (?:a|an|the|my|our|some|this|it)\b(?: .*)?$",
        "greeting", ANY, "can you draft a statement for my minister"),
    Row(r"^(?:so |and )?(?:who|whom|whos|for whom|which group|what group|which states?|which countries)(?: did| does| do| was| were| is) (?:the )?P(?: delegation)? (?:speak|speaking|talk|talking|representing|represent)"
        r"(?! about| of| on\b(?! behalf)| to| with| against)(?: up)?(?: for| on behalf of)?(?: .*)?$", "office", ANY, "who did Comoros speak for"),
    # The meaning of words, but for whoever asked for it.
    Row(r"^WHO MAY ASKS (?:about|on|what|how|who|when|whether|if|why)(?: .*)?", "who", ASK, "who asked what a forced migrant is"),
    Row(r"(?:difference|differences|differ|agree|disagree)(?: .*)? between .*[PB].* and .*[PB].* (?:on|about|over|re) .*",
        "compare", ANY, "difference between Japan and Chile on IOM"),
    Row(r"(?:difference|differences|distinction) between .*[MPBHSTE].* (?:and|et|y) .*", "term", ANY,
        "difference between GCM and GCR"),
    Row(r".*[PB].* (?:vs|versus|v|and|or) .*[PB].* (?:on|about|over|re) .* (?:(?:whats|what is|what are|wheres|where is|any|is there an?) (?:the )?)?"
        r"(?:diff|difference|differences)$", "compare", ANY, "Japan and Chile on IOM what is the difference"),
    Row(r".*[MPBHSTE].* (?:vs|versus|v|and|or) .*[MPBHSTE].* (?:whats the |what is the )?(?:diff|difference|differences"
        r"|distinction)$", "term", ANY,
        "GMG vs GFMD difference"),
    Row(r"(?:full (?:name|form)|(?<![HP] )full title|in full|long form|spelt out|spelled out|written out)$", "term", ANY,
        "ICMPD full name"),
    Row(r"(?:what|wot) (?:does|do|did|is|are) .* (?:mean|stand for|refer to|short for|stands for)(?: .*)?$",
        "term", ANY, "what does NYD stand for"),
    Row(r"(?:whats|what|whatever) .* (?:mean|means|stand for|stands for|short for)(?: .*)?$", "term", ANY,
        "whats CRRF short for"),
    Row(r"^(?:the )?[MTB] (?:what|which) \S+ (?:is|was|are) (?:that|this|it|those|they)$", "term", ANY, "icrmw which convention is that"),
    Row(r".* what(?:s| is| are| does)(?: that| it| this)(?: mean)?$", "term", ANY, "UPR what is that"),
    Row(r"(?:meaning|defin(?:i|a|e)?t?i?on|definiton|defenition|abbreviation|acron[iy]m|expansion)(?: of)?(?: .*)?$", "term", ANY,
        "crrf meaning"),
    Row(r"^[MTBP] is (?:that|this|it) .* or .*$", "term", ANY, "GCM is that a compact or a coalition"),
    Row(r"^(?:was|is|were|wasnt|isnt) [HBP] (?:ever |once |also |really |still |actually )?(?:an?|the)"
        r" (?!(?:\w+est|only|main|right|key|lead|leading|first)\b).*$", "office", ANY, "was Genina a diplomat"),
    Row(r"^(?:(?:can|could|will|would|please|pls|somebody|someone|anyone|you|to|me|i|we|need|want) )*"
        r"(?:define|spell out|expand|explain)(?: .*)?$", "term", ANY, "could you explain MICIC to me"),
    Row(r"^(?!.*[P]).*[MTB].* (?:in|with) (?:normal|plain|simple|easy|everyday|ordinary|laymans?|other|a few|few|short|human|non legal)"
        r" (?:simple |plain )?(?:english|words|terms|language|speak)$", "term", ANY, "non-refoulement in normal english"),
    Row(r"^(?:what|wot|wat) (?:do|does|did|would) (?:they|people|we|you|one|everyone|everybody|delegates|that) (?:all )?"
        r"(?:call|mean by|mean with|understand by) .*[MTB].*$", "term", ANY, "what do they mean by mixed movements"),
    Row(r"^(?:what|whats|what s)(?: is| are)? (?:an? |the )?[MTB](?: .*)? (?:vs|versus|compared (?:to|with)|as opposed to|unlike) (?:an? |the )?.*$", "term", ANY,
        "what's an actionable commitment vs an action"),
    Row(r"^(?:what|whats|wots?|what s)(?: is| was)?(?: actually| exactly| really)? (?:meant|understood) (?:by|with|under) .*[MTB].*$", "term", ANY,
        "what's meant by actionable commitments"),
    Row(r"stands? for(?: what)?$", "term", ANY, "MICIC stands for what"),
    Row(r"how (?:do|does|is|are|would)(?: you| we| i| one)? (?:spell|spelt|spelled|write|written)(?: out)?(?: .*)?|how [MTBPE] is"
        r" (?:spelt|spelled|written)(?: out)?$", "term", ANY, "how do you spell out ICRMW"),
    Row(r"^(?:the )?[MTB] (?:in|with) (?:just )?(?:one|a|two|a few|few|simple|plain|layman\w*)"
        r" (?:single |short |plain )?(?:sentences?|lines?|words?|english|terms)$|^(?:the )?[MTB] in a nutshell$", "term", ANY,
        "non-refoulement in one sentence"),
    Row(r"what .* (?:called|abbreviated)$", "term", ANY, "what is the HLD called"),
    Row(r"^(?:so |and )?(?:what|whats|wat)(?: exactly)?(?: is| are)?(?: exactly)?(?: an?| the)? [MTBP](?: again| please| pls| anyway| exactly| about| simply| briefly| basically| in short)*$", "term", ANY, "what's the HLD"),
    Row(r"^(?:which|what|the) (?:\w+ )?(?:lady|woman|man|guy|gentleman|person|professor|ambassador|official|expert|diplomat|minister|envoy)"
        r" (?:who |that )?(?:presented|told|showed|spoke|briefed|discussed|explained|opened|closed|chaired|moderated|led|ran|represented"
        r"|reported|wrote|introduced|talked|came|is|was|were)(?: .*)?", "office", ANY, "which lady presented the roadmap"),
    # Side by side.
    Row(r"^COMPARE(?: .*)?$", "compare", ANY, "compare Japan and Chile on IOM"),
    Row(r".*[PB].* (?:vs|versus|v|compared (?:to|with)|against|as opposed to|contra) .*[PB].*", "compare", ANY,
        "japan vs argentina HLPF"),
    # "Austria on people who refuse to go home": on what somebody spoke, whatever follows.
    Row(r"^(?:the )?P (?:on|about|re|regarding) (?!.*[PB].*$).*", "position", ANY, "Austria on people who stay on"),
    Row(r"^(?:the )?P where (?:should|would|must|does|do) (?!he\b|she\b|they\b).*", "position", ANY, "European group: where should the review sit"),
    # Who agrees with whom.
    Row(r"^how many (?:countries|states|members|delegations)(?: are| were| is| stand| stood)? (?:behind|for|under|in) (?:the )?[PB](?: .*)?$",
        "office", ANY, "how many countries are behind Austria"),
    Row(r"WHO MAY (?:SUPPORTS|sides?(?: with)?|sided(?: with)?|(?:line[sd]?|lining|rall(?:y|ies|ied)|(?:came|comes?|coming) out|f(?:ell|alls?) in) (?:up )?(?:behind|around|with|alongside|for)"
        r"|(?:threw|throws?|put|puts) (?:its|their|her|his) weight behind"
        r"|st(?:ands?|ood) (?:with|behind)|g(?:oes|o|oing) along with|went along with|align(?:s|ed)?(?: with)?|share[sd]?"
        r"|follow(?:s|ed|ing)?|cop(?:y|ies|ied|ying)|imitat(?:es|ed|ing)|echo(?:es|ed)?|joined|second(?:s|ed)|associat(?:es|ed) (?:itself |themselves )?with)"
        r" (?:with )?(?:the )?(?:views? of |position of |call of |proposal of |statement of |idea of )?P(?: .*)?$",
        "agree", SUPPORT, "who backs the African Group"),
    Row(r"WHO MAY (?:(?:took|takes?|taking|joined|came out on|on|by) )+(?:the )?(?:side of (?:the )?P|P (?:own )?(?:side|corner|part|team))(?: .*)?",
        "agree", SUPPORT, "who took Tuvalu's side"),
    Row(r"WHO MAY (?:OPPOSES|contradict(?:s|ed)?|differ(?:s|ed)?(?: from| with)?) (?:with |from )?"
        r"(?:the )?P(?: .*)?$",
        "agree", OPPOSE, "who disagreed with Japan"),
    # On what somebody spoke, however it goes on.
    Row(r"^(?:(?:which|what) (?:group|country|countries|state|states|delegation|delegations|party)|who|whom) (?:did|does|do) (?:the )?P"
        r" (?:support|back|side with|agree with|follow|join|echo|second|go along with|stand with)(?: .*)?$",
        "position", SUPPORT, "which group did Armenia support on children"),
    Row(r"^where (?:does|do|did|would|should) (?:the )?[PH] (?:want|wish|propose|see|put|place|stand|suggest)(?: .*)?$", "position", ANY,
        "where does Genina want to put the GFMD"),
    Row(r"^(?:the )?P (?:on|about|re) (?:the )?[TBM] (?:which|who|whether|how|what|when|where|why) .*", "position", ANY,
        "Japan on follow-up which forum"),
    Row(r"^(?:the )?P (?:who|which) (?:should |would |will |is to |ought to )?(?:runs?|leads?|pays?|reviews?|decides?|does|do|gets?|funds?) .*",
        "position", ANY, "Australia: who runs the review"),
    Row(r"^(?:in )?(?:which|what) (?:countries|states|cities|places|country|city|state) (?:is|are|was|were|will|would|does|do|did|has|have"
        r"|can|should) (?:the )?[PBHM] .*", "position", ANY, "in which countries will UNHCR test the framework"),
    Row(r"^(?:the )?P (?:on|about) (?:who|whether|how|what|when|where|which|why) .*", "position", ANY,
        "Japan on who leads"),
    # Who holds a meeting is asked for with where it is.
    Row(r"(?:which|what|whose) (?:country|state|city|place|town|capital|continent|government)s? MAY (?:hosts?|hosted|hosting|holds?"
        r"|held|holding|(?:the )?host|it in|it at|home to)(?: .*)?", "event", ANY, "stocktaking, which country hosts"),
    # Offices and voices.
    Row(r"^(?:the )?[MTBPH] (?:head|boss|chief|dg|director|leader)$", "office", ANY, "IOM head"),
    Row(r"^(?:what|whats|wat|wats)(?: is| are| s)? (?:exactly |actually )?(?:an? |the )?[TM](?: exactly| actually)? (?:in |for |one |short|as )"
        r".*$", "term", ANY, "what is a mixed flow for a press note"),
    Row(r"^(?:the )?[HP] (?:who|whos)(?: is| was| s)?(?: (?:he|she|it|that|this))?(?: (?:exactly|again|actually))?$", "office", ANY,
        "Louise Arbour who"),
    Row(r"^(?:the )?[HP] (?:(?:from|of|at|with) )?(?:which|what) EMPLOYER"
        r"(?: (?:is|was|does|did) (?:he|she|they)(?: (?:from|with|of|at|in|work for|working for|represent|speak for))?)?$", "office", ANY,
        "Louise Arbour which agency is she"),
    Row(r"^(?:which|what) EMPLOYER (?:is|was|does|did) (?:the )?[HP]"
        r" (?:from|with|of|at|in|work for|working for|represent|representing|speak for|speaking for)$", "office", ANY,
        "which agency is Louise Arbour from"),
    Row(r"^(?:the )?[HPB] (?:what|whats|wat|wats)(?: is| was| s)? (?:his|her|their|the) (?:full |exact )?(?:job|title|role|function|post|office)"
        r"(?: .*)?$", "office", ANY, "Arbour what is her job"),
    Row(r"^(?:the )?M (?:thing |campaign |stuff )?(?:what|whats|wat|wats) (?:is |are |was )?(?:it|that|this|they)(?: for)?(?: .*)?$",
        "term", ANY, "FARMS what is it"),
    Row(r"^(?:the )?[HPB](?: H)? (?:s )?(?:full |official |exact |job |her |his )*(?:title|titles|job|bio|biography|cv|career|background|rank)(?: (?:pls|please|i|we) .*| need .*| for .*)?$",
        "office", ANY, "Arbour full title"),
    Row(r"^(?:.* )?[HPB]\b.* (?:what|whats)(?: is| was)? (?:his|her|their) (?:full |exact |official |right )*(?:title|job|role|function|post|office)"
        r"(?: .*)?$", "office", ANY, "I have to introduce Arbour, what is her title"),
    Row(r"^(?:so |and )?(?:what|whats|wat|wats)(?: is| was| are)? (?:the )?(?:his |her |their )?(?:full |exact |official |right )*"
        r"(?:[HPB] (?:s )?(?:full |exact |official |right )*(?:title|titles|job title|function|post|office)|(?:title|titles|job title|function|post|office) [HPB]"
        r"|(?:title|titles|job title|function|post|office) of [HPB])$", "office", ANY, "what is Louise Arbour's title"),
    Row(r"^[HPB] what (?:did|does|do|was|is) (?:he|she|they) (?:do|doing|work|working)(?: .*)?$", "office", ANY,
        "victor genina, what did he do before"),
    Row(r"^(?:the )?(?:co )?(?:chairs?|moderators?|rapporteurs?|facilitators?) (?:the |at |in |for )?[DE](?: .*)?$", "office", ANY,
        "co-chairs roundtable 3.1"),
    Row(r"^WHO (?:reads?|does the talking|takes the floor|took the floor) (?:out )?(?:for|on behalf of) (?:the )?[PBH](?: .*)?$", "office", ANY,
        "who reads for the African Group"),
    Row(r"^[HPB] (?:\S+ ){0,3}(?:idea|proposal|suggestion|point|plan|vision|argument|remark|demand|criticism)s?(?: .*)?$", "position", ANY,
        "Crépeau's 2035 idea, what is it"),
    Row(r"^in (?:plain|simple|normal|everyday|other) (?:words|terms|english|language) (?:what|whats|wat)(?: is| are| s)? (?:an? |the )?[TM]"
        r"(?: .*)?$", "term", ANY, "in plain words, what is non-refoulement"),
    Row(r"^(?:who|whom|where|for whom|what) (?:did|does|do) (?:the )?[HPB] (?:used? to )?(?:work|serve|teach)(?: for| from| at| with)?(?: .*)?$",
        "office", ANY, "who did Genina use to work for"),
    Row(r"^[HPB] is who(?: .*)?$", "office", ANY, "genina is who"),
    Row(r"^(?:the )?(?:[PH]|(?:co ?)?(?:facilitators|chairs)|cofacilitators|cochairs) (?:full )?names?(?: and (?:countries|country|nationality|nationalities|titles?|states?|offices?))?$",
        "office", ANY, "co-facilitators names and countries"),
    Row(r"^WHO (?:spoke|talked|speaks|talks|spoken) (?:at|in|during) .* (?:for|on behalf of) (?:the )?[PBHM](?: .*)?$", "office", ANY,
        "who spoke at the coordination meeting for UNHCR"),
    Row(r"^[HPB] who (?:is|was|are|were) (?:he|she|it|they|that)(?: .*)?$", "office", ANY,
        "victor genina who is he, where does he work"),
    Row(r".*[HPB].* where (?:does|did|do) (?:he|she|they) (?:work|come|teach|serve)(?: .*)?$", "office", ANY,
        "Doyle, where does he teach"),
    Row(r"^(?:so |and )?(?:for|on behalf of) how many (?:\S+ ){0,2}(?:did|does|do|was|is|has) P (?:speak|speaking|spoken|talk|talking)(?: .*)?$", "office", ANY,
        "for how many states did Austria speak"),
    Row(r"how many (?:.* )?(?:speak|speaks|speaking|spoke|spoken|talks?|talking|talked) for(?: .*)?$", "office", ANY, "how many states did Austria speak for"),
    Row(r"(?=.*\bE\b)how many (?:.* )?(?:people|persons|participants|attendees|attended|came|took part|showed up|turned up|were (?:there|present))(?: .*)?",
        "event", ANY, "how many people came to the coordination meeting"),
    Row(r"WHO MAY (?:wrote|writes|written) (?:about|on) .*", "who", ANY, "who wrote about mandate creep"),
    Row(r"WHO MAY (?:the )?OFFICE(?: .*)?", "office", ANY, "who chaired roundtable 3.2"),
    Row(r".*(?:moderated|chaired|hosted|organi[sz]ed|led|presided|facilitated|attended|presented) by .*", "office", ANY,
        "5th session moderated by which countries"),
    Row(r"(?:spoke|speaks?|speaking|spoken|talks?|talking|talked) (?:for|on behalf of) .*", "office", ANY, "austria speaks for itself or for others"),
    Row(r".* (?:speakers?|representatives?|spokes(?:man|woman|person))(?: names?)?(?: (?:in|at|on) (?:the )?[DE])?$", "office", ANY, "ICMPD speaker name"),
    Row(r"^(?:the |all )?OFFICE (?:of|for|at|in|panel|session|meeting|roundtable) .*", "office", ANY,
        "moderators of the sixth session"),
    Row(r"^(?:the |all )?(?:full |complete |whole )?names? of (?:the )?.*", "office", ANY,
        "name of the rapporteur of roundtable 3.1"),
    Row(r".* (?:full |complete |whole )?names?$", "office", ANY, "roundtable 3 rapporteur name"),
    Row(r"(?:qui|quien) (?:a |ha |est |etait )?(?:fait|ouvert|clos|cloture|preside|presidio|modere|modero|presente"
        r"|presento|inauguro|clausuro)(?: .*)?", "office", ANY, "qui a présidé la session"),
    Row(r"^(?:is|are|was|were) (?:the )?[PB] (?:\S+ ){0,2}?(?:fine|happy|ok|okay|comfortable|pleased|against|opposed|open to"
        r"|willing|ready|keen|in favou?r|for)(?: .*)?$", "position", ANY, "is India happy with the HLPF"),
    Row(r"^(?:is|was|are|were) .* (?:part of|a member of|member of|members of|in(?! favou?r)|covered by) .*", "office", ANY,
        "is Hungary part of the EU statement"),
    Row(r"^(?:so |and )?WHO (?:wrote|writes|took|typed|made|kept|compiled|drafted) (?:up |down )?(?:the |these |those |this |our |all )*"
        r"(?:floor |meeting |session )?(?:notes?|minutes|report|paper|record|bulletin|summary)(?: .*)?", "office", ANY,
        "who wrote these notes"),
    Row(r"^whose (?:notes|report|paper|minutes|record|bulletin)(?: .*)?", "office", ANY, "whose notes are these"),
    Row(r"WHO (?:came|was there|turned up|showed up|sat in|stood in|went|attended) (?:there )?for (?:the )?[PBHM](?: .*)?", "office", ANY,
        "who came for UNHCR in February"),
    Row(r"^(?:(?:on |about )?N )?(?:so |and )?who(?:s| is| was)? for(?: it)?(?: and| or)? who(?:s| is| was)? against(?: it)?(?: .*)?$", "who", ANY,
        "45(d), who for who against"),
    Row(r"(?:for|on behalf of) (?:whom|who|which) .*", "office", ANY, "on behalf of whom did Comoros speak"),
    Row(r"(?:whose|which) (?:office|job) .*", "office", ANY, "whose office is that of the SRSG"),
    Row(r"WHO MAY used to (?:be|run|head|chair|lead|do|hold)(?: .*)?", "office", ANY, "who used to be the SRSG"),
    # Yes and no, before whose words they are.
    Row(r"WHO MAY (?:say|says|said|saying) no(?! (?:one|body)\b)(?: to)?(?: .*)?", "who", OPPOSE, "who says no to new mechanisms"),
    Row(r"WHO MAY (?:say|says|said|saying) yes(?: to)?(?: .*)?", "who", SUPPORT, "who says yes to the HLPF"),
    # What somebody holds of a thing is its side: able or not, or in the place of another.
    Row(rf"WHO MAY THINKS (?:that )?(?:the |a |an )?[TBMH] (?:{_UNABLE})(?: .*)?", "who", OPPOSE,
        "who thinks the HLPF is not up to it"),
    # What something is not to be like is no word against it: "should not be punitive".
    Row(r"WHO MAY (?:says?|said|saying|argues?|argued|stress(?:es|ed)|wants?) (?:that )?(?:the )?T (?:shouldnt|should not|mustnt|must not|cannot|cant|neednt"
        r"|need not|not to|to not|isnt to|is not to|are not to|arent to) be (?:too |so |overly )?(?!part\b|in\b|included|mentioned|there|dropped|kept|moved|used|set|created|allowed)"
        r"[a-z]{4,}(?: .*)?$", "who", ANY, "who said the review must not be punitive"),
    Row(r"WHO MAY (?:says?|said|saying|argues?|argued|claims?|claimed) (?:that )?(?:the )?[TB] (?:shouldnt|should not|must not|mustnt"
        r"|doesnt (?:need|have) to|does not (?:need|have) to|need not|neednt)(?: .*)?", "who", OPPOSE, "who says IOM should not lead"),
    Row(r"WHO MAY THINKS (?:that )?(?:the |a |an )?P (?:should|must|has to|have to|needs? to|ought to|deserves?)(?: .*)?",
        "who", SUPPORT, "who thinks Norway should pay"),
    Row(r"WHO MAY THINKS (?:that )?(?:the |a |an )?[TBMH] (?:is|are|would be|can|could|should|must|has to|ought to|deserves?)(?: .*)?",
        "who", SUPPORT, "who thinks the HLPF is the right place"),
    Row(r"WHO MAY (?:finds?|found|sees?|saw|considers?|considered|calls?|called) .* (?:problem|problematic|difficult|unacceptable"
        r"|unhelpful|wrong|worrying|premature|too \w+)(?: .*)?$", "who", DOUBT, "who finds monitoring a problem"),
    Row(r"WHO MAY THINKS .*T.* (?:is|are|was|were|takes?|goes|go) (?:far |much |way )?too \w+(?: .*)?$", "who", OPPOSE,
        "which delegations think new mechanisms are too much"),
    Row(r"WHO MAY (?:THINKS|says?|said|argues?|argued|insists?|insisted) (?:that )?.*[TBM].* (?:matters?|(?:is|are) (?:very |so |really |quite )?"
        r"(?:important|key|crucial|vital|essential|good|useful|needed|necessary|a priority|helpful|valuable))(?: .*)?$", "who", SUPPORT,
        "who thinks fair recruitment matters"),
    Row(r"^(?:the )?[HPB],? (?:is |comes |from )*(?:which|what) (?:country|state|nationality|government)(?: (?:is|was) (?:he|she|it|that))?(?: from)?$",
        "office", ANY, "Lauber, which country"),
    Row(r"^where (?:is|are|was|were|does|do|did|will|has|have) (?:the )?[PBH] (?:already |now |currently |going to )*\w{3,}(?:ing|ed) .*", "position", ANY,
        "where is UNHCR testing the framework"),
    Row(r"WHO MAY (?:considers?|considered|finds?|found|deems?|judges?|rates?) (?:the |that )?[TBMH] .*", "who", ANY,
        "who considers IOM fit for it"),
    Row(r"WHO MAY (?:sees?|saw|seeing|regards?|considers?|treats?|thinks? of|describes?) .*[TBMH].* as(?: .*)?", "who", ANY,
        "who sees IOM as the lead"),
    Row(r"WHO MAY (?:explain(?:s|ed)|told|tells|brief(?:s|ed)|report(?:s|ed)|show(?:s|ed))(?: us| them| the meeting| the room| states)?"
        r" (?:how|about|on|of) .*", "office", ANY, "who briefed the meeting on the Dhaka summit"),
    # Whose words.
    Row(r"WHO MAY (?:it (?:was|is) (?:that|who) )?SAID(?: .*)?", "said", ANY, "who said hub and spoke"),
    Row(r".* (?:who (?:said|wrote|used|called)(?: (?:that|this|it|so))?|whose (?:words?|phrase|line|quote|image|metaphor|picture|comparison|saying|expression)"
        r"(?: (?:is|was|are) (?:that|this|it))?)$",
        "said", ANY, "nothing new under the sun who said that"),
    Row(r"^whose (?:words?|phrase|line|quote|image|metaphor|picture|comparison|saying|expression)(?: .*)?", "said", ANY, "whose words are mandate creep"),
    Row(r"WHO MAY (?:the )?(?:phrase|expression|words?|wording|term|metaphor)(?: .*)?", "said", ANY,
        "who used the phrase mandate creep"),
    Row(r"(?:quote|quotation|exact words|verbatim)(?: .*)?", "said", ANY, "360 degrees quote"),
    Row(r"^(?:\W*Q\W*)$", "said", ANY, "“light touch”"),
    Row(r"^(?:where|wheres|which|whats|what)(?: is| was| are| s)? (?:the|that) (?:line|passage|sentence|phrase|quote|wording|bit"
        r"|remark) (?:about|on|that|where|saying|with|which) .*", "said", ANY, "where is the line about throwaway goods"),
    Row(r"where (?:does|do|is|are) .* (?:stand|written|come from|quoted)$", "said", ANY,
        "where does hub and spoke come from"),
    Row(r"WHO MAY (?:for|pro|in favou?r)\b.* (?:against|contra|con)(?: .*)?", "who", ANY,
        "who is for and who is against the HLPF"),
    # Who stands where.  What is denied comes before what it denies.
    Row(r"WHO MAY NOT MAY (?:any |a |the )?(?:OPPOSES|against)(?: .*)?", "who", SUPPORT,
        "who doesn't oppose the HLPF"),
    Row(r"WHO MAY (?:wants?|wanted|likes?|accepts?|needs?|asks? for|asked for|calls? for|called for|sees?)(?: to (?:have|see))?"
        r" (?:no|none of|neither)(?! (?:one|body|doubt)\b)(?: .*)?", "who", OPPOSE, "who wants no new capacity mechanisms"),
    Row(r"WHO MAY NOT MAY (?:SUPPORTS|mention(?:s|ed)?|convinced(?: by| of)?|comfortable with|sold on)(?: .*)?",
        "who", OPPOSE, "who doesn't want new categories"),
    Row(r"WHO MAY (?:any |the |strong )?DOUBTS(?: .*)?", "who", DOUBT, "who has doubts about IOM's role"),
    Row(r"WHO MAY (?:any )?OPPOSES(?: .*)?", "who", OPPOSE, "which countries are against new categories"),
    Row(r"WHO MAY (?:warn(?:s|ed|ing)?|caution(?:s|ed|ing)?|sp(?:oke|eaks?|eaking)|argu(?:es?|ed|ing)|lobb(?:y|ies|ied)"
        r"|advis(?:es?|ed|ing)|vot(?:es?|ed|ing)) (?:out |us )?against(?: .*)?", "who", OPPOSE, "who warned against new categories"),
    Row(r"WHO MAY (?:wants?|wanted|would like|prefers?|preferred|would rather|would prefer) .* (?:out|deleted|removed|gone|dropped|struck|excluded)(?: (?:of|from) (?:the |this |our |any )?(?:[A-Z]|compact|text|draft|document|agreement|paper|it))?$", "who", OPPOSE,
        "who wants new categories deleted"),
    Row(r"WHO MAY ASKS (?:about|on|what|how|who|when|whether|if|why)(?: .*)?", "who", ASK,
        "who asked about funding"),
    Row(r"WHO MAY (?:wants?|wanted|needs?|needed|ask(?:s|ed)? for|calls? for|seeks?)(?: to have)?(?: more| further| some| better)*"
        r" (?:info|information|clarity|details?|clarification|explanations?)(?: .*)?", "who", ASK,
        "who wants more clarity on IOM's role"),
    Row(r"WHO MAY SUPPORTS(?: .*)?", "who", SUPPORT, "which states want IOM to lead"),
    Row(r"^WHO (?:in|from|among|of) (?:the )?P MAY SUPPORTS .*[TBM].*", "who", SUPPORT, "who from Norway supports IOM leading"),
    Row(r"^WHO (?:in|from|among|of) (?:the )?P MAY OPPOSES .*[TBM].*", "who", OPPOSE, "who from Norway opposes the HLPF"),
    Row(r"WHO MAY ASKS(?: .*)?", "who", ASK, "who questions the HLD"),
    Row(r"WHO MAY (?:condition(?:s|al(?:ly)?)?|only if|set conditions?(?: on)?)(?: .*)?", "who", ON_CONDITION,
        "who conditions IOM's role"),
    Row(r"WHO MAY (?:states?|remarks?(?: on)?|remarked(?: on)?)(?: .*)?", "who", REMARK, "who remarks on the GFMD"),
    Row(r"WHO MAY MENTIONS(?: .*)?", "who", ANY, "who brought up the GFMD"),
    Row(r"WHO MAY (?:the )?(?:spoke|speaks?|talked|said)(?: .*)?", "who", ANY, "mixed migration - who spoke"),
    Row(r".* WHO MAY (?:spoke|said|talked|commented)(?: it| that| this| so| what)?$", "who", ANY,
        "mixed migration who spoke"),
    Row(r".* WHO MAY (?:SUPPORTS|backs)(?: it| that| this| them)?$", "who", SUPPORT, "new categories who wants it"),
    Row(r".* WHO MAY (?:OPPOSES)(?: it| that| this| them)?$", "who", OPPOSE, "new categories who's against"),
    Row(r".* (?:which|what) (?:countries|states|delegations|parties)$", "who", ANY, "labour migration - which delegations"),
    Row(r"(?:supporters?|backers?|friends|champions?|proponents?|advocates?|fans) (?:of|for) .*", "who", SUPPORT,
        "supporters of regional commissions"),
    Row(r"(?:opponents?|critics?|enemies|sceptics|skeptics) (?:of|to) .*", "who", OPPOSE, "opponents of the HLPF"),
    Row(r".* (?:supporters?|backers?|proponents?)$", "who", SUPPORT, "regional commissions supporters"),
    Row(r".* (?:opponents?|critics?|sceptics?|skeptics?)$", "who", OPPOSE, "HLPF critics"),
    Row(r"^(?:countries|states|delegations|those) (?:for|in favou?r of|pro) .*", "who", SUPPORT, "states for the HLPF"),
    Row(r"^(?:support|backing|enthusiasm) (?:for|of|to) .*", "who", SUPPORT, "support for the HLPF"),
    Row(r"^(?:opposition|objections?|resistance|criticism) (?:to|of|against) .*", "who", OPPOSE,
        "opposition to the HLPF"),
    Row(r"^(?:concerns?|doubts?|reservations?|worries|questions?) (?:about|on|over|regarding|with) .*", "who", DOUBT,
        "concerns about IOM's role"),
    Row(r"^(?:against|anti) (?:the |any |a )?[TBM](?: .*)?$", "who", OPPOSE, "against new categories"),
    Row(r"^(?:no|without|not) (?:more |any |a |to )?[TBM]$", "who", OPPOSE, "no new categories"),
    Row(r"^WHO(?: .*)? (?:countries|states|delegations)$", "who", ANY, "who else among the states"),
    # Whose idea.
    Row(r"(?:.* )?(?:whose (?:idea|invention|line|phrase|words|wording)|who (?:came up with|thought of|had the idea of|coined))"
        r"(?: (?:is|was|were|are) (?:that|this|it|those))?(?: .*)?", "said", ANY, "constructive competition - whose idea is that"),
    Row(r"(?:whose (?:proposal|suggestion)|recommendations? (?:of|by|from)|proposals? (?:of|by|from))(?: .*)?", "proposal", ANY, "whose proposal is the financing facility for migration"),
    Row(r"^(?!(?:when|whens|where|(?:which|what) (?:month|day|date|year))\b|.*\b(?:are|is|were|was|does|do|did)\b.*\bor\b).* (?:recommendations?|proposals?|suggestions)$", "proposal", ANY, "roundtable 3.1 recommendations"),
    Row(r"^(?:the )?(?:session|meeting|summit|forum|conference) (?:of|in) (?!the ).*", "event", ANY, "session of July in New York"),
    Row(r"^(?!.*\b(?:next|upcoming|coming)\b).* (?:(?:which|what) (?:days?|dates?|months?|week|city|town)|dates?|month|venue|(?:when|date|dates|day|venue|place|where) (?:and )?"
        r"(?:where|when|place|venue|city|dates?))$", "event", ANY, "stocktaking in Mexico, which month"),
    # Where somebody stands is no place.
    Row(r"where (?:the )?[PB] stands?(?: .*)?", "position", ANY, "where the Holy See stands on children"),
    Row(r"where (?:does|do|did|is|are) .* stands?(?: .*)?", "position", ANY, "where does Canada stand on climate"),
    # Of whom a party speaks is what it says.
    Row(r"^(?:whom?|which countries|which states) (?:does|do|did|should|would) (?:the )?[PBH] .*", "position", ANY,
        "who does Mexico thank"),
    Row(r"^[HPB] what (?:did|does|has) (?:he|she|they|it) (?:say|said|propose|want)(?: .*)?$", "fact", ANY,
        "John Wilmoth what did he say"),
    # When somebody spoke is told with what was said.
    Row(r"when (?:did|does|has|was|will) (?:the )?[PB] (?:last |first )?(?:speak|spoke|speaking|take|took|taken|say|said"
        r"|intervene|talk)(?: .*)?", "position", ANY, "when did Japan speak"),
    # Who is to do something is asked of what was said, and of nobody's voice.
    Row(r"^(?:so |and )?whom? (?:does|do|did) .* (?:say|think|want|suggest|propose|expect|believe|recommend)s?"
        r" (?:should|must|would|will|to|is|are|ought) .*", "fact", ANY, "who does the report say should be trained"),
    Row(r"^(?:so |and )?who (?:should|must|ought to|gets to|is (?:going|supposed|meant) to) .*", "fact", ANY,
        "who should pay into the financing facility"),
    Row(r"^(?:so |and )?who (?:would|could|will|can|has to|is to)?(?: have to)? ?(?:pays?|puts? money|contributes?) (?:in)?to .*", "fact", ANY,
        "who would pay into the financing facility"),
    Row(r"^(?:so |and )?how (?:many|much) (?!.*\b(?:days?|weeks?|months?|sessions?|meetings?|events?|hearings?)\b).*",
        "fact", ANY, "how many migrants did IOM return and where"),
    Row(r"^(?:the )?(?:share|percentage|percent|proportion) (?:of|in|among) .*", "fact", ANY, "share of earnings that stay where they work"),
    Row(r"^(?:so |and )?where (?:in \S+(?: \S+)? )?(?:should|must|ought|could|would) (?!we\b|i\b|you\b|delegates\b).*", "fact", ANY,
        "where should the review sit"),
    # When and where.
    Row(r"^(?:and )?(?:what|whats|when|whens|which)(?: is| are| comes| happens| does)?(?: the| our| my)? (?:next|upcoming)"
        r"(?: (?:up|event|events|session|sessions|meeting|meetings|step|steps|deadline|deadlines|milestone|milestones"
        r"|date|dates|round))?$", "next", ANY, "when's the next session"),
    Row(r"^(?:so |and )?(?:which|what|whats|where|when|whens)(?: is| are)? (?!.*\b(?:before|after)\b)(?:.* )?(?:up|comes|coming) next\b(?: .*)?$", "next", ANY,
        "which session is up next and where"),
    Row(r"^(?:so |and )?(?:which|what|whats)(?: of the)? (?:\S+ ){0,2}(?:sessions?|meetings?|rounds?|panels?|events?|deadlines?|roundtables?|[EMT])"
        r" (?:is|are|comes|come) (?:the )?next(?: one)?(?: and (?:where|when))?$", "next", ANY, "which session is next"),
    Row(r"^(?:so |and )?(?:in )?(?:which|what) (?:phase|stage|step)(?: of .*)? (?:are|is) (?:we|this|it|they|E|T|the process|things|everything)"
        r"(?: in| at| on)?(?: now| today| currently| at the moment)?$", "next", ANY, "what phase are we in"),
    Row(r"^(?:the |our |any )?(?:next|upcoming)(?: (?:event|events|session|sessions|meeting|meetings|step|steps|deadline"
        r"|deadlines|milestones|dates?|round))?(?: \d+)?$", "next", ANY, "next meetings"),
    Row(r"^(?:(?:and |so )?(?:when|whens|where|wheres|whats|what|which)(?: is| are| was)? )?(?:the )?(?:next|following)(?: one| \S+){0,2}"
        r" (?:after|before|following) .*", "event", ANY, "next one after Vienna"),
    Row(r"^(?:(?:and )?(?:when|whens|where|whats|what)(?: and (?:when|where))?(?: is| are| will be)? )?(?:the |our )?"
        r"(?:next|upcoming) .*", "next", ANY,
        "when's the next GFMD summit"),
    Row(r"^(?:so |and )?(?:where|when|whens)(?: and (?:when|where))? (?:do|should|must|can|will|shall|have) (?:i|we|one|you)"
        r" (?:\S+ ){1,3}(?:for|to) (?:the |our )?(?:next|upcoming) .*", "next", ANY, "where do we go for the next session"),
    Row(r"(?:timeline|chronology|roadmap|road map|calendar|schedule|timetable|time table|key dates|milestones)(?: .*)?", "timeline", ANY,
        "give me a timeline of the process"),
    Row(r".* (?:timeline|chronology|calendar|schedule|timetable|time table|key dates|milestones)(?: D)?$", "timeline", ANY, "process timeline"),
    Row(r".*(?:still|yet) (?:left|to come|ahead|to be held|open|planned|outstanding)$", "next", ANY,
        "which sessions are still to come"),
    Row(r".*\b(?:sessions?|meetings?|events?|rounds?|days?|weeks?|time|steps?|dates?|deadlines?|milestones?|much|what"
        r"|whats)\b.* (?:remain|remaining|left)$|^(?:remaining|left)$", "next", ANY, "sessions remaining"),
    Row(r"^(?:so |and )?(?:what|whats|which)(?: \S+){0,2}? (?:is |are |s )?(?:still )?(?:left|remaining|to come|to go) (?:of|from) .*",
        "next", ANY, "what is left of the six sessions"),
    Row(r"(?:coming up|lies ahead|is ahead|comes next|happens next)$", "next", ANY, "what's coming up"),
    Row(r"^(?!.*\b(?:before|after)\b)(?:(?:is|are) there |do we have )?(?:anything|something|whats|what|what s) (?:\S+ ){0,2}(?:coming(?: up)?(?: next)?"
        r"|lies ahead|ahead|comes next|happens next|up next)(?: .*)?$", "next", ANY, "anything coming up that matters"),
    Row(r"^(?:que sigue|что дальше|prochaines? (?:reunions?|sessions?|etapes?))$", "next", ANY, "¿qué sigue?"),
    # "Non-refoulement when status is unclear" is no question of a date.
    Row(r"^(?!(?:so |and )?whos?\b)(?!.*\bT when (?!is|are|was|were|does|do|did|will|can|it|its|and|in|on|exactly)\w+ \w+).*?\b(?:when|whens|where|wheres|what (?:date|days?|dates|time|month|year)|which (?:days?|date|dates|month|year|city"
        r"|place|venue)|on what (?:date|day))(?: .*)?", "event", ANY, "when was the New York Declaration adopted"),
    Row(r"^(?:the )?(?:very )?(?:last|final) (?:one )?of (?:the|these|those|all) .*", "event", ANY, "last of the six sessions"),
    Row(r"(?:dates?|venue|location|place) (?:of|for) .*", "event", ANY, "dates of the coordination meeting"),
    Row(r".* (?:when|where|dates?|venue|when and where|when where)(?: exactly| precisely)?$", "event", ANY, "GFMD summit Berlin when"),
    Row(r"^(?:so |and )?what (?:should|would|could|must|might|ought to|shall|can) (?:then )?happen (?:to|with) .*", "fact", ANY,
        "what should happen to the GFMD"),
    Row(r"(?:what|whats|anything|which events?|events?|meetings?)(?: .*)? HAPPEN(?: (?:in|on|at|before|after|during"
        r"|between|since|around|by|with|this|next|last|to) .*| D.*)", "event", ANY, "what happened in Mexico in December"),
    Row(r".*(?:quel jour|quelle date|a quelle date|que dia|que fecha|en que fecha)(?: .*)?", "event", ANY,
        "adoptée quel jour"),
    Row(r"(?:quand|cuando|когда|متى)(?: .*)?", "event", ANY, "quand est la réunion de coordination"),
    Row(r"^(?:what|whats|which)(?: \S+){0,3} (?:comes?|coming|came|next|happens|happened|follows|follow|up)"
        r"(?: right| just| directly| up)* (?:before|after) .*", "event", ANY, "what is coming up after Vienna"),
    Row(r"(?:before|after|since|until|between|during) (?:the )?[DE](?: .*)?$", "event", ANY, "after the New York Declaration"),
    # Who at all, of a thing, in words that no row has.
    Row(r"^(?:which|what) (?:countr(?:y|ies)|states?|delegations?|part(?:y|ies)|governments?|groups?|missions?) .*[TBMN].*", "who", ANY,
        "which states give humanitarian visas"),
    Row(r"^(?:what |events? |meetings? )?(?:comes? |came |happens |happened )?(?:before|after|since) (?:the )?[ET]$", "event", ANY,
        "what came after the New York Declaration"),
    # What anybody does about a thing, in a verb that no row has.
    Row(r"^(?:so |and )?WHO MAY (?!(?:is|are|was|were|in|from|here|works?|worked|working|report\w*|serves?|served|sits?|sat|name)\b)"
        r"\w+ (?:about|against|over|for|that) .*", "who", ANY, "who raves about the HLPF"),
    Row(r"^(?:so |and )?WHO (?:(?:is|are|was|were) )?(?:also |even |actually |really )?(?:thinking|planning|considering|trying|going|looking"
        r"|hoping|worrying|worried|ready|willing|prepared|keen|copying|using|offering|giving|doing|paying|asking|talking|pushing)\b .*",
        "who", ANY, "who is planning humanitarian visas"),
    # People, where nothing more is said.
    Row(r".* (?:moderators?|rapporteurs?|(?:co ?)?chairs?|cochairs?|chair(?:man|woman|person|persons)|(?:co ?)?facilitators?"
        r"|cofacilitators?|hosts?|organi[sz]ers?|note ?takers?|authors?|representatives?|attendees|participants)(?: who)?$",
        "office", ANY, "sixth session moderators"),
    ANY_WHO,
    Row(r"^(?:the )?(?:(?:co ?)?(?:moderators?|rapporteurs?|chairs?|chairperson|hosts?|facilitators?|authors?)) (?:of|for|at) .* who (?:is|was|are|were)"
        r" (?:he|she|that|it|they)$", "office", ANY, "rapporteur of roundtable 3.1, who was it"),
    Row(r"^(?:the )?[HPB]s? (?:country|post|title|job|role|affiliation|function|office|rank|nationality|employer)"
        r"(?:(?: and|,)? (?:the )?(?:country|post|title|job|role|affiliation|function|office|rank|nationality|employer))*$", "office", ANY,
        "michel lastschenko's country and post"),
    Row(r"^(?:so |and )?(?:whose|which|what) (?:delegation|mission|country|government|agency|organi[sz]ation|ministry|institute|university|body)"
        r" (?:did|does|was|is) [HPB] (?:work|working|serve|serving|belong|come|speak|speaking|write|writing|from|with)(?: .*)?$", "office", ANY,
        "whose delegation did Genina work for"),
    Row(r".*[HPBDE].* who (?:is|was|are|were) (?:he|she|that|this|it|they|those)$", "office", ANY, "victor genina - who is he?"),
    Row(r".* (?:who (?:is|was|are|were|said) (?:he|she|that|this|it))$", "said", ANY, "constructive competition, who was that"),
    Row(r"^(?:so |and )?how (?:long|many days|many weeks|many months|soon)(?: is it| to go| left)?(?: still)? (?:till?|until|before|to) .*", "event", ANY,
        "how long till the negotiations start"),
    Row(r"^(?:for )?how (?:long|many days) (?:do|does|did|will|is|are|was|were) .*\b(?:[TE]|session|meeting|conference|forum|round|phase"
        r"|summit|talks|hearings)\b.*(?: (?:run|last|go on|take|going|lasting|going on|going to last|be)|session|meeting|conference|forum"
        r"|round|phase|summit|talks|hearings|E)(?: D)?$", "event", ANY, "how long do the negotiations run"),
    # Numbers and facts.
    Row(r"(?:share|percentage|percent|proportion|rate|amount|number|count) of .*|what percent(?:age)?(?: .*)?", "fact", ANY,
        "share of UNDAFs that mention migration"),
    Row(r"how HOW(?: .*)?", "fact", ANY,
        "how many international migrants are there"),
    Row(r".* (?:figures?|stats?|statistic|percent(?:age)?|number)(?: (?:from|of|in|at|by|for) .*)?$", "fact", ANY,
        "recruitment fees, ILO figure"),
    # Other languages.
    Row(r"(?:qui|quien|кто|谁|من).* (?:au nom|en nombre|от имени|代表|باسم|نيابه عن)(?: .*)?", "office", ANY,
        "quién habló en nombre del Grupo Africano"),
    Row(r"(?:qui|quels pays|quien|quienes|que paises)(?: .*)? ?(?:a|ha|han|ont)? ?(?:mentionne|parle|evoque|menciono"
        r"|mencionaron|hablo|hablaron|menciona|habla)(?: .*)?", "who", ANY, "quién mencionó a la CEPAL"),
    Row(r"(?:qui|quels pays|quien|quienes|que paises|кто|谁|哪些 国家|من|من الذي)(?: .*)?"
        r" ?(?:soutient|soutiennent|appuie|appuient|apoya|apoyan|est pour|sont pour|поддерживает|поддерживают|за|支持"
        r"|يؤيد|يدعم)(?: .*)?", "who", SUPPORT, "qui soutient le HLPF"),
    Row(r"(?:qui|quels pays|quien|quienes|que paises|кто|谁|哪些 国家|من|من الذي)(?: .*)?"
        r" ?(?:s oppose|s opposent|est contre|sont contre|opone|oponen|esta en contra|estan en contra|против|выступает против"
        r"|反对|يعارض|يرفض)(?: .*)?", "who", OPPOSE, "qui s'oppose au HLPF"),
    Row(r"(?:谁 ?支持)(?: .*)?", "who", SUPPORT, "谁支持HLPF"),
    Row(r"(?:谁 ?反对)(?: .*)?", "who", OPPOSE, "谁反对HLPF"),
    Row(r"^(?:qui (?:est|sont)|quien es|кто (?:такой|такая|это)|谁是|من (?:هو|هي))(?: .*)?", "office", ANY,
        "qui est Louise Arbour"),
    Row(r"^(?:qu est ce que|que es|que significa|что такое|什么是|ما هو|ما هي|signification|significado)(?: .*)?", "term", ANY,
        "что такое MICIC"),
    Row(r"^(?:сравни(?:ть|те)?|比较|对比|قارن)(?: .*)?", "compare", ANY, "сравни Japan Chile IOM"),
)  # fmt: skip


@lru_cache(4096)  # with the names cut out, what people type comes in few shapes
def read_wording(shape: str) -> Row | None:
    """Find the first row that a line fits.

    Args:
        shape: the line, folded, with its names cut out.

    Returns:
        The row, or None where the wording says nothing.
    """
    return next((row for row in ROWS if row.expression.search(shape)), None)


_LEANINGS = (
    (
        re.compile(
            rf"{_PARTS['DOUBTS']}|\b(?:concerns?|doubts?|reservations?|misgivings|worries|objections?)\b"
            r"|\b(?:problems?|issues?|trouble|beef|gripes?|difficult(?:y|ies)) with\b"
        ),
        DOUBT,
    ),
    (re.compile(rf"\b{_PARTS['OPPOSES']}\b"), OPPOSE),
    (
        re.compile(
            r"\b(?:demand(?:s|ed|ing)?|(?:call|ask|push|press)(?:s|es|ed|ing)? for|insist\w*)\b"
        ),
        SUPPORT,
    ),
    (re.compile(r"\b(?:ask|asks|asked|questions?|quer(?:y|ies|ied))\b"), ASK),
    (re.compile(r"\b(?:support(?:s|ed|ing)?|backs?|backed|favou?r(?:s|ed|ing)?)\b"), SUPPORT),
)


@lru_cache(1024)
def read_leaning(shape: str) -> tuple[Stance, ...]:
    """Tell which of a party's statements are asked for first: "brazil's concerns on IOM".

    Args:
        shape: the line, folded, with its names cut out.

    Returns:
        The stances that it asks for; () where it asks for none.
    """
    return next((stances for words, stances in _LEANINGS if words.search(shape)), ANY)


_VERB = Row(r"WHO MAY (?:DOUBTS|OPPOSES|SUPPORTS|ASKS|MENTIONS|THINKS)", "who", ANY, "").expression


# Whatever is done about a thing only asks; what somebody is about it, "flexible", is asked for.
_ANY_VERB = Row(
    r"^WHO MAY (?!vot)(?!\w+(?:ible|able|ive|ful|ous|ic|al|ant|ent|less|y|vague|open)\b)\w+"
    r" (?:about|against|over|for|that)",
    "who",
    ANY,
    "",
).expression


@lru_cache(1024)
def asking_words(shape: str) -> frozenset[str]:
    """Give the words of a line that only ask who does something: "put forward", "fed up with".

    Args:
        shape: the line, folded, with its names cut out.
    """
    match = _VERB.search(shape) or _ANY_VERB.search(shape)
    return frozenset(match[0].split()) if match else frozenset()


_MEANS: dict[Intent, tuple[str, ...]] = {
    "who": ("WHO", "SUPPORTS", "OPPOSES", "DOUBTS", "ASKS", "MENTIONS", "NOT", "THINKS"),
    "agree": ("WHO", "SUPPORTS", "OPPOSES"),
    "said": ("WHO", "SAID", "MENTIONS", "PHRASE"),
    "office": ("WHO",),
    "proposal": ("WHO", "SUPPORTS"),
    "compare": ("COMPARE", "SUPPORTS", "OPPOSES", "DOUBTS", "MENTIONS", "SAID"),
    "timeline": ("HAPPEN",),
    "event": ("HAPPEN",),
    "next": ("NEXT",),
    "fact": ("HOW",),
    "term": ("EXPLAINS",),
    "position": ("SPEAKER", "SAID", "SUPPORTS", "MENTIONS", "OPPOSES", "DOUBTS", "ASKS"),
}


_VERBS_OF_SIDES = ("SUPPORTS", "OPPOSES", "DOUBTS", "ASKS", "MENTIONS", "THINKS")


@lru_cache(4096)
def is_verb_of_side(word: str) -> bool:
    """Tell whether a folded word says what somebody does about a thing: "warned", "supports"."""
    return any(_ALONE[part].fullmatch(word) for part in _VERBS_OF_SIDES)


@lru_cache(4096)
def is_worded(word: str, intent: Intent, *, noun: bool = False) -> bool:
    """Tell whether a word only asks, and is nothing that is asked for.

    Args:
        word: a folded word of the line.
        intent: what the line asks.
        noun: whether an article stands before it: who suspects "a campaign" campaigns for nothing.
    """
    # "Pushing for" asks, and so does the "pushing" of it, and "insisted" without its "that".
    forms = (word,) if noun else (word, f"{word} for", f"{word} that")
    return any(_ALONE[part].fullmatch(form) for part in _MEANS.get(intent, ()) for form in forms)


_ALONE = {name: re.compile(pattern) for name, pattern in _PARTS.items()}
