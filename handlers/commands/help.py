"""help, help SUBCOMMAND"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice, Line, Menu, Section
from handlers.answers.examples import choose_coming, choose_examples
from handlers.errors import UserError
from handlers.questions.question import Question
from handlers.registry import Command, all_commands, find_command, find_near_command
from handlers.request import Services
from knowledge.names.index import FILLER


def explain(request: Question, services: Services) -> Answer:
    """List the subcommands, or explain one."""
    said = request.words.split()
    words = said if said and find_command(said[0]) else [w for w in said if w not in FILLER]
    if words and request.intent != "greeting":
        word = words[0]
        command = find_command(word) or find_near_command(word)
        if command is None:
            raise UserError(f"There is no command “{word}”.", "Ask: help")
        coming = choose_coming(services.knowledge, services.clock.now().date())
        examples = coming.choose(command.examples)
        return Answer(
            query=request.text,
            command="help",
            title=f"{command.name} {command.usage}".strip(),
            lead=command.summary,
            sections=(Section(title="For example", items=tuple(map(Line, examples))),),
            choices=command.ways or tuple(Choice(example, example) for example in examples[:3]),
            page=request.page,
            shareable=False,
        )
    tasks = choose_examples(services.knowledge).tasks
    commands = list(all_commands().values())
    listed = tuple(Line(c.summary, f"{c.name} {c.usage}".strip()) for c in commands)
    return Answer(
        query=request.text,
        command="help",
        title="Ask Compact",
        lead="Type a party, a topic or both. Short or misspelt names are fine.",
        sections=(
            Section(
                items=tuple(Line(line, label, choice=Choice("Try", line)) for label, line in tasks)
            ),
            Section(title="All that can be asked", items=listed, detail=True),
        ),
        menu=Menu(
            f"All {len(commands)} commands …",
            tuple(Choice(f"{c.name} {c.usage}".strip(), f"help {c.name}") for c in commands),
        ),
        page=request.page,
        shareable=False,
    )


COMMAND = Command(
    name="help",
    usage="[COMMAND]",
    summary="What can be asked, and how.",
    examples=("help", "help position"),
    handler=explain,
    aliases=("?", "hilfe", "aide", "ayuda"),
    rank=90,
)
