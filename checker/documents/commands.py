"""Lines of a code cell that are commands to Jupyter or to a shell, and no Python."""

import re

#: Magics, shell lines, either as what is assigned, and calls for help. After `%` a name follows
#: at once, as it seldom does where an expression goes on.
_COMMAND = re.compile(
    r"""^[ \t]*(?:
      %{1,2}[A-Za-z]\w*.*
    | !{1,2}[^=\s].*
    | [A-Za-z_][\w.,\ ]*=[ \t]*(?:%[A-Za-z]|![^=\s]).*
    | \?{1,2}[A-Za-z_][\w.]*
    | [A-Za-z_][\w.]*\?{1,2}
    )[ \t]*\r?$""",
    re.VERBOSE | re.MULTILINE,
)
CHARACTERS = 60


def commands_in(source: str) -> list[str]:
    r"""List the commands in a cell's text, each cut to what a report can show.

    A cell magic is one command, however many lines follow it.

    >>> commands_in("%matplotlib inline\nx = 1\nfiles = !ls")
    ['%matplotlib inline', 'files = !ls']
    """
    if source.startswith("%%"):
        return [_shown(source.partition("\n")[0])]
    return [_shown(line) for line in _COMMAND.findall(source)]


def _shown(line: str) -> str:
    return line.strip()[:CHARACTERS]
