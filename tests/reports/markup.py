"""HTML taken apart, to see what a browser would make of it."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

VOID = {"meta", "img", "wbr", "br", "link"}


class Markup(HTMLParser):
    """The tags, attributes and text of a piece of HTML; `open` is empty if all were closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.tag = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.tag = tag

    def handle_data(self, data):
        if self.open[-1:] == ["script"]:
            self.scripts.append(data)
        elif "mark" in (self.tag, *self.open[-1:]) and self.words:
            self.words[-1] += data  # a marked part of a value, or what follows it
        elif self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        """What a reader sees, with white space as one space."""
        return " ".join(" ".join(self.words).split())

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [value for _, name, value in self.attributes if name == attribute]


def loads_nothing(markup: Markup) -> bool:
    """Whether the markup is inert: no foreign script, no handler, no address outside itself.

    A script is ours if the page's policy names its hash.
    """
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in markup.scripts]
    policy = " ".join(markup.values("content"))
    ours = all(f"'sha256-{each}'" in policy for each in hashes)
    ours = ours and len(markup.scripts) == markup.tags.count("script")
    inert = ours and not {"iframe", "object", "embed", "form", "base", "link"} & {*markup.tags}
    handlers = [name for _, name, _ in markup.attributes if name.startswith("on")]
    addresses = markup.values("src") + markup.values("href")
    own = all(address.startswith(("#", "data:image/svg+xml;base64,")) for address in addresses)
    return inert and not handlers and own
