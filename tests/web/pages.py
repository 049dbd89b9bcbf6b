"""Pages of every kind, and a small reader of their HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: One path of each kind of page, the awkward places first.
PATHS = (
    "/", "/recherche", "/urgence", "/urgence/986", "/urgence/988", "/carte", "/couverture",
    "/departement/976", "/departement/59", "/departement/2A", "/departement/975",
    "/commune/97608", "/commune/75111", "/commune/85113", "/commune/48095", "/nowhere",
    "/securite", "/accessibilite", "/partenaires", "/commune/59350/circuit",
    "/ressource/rlg9rg2/corriger", "/merci", "/departement/976/affiche", "/couverture/93",
    "/couverture/976", "/comprendre/a", "/comprendre/b", "/comprendre/c", "/comprendre/d",
    "/couverture/methode", "/couverture/engagements",
    "/couverture/engagements?engagement=plan_2021_9", "/couverture/engagements?territoire=976",
    "/couverture/changements", "/couverture/distances",
    "/couverture/distances?categorie=association&public=under_20", "/couverture/976/communes",
    "/couverture/987/communes", "/couverture/implanter",
    "/couverture/implanter?pour=aller_vers&ou=974&nombre=3&variante=equity",
    "/couverture/implanter?pour=hebergement",
)  # fmt: skip

_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    """A start tag, its attributes, and the text inside."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Html(HTMLParser):
    """Elements of a page in order."""

    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        (element,) = self.all(tag)
        return element


def read(text: str) -> Html:
    """The elements of a page."""
    html = Html()
    html.feed(text)
    return html
