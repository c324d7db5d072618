"""Words that people wrap a question in, in the six official languages of the UN.

They never stand for an entity unless a name has them.
"""

from __future__ import annotations

ENGLISH = frozenset(
    """
    xnx xdx xqx whos whens wheres hows w re idea ideas acc according
    a about actually again all am an and any anyone are as at be been being believe but by can
    come comes compact could country did do does doing done during else ever everything exactly far
    feel for
    from gave get give given going had has have he hello her here hey hi him his how i if in into
    is it
    its just kindly know let like line look make makes mean means me mention mentioned more much my
    need not now of ok okay on one opinion opinions or our out over part please pls position
    positions prefer present quick quickly regarding remark remarks role said
    say saying says see she should show so some speak spoke stance stances stand standing stands
    state stated statement statements still take taken talk tell than thank thanks thx that the
    their them then there these they thing things think thinking thinks this those thought thoughts
    to too topic toward towards up us vs versus very view views want wanted wants was we well were
    what whats when where whatever whether which whichever who whoever whom why
    will with word words would wrt yes yesterday
    you your subject issue issues question questions matter concerning respect between against
    delegation delegations delegate government something say's
    doesnt dont didnt isnt arent wasnt werent wouldnt wont cant hasnt havent shouldnt couldnt
    hadnt mustnt neednt theyre theyve theyd
    thats theres go goes gone supposed meant anything
    """.split()
)
# What people ask of sides by, as it is spelt: no misspelling of a name.
OF_SIDES = frozenset(
    """
    support supports supported supporting oppose opposes opposed opposing back backs backed backing
    favour favours favoured favor favors favored reject rejects rejected prefers preferred likes
    liked mentions mentioning asks asked asking raised raises compare compares compared
    """.split()
)
# Two letters that are words, titles or abbreviations, and codes of states as well.
SHORT = frozenset(
    """
    ad ag al am ar at be bi bo by ch cl co cv da de dj do dr ee eg el er es et fi fm ga ge go gt ht
    id ie il im in io is it je jo km kg la lb li lo lt lu ma mc md me mg mk ml mm mo mr ms mt mu my
    na ne ng ni no np nu om pa pc pe ph pm pr ps pt pw py re sa sc sd se sg si sk sl sm sn so sr ss
    st su sv td te tg tl tm tn to tr tt tv ug un va vc ve vs ye za
    """.split()
)
FRENCH = frozenset(
    """
    a ai au aux avec avis c ce ces cela cette comment concernant d dans de des dit dire dites du
    elle en entre est et être etre fait il ils j je l la le les leur leurs ma m me merci moi mon n
    ne nous on ou par pas pense pensent penser point pour pourquoi propos qu quand que quel
    quelle quelles quels qui quoi rapport role rôle s sa se selon ses si son sont sujet sur t un
    une va vers veut vous vue y montre montrez mme mlle madame monsieur plait plaît
    """.split()
)
SPANISH = frozenset(
    """
    a acerca al algo como cómo con cual cuál cuales cuando de decir del dice dicen dijo el ella en
    entre es esta está este favor fue gracias ha hablar hacia hay la las le les lo los me mi muestra
    opina opinan opinión opinion o país papel para pero piensa piensan por porque posición posicion
    postura que qué quien quién respecto rol se según segun ser sin sobre son su sus tema tiene un
    una y e
    """.split()
)
RUSSIAN = frozenset(
    """
    а без была были было быть в вы где говорит говорят для до думает думают его ее её же за и из
    или их к как какая какие какова какое какой когда кто ли меня мне мнение мы на над нам не но о
    об она они от относительно отношение по поводу под позиция позицию позиции покажи пожалуйста
    почему при про роль роли с сказал сказала сказали скажи страна страны считает так там то тему
    теме у что чтобы это я
    """.split()
)
ARABIC = frozenset(
    """
    ما ماذا هو هي هل من في على عن إلى الى موقف مواقف رأي راي دور بشأن بشان حول تجاه إزاء كيف لماذا
    قال قالت تقول يقول ترى يرى هذا هذه التي الذي مع أن ان إن كان كانت تعتقد تفكر بخصوص لدى بين و أو
    او دولة بلد من_فضلك لو سمحت
    """.split()
)
CHINESE = frozenset(
    """
    反对 支持
    的 对 在 是 和 与 及 了 吗 呢 上 有 什么 什麼 怎么 怎么看 如何 立场 立場 看法 态度 意见 观点
    问题 問題
    关于 關於 作用 角色 请 请问 想 认为 說 说 关 中 就 方面 谁 谈 国家 对于 表示 为 哪些 哪
    """.split()
)
FOREIGN = FRENCH | SPANISH | RUSSIAN | ARABIC | CHINESE

# Short words inside longer names that may be misspelt there; codes of that length never are.
LINKS = tuple("and the of on for in to by new san sri sao el st la de del lao".split())

# "tell us", "what is it for us", "contact us": here the word is no country.
BEFORE_US = frozenset(
    """
    tell show give let for to with help remind inform among between of all both get
    about ask asks asked affect affects at upon against concern concerns contact join lets let makes
    make made from bring brings leave leaves leads lead allow allows enable enables need needs
    involve involves around behind before after over under wants want on by than like send sends
    teach teaches please mean means brief update spare save cost costs hear hold holds keep keeps
    take takes told gave gives shows showed helps helped reminds
    """.split()
)
