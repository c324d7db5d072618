"""Who takes the stances asked for on topics, or speaks of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from handlers.answers.answer import Line, Section
from handlers.answers.board import name_by_stance, name_voices
from handlers.answers.citing import state_all
from handlers.answers.found import WHOLE, has_all, has_run
from handlers.answers.record import by_party, mid_sentence, spoken_within, stances_on
from handlers.questions.searching import (
    Sought,
    content_words,
    gives_alternatives,
    look_for,
    names_part,
    part_stands,
    parts_named,
)
from handlers.sides.draft import MENTIONED, SENTENCE_END, UNSAID, Draft, takes_on
from handlers.sides.occasions import records_apart, tell_there
from handlers.sides.stances import (
    MOST_WEIGHED,
    WORRIES,
    offer,
    tell_all,
    tell_stances,
    tells_nothing,
)
from handlers.sides.words import tell_sought, tell_words
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.model import STANCES, Position, Stance, Term, Topic
from knowledge.names.everyday import is_everyday
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise


def _notion_named(draft: Draft) -> Term | None:
    """Give the one notion by which a question names a part of a topic, or None."""
    question, knowledge = draft.question, draft.knowledge
    parts = {normalise(naming.words) for naming in parts_named(question, knowledge)}
    terms = [(n.ref.id, f" {normalise(n.words)} ") for n in question.named if n.ref.kind == "term"]
    found = {key for key, words in terms if any(f" {part} " in words for part in parts)}
    return knowledge.terms[found.pop()] if len(found) == 1 else None


def _look_by_name(draft: Draft, notion: Term) -> Sought:
    """Look for a notion by its name; of an abbreviation, also by what it stands for."""
    words = normalise(notion.name).split()
    meanings = {words[0]: notion.senses[0].means} if len(words) == len(notion.senses) == 1 else {}
    return look_for(draft.question, draft.services, words, meanings=meanings, limit=MENTIONED)


def _is_whole(draft: Draft, notion: Term) -> bool:
    """Tell whether a notion is all that is asked: beside another topic it is only the half of it.

    "Development aid money" is ODA, whose meaning has the other topic's word.
    """
    meant = stems_of(" ".join((notion.name, *(sense.means for sense in notion.senses))))
    own = {n.words for n in draft.question.named if n.ref.id == notion.id}
    named = (n.words for n in draft.question.named if n.ref.kind == "topic")
    return all(set(stems_of(words)) <= set(meant) for words in named if words not in own)


def tell_topics(draft: Draft) -> None:
    """Who takes the stances asked for on each topic; who mentions it, too, where none is."""
    _keep_narrowest(draft)
    if _offers_whole_or_part(draft):
        _tell_each_alone(draft)
    else:
        _tell_together(draft)


_JOINTS = frozenset(
    "tied tie linked link connected connect anchored anchor through via under within using inside"
    " by based housed aligned align attached attach integrated integrate part parts".split()
)


def _offers_whole_or_part(draft: Draft) -> bool:
    """Tell whether one thing or another is asked for, of which one is a part of its topic."""
    question = draft.question
    parts = {naming.ref.id for naming in parts_named(question, draft.knowledge)}
    whole = [topic for topic in draft.asked.topics if topic.id not in parts]
    several = len(draft.asked.topics) == PAIR and len(whole) == 1
    return several and not question.left and gives_alternatives(question)


def _tell_each_alone(draft: Draft) -> None:
    """Tell each of two things as though nothing else were asked: "indicators or ranking"."""
    asked, question = draft.asked, draft.question
    for topic in asked.topics:
        own = {normalise(n.words) for n in question.named if n.ref.id == topic.id}
        matter = [n for n in question.named if n.ref.kind not in ("topic", "term")]
        matter += [n for n in question.named if n.ref.id == topic.id]
        matter += [n for n in question.named if n.ref.kind == "term" and normalise(n.words) in own]
        draft.question = question.asking(named=tuple(matter))
        draft.asked = replace(asked, topics=(topic,))
        _tell_together(draft)
    draft.asked, draft.question = asked, question
    typed = [n.name for topic in asked.topics for n in question.named if n.ref.id == topic.id]
    draft.title = f"Who spoke of {' or '.join(map(mid_sentence, dict.fromkeys(typed)))}"


def _tell_together(draft: Draft) -> None:
    """Tell what is asked of all topics at once, and then of each."""
    if records := records_apart(draft):
        for topic in draft.asked.topics:
            tell_there(draft, topic, records)
        return
    # Who asks is told by the topic: in whichever words, "who pays", it is a question on funding.
    named = [n.words for n in draft.question.named if n.ref.kind == "topic"]
    plainly = any(" " in words or is_everyday(normalise(words)) for words in named)
    asks = draft.question.stances == ("question",) and plainly
    # "Only if it is voluntary": what is accepted, and on which condition.
    on_condition = draft.question.stances[:1] == ("conditional",) and len(named) == PAIR
    narrower = names_part(draft.question, draft.knowledge) and not asks and not on_condition
    if narrower and _tell_part(draft):
        return
    if narrower:
        _tell_rare_part(draft)
    preferred = _tell_preference(draft)
    if preferred is None:
        _tell_both(draft)
    crossing = _tell_crossing(draft)
    for topic in (preferred,) if preferred else draft.asked.topics:
        taken = stances_on(draft.knowledge, topic.id)
        if crossing and taken.keys().isdisjoint(draft.question.stances):
            continue  # what is asked is told already
        if not draft.knowledge.said_within(topic.id):
            everything = content_words(draft.question, draft.knowledge, topics=True)
            tell_words(draft, everything)
        elif draft.question.stances and not narrower:
            _tell_side(draft, topic)
        else:
            tell_all(draft, topic)


def _is_matter(draft: Draft, topic: Topic) -> bool:
    """Tell whether it is asked who worries about what nobody is against: about displacement.

    Whoever speaks of it is asked for then, and no side is.
    """
    opposed = stances_on(draft.knowledge, topic.id).get("oppose", ())
    doubts = draft.question.stances[:1] == ("oppose",)
    return doubts and not opposed and bool(WORRIES.search(draft.question.plain))


def _tell_side(draft: Draft, topic: Topic) -> None:
    """Tell who takes the side that is asked for, or who speaks of what is no matter of sides."""
    if _is_matter(draft, topic):
        draft.question = draft.question.asking(stances=())
        tell_all(draft, topic)
    else:
        tell_stances(draft, topic)


def _keep_narrowest(draft: Draft) -> None:
    """Leave the wholes of topics that are asked for, and by what a part is joined to its whole.

    "Review through the HLPF" is review in it.
    """
    narrowest = _narrowest(draft)
    if len(narrowest) < len(draft.asked.topics):
        left = tuple(word for word in draft.question.left if word not in _JOINTS)
        draft.question = draft.question.asking(left=left)
    draft.asked = replace(draft.asked, topics=narrowest)


def _narrowest(draft: Draft) -> tuple[Topic, ...]:
    """Leave out a topic of which a part is asked for as well: follow-up "tied to the HLPF"."""
    topics = draft.asked.topics
    keys = {topic.id for topic in topics}
    parts = {topic.id: set(draft.knowledge.topic_family(topic.id)) - {topic.id} for topic in topics}
    return tuple(topic for topic in topics if parts[topic.id].isdisjoint(keys))


# "Who prefers the one over the other": for the one, and against the other.
_PREFERS = re.compile(
    r"\b(?:prefer\w*|rather|sooner|instead|wants?|wanted|likes?|favou?rs?|chooses?|chose|choosing)\b"
    r".*\b(?:over|rather than|instead of|more than|than|in place of)\b"
    r"|\bprefer(?:s|red)?\b (?!to\b).*\bto\b"
)


def _tell_preference(draft: Draft) -> Topic | None:
    """Put first who is for the first of two topics and against the second.

    Returns:
        The topic that is preferred; None where no preference is asked for, or nobody has it.
    """
    denies = bool(_BUT_NOT.search(draft.question.plain))
    prefers = denies or _PREFERS.search(draft.question.plain)
    if len(draft.asked.topics) != PAIR or not prefers:
        return None
    first, second = draft.asked.topics
    preferring = _voiced(stances_on(draft.knowledge, first.id), ("support", "conditional"))
    against = _voiced(stances_on(draft.knowledge, second.id), ("oppose",))
    chosen = [preferring[voice] for voice in preferring if voice in against]
    if not chosen and (denies or against):
        return _tell_alone(draft, first, second, preferring, against)
    if not chosen:
        return None
    draft.title = f"Who prefers {mid_sentence(first.name)} to {mid_sentence(second.name)}"
    line = Line(", ".join(name_voices(draft.knowledge, chosen)), "For the one, against the other")
    words = content_words(draft.question, draft.knowledge, topics=True)
    weigh = draft.services.evidence.weigh_text
    told = [against[voice] for voice in preferring if voice in against]
    told.sort(key=lambda position: -weigh(words, position.summary))
    items = state_all(draft.services, told)
    draft.sections.append(Section(items=(line,)))
    draft.sections.append(Section(items=items, brief=True, named=True))
    return first


_BUT_NOT = re.compile(r"\b(?:but|yet|and) not\b")


def _tell_alone(
    draft: Draft,
    first: Topic,
    second: Topic,
    preferring: Mapping[tuple[str, str | None], Position],
    against: Mapping[tuple[str, str | None], Position],
) -> Topic | None:
    """Tell who is for the first of two topics and not for the second, and who is against that."""
    both = _voiced(stances_on(draft.knowledge, second.id), ("support", "conditional"))
    on_second = _voiced(stances_on(draft.knowledge, second.id), STANCES)
    not_both = [voice for voice in preferring if voice not in both]
    alone = [preferring[voice] for voice in not_both if voice in on_second]
    # Whoever is silent on a thing is not against it.
    silent = [preferring[voice] for voice in not_both if voice not in on_second]
    for_first, named = f"For {mid_sentence(first.name)}", mid_sentence(second.name)
    names = {
        f"{for_first}, not {named}": alone,
        f"Against {named}": list(against.values()),
        f"{for_first}; nothing on {named}": silent,
    }
    lines = [Line(", ".join(name_voices(draft.knowledge, p)), how) for how, p in names.items() if p]
    if not lines:
        return None
    draft.title = f"Who supports {mid_sentence(first.name)}, not {mid_sentence(second.name)}"
    told = by_party(draft.knowledge, [*against.values(), *alone])
    draft.sections.append(Section(items=tuple(lines)))
    items = state_all(draft.services, told)
    draft.sections.append(Section(items=items, brief=True, named=True))
    return first


def _voiced(
    taken: Mapping[Stance, Sequence[Position]], stances: Sequence[Stance]
) -> dict[tuple[str, str | None], Position]:
    """Give the first statement of some stances of each voice: a party, and for whom it spoke."""
    spoken = [position for stance in stances for position in taken.get(stance, ())]
    found: dict[tuple[str, str | None], Position] = {}
    for position in spoken:
        found.setdefault((position.party, position.on_behalf_of), position)
    return found


def _tell_both(draft: Draft) -> None:
    """Put first who speaks of two topics at once: of civil society in the follow-up."""
    if len(draft.asked.topics) != PAIR:
        return
    first, second = draft.asked.topics
    families = [set(draft.knowledge.topic_family(topic.id)) for topic in (first, second)]
    if not families[0].isdisjoint(families[1]):
        return  # a topic and its part
    called = [_words_for(draft, topic) for topic in (first, second)]
    weigh = draft.services.evidence.weigh_text
    spoken = [p for topic in (first, second) for p in spoken_within(draft.knowledge, topic.id)[0]]
    reads = len(spoken) <= MOST_READ
    both = [
        position
        for position in {position.id: position for position in spoken}.values()
        if all(
            not family.isdisjoint(draft.knowledge.position(position.id).topics)
            or (reads and weigh(words, position.summary) >= WHOLE)
            for family, words in zip(families, called, strict=True)
        )
    ]
    if draft.question.stances[:1] == ("conditional",):
        # What is accepted, and under which condition: each by its stand towards the first.
        ids = {position.id for position in both}
        on_first, _ = spoken_within(draft.knowledge, first.id)
        conditioned = [position for position in on_first if position.id in ids]
        line = name_by_stance(draft.knowledge, conditioned, _ordered(draft.question.stances))
        if line:
            draft.sections.append(Section(items=(Line(line, "Of both at once"),)))
            order = _ordered(draft.question.stances)
            ranked = sorted(conditioned, key=lambda position: order.index(position.stance))
            items = state_all(draft.services, ranked)
            draft.sections.append(Section(items=items, brief=True, named=True))
            draft.asked = replace(draft.asked, topics=(first,))  # of the condition no list is asked
        return
    wanted = set(draft.question.stances)
    taking = [p for p in both if not wanted or takes_on(p, set().union(*families), wanted)]
    # "Who fears that it gets in the way": the words say so, and no stance does.
    if said := _said_in_words(draft, both, taking):
        both, taking = said, []
    chosen = by_party(draft.knowledge, taking or both)
    if not chosen:
        return
    names = Section(items=(_name_both(draft, chosen, wanted if taking else ()),))
    if not wanted or taking:
        draft.sections.append(names)
        return
    # No side is coded that was asked for: how each relates the two is in the words alone.
    on = " and ".join(mid_sentence(topic.name) for topic in (first, second))
    draft.title = draft.title or f"Who spoke of {on}"
    words = content_words(draft.question, draft.knowledge, topics=True)
    chosen = sorted(chosen, key=lambda position: -weigh(words, position.summary))
    told = Section(items=state_all(draft.services, chosen), brief=True, named=True)
    # Whoever says the opposite speaks of both as well: the words come before the names.
    draft.sections += (
        [told, names] if draft.telling() and len(chosen) <= FEW_BOTH else [names, told]
    )


FEW_BOTH = 6  # statements on two topics that are told before their speakers are named


def _said_in_words(
    draft: Draft, both: Sequence[Position], taking: Sequence[Position]
) -> list[Position]:
    """List who says what is asked beside two topics, where those of a stance clearly do not."""
    if not draft.telling() or not taking or len(both) > MOST_WEIGHED:
        return []
    words = content_words(draft.question, draft.knowledge, topics=True)
    fits = {p.id: draft.services.evidence.weigh_text(words, p.summary) for p in both}
    best = max(fits.values())
    if best - max(fits[p.id] for p in taking) < CLEARLY:
        return []
    return [position for position in both if best - fits[position.id] < CLEARLY]


CLEARLY = 0.2  # of a question's weight


def _name_both(draft: Draft, chosen: Sequence[Position], wanted: Collection[Stance]) -> Line:
    """Name who speaks of both; where several stances are asked for, which one each takes."""
    names = ", ".join(name_voices(draft.knowledge, chosen))
    if len(wanted) >= PAIR and len({position.stance for position in chosen}) >= PAIR:
        names = name_by_stance(draft.knowledge, chosen, _ordered(draft.question.stances))
    return Line(names, "Of both at once")


def _ordered(first: Sequence[Stance]) -> Sequence[Stance]:
    """List all stances, those that are asked for first."""
    return tuple(dict.fromkeys((*first, *STANCES)))


def _tell_crossing(draft: Draft) -> bool:
    """Put first whose words have all that more than two topics are named by.

    Returns:
        Whether anybody's have.
    """
    if len(draft.asked.topics) <= PAIR:
        return False
    words = content_words(draft.question, draft.knowledge, topics=True)
    sought = look_for(draft.question, draft.services, words)
    spoken = draft.spoken(each for each in sought.found if each.share >= CROSSING)
    if spoken:
        draft.title = draft.title or f"Who spoke of “{sought.shown}”"
        items = state_all(draft.services, spoken[:MOST_CROSSING])
        draft.sections.append(Section(items=items, brief=True, named=True))
    return bool(spoken)


CROSSING = 0.8  # of a question's weight
MOST_CROSSING = 3
PAIR = 2  # topics
MOST_READ = 400  # statements that are read for a topic's words; of more, only their coding counts


def _words_for(draft: Draft, topic: Topic) -> list[str]:
    """List the words by which a question names a topic."""
    named = (n.words for n in draft.question.named if n.ref.id == topic.id)
    words = dict.fromkeys(word for each in named for word in normalise(each).split())
    return [word for word in words if word not in FILLER]


def _tell_part(draft: Draft) -> bool:
    """Tell who speaks of the part of a topic that is asked for.

    Returns:
        Whether anybody does in so many words; else the topic answers.
    """
    words = _words_of_part(draft)
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
    if not draft.question.left and len(sought.words) > 1 and not gives_alternatives(draft.question):
        as_one = tuple(each for each in sought.found if _says_as_one(draft, each, sought.words))
        if sought.found and not as_one:
            _tell_not_so(draft, sought, f"on {_name_topics(draft)}")
            return False
        sought = replace(sought, found=as_one)
    elif draft.question.left:
        # "A tax on remittances": no passage that speaks of taxes, and elsewhere of remittances.
        kept = tuple(each for each in sought.found if _is_in_sentence(each, sought.words))
        sought = replace(sought, found=kept)
    notion = _notion_named(draft)
    by_name = _look_by_name(draft, notion) if notion and _is_whole(draft, notion) else None
    if notion and by_name and by_name.in_words and _is_better(notion, sought, draft):
        beside = [word for word in draft.telling() if is_everyday(word)]
        if beside and not sought.in_words and not gives_alternatives(draft.question):
            # A tax on remittances is not what is said of remittances.
            _tell_not_so(draft, sought, f"of {mid_sentence(notion.name)}")
        return _tell_whose(draft, by_name, notion.name)
    # Where nobody has it all in these words the topic answers: else a word of no weight would
    # make a silence. One that stands nowhere, "voting rights", is worth being told so.
    stands = draft.services.evidence.knows
    whole = sought.in_words or not all(map(stands, draft.question.left))
    # "Migrants themselves": no word of it tells who is asked for from the others.
    alike = _is_everywhere(sought) or all(tells_nothing(draft, word) for word in sought.words)
    if draft.question.stances and alike:
        return False
    stands_so = part_stands(draft.question, draft.knowledge, sought.found)
    if whole and stands_so and not _is_said_otherwise(draft, sought):
        return _tell_whose(draft, sought, sought.shown)
    spoken = draft.services.evidence.speaks_of
    strange = not all(map(spoken, sought.words))  # "border wall": of walls nobody spoke
    said = [each.share for each in sought.found if each.entry.kind in ("position", "passage")]
    # A kind of a thing, "seasonal workers"; what is paraphrased in more words is said otherwise.
    unsaid = max(said, default=0.0) < HALF and len(sought.words) <= PAIR
    lacking = bool(draft.question.left) and not sought.whole
    if strange or lacking or unsaid or (not sought.in_words and _is_of_a_kind(draft)):
        # "Fishing rights": the topic is told, and that nobody speaks of just that.
        where = f"on {_name_topics(draft)}"
        # What has only half of a question, and stands for the rest, is not near a border wall.
        nearest = [e for e in sought.found if e.share >= NEAREST and e.literal >= HALF]
        if spoken_near := draft.spoken(nearest)[:1]:
            draft.leads.append(f"Nearest to “{sought.shown}”, then {where}:")
            items = state_all(draft.services, spoken_near)
            draft.sections.append(Section(items=items, brief=True, named=True))
        else:
            _tell_not_so(draft, sought, where)
    return False


def _is_of_a_kind(draft: Draft) -> bool:
    """Tell whether all that is said beside a name stands right before it: "domestic workers".

    What has the one and something like the other is not of that kind.
    """
    names = [normalise(n.words) for n in draft.question.named if n.ref.kind == "topic"]
    told = " ".join(draft.question.left)
    return bool(told) and any(f" {told} {name} " in f" {draft.question.plain} " for name in names)


def _tell_not_so(draft: Draft, sought: Sought, where: str) -> None:
    """Say that nobody speaks of the part that is asked for in its words, and what follows."""
    draft.leads.append(f"{UNSAID} “{sought.shown}” in these words; {where}:")


def _name_topics(draft: Draft) -> str:
    return ", ".join(mid_sentence(topic.name) for topic in draft.asked.topics)


def _says_as_one(draft: Draft, each: Evidence, words: Sequence[str]) -> bool:
    """Tell whether a part's words are of its topic, or stand together: "new institutions".

    Whoever has something new and speaks of institutions besides does not want new ones.
    """
    family = draft.knowledge.topic_families(topic.id for topic in draft.asked.topics)
    if not set(each.entry.topics).isdisjoint(family):
        return True
    sought = {stem for word in words for stem in stems_of(word)}
    told = stems_of(f"{each.entry.title} {each.entry.text}")
    width = len(sought) + TOGETHER
    return any(sought <= set(told[at : at + width]) for at in range(len(told)))


def _is_in_sentence(each: Evidence, words: Sequence[str]) -> bool:
    """Tell whether what a passage has of some words stands in one of its sentences."""
    if each.entry.kind != "passage":
        return True
    has = each.words & {stem for word in words for stem in stems_of(word)}
    sentences = SENTENCE_END.split(each.entry.text)
    return any(has <= set(stems_of(sentence)) for sentence in sentences)


TOGETHER = 2  # words that may stand between those of a part


def _words_of_part(draft: Draft) -> list[str]:
    """List the words by which a part is asked for; of several ways to say it, the most used.

    "Business / private sector" is said by whoever says either.
    """
    words = content_words(draft.question, draft.knowledge, topics=True)
    parts = parts_named(draft.question, draft.knowledge)
    if len(parts) < PAIR or not gives_alternatives(draft.question):
        return words
    ways = [[w for w in normalise(n.words).split() if w not in FILLER] for n in parts]
    rest = [word for word in words if all(word not in way for way in ways)]

    def count(way: Sequence[str]) -> int:
        sought = look_for(draft.question, draft.services, way, limit=MENTIONED)
        spoken = draft.spoken(each for each in sought.found if has_all(each, way))
        return len({(position.party, position.on_behalf_of) for position in spoken})

    return [*max(ways, key=count), *rest]


def _tell_rare_part(draft: Draft) -> None:
    """Put first the few who said the rare word by which a part of a topic is named."""
    parts = parts_named(draft.question, draft.knowledge)
    words = [word for n in parts for word in normalise(n.words).split() if not is_everyday(word)]
    if not words:
        return
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
    spoken = draft.spoken(each for each in sought.found if each.literal >= WHOLE)
    if 0 < len(spoken) <= MOST_CROSSING:
        items = state_all(draft.services, spoken)
        draft.sections.append(Section(items=items, brief=True, named=True))


def _is_said_otherwise(draft: Draft, sought: Sought) -> bool:
    """Tell whether nobody who is for a topic says an everyday word for it: "money".

    They ask for funds, and the topic's list has them.
    """
    wanted = set(draft.question.stances)
    if "support" not in wanted or len(sought.words) > 1 or not all(map(is_everyday, sought.words)):
        return False
    stems = {stem for word in sought.words for stem in stems_of(word)}
    taking = [each for each in sought.found if draft.takes(each, wanted)]
    return not any(stems.issubset(stems_of(each.entry.text)) for each in taking)


def _is_everywhere(sought: Sought) -> bool:
    """Tell whether one word is all that tells who is asked for, and too many have it."""
    if len(sought.words) > 1 or not all(map(is_everyday, sought.words)):
        return False  # a name, ILO, tells who speaks of it, however many do
    return len({each.entry.parties for each in sought.found if each.literal >= WHOLE}) > MANY


NEAREST = 0.6  # of a question's weight, that who comes nearest to its words has of them
HALF = 0.5  # of it, in its very words
MANY = 8  # voices, whom a word that they share does not tell from each other


def _is_better(notion: Term, sought: Sought, draft: Draft) -> bool:
    """Tell whether a notion is rather found by its name than by the words that were typed.

    "Aid money" stands nowhere, and ODA, which it is a name of, does; national human rights
    institutions are NHRIs to those who speak of them.
    """
    typed = {normalise(n.words) for n in draft.question.named if n.ref.id == notion.id}
    several = [words for words in typed if " " in words and words != normalise(notion.name)]
    written_out = bool(several) and notion.name.isupper()
    # "Partly binding": who speaks of what is binding says nothing of a hybrid; but "money sent
    # home" is the topic, too.
    topics = {normalise(n.words) for n in draft.question.named if n.ref.kind == "topic"}
    narrower = [phrase for phrase in several if phrase not in topics]
    said = (_says(each, phrase, sought) for each in sought.found for phrase in narrower)
    unsaid = bool(narrower) and not any(said)
    return not sought.whole or ((written_out or unsaid) and not draft.question.left)


def _says(each: Evidence, phrase: str, sought: Sought) -> bool:
    """Tell whether a phrase is said as it is typed, or with its abbreviation written out."""
    if has_run(each, phrase):
        return True
    words = phrase.split()
    return not sought.meanings.keys().isdisjoint(words) and has_all(each, words, sought.meanings)


def _tell_whose(draft: Draft, sought: Sought, called: str) -> bool:
    tell_sought(draft, sought, f"Who spoke of “{called}”")
    for topic in draft.asked.topics:
        offer(draft, topic, ())
    return True
