"""Roundabout ways of asking, read as what they ask: a number by its part, a thing by its name."""

from __future__ import annotations

import re

from handlers.questions.rules import rule

# "What is the campaign supposed to do": its aims.
_PURPOSE = re.compile(
    r"^(?:so )?(?:what|wot|wat)(?:['’]?s| is| are| was| were) (.+?) (?:supposed|meant)"
    r" to (?:do|achieve|be for|bring)\W*$",
    re.IGNORECASE,
)
# "Which countries' ambassadors moderate it": who does.
_WHOSE_ENVOYS = re.compile(
    r"^(?:so |and )?(?:which|what) (?:countr(?:y|ies)|states?)['’]?s?['’]? "
    r"(?:ambassadors?|diplomats?|envoys?|representatives?|reps?) "
    r"(?P<do>(?:moderate|chair|lead|run|facilitate|preside)\w*) ",
    re.IGNORECASE,
)
# "What are objectives supposed to be": what they are.
_SUPPOSED = re.compile(
    r"^(?:so )?(?:what|wot|wat)(?:['’]?s| is| are| was| were) (.+?) (?:supposed|meant)"
    r" to (?:be|mean)\W*$",
    re.IGNORECASE,
)
# "The OECD man, …" and "… says the human rights lady": what was said, and not who it was.
_PERSON = r"(?:guy|man|lady|woman|fellow|chap|bloke|gentleman|person|rep|representative|speaker)"
_ITS_SPEAKER = re.compile(
    rf"^(?:the |that )?((?:\S+ ){{1,3}}?){_PERSON}"
    r"(?:\s*[,:–-]+\s*| (?=(?:on|about|re) )| (?:from|of|at) (?=\S+(?: \S+)?\s*[,:–]))"
    r"(?!.*\b(?:who|whos|whose|names?|called|job|title|office|works?|from|teach(?:es)?)\b)"
    r"(?=.*\w)",
    re.IGNORECASE,
)
_BY = r"(?<!\w)((?:acc(?:ording)? to|in the words of)"
_BY_SPEAKER = re.compile(
    rf"{_BY} (?:the |that )?(?:\S+ ){{1,3}}?){_PERSON}(?!\w)",
    re.IGNORECASE,
)
_BY_NAMED = re.compile(  # "… according to the human rights man Mokhiber"
    rf"{_BY} )(?:the |that )?(?:\S+ ){{1,3}}?{_PERSON},? (?=\w+\W*$)",
    re.IGNORECASE,
)
# "The platform with IBM, name?": what is called so, and nobody.
_THING = (
    r"(?:platform|campaign|app|application|project|programme|program|tool|toolbox|web ?site|portal"
    r"|index|facility|fund|network|report|study|handbook|publication|initiative|dashboard|scheme)"
)
_NAME_OF_THING = re.compile(
    rf"^(?:what(?:['’]?s| is| was) )?(?:the )?name of (?=(?:\S+ ){{1,4}}{_THING}(?!\w))",
    re.IGNORECASE,
)
_THING_NAMED = re.compile(
    rf"^(?=(?:\S+ ){{0,4}}{_THING}(?!\w))(.+?)\s*[,;:–-]\s*"
    r"(?:(?:what(?:['’]?s| is| was) )?(?:the |its )?name"
    r"|what(?:['’]?s| is| was) (?:it|that) called)\W*$",
    re.IGNORECASE,
)
# By what else a number is asked for.
_PART = re.compile(
    r"(?<!\w)(?:what|which) (?:fraction|part|portion|share|proportion|slice)"
    r"(?= of(?! the (?:draft|text|compact|annex|paper|report|document))(?!\w))",
    re.IGNORECASE,
)
_ABOUT_HOW = re.compile(
    r"^(?:so |and )?(?:roughly|approximately|approx\.?|about|around) (?=how (?:many|much)(?!\w))",
    re.IGNORECASE,
)
# "List what the compacts share": that it is listed is not looked for.
_LIST = re.compile(
    r"^(?:list|enumerate|outline|recap|summari[sz]e|sum up)(?: me| us)?[:,]? "
    r"(?=(?:the|what|which|how|why)(?!\w))",
    re.IGNORECASE,
)
_IN_LINES = re.compile(
    r"(?<=about)[\s,]+in (?:one|two|three|a few|a couple of) (?:short )?"
    r"(?:lines?|sentences?|words)\W*$",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(
    r"^(?:(?:my|our|the) \w+ )?(?:wants?|needs?|asks? for) (?:a|the) (?:number|figure)"
    r"\s*(?:[:,–-]|of|for) ?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<!\w)(?:per cent(?:age)?(?!\w)|%(?= of ))", re.IGNORECASE)
_RISES = re.compile(r"(?<!\w)(?:go(?:es|ing)?|went|gone) up(?!\w)", re.IGNORECASE)
_FALLS = re.compile(r"(?<!\w)(?:go(?:es|ing)?|went|gone) down(?!\w)", re.IGNORECASE)
# "Are we still negotiating or is that done": how far it is.
_STILL_AT_IT = re.compile(
    r"^(?:so |and )?are (?:we|they|states|delegations|people) (?:still |already |even )?"
    r"(?:negotiating|bargaining|in talks|talking)(?!\w).*$",
    re.IGNORECASE,
)
# "What's left this autumn": what is still to come in it.
_LEFT_IN_TIME = re.compile(
    r"^(?:so |and )?what(?:['’]?s| is)?(?: still)? left (?=(?:this|in|for|before|until|next) )",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"^(?:so )?what (?:made|makes|led|leads|pushed|drove|got) (?=.+ \w+)", re.IGNORECASE
)


_OF_NOTES = re.compile(  # whoever took them, for whomever
    r"^((?:so |and )?who(?:['’]?s)? )"
    r"(?:(?:is |was )?behind|wrote|took|made|typed|kept|compiled|did)(?: up| down)? "
    r"(?:the |these |those |this |our |all )*(?:floor |meeting |session )?(notes|minutes)(?!\w).*$",
    re.IGNORECASE,
)


# Who refuses something in what a question is about takes no side on it.
_THEY = r"(people|persons?|migrants?|those|workers?|refugees?|someone|somebody|asylum[ -]seekers?)"
_REFUSING = re.compile(
    rf"(?<!\w){_THEY} (?:(?:who|that) )?refus(?:e|es|ed|ing)(?: to)? ", re.IGNORECASE
)
_IF_REFUSED = re.compile(
    r"(?<!\w)(?:if|in case|unless|when) (?:the |some |other |most |many |all )?"
    r"(countries|states|governments|others|members|delegations|they) "
    r"(?:refuse|disagree|object|reject it|oppose it|say no|do not agree|don['’]?t agree)(?!\w)",
    re.IGNORECASE,
)
_NEEDING = re.compile(rf"(?<!\w){_THEY} (?:who|that) need(?:s|ed)? ", re.IGNORECASE)
_REJECTED = re.compile(
    r"(?<!\w)rejected (?=(?:people|persons?|migrants?|applicants?|refugees?|asylum)(?!\w))",
    re.IGNORECASE,
)
_RIGHT_ONE = re.compile(  # no right of anybody
    r"(?<!\w)the right (?=(?:one|body|place|way|choice|agency|person|thing|forum|moment)(?!\w))",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?<!\w)(when|where|who|what|why) (?:n|'n'|’n’) (?=(?:when|where|who|what|why)(?!\w))", re.I
)


_STOP = re.compile(
    r"(?<!\w)(?:stop|quit|finish) \w+ing,? (?:and|to|before they) (?:really |finally |actually )?"
    r"(?=(?:start|begin|get)s?(?!\w))",
    re.IGNORECASE,
)
_IS_OVER = re.compile(
    r"^(?:so |now )?(\w+(?: \w+)?) (?:is|are|was|['’]s) (?:now |all |nearly )?"
    r"(?:over|done|finished|behind us|wrapped up)\s*[,;:.–-]+\s*(?:so |and )*"
    r"(?:what|which)(?:['’]?s| is| comes| (\w+(?: \w+)?) (?:is|comes))?(?: the)? next"
    r"(?: (?:session|one|meeting|stop|event))?(?!\w)",
    re.IGNORECASE,
)
# "We just finished Geneva, which session comes next": which comes after it.
_FINISHED = re.compile(
    r"^(?:so )?(?:(?:we|they|i|people|everyone|everybody|delegates)(?:['’]?(?:ve|re|d))? )?"
    r"(?:have |had |are |is |were )?(?:just |now |only )*"
    r"(?:finished|done with|back from|left|leaving|wrapped up|through with|survived)"
    r" (?:with |in |the )*(\w+(?: \w+)?)\s*[,;:.–-]+\s*(?:so |and )*"
    r"((?:which|what|when|where).*?) (?:comes |is |are |do we have |'s )?(?:up )?next(?!\w)",
    re.IGNORECASE,
)


_ORDINAL = re.compile(
    r"(?<![\w.])([1-9])(?:st|nd|rd|th) (?=(?:informal |thematic )*(?:sessions?|thematic"
    r"|roundtables?|rounds?|panels?|phases?|meetings?)(?!\w))",
    re.IGNORECASE,
)
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth".split()
# In digits as in words; but what is measured is written in digits.
_COUNTED = re.compile(
    r"(?<![\w.,(#/-])(?<!paragraph )(?<!para )(?<!paras )(?<!article )(?<!objective )(?<!section )"
    r"(?<!session )(?<!roundtable )(?<!panel )(?<!next )(?<!phase )"
    r"([2-9]) (?=(?:[a-z]+ )?(?!days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|percents?\b"
    r"|sessions?\b|this\b|its\b|was\b|is\b|says\b|has\b|does\b|whats\b|wants\b|states\b"
    r"|times\b|objectives\b|paragraphs\b|paras\b)[a-z]{3,}s(?!\w))",
    re.IGNORECASE,
)
_WHICH_COUNTED = re.compile(r"(?<=which )([2-9])(?=\W*$)", re.IGNORECASE)
_NUMBERS = "zero one two three four five six seven eight nine".split()
_MATTERS = re.compile(
    r"^(?:so |and )?(?:what|which things?) (?:really )?"
    r"(?:matters?|counts?|is most important|are most important)(?: (?:the )?most)? (?:to|for) ",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?<!\w)(?:goodbye|farewell|parting|wrap-?up)"
    r" (?:speech|words?|remarks?|statement|address)(?!\w)",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"(?<!\w)welcom(?:e|ing) (?:speech|words?|remarks?|statement|address)(?!\w)", re.IGNORECASE
)
# "Anyone else with humanitarian visas, besides Mexico".
_BESIDES_LAST = re.compile(
    r"^((?:so |and )?(?:who|which \w+|anyone|anybody|any \w+|someone|somebody)\b.*?),?"
    r" (?:besides|other than|apart from|aside from|except(?: for)?) (?:the )?\w+(?: \w+)?\W*$",
    re.IGNORECASE,
)
# "Any other country planning visas like Mexico does": who besides Mexico.
_LIKE_LAST = re.compile(
    r"^((?:so |and )?(?:who else|which other \w+|any(?:one|body)? (?:else|other(?: \w+)?)"
    r"|(?:some )?others?(?: \w+)?)\b.*?),? (?:like|as|just like|the way) (?:the )?\w+(?: \w+)?"
    r"(?: (?:does|did|do|has|is|was))?\W*$",
    re.IGNORECASE,
)
_IN_ROOM = re.compile(
    r"(?<=\w) (?:on the floor|in (?:the )?(?:room|plenary|hall|chamber)|from the floor)(?=\W*$| )",
    re.IGNORECASE,
)
# "What should happen to it according to Jamaica": what Jamaica says of it.
_ACCORDING = re.compile(
    r"^\W*((?:what|where|when|how|why) (?:should|would|could|must|ought) \S.*?),?"
    r" acc(?:ording)?\.? to ((?:the )?\S+(?: \S+){0,4}?)\W*$",
    re.IGNORECASE,
)
_IN_TALKS = re.compile(
    r"(?<=\w)(?<!\bwe)(?<!\bare)(?<!\bstand)(?<!\bnow)(?<!\bis)(?<!\bstage)(?<!\bphase)(?<!\bnext)"
    r" (?:in|during|at) (?:the |these |those )?(?:negotiations?|talks)(?=\W*$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?<!\w)(?:prof|dr|mr|mrs|mme)\.? (?!from\b|of\b|who\b|congo)(?=[^\W\d_]{3,})", re.IGNORECASE
)
_EQUALS = re.compile(r"^\s*([^=]{2,40}?)\s*=\s*\?*\s*$")
_UNTIL_WHEN = re.compile(r"^(?:so |and )?(?:un)?till? when(?: is| does| do| are| will)? ", re.I)
# "When did DESA meet", "which session was the last".
_MEETS = re.compile(
    r"^((?:so |and )?(?:when|where|where and when|when and where)) (?:did|does|do|will|would)"
    r" (?:the )?(.+?) (?:meet|gather|convene|assemble)(?: next| again)?\W*$",
    re.IGNORECASE,
)
_WAS_LAST = re.compile(
    r"^(?:so |and )?(?:which|what) (.+?) (?:was|is|were|comes|came) (?:the )?(?:very )?(last|final)"
    r"(?: one)?(?= and (?:when|where)|\W*$)",
    re.IGNORECASE,
)
_RIGHT_NOW = re.compile(r"(?<!\w)right (?=(?:now|away|after|before|here|there|at|in)(?!\w))", re.I)
# "Apps n tech", but not a number's or a paragraph's letter, and no point of the compass.
_AND_SHORT = re.compile(
    r"(?<=[a-z] )(?:n|'n'|’n’|&) (?!korea|macedonia|ireland)(?=[a-z]{2})", re.IGNORECASE
)
# Who wrote a meeting up is its rapporteur.
_WROTE_UP = re.compile(
    r"(?<=\w )(?:who|that) (?:wrote|summed|typed) up (?=(?:the |that |this )?(?:\w+ ){0,2}"
    r"(?:roundtable|meeting|session|forum|panel|discussion))",
    re.IGNORECASE,
)


# "Capacity building for which countries": what is said of them, and not who says it.
_FOR_WHICH = re.compile(
    r"(?<=\w)[\s,:–-]+(?:for|with|from|towards?|between) (?:which|what) (?:kind of )?"
    r"(?:countries|states|nations|people|groups|regions|members)\W*$",
    re.IGNORECASE,
)
# "Special rapporteur, what's his name": who that is.
_HIS_NAME = re.compile(
    r"^(?:the )?(.+?)[\s,;:–-]+(?:(?:what|wot)(?:['’]?s| is| was) )?(?:his|her|their) name\W*$"
    r"|^(?:the )?((?:\S+ )*?(?:rapporteur|director|chair|co-chair|head|ambassador|minister"
    r"|president|secretary|chief|representative|moderator)(?: \S+){1,5}?)[\s,;:–-]+(?:the )?"
    r"name\W*$",
    re.IGNORECASE,
)
_EXPLAIN_LAST = re.compile(
    r"^(?:the )?(.+?)\s*[,;:–-]+\s*(?:pls |please )?(?:explain|define|meaning|definition)\W*$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"^(?!(?:so |and )?(?:who|what|which|when|where|why|how|did|does|do|is|are|was|were|can|could"
    r"|please|pls|anyone|anybody)(?!\w))(?:the |that )?((?:\S+ ){1,4}?)(?:pls |please )?"
    r"(?:explain(?:ed)?|definition)\W*$",
    re.IGNORECASE,
)
_ABOUT_LAST = re.compile(
    r"^(?!(?:so |and )?(?:who|what|which|when|where|why|how|did|does|do|is|are|was|anyone|anybody)"
    r"(?!\w))((?:\S+ ){1,4}?)about\W*$",
    re.IGNORECASE,
)
_IN_EITHER = re.compile(
    r"^(?:so )?are we (?:still |already |now |currently )*(?:in|at) (?:the )?(?:\w+ ){1,2}?or "
    r"(?:the )?(?:\w+)(?: phase| stage)?(?: now| already| yet| today)?\W*$",
    re.IGNORECASE,
)


_WHAT_PHASE = re.compile(
    r"^(?:so |and )?(?:what|which) (?:phase|stage|step)(?: of (?:the |this )?(?:process"
    r"|negotiations?|talks|compact))?(?: are we| is (?:it|this|the process))(?: (?:in|at|on))?"
    r"(?: (?:right )?now| at the moment| currently| today)?\W*$",
    re.IGNORECASE,
)
# "Director General of IOM": who that is.
_HOLDS_OFFICE = re.compile(
    r"^(?:the )?((?:director|secretary)[- ]general|executive (?:director|secretary)"
    r"|high commissioner) (of|for) ((?:the )?\w+(?: (?!letter|report|on\b|said)\w+){0,3})\W*$",
    re.IGNORECASE,
)


# "We are the General Assembly here, who was that": whose words these are.
_WHO_WAS_THAT = re.compile(
    r"^(?=.*(?<!\w)(?:we|i|our|us|my|they|don['’]?t|is|are|was|were|should|must|can['’]?t|cannot|need)"
    r"(?!\w))(?!(?:so |and )?(?:who|what|which|when|where|why|how"
    r"|(?:the )?(?:co-?)?(?:moderator|rapporteur|chair|host|author|facilitator)s?)(?!\w))"
    r"((?:\S+ ){2,}\S+?)\s*[,;:.–-]+\s*(?:who(?:['’]?s| was| is)? (?:that|this|it)"
    r"|who(?:se)? (?:said that|line|words?)(?: (?:was|is) (?:that|it))?)\W*$",
    re.IGNORECASE,
)


# "What did the Bangladeshi ambassador say": what was said, and not who he is.
_SAID_BY_ENVOY = re.compile(
    r"(?<!\w)(what (?:did|does|do|has|have|would)) ((?:the )?(?!(?:first|new|old|other)(?!\w))\w+) "
    r"(?:ambassador|minister|delegate|delegation|representative|envoy|diplomat|secretary)s? "
    r"(?=(?:say|said|want|wanted|think|propose|proposed|suggest|suggested|tell|told|ask|asked)(?!\w))",
    re.IGNORECASE,
)
_AFTER_THIS = re.compile(
    r"^(?:so |and )?(?:which|what) (\w+(?: \w+)?) (?:comes?|is|are|follows?) (?:next )?after "
    r"(?:this|that|the current|the present)(?: one| session| meeting)?\W*$",
    re.IGNORECASE,
)
_ANY_LEFT = re.compile(
    r"^(?:(?:are|is) there |do we have )?(?:any|which|what|how many) (?:more |other |of the )*"
    r"((?:\w+ )?(?:sessions?|meetings?|rounds?|events?|deadlines?|roundtables?)) "
    r"(?:(?:are|is|lies?) )?(?:still |yet )?(?:left|remaining|outstanding|to go|to come"
    r"|coming(?: up)?(?: now| next)?|up (?:now|next)|pending|ahead(?: of us)?|before us"
    r"|in front of us)\W*$",
    re.IGNORECASE,
)
_SINCE_WHEN = re.compile(
    r"^(?:so |and )?since when (?:is|are|has|have|does|do|did) ", re.IGNORECASE
)


# "Session six" is the sixth; "session 2" is how the floor notes are called.
_SESSION = re.compile(
    r"(?<!\w)session (three|four|five|six|seven|eight|nine|[3-9])(?![\w.])", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"(?<!\w)(session|roundtable|round|panel|phase|theme|chapter|section|objective|footnote)"
    r" (one|two|three|four|five|six|seven|eight|nine)(?!\w)",
    re.IGNORECASE,
)
_MUCH_LONGER = re.compile(
    r"^(?:so |and )?(?:for )?how much (?:longer|more time) "
    r"(?=(?:do|does|will|are|is|would|did)(?!\w))",
    re.IGNORECASE,
)
# "The UNHCR person at the February meeting": who was there from UNHCR.
_FROM_BODY = re.compile(
    r"^(?:the |which |what )?((?!(?:first|last|main|other|only|young|old)(?!\w))\S+(?: \S+)?)"
    rf" {_PERSON}(?: who (?:was|spoke|came))? (?:at|in) (?=(?:the |that )?(?:\S+ ){{0,4}}"
    r"(?:meeting|session|roundtable|forum|panel|conference)\W*$)",
    re.IGNORECASE,
)

# "Whose notes are these, who was taking them".
_WHO_TOOK_THEM = re.compile(
    r"(?<=\w)\W+(?:and |or )?who (?:is |was |has been |had been )?(?:taking|took|writing|wrote"
    r"|making|made|keeping|kept) (?:them|it|these|those|this)\W*$",
    re.IGNORECASE,
)
# "Have the intergovernmental talks begun": the negotiations.
_TALKS = re.compile(
    r"(?<!\w)(?P<of>(?:the|these|intergovernmental|formal|actual|real|proper"
    r"|state) )talks(?!\w)",
    re.IGNORECASE,
)
_LEFT_TO_AGREE = re.compile(
    r"^(?:so |and )?how (?:long|much time|many (?:days|weeks|months)) "
    r"(?:is|are|do|does|have|has|did) (?:there |we |they |states |delegations |negotiators |you "
    r"|still )*(?:got |have )?(?:still )?(?:left |to go )?(?:to|before they|until they|till they"
    r"|before we|until we) (?:agree|finish|finali[sz]e|conclude|negotiate|settle|close|wrap up)"
    r"(?: on)?(?: (?:the|a|this|that|their|our))?"
    r"(?: (?:text|compact|draft|deal|agreement|document|wording|it|this))?\W*$",
    re.IGNORECASE,
)
# "Access to what?? missed it": what was missed.
_MISSED = re.compile(
    r"[\s,;:.(–-]+(?:sorry )?(?:i |we )?(?:missed|did ?n[o'’]?t (?:catch|hear|get)"
    r"|could ?n[o'’]?t hear|forgot|lost) (?:it|that|this|the rest|the end|the name)\W*$",
    re.IGNORECASE,
)
# Codes of states that are also short for a matter: "IT firms", "HR groups", "ID cards".
_MATTERS_OF = {"IT": "technology", "HR": "human rights", "ID": "identity"}
_SHORT_MATTER = re.compile(
    r"(?<!\w)(IT|HR|ID) (?=(?:firm|compan(?:y|ies)|sector|industry|system|tool|paper|card|document"
    r"|group|bod(?:y|ies)|language|standard|law|issue|framework|obligation|expert|platform|check"
    r"|concern)s?(?!\w))"
)
# "Who wants the GFMD brought into the UN": in which place a thing is wanted, however it gets there.
_MOVED = re.compile(
    r"(?<!\w)((?:wants?|wanted|like|likes|liked|prefers?|preferred|see|sees|favou?rs?|have) "
    r"(?:\S+ ){1,5}?)(?:to be |being |be )?"
    r"(?:brought|moved|put|placed|folded|pulled|taken|made|kept|held|housed|integrated|incorporated"
    r"|absorbed|merged|anchored|located) "
    r"(?=(?:back |deeper )?(?:in|into|inside|under|within|outside|part of)(?!\w))",
    re.IGNORECASE,
)
_ASKED_FOR = r"(who|which (?:\w+ )?(?:countries|states|delegations|groups|ones)|anyone|anybody)"
# "Who'd take it only if it is voluntary", "who doesn't mind it": who accepts it.
_WOULD_TAKE = re.compile(
    r"^(?:so |and )?"
    rf"{_ASKED_FOR}"
    r"(?:(?: would|[ '’]d|(?<=^who)d) (?:take|swallow|stomach|buy|go (?:along )?with|sign up to"
    r"|put up with|tolerate)|(?: (?:does|do|did|would)(?:n['’]?t| not)) (?:really )?mind) "
    r"(?!(?:the )?(?:lead|notes?|floor|chair|minutes|over|part|care|place|responsibility)(?!\w))",
    re.IGNORECASE,
)
# "Who corrected Lauber": with nothing else, who contradicted him.
_CORRECTED = re.compile(
    r"^(?:so |and )?(who|anyone|anybody) (?:corrected|rebuked|rebutted|refuted)"
    r" (?=\S+(?: \S+){0,2}\W*$)",
    re.IGNORECASE,
)
# "Who says four years between reviews is too long": who finds them so.
_FINDS_TOO = re.compile(
    r"^(?:so |and )?(who|anyone|anybody)"
    r" (?:says?|said|thinks?|thought|feels?|felt|reckons?|argues?)"
    r" (?:that )?((?:\S+ ){1,6}?)(?:is|are|was|were)"
    r" (?:way |much |far )?too (long|short|seldom|rare|infrequent|often|frequent)\W*$",
    re.IGNORECASE,
)
# "Who is going back on the Declaration": who backtracks.
_BACK_ON = re.compile(
    r"(?<!\w)(?:go|goes|going|went|gone|walk|walks|walking|walked) (?:right |straight )?back"
    r" (?:on|from) (?=\w)"
    r"|(?<!\w)(?:reneg(?:e|es|ed|ing)|back-?pedal(?:s|l?ed|l?ing)?) (?:on|from) (?=\w)",
    re.IGNORECASE,
)
# "The Moroccan official who spoke in New York": who was there for Morocco.
_OFFICIAL_AT = re.compile(
    r"^(?:(?:what(?:['’]?s| is| was) )?(?:the )?name of |who (?:is|was) )?(?:the |that |a )?"
    r"((?!(?:first|last|new|old|other|main|prime|foreign|senior|top)(?!\w))\w+) "
    r"(?:official|minister|diplomat|delegate|envoy)"
    r"(?: (?:who|that) (?:was|spoke|came|presented|talked|took part|took the floor))?"
    r" (?:at|in) (?!charge(?!\w))(?=\w)",
    re.IGNORECASE,
)
# "Who isn't sure that IOM would take it on": who is unsure of it.
_NOT_SURE = re.compile(
    r"(?<!\w)(?:is|are|was|were)(?: not|n['’]?t) (?:so |really |entirely |quite |at all |too )?"
    r"(?:sure|certain|convinced|confident)(?: (?:about|of|that|if|whether))?(?!\w)",
    re.IGNORECASE,
)
# "Who else spoke for a group": which were spoken for, and by whom.
_FOR_A_GROUP = re.compile(
    r"^(?:so |and )?who (?:else )?(?:spoke|speaks|has spoken|talked|took the floor|intervened)"
    r" (?:for|on behalf of) (?:(?:a|an|any|some|the|other|another|which|what|several|whole) )*"
    r"(?:regional )?(?:groups?|blocs?|bloc of states|group of (?:states|countries))\W*$",
    re.IGNORECASE,
)
# "Who would tie the review to the HLPF": who wants that.
_WOULD = re.compile(
    r"^(?:so |and )?"
    rf"{_ASKED_FOR}"
    r"(?: would|[ '’]d|(?<=^who)d) (?:also |still |really |even )?"
    r"(?=(?:tie|link|connect|align|anchor|base|merge|combine|fold|integrate|embed|incorporate|put"
    r"|place|bring|move|keep|leave|drop|delete|cut|scrap|add|include|strengthen|shorten|locate"
    r"|have|let|limit|allow|give|hand|entrust|turn|split|separate|exclude|extend|replace"
    r"|set up|create|establish|scale|widen|narrow|restrict) "
    r"(?!(?:to|for|the final|it|(?:more |any |some )?(?:money|funds?|cash|resources))(?!\w)))",
    re.IGNORECASE,
)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.lower())


def _write_following(match: re.Match[str]) -> str:
    return f"which {match[2] or 'session'} comes after {match[1]}"


_PERSONS = "guy man lady woman fellow chap bloke gentleman person rep representative speaker"
REWORDINGS = (
    rule(_PURPOSE, r"aims of \1", "supposed meant"),
    rule(
        _WHOSE_ENVOYS,
        r"who \g<do> ",
        "ambassador ambassadors diplomat diplomats envoy envoys representative representatives rep"
        " reps",
    ),
    rule(_STILL_AT_IT, "are the negotiations over", "negotiating bargaining talks talking"),
    rule(_LEFT_IN_TIME, "what is still ahead ", "left"),
    rule(_SUPPOSED, r"what is \1", "supposed meant"),
    rule(_FROM_BODY, r"who from \1 was at ", _PERSONS),
    rule(_BY_NAMED, r"\1", _PERSONS),
    rule(_ITS_SPEAKER, r"\1", _PERSONS),
    rule(_BY_SPEAKER, r"\1", _PERSONS),
    rule(_NAME_OF_THING, "", "name"),
    rule(_THING_NAMED, r"\1", "name called"),
    rule(_ABOUT_HOW, "", "roughly approximately approx about around"),
    rule(_LIST, "", "list enumerate outline recap summarise summarize sum"),
    rule(_IN_LINES, "", "line lines sentence sentences words"),
    rule(_OF_NUMBER, "how many ", "want wants need needs ask asks"),
    rule(_RISES, "increase", "up"),
    rule(_FALLS, "decrease", "down"),
    rule(_MADE, "why ", "made makes led leads pushed drove got"),
    rule(_PERCENT, "percent", "cent centage of"),
    rule(_REFUSING, r"\1 with refusal ", "refuse refuses refused refusing"),
    rule(_NEEDING, r"\1 in need of ", "need needs needed needing"),
    rule(_REJECTED, "with rejection ", "rejected"),
    rule(_RIGHT_ONE, "the ", "right"),
    rule(_AND, r"\1 and ", "n"),
    rule(_COUNTED, lambda match: f"{_NUMBERS[int(match[1])]} ", "2 3 4 5 6 7 8 9"),
    rule(_WHICH_COUNTED, lambda match: _NUMBERS[int(match[1])], "2 3 4 5 6 7 8 9"),
    rule(_FOR_WHICH, "", "countries states nations people groups regions members"),
    rule(_HIS_NAME, lambda match: f"who is the {match[1] or match[2]}", "name"),
    rule(_EXPLAIN_LAST, r"explain \1", "explain define meaning definition"),
    rule(_EXPLAINED, r"explain \1", "explain explained definition"),
    rule(_ABOUT_LAST, r"what is \1", "about"),
    rule(_IN_EITHER, "which stage are we in now", "are"),
    rule(_WHAT_PHASE, "which stage are we in now", "phase stage step"),
    rule(_HOLDS_OFFICE, r"who is the \1 \2 \3", "general executive commissioner"),
    rule(_WHO_WAS_THAT, r'who said "\1"', "who whos whose"),
    rule(
        _SAID_BY_ENVOY,
        r"\1 \2 ",
        "ambassador minister delegate delegation representative envoy diplomat secretary "
        "ambassadors ministers delegates delegations representatives envoys diplomats secretarys",
    ),
    rule(_AFTER_THIS, r"next \1", "after"),
    rule(
        _ANY_LEFT,
        r"next \1",
        "left remaining outstanding go come coming pending ahead before front up",
    ),
    rule(_SINCE_WHEN, "when did ", "since"),
    rule(
        _SESSION,
        lambda match: f"{_ORDINALS[_count(match[1])]} session",
        "three four five six seven eight nine 3 4 5 6 7 8 9",
    ),
    rule(
        _IN_WORDS,
        lambda match: f"{match[1]} {_count(match[2])}",
        "one two three four five six seven eight nine",
    ),
    rule(_MUCH_LONGER, "how long ", "longer more"),
    rule(_MEETS, r"\1 was the \2 meeting", "meet gather convene assemble"),
    rule(_WAS_LAST, r"when was the \2 \1", "last final"),
    rule(_TITLE, "", "prof dr mr mrs mme"),
    rule(_EQUALS, r"what is \1", "="),
    rule(_UNTIL_WHEN, "when ends ", "until till til untill"),
    rule(_BESIDES_LAST, r"\1", "besides other apart aside except"),
    rule(_LIKE_LAST, r"\1", "else other others"),
    rule(_IN_ROOM, "", "floor room plenary hall chamber"),
    rule(_ACCORDING, r"\2: \1", "acc according"),
    rule(_IN_TALKS, "", "negotiation negotiations talks"),
    rule(_RIGHT_NOW, "", "right"),
    rule(_AND_SHORT, "and ", "n &"),
    rule(
        _ORDINAL,
        lambda match: f"{_ORDINALS[int(match[1])]} ",
        " ".join(f"{digit}{end}" for digit in range(1, 10) for end in ("st", "nd", "rd", "th")),
    ),
    rule(_MATTERS, "priorities of ", "matters matter counts count important"),
    rule(_CLOSING, "closing remarks", "goodbye farewell parting wrap wrapup"),
    rule(_WELCOME, "opening remarks", "welcome welcoming"),
    rule(_WROTE_UP, "rapporteur of ", "up"),
    rule(_STOP, "", "stop quit finish"),
    rule(_IS_OVER, _write_following, "next"),
    rule(_FINISHED, r"\2 comes after \1", "next"),
    rule(_IF_REFUSED, r"on refusal by \1", "if in unless when"),
    rule(_OF_NOTES, r"\1took the \2", "notes minutes"),
    rule(_WHO_TOOK_THEM, "", "them it these those this"),
    rule(_TALKS, r"\g<of>negotiations", "talks"),
    rule(_LEFT_TO_AGREE, "how long until the negotiations end", "how"),
    rule(_MISSED, "", "missed catch hear get forgot lost"),
    rule(_SHORT_MATTER, lambda match: f"{_MATTERS_OF[match[1]]} ", "it hr id"),
    rule(
        _MOVED,
        r"\1",
        "brought moved put placed folded pulled taken made kept held housed integrated incorporated"
        " absorbed merged anchored located",
    ),
    rule(_WOULD, r"\1 wants to ", "would d whod"),
    rule(_CORRECTED, r"\1 contradicted ", "corrected rebuked rebutted refuted"),
    rule(
        _FINDS_TOO,
        r"\1 finds \2too \3",
        "too",
    ),
    rule(
        _BACK_ON,
        "backtracking from ",
        "back renege reneges reneged reneging backpedal backpedals backpedaled backpedaling"
        " backpedalled backpedalling pedal pedals pedaling pedalling pedaled pedalled",
    ),
    rule(
        _WOULD_TAKE,
        r"\1 accepts ",
        "take swallow stomach buy with to tolerate mind",
    ),
    rule(_OFFICIAL_AT, r"who from \1 was at ", "official minister diplomat delegate envoy"),
    rule(_NOT_SURE, "is unsure about", "sure certain convinced confident"),
    rule(_FOR_A_GROUP, "which groups spoke", "group groups bloc blocs"),
    rule(_PART, "share", "fraction part portion share proportion slice"),
)


def asks_what_somebody_says(line: str) -> bool:
    """Tell whether a line names a person by what he is, for what he said: "the OECD man, …"."""
    return bool(_ITS_SPEAKER.search(line) or _BY_SPEAKER.search(line))
