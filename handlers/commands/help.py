"""help, help SUBCOMMAND"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice, Line, Section
from handlers.errors import UserError
from handlers.registry import Command, all_commands, find_command, find_near_command
from handlers.request import Request, Services


def explain(request: Request, services: Services) -> Answer:
    """List the subcommands, or explain one."""
    if request.words:
        word = request.words.split()[0]
        command = find_command(word) or find_near_command(word)
        if command is None:
            raise UserError(f"There is no command “{word}”.", "Ask: help")
        return Answer(
            query=request.text,
            command="help",
            title=f"{command.name} {command.usage}".strip(),
            lead=command.summary,
            sections=(Section(title="For example", items=tuple(map(Line, command.examples))),),
            choices=tuple(Choice(example, example) for example in command.examples[:3]),
            page=request.page,
            shareable=False,
        )
    pack = services.knowledge.pack
    items = tuple(
        Line(command.summary, f"{command.name} {command.usage}".strip())
        for command in all_commands().values()
    )
    return Answer(
        query=request.text,
        command="help",
        title="Compact",
        lead=f"{pack.description} Ask for a party and a topic; names may be short or misspelt.",
        sections=(Section(items=items),),
        choices=(Choice("position Japan IOM", "position Japan IOM"),),
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
