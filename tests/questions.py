"""Every question that the pack has an answer to, for tests that ask them all."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.answers.examples import choose_examples
from handlers.registry import all_commands
from handlers.request import Services


def all_questions(services: Services) -> list[str]:
    """List a question for each entry of the pack, and the examples of every subcommand.

    Args:
        services: the pack.

    Returns:
        Lines as a person would type them, each once.
    """
    return list(dict.fromkeys(_questions(services)))


def sample_questions(services: Services, step: int) -> list[str]:
    """List every ``step``-th of the questions, and all examples of the subcommands."""
    return list(dict.fromkeys((*all_questions(services)[::step], *example_questions(services))))


def example_questions(services: Services) -> list[str]:
    """List the examples of all subcommands and the help of each."""
    # What reminders answer depends on what is kept, and a pack alone keeps nothing.
    commands = {n: c for n, c in all_commands().items() if not c.uses_store}
    fill = choose_examples(services.knowledge).fill
    examples = [fill(example) for command in commands.values() for example in command.examples]
    return [*examples, "", *(f"help {name}" for name in commands)]


def _questions(services: Services) -> Iterator[str]:
    knowledge = services.knowledge
    yield from example_questions(services)
    for party in knowledge.parties.values():
        yield f"position {party.name}"
        if knowledge.said_by(party.id) or knowledge.said_for(party.id):
            yield f"brief {party.name}"
            yield f"gaps {party.name}"
    for topic in knowledge.topics.values():
        yield f"position {topic.name}"
        yield f"topic {topic.name}"
        yield f"gaps {topic.name}"
        yield f"floor {topic.name}"
        yield from (f"who {verb} {topic.name}" for verb in ("supports", "opposes"))
    for position in knowledge.positions:
        for speaker in filter(None, (position.party, position.on_behalf_of)):
            party, topic = knowledge.parties[speaker], knowledge.topics[position.topic]
            yield f"position {party.name} {topic.name}"
    yield from (f"term {term.name}" for term in knowledge.terms.values())
    yield from (f"event {event.name}" for event in knowledge.events.values())
    yield from (f"people {person.name}" for person in knowledge.people.values())
    yield from (f"sources {source.name}" for source in knowledge.sources.values())
    yield from (f"proposal {proposal.title}" for proposal in knowledge.proposals.values())
    yield from ("gaps", "floor", "timeline", "next", "next 50", "proposal", "sources")
    yield from ("search migration", "search the", "position Wakanda IOM", "position Korea IOM")
