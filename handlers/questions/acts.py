"""What parties do to a thing or to one another, said in a roundabout way, written plainly."""

from __future__ import annotations

import re

from handlers.questions.rules import rule

_RATHER = re.compile(
    r"(?<!\w)who(?:['’]?d| would)? (?:rather|sooner|prefers? to|preferred to) (?!than)",
    re.IGNORECASE,
)
_UP_FOR = re.compile(
    r"(?<!\w)(?:spoke|spoken|speaks?|stood|stands?|stuck|sticks?|came|comes?) (?:up|out) for ",
    re.IGNORECASE,
)
_IN_SUPPORT = re.compile(
    r"(?<!\w)(?:spoke|spoken|speaks?|came|comes?|was|were|is|are) (?:out |up )?"
    r"in (?:support|favou?r) of (?=\w)",
    re.IGNORECASE,
)
# "Who would put the review inside the forum": who wants it there; but no money into a fund.
_PUT_IN = re.compile(
    r"(?<!\w)(?:would|wants? to|wanted to|likes? to)"
    r" (?:put|place|house|locate|anchor|do|hold|run|keep|have)"
    r" (?P<what>(?!(?:more |any |some )?(?:money|funds?|cash|resources)(?!\w))"
    r"(?:the |a |an |its )?\w+(?: \w+){0,3}?) (?:inside|within|into|in|under|at) (?=\w)",
    re.IGNORECASE,
)
# "Who protested when the chair talked of agreement": about what the chair said.
_WHEN_CHAIR = re.compile(
    r"(?<=\w )(?:when|after|because|that|how) (?:the )?(?:co-?)?"
    r"(?:chairs?|facilitators?|moderators?) (?:talked|spoke|said|mentioned|brought up|raised"
    r"|suggested|claimed)(?: of| about| that| on)? ",
    re.IGNORECASE,
)
# Where something is wanted in: in all that is negotiated here.
_WANTED_IN = re.compile(
    r"(?P<wants>^(?:.*\W)?(?:wants?|wanted|likes?|needs?|keeps?|kept|sees?|puts?|ha(?:s|ve|d)"
    r"|pushed for|asked for) .*\w) (?:to be )?(?:on board|(?:at|around) the table|involved|included"
    r"|consulted|engaged|mentioned|in the (?:text|draft|document|room))\W*$",
    re.IGNORECASE,
)
# "Who sees a bigger role for the ILO": who wants one, however big.
_SEES_A_ROLE = re.compile(
    r"(?P<who>(?<!\w)(?:who|anyone|anybody|which \w+)) (?:else )?"
    r"(?:(?:would|could|can|might|do|does) )?"
    r"(?:sees?|saw|seeing|envisage[sd]?|envision(?:s|ed)?|foresees?|imagines?|pictures?|wants?"
    r"|wanted|likes?|prefers?|gives?)(?: to (?:see|have|give))? (?:an?|any|some|more of an?) "
    r"(?:(?:much|far|even|more|most|very|bigger|greater|larger|stronger|fuller|wider|central|active"
    r"|prominent|important|major|leading|proper|real|clear) )*"
    r"(?P<role>role|part|place|job|function|say|voice|hand) (?P<to>for|of|to) ",
    re.IGNORECASE,
)
# "Who regards migration as a development issue": who thinks that it is one.
_REGARDS_AS = re.compile(
    r"^(?P<who>(?:so |and )?(?:who|anyone|anybody|which \w+)(?: else)?) "
    r"(?:regards?|considers?|views?|sees?|saw|treats?|perceives?|understands?|portrays?) "
    r"(?P<what>(?!(?:no|any)(?!\w)).+?) as (?P<as>(?!(?:well|such|yet|long|far|soon)(?!\w))\w)",
    re.IGNORECASE,
)
# "Who wants softer words than these": who is against these.
_OTHER_WORDS_THAN = re.compile(
    r"(?<!\w)(?:wants?|wanted|prefers?|preferred|likes?|asks? for|asked for|would have"
    r"|proposes?|suggests?|needs?) (?:to (?:see|have|use) )?(?:an?|some|any)? ?"
    r"(?:(?:much|far|even) )?(?:softer|weaker|milder|lighter|looser|gentler|other|different|better"
    r"|less|something|anything)(?: \w+){0,2} than ",
    re.IGNORECASE,
)
# "The review done through the HLPF": the review in it.
_DONE_THROUGH = re.compile(
    r"(?<=\w )(?:(?:to be|being) )?(?:done|carried out|conducted|held|handled|run|dealt with"
    r"|organi[sz]ed|to happen|to take place) (?:through|via|under|within|inside|in) ",
    re.IGNORECASE,
)
# "Is afraid that it could get in the way of others": become an obstacle.
_IN_THE_WAY = re.compile(
    r"(?<!\w)(?:get|gets|getting|stand|stands|be|come|comes) in the way of ", re.IGNORECASE
)
# "Who wanted forced return to be a red line": who names it as one.
_RED_LINE = re.compile(
    r"(?P<who>(?<!\w)who(?:ever)? )(?:wants?|wanted|calls?|called|sees?|saw|considers?"
    r"|considered|drew|named?|made) (?P<what>\S.*?)"
    r" (?:(?:to be|as|is|was) )?(?:a|their|its) red[ -]lines?(?!\w)",
    re.IGNORECASE,
)
# "Who doesn't want the Dialogue changed": who is against changing it.
_NOT_CHANGED = re.compile(
    r"(?<!\w)(?:(?:does|do|did) ?n['’]?t|does not|do not|did not) (?:want|like)(?: to see)?"
    r" (?P<what>\S.*?) (?:(?:to be|being) )?(?:changed|altered|reformed|restructured"
    r"|rewritten|amended|touched|tampered with|messed with|meddled with|tinkered with)(?!\w)",
    re.IGNORECASE,
)
# "Told him he got it wrong": that he misunderstood.
_GOT_IT_WRONG = re.compile(
    r"(?<!\w)(?:got|gets|get|had|has) (?:it|him|her|them|us|me|that|this|what \w+ said)"
    r" (?:all )?wrong(?!\w)",
    re.IGNORECASE,
)
# "Worried about duplication?": who is.
_WORRIED_ABOUT = re.compile(
    r"^(?:any(?:one|body) )?(?P<how>worried|concerned|afraid|nervous|scared|anxious)"
    r" (?P<of>about|of|that) "
    r"(?P<what>(?:(?!(?:who|which|what)\b)\S+ ?){1,6})\W*$",
    re.IGNORECASE,
)
# "The IDM, who brought that up": who mentioned it.
_BROUGHT_IT_UP = re.compile(
    r"(?<!\w)(?:bring|brings|brought|bringing) (?:it|that|this|these|those|them) up(?!\w)",
    re.IGNORECASE,
)
# "Fans of a light touch", "HLPF sceptics": who is for it, and who against.
_FOR_IT = r"(?:supporters?|backers|proponents|advocates|champions|enthusiasts|fans)"
_AGAINST_IT = r"(?:opponents?|critics|sceptics|skeptics|detractors|naysayers|haters|enemies)"
_ANY = r"^(?:so |and )?(?:any |the |all |other |list |name )*"
_FANS_OF = re.compile(rf"{_ANY}{_FOR_IT} (?:of|for) (?=\w)", re.IGNORECASE)
_CRITICS_OF = re.compile(rf"{_ANY}{_AGAINST_IT} (?:of|to) (?=\w)", re.IGNORECASE)
_FANS = re.compile(rf"{_ANY}(?P<what>\w.{{1,60}}) {_FOR_IT}\W*$", re.IGNORECASE)
_CRITICS = re.compile(rf"{_ANY}(?P<what>\w.{{1,60}}) {_AGAINST_IT}\W*$", re.IGNORECASE)
# "Could push the other agencies aside": undermine them.
_PUSH_ASIDE = re.compile(
    r"(?<!\w)(?:push|pushes|pushing|shove|shoves|elbow|elbows|brush|brushes|cast)"
    r" (?P<whom>(?:(?!who |what |that )\S+ ){1,4}?)"
    r"(?:aside|out of the way|to the side(?:lines)?)(?!\w)",
    re.IGNORECASE,
)
_CROWD_OUT = re.compile(
    r"(?<!\w)(?:crowd|crowds|squeeze|squeezes|muscle|muscles|step|steps|tread|treads|trample|tramples)"
    r" (?:out|over|on|all over)(?: (?:of|the toes of|the feet of))? (?=\w)",
    re.IGNORECASE,
)
# "How often did Japan speak": how many times, and of no review's intervals.
_HOW_OFTEN = re.compile(
    r"(?<!\w)how often (?=(?:did|does|has|have|was|were) .*"
    r"(?:speak|spoke|spoken|talk|intervened?|floor)\W*$)",
    re.IGNORECASE,
)
# "Who worries that development gets lost": who wants it not to, so who is for it.
_FEARS_FOR = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were) )?(?:worr(?:y|ies|ied)|fears?|feared|afraid|scared|concerned)"
    r" (?:that |about |for )?(?P<what>(?!(?:of|if)(?!\w))\w.*?)"
    r" (?:(?:is|are|was|were|will|would|could|might|may|can|not) )*"
    r"(?:(?:get|gets|getting|be|being|become|becomes) )?"
    r"(?P<how>lost|pushed aside|forgotten|ignored|neglected|diluted|weakened|diminished|left out"
    r"|left behind|overlooked|side-?lined|marginali[sz]ed|watered down|undermined|eroded"
    r"|crowded out|squeezed out)(?!\w)",
    re.IGNORECASE,
)
# "Who doesn't see its membership as a problem": who says that it is none.
_NO_PROBLEM = re.compile(
    r"(?<!\w)(?:doesn['’]?t|don['’]?t|didn['’]?t|does not|do not|did not|sees? no|saw no)"
    r" (?:see|think of|find|consider|regard|view|treat) (?P<what>\w.*?) (?:as|to be)"
    r" (?:an?|any|much of a|the)"
    r" (?P<kind>problem|issue|obstacle|concern|difficulty|barrier|hurdle)(?!\w)",
    re.IGNORECASE,
)
# "Who prefers coordinating to leading": who wants the one over the other.
_PREFERS_TO = re.compile(
    r"(?P<who>(?<!\w)prefer(?:s|red|ring)?) (?P<what>(?!to(?!\w))\w+(?: \w+){0,3}?) to "
    r"(?=(?:an?|the) |\w+ing(?!\w)|\w+(?: \w+)?\W*$)",
    re.IGNORECASE,
)
# "Who put a question to Arbour": who asked her.
_PUT_TO = re.compile(
    r"(?<!\w)puts? (?:a|an|the|some|one|two|his|her|their)? ?questions? to ", re.IGNORECASE
)
# "Who told the chairs not to tamper with it": who is against changing it.
_NOT_TO_CHANGE = re.compile(
    r"(?<!\w)(?:told|asked|urged|warned|advised|begged|reminded|implored) (?:the )?(?:co-?)?"
    r"(?:chairs?|facilitators?|room|others|everyone|everybody|delegations|them|states|people) "
    r"(?:against|not to|never to) "
    r"(?:tamper(?:ing)? with|touch(?:ing)?|chang(?:e|ing)|alter(?:ing)?|meddl(?:e|ing) with"
    r"|mess(?:ing)? with|rework(?:ing)?|interfer(?:e|ing) with) ",
    re.IGNORECASE,
)
_STOOD_IN = re.compile(
    r"(?<!\w)(?:st(?:ood|ands?) in|fill(?:s|ed) in|sat in"
    r"|step(?:s|ped) in) for ",
    re.IGNORECASE,
)
# "Faith-based organizations, into which paragraph and who asked": who wants them.
_AND_WHO = re.compile(
    r"^(?!(?:so |and )?(?:who|which|what)(?!\w))(?P<what>\w.*?)[\s,;:–-]+"
    r"(?:(?:in|into|to|under)? ?which (?:para|paragraph)[\s,]+)?(?:and )?"
    r"who (?:asked|asks|wanted|wants)(?: for)?(?: it| that| this| them)?\W*$",
    re.IGNORECASE,
)
# "CEPAL mentioned by": who mentioned it.
_DONE_BY = re.compile(
    r"^(?!(?:so |and )?(?:who|which|what|where|when|how|why|is|was|are|were)(?!\w))"
    r"(?P<what>\w.*?)[\s,:–-]+(?:(?:is|was|were|are|got) )?"
    r"(?P<did>mentioned|named|cited|raised|brought up|supported|opposed|backed|rejected"
    r"|welcomed) by(?: whom?| who all)?\W*$",
    re.IGNORECASE,
)
# "South Africa, what does complementarity mean for them": what they say of it.
_MEANS_TO = re.compile(
    r"^(?P<who>\w+(?: \w+){0,2})[\s,:–-]+what (?:do|does|did|would|is) (?:the )?"
    r"(?P<what>\w+(?: \w+){0,3}?) (?:mean|stand for|amount to)"
    r"(?: (?:for|to) (?:them|it|him|her|that country))?\W*$",
    re.IGNORECASE,
)
_MEANS_FOR = re.compile(
    r"^(?:so |and )?what (?:do|does|did|would) (?:the )?(?P<what>\w+(?: \w+){0,3}?)"
    r" (?:mean|stand for|amount to) (?:for|to) (?:the )?(?P<who>\w+(?: \w+){0,2})\W*$",
    re.IGNORECASE,
)
# "Who thanked Japan and for what": what was said shows for what.
_AND_FOR_WHAT = re.compile(
    r"(?<=\w)[\s,;:–-]+and (?:for what|what for|about what|on what|why|what about|in which words"
    r"|what did (?:they|he|she) say|how)\W*$",
    re.IGNORECASE,
)
# "A stand-alone paragraph": a separate one.
_STAND_ALONE = re.compile(
    r"(?<!\w)(?:stand[- ]?alone|(?:self|free)[- ]?standing)(?!\w)", re.IGNORECASE
)
# "Who said be careful about changing it": who urged caution.
_BE_CAREFUL = re.compile(
    r"(?<!\w)(?:said|says|told (?:us|them|others|everyone|the room|the chairs?)|asked|wants?"
    r"|wanted) (?:\w+ ){0,2}?(?:to |should |must )?be (?:more |very |really )?"
    r"(?:careful|cautious|prudent) (?:about|with|when|in|before|over|not to) ",
    re.IGNORECASE,
)
# "Spoke in a personal capacity, not for his country".
_IN_PERSON = re.compile(
    r"(?<!\w)(?:is |was |were |are )?(?:speaking|talking|spoke|talked|speaks|intervened|said it)"
    r" (?:only |just |merely |purely )?(?:in (?:an? |his |her |their |its )?(?:purely )?"
    r"(?:personal|private|individual) capacity|personally|in person|off the record)"
    r"(?:[\s,]+(?:and |but )?not (?:for|as|on behalf of|in the name of) .*)?\W*$",
    re.IGNORECASE,
)
# "Who'd turn the dialogue into the review": who wants the one as the other.
_TURN_INTO = re.compile(
    r"(?<!\w)who(?:['’]?d| would| wants? to| wanted to| tried to)"
    r" (?:turn|transform|convert|make|develop|change|upgrade)"
    r" (?P<what>\w+(?: \w+){0,3}?) (?:in)?to (?=\w)",
    re.IGNORECASE,
)
# "Caribbean states on capacity-building, who wants what": what each of them does.
_WHO_WHAT = re.compile(
    r"^(?P<on>(?!.*\b(?:para|paragraph|objective|obj)s?\b).*\w)[\s,;:–-]+"
    r"who (?:wants|wanted|says|said|thinks|supports|proposes|stands|is|asked for)"
    r" (?:what|where|for what|against what)\W*$",
    re.IGNORECASE,
)
# "Who keeps saying so": who says so.
_KEEPS_SAYING = re.compile(
    r"(?<!\w)(?:keeps?|kept|goes|went)(?: on)?"
    r" (?:saying|repeating|insisting|claiming|stressing)(?!\w)",
    re.IGNORECASE,
)
# "It coordinating but not leading": it leading.
_BUT_NOT = re.compile(
    r"(?<!\w)(?P<who>\w+) (?P<one>\w+ing),? (?:but|and|yet) not (?P<other>\w+ing)(?!\w)",
    re.IGNORECASE,
)
# "Human rights bodies in implementation - who": who speaks of them.
_WHO_LAST = re.compile(
    r"^(?!(?:so |and )?(?:who|which|what|when|where|why|how|is|are|was|were|did|does|do)\b)"
    r"(?!.*\b(?:ambassador|minister|moderator|rapporteur|(?:co-?)?chair\w*|delegate|representative|rep"
    r"|envoy|host|author|facilitator|director|secretary|head|president|spokes\w+|leader|boss|guy|man"
    r"|woman|lady|person|name|speaker|panell?ist)s?\b)"
    r"(?P<of>(?:\S+ ){1,7}?\S+?)\s*[,;:–-]+\s*who(?: all| exactly| else)?\W*$",
    re.IGNORECASE,
)
# "Speaking for himself, not for his country": as an expert.
_FOR_HIMSELF = re.compile(
    r"(?<!\w)(?:(?:is|was|were|are) )?(?:only |just |merely |purely )?"
    r"(?:speaking|talking|spoke|talked|speaks|intervened) (?:only |just |merely |purely )?"
    r"(?:for (?:himself|herself|themself|themselves)|in (?:his|her|their) own name)"
    r"[\s,]+(?:and |but |rather than |instead of )?(?:not )?(?:for |as |on behalf of )?"
    r"(?:his|her|their|the|a) (?:own )?(?:country|state|government|delegation|capital)\W*$",
    re.IGNORECASE,
)
# "Talking only as an expert, not for the country": as an expert.
_ONLY_AS = re.compile(
    r"(?<!\w)(?:(?:is|was|were|are) )?(?:speaking|talking|spoke|talked|speaks|intervened) "
    r"(?:only |just |merely |purely |simply )?as (?P<what>an? \w+)"
    r"(?:[\s,]+(?:and |but )?not (?:for|as|on behalf of|in the name of) .*)?$",
    re.IGNORECASE,
)

ACTS = (
    rule(_STAND_ALONE, "separate", "alone standalone standing selfstanding freestanding"),
    rule(_BE_CAREFUL, "urged caution about ", "careful cautious prudent"),
    rule(_FOR_HIMSELF, "spoke as an expert", "himself herself themselves themself own"),
    rule(_IN_PERSON, "spoke as an expert", "capacity personally person record"),
    rule(_TURN_INTO, r"who wants \g<what> as ", "into to"),
    rule(_WHO_WHAT, r"\g<on>", "who"),
    rule(_KEEPS_SAYING, "says", "saying repeating insisting claiming stressing"),
    rule(_BUT_NOT, r"\g<who> \g<one> but not \g<who> \g<other>", "not"),
    rule(_WHO_LAST, r"who mentioned \g<of>", "who"),
    rule(_ONLY_AS, r"spoke as \g<what>", "as"),
    rule(_MEANS_TO, r"\g<who> on \g<what>", "what"),
    rule(_MEANS_FOR, r"\g<who> on \g<what>", "what"),
    rule(_AND_FOR_WHAT, "", "and"),
    rule(
        _FEARS_FOR,
        r"supports \g<what> \g<how>",
        "lost aside forgotten ignored neglected diluted weakened diminished out behind overlooked"
        " sidelined lined marginalised marginalized down undermined eroded",
    ),
    rule(
        _NO_PROBLEM,
        r"said that \g<what> is no \g<kind>",
        "problem issue obstacle concern difficulty barrier hurdle",
    ),
    rule(_PREFERS_TO, r"\g<who> \g<what> over ", "prefer prefers preferred preferring"),
    rule(_HOW_OFTEN, "how many times ", "often"),
    rule(_DONE_BY, r"who \g<did> \g<what>", "by"),
    rule(_RATHER, "who wants to ", "rather sooner prefer prefers preferred"),
    rule(_IN_SUPPORT, "supported ", "support favour favor"),
    rule(_UP_FOR, "supported ", "up out"),
    rule(_PUT_IN, r"wants \g<what> in ", "would want wants wanted like likes"),
    rule(
        _WHEN_CHAIR,
        "about ",
        "chair chairs cochair cochairs facilitator facilitators cofacilitator cofacilitators"
        " moderator moderators comoderator comoderators",
    ),
    rule(
        _WANTED_IN,
        r"\g<wants>",
        "board table involved included consulted engaged mentioned text draft document room",
    ),
    rule(
        _SEES_A_ROLE,
        r"\g<who> wants a \g<role> \g<to> ",
        "role part place job function say voice hand",
    ),
    rule(_REGARDS_AS, r"\g<who> thinks \g<what> is \g<as>", "as"),
    rule(_OTHER_WORDS_THAN, "opposes ", "than"),
    rule(_DONE_THROUGH, "in ", "through via under within inside in"),
    rule(_IN_THE_WAY, "be an obstacle for ", "way"),
    rule(_RED_LINE, r"\g<who>mentioned red line \g<what>", "line lines"),
    rule(_NOT_CHANGED, r"opposes restructuring \g<what>", "want like"),
    rule(_GOT_IT_WRONG, "misunderstood", "wrong"),
    rule(_WORRIED_ABOUT, r"who is \g<how> \g<of> \g<what>", "about of that"),
    rule(_BROUGHT_IT_UP, "mentioned it", "up"),
    rule(_FANS_OF, "who supports ", "of for"),
    rule(_CRITICS_OF, "who opposes ", "of to"),
    rule(
        _FANS,
        r"who supports \g<what>",
        "supporters supporter backers proponents advocates champions enthusiasts fans",
    ),
    rule(
        _CRITICS,
        r"who opposes \g<what>",
        "opponents opponent critics sceptics skeptics detractors naysayers haters enemies",
    ),
    rule(_PUSH_ASIDE, r"undermine \g<whom>", "aside way side sidelines"),
    rule(_CROWD_OUT, "undermine ", "out over on"),
    rule(_PUT_TO, "asked ", "put puts"),
    rule(
        _NOT_TO_CHANGE,
        "has doubts about ",
        "told asked urged warned advised begged reminded implored",
    ),
    rule(_STOOD_IN, "spoke for ", "in"),
    rule(_AND_WHO, r"who wants \g<what>", "asked asks wanted wants"),
)
