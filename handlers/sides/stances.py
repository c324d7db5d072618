"""Who takes which stance on a topic, then what was said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Line, Note, Row, Section, Statement
from handlers.answers.board import (
    ALWAYS,
    beside,
    leave_only_remarks,
    menu_of_voices,
    name_by_stance,
    name_voices,
    offer_stances,
    parts_of,
    rows_on,
)
from handlers.answers.citing import are_all, state_all
from handlers.answers.entries import show_proposal
from handlers.answers.found import found_section, has_all, has_kin, speakers_of
from handlers.answers.groupings import words_typed
from handlers.answers.record import (
    VERBS,
    WORDS,
    asked_first,
    by_party,
    earlier_section,
    mid_sentence,
    split_by_time,
    spoken_on,
    spoken_within,
    stances_on,
    tell_extent,
)
from handlers.answers.unreviewed import name_unreviewed
from handlers.questions.grammar import is_verb_of_side
from handlers.questions.question import Naming
from handlers.questions.searching import (
    content_words,
    look_for,
    parts_named,
    words_of_parties,
)
from handlers.request import IN_FULL
from handlers.sides.draft import MENTIONED, UNSAID, Draft
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import is_light
from knowledge.model import STANCES, Position, Stance, Topic
from knowledge.names.everyday import everyday_words, is_everyday
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

FEW = 10  # names of those who only ask or remark that come before the statements
MOST_CLOSEST = 3
BRIEF = 3  # statements on a topic that are told beside the names of those who made them
CLEARLY = 0.2  # of a question's weight
MOSTLY = 0.6  # of a question's weight that a paper has which is told where nobody says so
CLOSE = 0.7  # of a question's weight that those have to have


def tell_stances(draft: Draft, topic: Topic) -> None:
    """Who takes the stances asked for on a topic, those that only ask or remark apart."""
    wanted, *others = draft.question.stances
    _, earlier = spoken_on(draft.knowledge, topic.id)
    begun = bool(draft.sections)
    draft.title = draft.title or f"Who {VERBS[wanted]} {mid_sentence(topic.name)}"
    chosen = stances_on(draft.knowledge, topic.id).get(wanted, ())
    # Who only remarks or asks is named as such: a reader may hear a side where none is coded.
    aside: tuple[Stance, ...] = ("question", "statement")
    further = [stance for stance in aside if stance not in draft.question.stances]
    told: list[Stance] = [wanted, *others, *further]
    rows = rows_on(draft.knowledge, topic.id, [wanted, *others], frozenset({wanted}))
    if not chosen:
        _tell_nobody(draft, topic, [p for p in earlier if p.stance == wanted])
        if wanted == "question":  # "who asked" can be who asked for it
            draft.title = f"Who spoke of {mid_sentence(topic.name)}"
            _tell_closest(draft, topic)
            tell_all(draft, topic)
            return
    _tell_typed(draft)
    _tell_rows(draft, topic, rows, papers_last=bool(chosen) or not draft.question.negated)
    apart = _tell_closest(draft, topic)
    if draft.question.negated and not apart and wanted != "question":
        _tell_turned(draft, topic, wanted)
    parts = parts_of(draft.knowledge, topic, told)
    before = [p for p in earlier if p.stance in draft.question.stances]
    if not chosen:
        draft.sections += parts
    asides = leave_only_remarks(rows_on(draft.knowledge, topic.id, further, frozenset()), rows)
    few = sum(len(row.names) for row in asides) <= FEW
    if asides and (few or not chosen):
        draft.sections.append(Section(items=tuple(asides)))
    leading = [] if apart or begun else _tell_leading(draft, topic, chosen)
    if chosen:
        rest = [position for position in chosen if position not in leading]
        items = state_all(draft.services, _closest_first(draft, rest))
        brief = not draft.question.in_full
        draft.sections.append(Section(items=items, brief=brief, named=True, stance=wanted))
        if asides and not few:
            draft.sections.append(Section(items=tuple(asides)))
        draft.sections += parts
    for stance in others:
        spoken = stances_on(draft.knowledge, topic.id).get(stance, ())
        if spoken:
            items = state_all(draft.services, spoken)
            draft.sections.append(
                Section(title=WORDS[stance], items=items, brief=True, stance=stance)
            )
    # Papers mostly want what they are on: under who is against it they would be misread.
    against = bool(chosen) and wanted == "oppose"
    draft.sections += beside(draft.knowledge, topic, before, of_side=True, papers=not against)
    taken = stances_on(draft.knowledge, topic.id)
    _tell_groups(draft, (p for stance in draft.question.stances for p in taken.get(stance, ())))
    draft.notes.append(Note("proposition", f"Towards: {topic.proposition}"))
    offer(draft, topic, (wanted, *others))


def _tell_rows(draft: Draft, topic: Topic, rows: Sequence[Row], *, papers_last: bool) -> None:
    """Name who takes the sides, before or after what stands on paper.

    Who brings a thing in is told before that nobody is against keeping it out.
    """
    if not papers_last:
        _tell_papers(draft, topic)
    draft.sections.append(Section(items=tuple(rows)))
    _add_unreviewed(draft, topic)
    if papers_last:
        _tell_papers(draft, topic)


def _tell_nobody(draft: Draft, topic: Topic, earlier: Sequence[Position]) -> None:
    """Say that nobody takes the side that is asked for; who did before the negotiations did."""
    verb = VERBS[draft.question.stances[0]]
    written = _wants(draft) and draft.knowledge.proposed_on(topic.id)
    where = "on the floor" if earlier or written else "on record"
    text = f"Nobody {where} {verb} {mid_sentence(topic.name)}."
    draft.notes.append(Note("no-statement", text))
    if earlier:
        first = earlier_section(draft.services, _closest_first(draft, earlier), brief=True)
        draft.sections += [replace(section, detail=False) for section in first]


# "Who asked when it ends": who asked when, and not who asked about it.
HOW = re.compile(r"\bask(?:s|ed|ing)? (?:\w+ ){0,2}?(when|how|where|who|whether|why)\b")


def _closest_first(draft: Draft, chosen: Sequence[Position]) -> list[Position]:
    """Put first who has most of what a question says beside a topic: "extending obligations"."""
    words = content_words(draft.question, draft.knowledge, topics=True)
    how = HOW.search(draft.question.plain)
    worried = bool(WORRIES.search(draft.question.text.casefold()))
    words += _CONCERN if worried else ()
    topics = draft.knowledge.topics
    named = [naming for naming in draft.question.named if naming.ref.kind == "topic"]
    own = all(_called(naming.words, topics[naming.ref.id]) for naming in named)
    beside = [word for word in draft.question.left if draft.services.evidence.speaks_of(word)]
    plainly = own and not draft.question.negated
    if len(chosen) > MOST_WEIGHED or (plainly and not how and not beside and not worried):
        return list(chosen)
    if draft.question.stances[:1] == ("conditional",):
        return list(chosen)  # of conditions nobody speaks by that word
    weigh = draft.services.evidence.weigh_text

    def order(position: Position) -> tuple[bool, float]:
        asked = how is None or how[1] in normalise(position.summary).split()
        return not asked, -round(weigh(words, position.summary), 1)

    return sorted(chosen, key=order)


WORRIES = re.compile(
    r"\b(?:worr(?:y|ies|ied|ying)|concern(?:s|ed)?|fears?|feared|afraid|scared|anxious|alarmed"
    r"|nervous|uneasy|troubled)\b"
)
_CONCERN = ("concern",)  # by which statements tell of any of these


def _leading(draft: Draft, topic: Topic, chosen: Sequence[Position]) -> list[Position]:
    """Choose the one who says in so many words what is asked beside a topic: "for databases".

    Returns:
        () where nothing is asked beside it, or not just one of several says it.
    """
    if draft.question.negated or not SEVERAL < len(chosen) <= MOST_WEIGHED:
        return []
    how = HOW.search(draft.question.plain)
    if how:
        asks = [p for p in chosen if how[1] in normalise(p.summary).split()]
        if len(asks) == 1:
            return asks
    own = {n.words for n in draft.question.named if n.ref.id == topic.id}
    named = [n for n in draft.question.named if n.ref.kind in _NOTIONS and n.words not in own]
    beside = [word for n in named for word in normalise(n.words).split() if word not in FILLER]
    telling = list(dict.fromkeys((*draft.telling(), *beside)))
    if len(telling) < SEVERAL and all(map(is_everyday, telling)):
        return []
    asked = {stem for word in telling for stem in stems_of(word)}
    says = [p for p in chosen if asked.issubset(stems_of(p.summary))]
    return says if len(says) == 1 else []


def _tell_leading(draft: Draft, topic: Topic, chosen: Sequence[Position]) -> Sequence[Position]:
    """Put the one who says what is asked beside a topic before the list that it is from."""
    leading = _leading(draft, topic, chosen)
    if leading:
        items = state_all(draft.services, leading)
        first = Section(items=items, brief=True, named=True)
        others = (_without(section, leading, draft) for section in draft.sections)
        draft.sections = [first, *(section for section in others if section.items)]
    return leading


def _without(section: Section, told: Sequence[Position], draft: Draft) -> Section:
    """Leave out of a section what stands before it, and a line that only names who said that."""
    ids = {position.id for position in told}
    named = ", ".join(name_voices(draft.knowledge, told))
    kept = [
        item
        for item in section.items
        if not (isinstance(item, Statement) and item.id in ids)
        and not (isinstance(item, Line) and item.text == named)
    ]
    return section if len(kept) == len(section.items) else replace(section, items=tuple(kept))


_NOTIONS = ("topic", "term")
SEVERAL = 2  # everyday words, of which one alone tells nobody apart; statements that are no list
MOST_WEIGHED = 100  # statements that are weighed by a question's words, for a page in no time


def _add_unreviewed(draft: Draft, topic: Topic) -> None:
    """Name whose words on a topic nobody has reviewed, those with the asked verb first."""
    family = draft.knowledge.topic_family(topic.id)
    words = draft.question.plain.split()
    verbs = [word for word in words if word not in FILLER and is_verb_of_side(word)]
    draft.sections += name_unreviewed(draft.services, family, verbs)


def _tell_closest(draft: Draft, topic: Topic) -> bool:
    """Put first who spoke in all of the question's words, where these say more than a topic.

    Returns:
        Whether what is asked is told by these, and the topic's list is beside it.
    """
    if draft.question.stances[:1] == ("conditional",) and len(draft.asked.topics) > 1:
        return False  # the condition is a topic of its own, and told with the first
    bodies = words_of_parties(draft.question, draft.question.parties, draft.services)
    bodies += words_typed(draft.question.groupings, draft.question.text)
    more = [*content_words(draft.question, draft.knowledge, topics=False), *bodies]
    if not bodies and len(more) < 2 and not draft.question.left:
        return False  # a topic alone
    stands = [word for word in more if draft.services.evidence.speaks_of(word)]
    words = [*content_words(draft.question, draft.knowledge, topics=True), *bodies]
    words = [word for word in words if word in stands or word not in more]
    sought = look_for(draft.question, draft.services, list(dict.fromkeys(words)))
    if len(more) < 2 and not bodies:
        left = [word for word in stands if word in draft.question.left]
        having = _having(draft, left, sought.found) or _having_all(draft, sought.found)
        sought = replace(sought, found=having)
    if not sought.found or sought.found[0].share < CLOSE:
        return False
    wanted = set(draft.question.stances)
    own = [word for word in stands if word in draft.question.left]
    apart = bool(wanted) and _stands_apart(draft, topic, sought.found, own)

    def order(each: Evidence) -> tuple[float, bool]:
        return -round(each.literal, 1) if apart else 0.0, not draft.takes(each, wanted)

    found = sorted(sought.found, key=order)
    sections = found_section(draft.services, found[:MOST_CLOSEST], sought.words)
    told = [replace(section, brief=True) for section in sections]
    if apart:
        draft.title = f"Who spoke of “{sought.shown}”"
        draft.sections = [*told, *(_at_large(topic, each) for each in draft.sections)]
    elif not wanted and len(own) > 1 and found[0].literal >= ALL_WORDS:
        draft.sections[:0] = told  # has all that is asked, and is no list of many on the topic
    else:
        draft.sections += told
    return apart


def _stands_apart(
    draft: Draft, topic: Topic, found: Sequence[Evidence], own: Sequence[str]
) -> bool:
    """Tell whether what is asked stands in statements that a topic's list by stance lacks.

    "Who insists that states must lead implementation" is no question for whoever supports a strong
    implementation, and "who moaned about ten minute presentations" for whoever opposes the HLPF.
    """
    taken = stances_on(draft.knowledge, topic.id)
    listed = {p.id for stance in draft.question.stances for p in taken.get(stance, ())}
    best = max(found, key=lambda each: each.literal)
    of_list = max((each.literal for each in found if each.entry.id in listed), default=0.0)
    telling = [word for word in own if not is_light(word)]
    enough = len(telling) > 1 or (bool(own) and best.literal >= ALL_WORDS)
    return enough and best.literal >= CLOSE and best.literal - of_list >= CLEARLY


def _at_large(topic: Topic, section: Section) -> Section:
    """Say of a list by stance that it is on the whole topic, where more was asked."""
    is_list = bool(section.items) and are_all(section.items, (Row,))
    title = f"On {mid_sentence(topic.name)} at large" if is_list else section.title
    return replace(section, title=title)


def _tell_typed(draft: Draft) -> None:
    """Put first the few who used the very word by which a topic is asked for: "CEPAL"."""
    typed = [
        naming.words
        for naming in draft.question.named
        if naming.ref.kind == "topic"
        and not naming.corrected
        # What the topic is called says nothing of who said it so.
        and not _called(naming.words, draft.knowledge.topics[naming.ref.id])
        and not _stands_for(draft, naming)
        and (naming.name.isupper() or any(map(str.isdigit, naming.name)))
    ]
    words = [word for each in typed for word in normalise(each).split() if word not in FILLER]
    if draft.sections:
        return
    if not words:
        _tell_narrowing(draft)
        return
    if draft.question.stances[:1] == ("oppose",):
        return  # who said it is no more against it than for it
    found: dict[str, Evidence] = {}
    for called in (words, *_called_otherwise(draft)):
        sought = look_for(draft.question, draft.services, called, limit=MENTIONED)
        spoken = [e for e in sought.found if e.entry.kind == "position"]
        found |= {each.entry.id: each for each in spoken if has_all(each, called)}
    if not 0 < len(found) <= FEW_HAVE:
        return
    sections = found_section(draft.services, list(found.values()), words)
    names = speakers_of(item for section in sections for item in section.items)
    if len(names) > 1:
        line = Line(", ".join(names), f"With “{', '.join(dict.fromkeys(typed))}”")
        draft.sections.append(Section(items=(line,)))
    else:
        draft.sections += [replace(section, brief=True, named=True) for section in sections]


def _tell_narrowing(draft: Draft) -> None:
    """Put first the few who said the word that narrows a topic: "unaccompanied kids"."""
    evidence, knowledge = draft.services.evidence, draft.knowledge
    parts = (naming.words for naming in parts_named(draft.question, knowledge))
    left = draft.question.left
    mended = evidence.mend(word for word in left if not is_everyday(word))
    # Of two topics the words of the one narrow nothing of the other.
    named = normalise(" ".join(parts)).split() if len(draft.asked.topics) == 1 else []
    words = [
        word
        for word in (*(mended.get(w, w) for w in left), *named)
        if word not in FILLER
        and not tells_nothing(draft, word)
        and _tells_apart(word, draft)
        and evidence.knows(word)
    ]
    if not words and named and all(tells_nothing(draft, word) for word in named):
        _tell_subject(draft, [word for word in named if not is_light(word)])
        return
    family = knowledge.topic_families(topic.id for topic in draft.asked.topics)
    # Who is flexible about a review forum may be so about review at large.
    parents = [topic.parent for topic in draft.asked.topics if topic.parent]
    wider = knowledge.topic_families(parents) - family
    said: dict[str, list[Evidence]] = {}
    for called in (*words, *_notions_beside(draft)):
        sought = look_for(draft.question, draft.services, called.split(), limit=MENTIONED)
        having = [
            each
            for each in sought.found
            if each.entry.kind == "position"
            and (has_all(each, called.split()) or (" " not in called and has_kin(each, called)))
        ]
        said[called] = _on_one_of(family, having, draft) or _on_one_of(wider, having, draft)
    few = {called: found for called, found in said.items() if 0 < len(found) <= NARROWING}
    if few:
        called = min(few, key=lambda called: len(few[called]))
        parted = split_by_time(knowledge, draft.spoken(few[called]))
        now, before = (_name(draft, positions) for positions in parted)
        names = ", ".join(now or before)
        if now and (others := [name for name in before if name not in now]):
            names += f"; earlier: {', '.join(others)}"
        draft.sections.append(Section(items=(Line(names, f"With “{called}”"),)))
        beside = [word for word in draft.telling() if mended.get(word, word) != called]
        if called not in named and not any(map(evidence.speaks_of, beside)):
            draft.leads = [lead for lead in draft.leads if not lead.startswith(UNSAID)]
        told = [position for part in parted for position in part]
        if len(told) <= TOLD:  # of one alone the words, in which it says what else is asked
            items = state_all(draft.services, told)
            draft.sections.append(Section(items=items, brief=True, named=True))


def _on_one_of(topics: Collection[str], said: Iterable[Evidence], draft: Draft) -> list[Evidence]:
    return [each for each in said if draft.knowledge.position(each.entry.id).topic in topics]


TOLD = 1  # statements with a narrowing word that are told, and not only their speakers named


def _name(draft: Draft, said: Sequence[Position]) -> Sequence[str]:
    """Name who said things; by stance where it is asked who is against or asks, as few may be."""
    if draft.question.stances[:1] not in (("oppose",), ("question",)):
        return name_voices(draft.knowledge, said)
    return [name_by_stance(draft.knowledge, said)] if said else []


def tells_nothing(draft: Draft, word: str) -> bool:
    """Tell whether a word only asks, or is of what everything here is about: "migrants"."""
    subject = tuple(stem[:LEAST_ALIKE] for stem in stems_of(draft.knowledge.pack.name))
    return is_light(word) or word in _UNITS or word.startswith(subject)


_UNITS = frozenset("year years yr yrs month months week weeks day days".split())


def _tell_subject(draft: Draft, words: Sequence[str]) -> None:
    """Put first who on a topic names what everything here is about: "migrants themselves"."""
    stems = {stem for word in words for stem in stems_of(word)}
    said = [
        position
        for topic in draft.asked.topics
        for position in spoken_within(draft.knowledge, topic.id)[0]
        if stems and stems <= set(stems_of(position.summary))
    ]
    if 0 < len(said) <= FEW_OF_SUBJECT:
        names = ", ".join(name_voices(draft.knowledge, said))
        draft.sections.append(Section(items=(Line(names, f"With “{' '.join(words)}”"),)))


def _notions_beside(draft: Draft) -> list[str]:
    """List the names of notions that a question has beside its topics: "guiding principles"."""
    topics = {
        word
        for naming in draft.question.named
        if naming.ref.kind == "topic"
        for word in normalise(naming.words).split()
    }
    notions: dict[str, None] = {}
    for naming in draft.question.named:
        words = [word for word in normalise(naming.words).split() if word not in FILLER]
        if naming.ref.kind == "term" and not topics.issuperset(words):
            notions[" ".join(words)] = None
    return list(notions)


def _tells_apart(word: str, draft: Draft) -> bool:
    """Tell whether a word can narrow a topic: a rare one, or what the question says beside it."""
    if word not in everyday_words():
        return True
    beside = bool(draft.question.left) and not is_verb_of_side(word)
    return beside and not is_light(word)


NARROWING = 5  # statements that have the word by which a topic is narrowed
FEW_OF_SUBJECT = 8  # statements on a topic that name what everything here is about
LEAST_ALIKE = 5  # letters by which a word is of what everything here is about: "migrants"


def _called_otherwise(draft: Draft) -> list[list[str]]:
    """List other abbreviations of what the question names by one: CEPAL is ECLAC in Spanish."""
    terms = draft.knowledge.terms
    alike: dict[str, None] = {}
    for key in draft.question.terms:
        meanings = [sense.means for sense in terms[key].senses]
        for other in (terms[see] for see in terms[key].see if see in terms):
            same = any(
                s.means in each or each in s.means for s in other.senses for each in meanings
            )
            if same and other.name.isupper():
                alike[other.name] = None
    return [normalise(name).split() for name in alike]


ALL_WORDS = 0.9  # of a name's weight, in what has all of its words or others that stand for them


def _called(words: str, topic: Topic) -> bool:
    """Tell whether a topic's name has all of some words."""
    return set(stems_of(words)) <= set(stems_of(f"{topic.name} {topic.short}"))


def _stands_for(draft: Draft, naming: Naming) -> bool:
    """Tell whether a topic is called by what an abbreviation's letters stand for: HLD."""
    topic = draft.knowledge.topics[naming.ref.id]
    called = set(stems_of(f"{topic.name} {topic.short}"))
    terms = (draft.knowledge.terms[key] for key in draft.question.terms)
    letters = len(normalise(naming.words))
    return any(
        called.issuperset(stems_of(sense.means)[:letters])
        for term in terms
        if normalise(term.name) == normalise(naming.words)
        for sense in term.senses
    )


def _having(draft: Draft, words: Sequence[str], found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Choose who, on the topics that are asked of, said a word that few did: "briefing"."""
    family = draft.knowledge.topic_families(topic.id for topic in draft.asked.topics)
    wanted = set(draft.question.stances)
    having = tuple(
        each
        for each in found
        if (not wanted or draft.takes(each, wanted))
        and has_all(each, words)
        and not family.isdisjoint(each.entry.topics)
    )
    return having if words and len(having) <= FEW_HAVE else ()


def _having_all(draft: Draft, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Choose the few who said all of what a topic's opposite is a part of: "more obligations"."""
    if not draft.question.negated or not draft.telling():
        return ()
    having = tuple(each for each in found if each.literal >= ALL_WORDS and each.entry.parties)
    voices = {each.entry.parties for each in having}
    return having if 0 < len(voices) <= FEW_HAVE else ()


FEW_HAVE = 3  # statements; a word of more of them tells nobody apart


def _tell_turned(draft: Draft, topic: Topic, wanted: Stance) -> None:
    """Say which way a word for the opposite was read: "legally binding"."""
    named = [n for n in draft.question.named if n.ref.id == topic.id]
    # "Reviews" with "4 years" beside it: by the name of the part that both are read as.
    words = next(
        (
            n.words if topic.is_against(n.words) else n.name
            for n in named
            if topic.is_against(n.name)
        ),
        "",
    )
    if not words:
        return  # it was said of another topic of the question
    turned: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
    draft.title = f"Who {VERBS[turned.get(wanted, wanted)]} {words}"
    side = "for" if wanted == "support" else "against"
    text = f"That is to be {side} {topic.proposition}:"
    draft.leads.append(text)
    draft.notes.append(Note("turned", text))


def _wants(draft: Draft) -> bool:
    """Tell whether it is asked who wants a thing, be it the opposite of what a topic is towards."""
    return draft.question.stances[0] == ("oppose" if draft.question.negated else "support")


def _tell_papers(draft: Draft, topic: Topic) -> None:
    """Tell what is proposed on paper in the words that are asked, where nobody says so.

    A paper has no coded side: only where it is asked who wants a thing is it near an answer.
    """
    if not _wants(draft) or stances_on(draft.knowledge, topic.id).get(draft.question.stances[0]):
        return
    words = content_words(draft.question, draft.knowledge, topics=True)
    weigh = draft.services.evidence.weigh_text
    proposed = draft.knowledge.proposed_on(topic.id)
    close = [p for p in proposed if weigh(words, f"{p.title} {p.summary}") >= MOSTLY]
    if close:
        shown = tuple(show_proposal(draft.services, each) for each in close[:MOST_CLOSEST])
        draft.sections.append(Section(title="On paper", items=shown, brief=True))


def tell_all(draft: Draft, topic: Topic) -> None:
    """Who takes any stance on a topic, and who mentions it besides."""
    _, earlier = spoken_on(draft.knowledge, topic.id)
    draft.title = draft.title or f"Who spoke of {mid_sentence(topic.name)}"
    _tell_no_offer(draft, topic)
    _tell_typed(draft)
    # Those that are asked for before the others, and all of them: the word takes no side.
    stances = asked_first(draft.question.stances)
    # That nobody opposes a topic is told of its parts as well; who supports it is no such news.
    missed = ALWAYS.intersection(draft.question.stances[:1]) - {"support"}
    rows = rows_on(draft.knowledge, topic.id, stances, missed)
    draft.sections.append(Section(items=tuple(rows)))
    _add_unreviewed(draft, topic)
    _tell_closest(draft, topic)
    draft.sections += parts_of(draft.knowledge, topic, STANCES)
    family = draft.knowledge.said_within(topic.id)
    named, within = draft.knowledge.keep(
        ("voices within", topic.id),
        lambda: (frozenset(name_voices(draft.knowledge, family)), frozenset(p.id for p in family)),
    )
    words = content_words(draft.question, draft.knowledge, topics=True)
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
    others = (each for each in sought.found if each.entry.id not in within)
    spoken = draft.spoken(each for each in others if has_all(each, sought.words))
    more = [name for name in name_voices(draft.knowledge, spoken) if name not in named]
    if more:
        line = Line(", ".join(more), "Also mention it")
        draft.sections.append(Section(items=(line,)))
    draft.sections += beside(draft.knowledge, topic, earlier)
    told = draft.knowledge.keep(
        ("by party within", topic.id), lambda: tuple(by_party(draft.knowledge, family))
    )
    items = state_all(draft.services, told)
    few = len(told) <= BRIEF  # whose names say less than their words
    title = "" if few else "What was said"
    draft.sections.append(Section(title=title, items=items, brief=True, named=few, detail=not few))
    draft.notes.append(Note("proposition", f"Towards: {topic.proposition}"))
    draft.notes += tell_extent(draft.knowledge, topic.id)
    offer(draft, topic, ())


_OFFERS = re.compile(r"\b(?:offer(?:s|ed)?|pledg(?:es?|ed)|volunteer(?:s|ed)?|promis(?:es?|ed))\b")


def _tell_no_offer(draft: Draft, topic: Topic) -> None:
    """Say first where it is asked who offered to do something that nobody on a topic speaks of."""
    if draft.silences or not _OFFERS.search(draft.question.plain):
        return
    said = draft.knowledge.said_within(topic.id)
    asked = {stem for word in draft.telling() for stem in stems_of(word)}
    if len(said) > MOST_WEIGHED or any(asked.intersection(stems_of(p.summary)) for p in said):
        return
    draft.say_nothing(f"Nobody on record offers that; on {mid_sentence(topic.name)}:")


def _tell_groups(draft: Draft, positions: Iterable[Position]) -> None:
    for key in dict.fromkeys(p.on_behalf_of for p in positions if p.on_behalf_of):
        group = draft.knowledge.parties[key]
        if group.members:  # else the pack does not say whom it stands for
            # Whom it stands for is in few documents.
            when = f", {group.as_of.spell()}" if group.as_of else ""
            count = f"{len(group.members)} states (the editors’ count{when})"
            text = f"The {group.name} stands for {count}."
            draft.notes.append(Note("group-voice", text))


def offer(draft: Draft, topic: Topic, told: Sequence[Stance]) -> None:
    """Offer what each party said, the other stances, and all of a topic."""
    draft.menu = draft.menu or menu_of_voices(draft.knowledge, topic, within=False)
    if told and not draft.question.in_full and draft.question.text:
        draft.choices.append(Choice("With passages", f"{draft.question.text} {IN_FULL}"))
    words = {WORDS[stance] for stance in told}
    draft.choices += [
        choice
        for choice in offer_stances(draft.knowledge, topic)
        if choice.label.split(" (")[0] not in words
    ]
    draft.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))
