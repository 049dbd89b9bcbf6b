"""`/comprendre/...`: the pages that frightened people read (docs/content.md).

Rules held: S4 (neutral addresses and titles), S7 (sources, dates, "à vérifier"), S10 (words), and
that a number on a page has its record behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from tests.web import readability
from tests.web.pages import read
from tests.web.test_securite import PROMISES
from webmap.directory.catalogue import Catalogue
from webmap.web.public import understand
from webmap.web.public.sources import SOURCES, Notes
from webmap.web.public.understand import BY_ID, PAGES

YOUNG, FAMILY, PROFESSIONAL, FIGURES = PAGES
PREFIXES = ("", "/en")
LABELS = re.compile(r"victim|prostitu|exploit|danger", re.IGNORECASE)
#: Words that make a sentence one of law or number, in French.
LAW = re.compile(
    r"\d|\b(?:lois?|punie?s?|punit|peines?|interdit\w*|articles?|délits?|obligat\w+|gratuit\w*"
    r"|majorité|autorité parentale|plainte|juges?|mission|administrateur)\b",
    re.IGNORECASE,
)
#: S10. Words that blame, or call a minor by a trade; "Ce n’est pas ta faute" is not blame.
BLAME = re.compile(
    r"(?<!pas )(?<!not )\b(?:ta|votre|your) (?:faute|fault)\b|aurais dû|auriez dû|should have"
    r"|\b(?:prostituée?s?|prostitutes?|michetonneuses?|call.?girls?)\b",
    re.IGNORECASE,
)
#: Words of the trade: said only as somebody else's, between quotation marks.
QUOTED = re.compile(r"\b(?:escorts?|plans?|clients?)\b", re.IGNORECASE)
NO_RISK = re.compile(r"risques? rien|risk nothing|nothing to fear|rien à craindre", re.IGNORECASE)
MAGISTRATE = re.compile(
    r"magistrat|parquet|substitut|juge des enfants|magistrate|prosecutor’s office", re.IGNORECASE
)


@dataclass
class Block:
    """A paragraph, a line of a list, a definition: its text, and what stands in it."""

    text: str = ""
    phones: list[str] = field(default_factory=list)
    sourced: bool = False
    doubtful: bool = False


class _Blocks(HTMLParser):
    """The blocks of `main`, without cards of records, menus and the foot."""

    _TAGS = frozenset({"p", "li", "dd", "td"})
    _OUTSIDE = frozenset({"lines", "origin", "overseas", "search", "chips"})
    _APART = frozenset({"source", "to-check", "phone"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._open: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "br", "meta", "link"):
            return
        classes = frozenset((dict(attrs).get("class") or "").split())
        self._open.append((tag, classes))
        if tag in self._TAGS and self._inside():
            self.blocks.append(Block())
        if classes & {"source", "to-check"} and self._inside():
            self.blocks[-1].sourced = True
            self.blocks[-1].doubtful |= "to-check" in classes

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._inside() or not any(tag in self._TAGS for tag, _ in self._open):
            return
        apart = frozenset[str]().union(*(classes for _, classes in self._open)) & self._APART
        if "phone" in apart:
            self.blocks[-1].phones.append(data)
        elif not apart:
            self.blocks[-1].text += data

    def _inside(self) -> bool:
        return any(tag == "main" for tag, _ in self._open) and all(
            self._OUTSIDE.isdisjoint(classes) for _, classes in self._open
        )


def blocks(client: FlaskClient, path: str) -> list[Block]:
    reader = _Blocks()
    reader.feed(client.get(path).text)
    assert len(reader.blocks) > 8, "too few blocks: the reader is blind"
    return reader.blocks


def main(client: FlaskClient, path: str) -> str:
    return read(client.get(path).text).one("main").text


def addresses(letters: str = "".join(PAGES)) -> list[str]:
    return [f"{prefix}/comprendre/{letter}" for prefix in PREFIXES for letter in letters]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_four_doors_and_where_they_lead(client: FlaskClient, prefix: str) -> None:
    """DOMAIN 1: for me, for someone, at work, in charge."""
    text = client.get(f"{prefix}/").text.split('class="doors"')[1].split("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', text) == [
        f"{prefix}/comprendre/{YOUNG}", f"{prefix}/comprendre/{FAMILY}",
        f"{prefix}/comprendre/{PROFESSIONAL}", f"{prefix}/couverture",
    ]  # fmt: skip
    if not prefix:
        assert re.findall(r"<strong>(.*?)</strong>", text) == [
            "C’est pour moi", "Pour un proche", "Je suis professionnel·le", "Je pilote",
        ]  # fmt: skip


def test_addresses_and_titles_say_nothing_of_who_reads(client: FlaskClient) -> None:
    """S4: one letter; titles that could be of any site; places in the page are numbered."""
    assert all(len(letter) == 1 for letter in PAGES)
    for path in addresses():
        html = read(client.get(path).text)
        assert not LABELS.search(html.all("title")[0].text)
        assert not re.search(r"parent|jeune|young|enfant|child", html.all("title")[0].text, re.I)
    for path in addresses(YOUNG + FAMILY):
        html = read(client.get(path).text)
        assert not LABELS.search(html.one("h1").text)
        links = [a.attributes["href"] for a in html.all("a")]
        anchors = {link.split("#")[1] for link in links if "#" in link}
        assert anchors
        assert all(re.fullmatch(r"contenu|p\d|n\d+", anchor) for anchor in anchors)


@pytest.mark.parametrize("path", ["jeune", "e", "aa", "A", "%00", "a/976"])
def test_other_addresses_are_unknown(client: FlaskClient, path: str) -> None:
    assert client.get(f"/comprendre/{path}").status_code == 404


@pytest.mark.parametrize("letter", PAGES)
def test_statements_of_law_or_number_have_a_source(client: FlaskClient, letter: str) -> None:
    """S7: beside each of them who says so, or "à vérifier"."""
    found = blocks(client, f"/comprendre/{letter}")
    bare = [b.text.strip() for b in found if LAW.search(b.text) and not b.sourced]
    # Not a statement: it sends back to the text of the law.
    assert [text for text in bare if not text.startswith("Des pages encore en ligne")] == []
    assert sum(block.sourced for block in found) > 5


def test_the_check_above_can_fail() -> None:
    """A sentence of law without a source is seen; with one it is not."""
    reader = _Blocks()
    reader.feed(
        "<main><p>La loi punit.</p><p>La loi aide. <span class='source'>S</span></p></main>"
    )
    assert [bool(LAW.search(b.text) and not b.sourced) for b in reader.blocks] == [True, False]


def test_every_source_can_be_found_again() -> None:
    """Publisher, what it is about, a date as the page shows it or none, an address, the day."""
    for key, source in SOURCES.items():
        assert source.publisher, key
        assert source.about, key
        assert re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", source.source_date), key
        assert re.match(r"https?://[^/]+\.[a-z]{2,}/", source.url), key
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source.seen_on), key
    assert len({source.url for source in SOURCES.values()}) == len(SOURCES)


def test_every_source_is_used_and_linked_at_the_foot(client: FlaskClient) -> None:
    """A source left in the table when its sentence went would be checked for nothing."""
    shown: set[str] = set()
    for path in addresses():
        text = client.get(path).text
        foot = text.split('class="origin"')[1]
        linked = set(re.findall(r'href="(http[^"]+)" rel="noreferrer', foot.replace("&amp;", "&")))
        assert linked
        beside = {int(n) for n in re.findall(r'href="#n(\d+)"', text)}
        assert beside == set(range(1, len(linked) + 1))
        shown |= linked
    assert shown == {source.url for source in SOURCES.values()}


def test_sources_are_numbered_in_the_order_of_the_page() -> None:
    notes = Notes()
    assert [n for n, _ in notes.cite("HIV", "119")] == [1, 2]
    assert [n for n, _ in notes.cite("119")] == [2]
    assert list(notes) == [SOURCES["HIV"], SOURCES["119"]]
    with pytest.raises(KeyError):
        notes.cite("nothing")


def test_the_law_not_yet_read_again_says_so(client: FlaskClient) -> None:
    """DOMAIN 5C: penalties and duties wait for Légifrance, in sight; none stands as firm."""
    penal = re.compile(r"434-3|226-14|223-6|pénale, 40|\b\d+ ans(?: et|$)|500\s000")
    found = [
        b for b in blocks(client, f"/comprendre/{PROFESSIONAL}") if penal.search(b.text.strip())
    ]
    assert len(found) >= 7
    assert [block.text for block in found if not block.doubtful] == []
    for path in addresses():
        assert re.search("personne encore|nobody yet", main(client, path))
        assert re.search("22 novembre 2026|22 November 2026", main(client, path))
        assert re.search("pas sur Légifrance|not on the official site", main(client, path))
    assert not any(page.reviewed_by for page in PAGES.values())


@pytest.mark.parametrize("path", addresses())
def test_no_blame_and_no_promise(client: FlaskClient, path: str) -> None:
    """S10: nobody is blamed or labelled, nothing is promised that cannot be held."""
    text = main(client, path)
    for forbidden in (PROMISES, NO_RISK, BLAME):
        assert not forbidden.search(text), forbidden.search(text)
    said = re.sub(r"«[^»]*»|“[^”]*”", "", " ".join(b.text for b in blocks(client, path)))
    assert path[-1] not in YOUNG + FAMILY or not QUOTED.search(said)


def test_what_happens_next_is_told_to_the_young(client: FlaskClient) -> None:
    """DOMAIN 1 and 5A: who answers, what is passed on, price, bill, log; no promise on parents."""
    text = main(client, f"/comprendre/{YOUNG}").replace("\u00a0", " ")
    for words in (
        "Qui répond ?", "Qui sera prévenu ?", "Personne ne peut te promettre", "gratuit",
        "pas sur la facture", "journal du téléphone", "Nous ne pouvons pas te promettre",
        "Fille, garçon ou autre", "48 heures", "5 jours", "CeGIDD", "sans papiers",
    ):  # fmt: skip
        assert words in text, words


def test_what_families_must_read(client: FlaskClient) -> None:
    """DOMAIN 5B: at once, no waiting; never copy the images; what puts in danger."""
    text = main(client, f"/comprendre/{FAMILY}")
    for words in (
        "pas de délai à attendre", "FPR", "on ne te punira pas", "logiciel espion",
        "Ne copiez pas et n’envoyez pas les images", "Les garder est déjà interdit",
        "même sans son accord", "administrateur ad hoc", "autorité parentale",
    ):  # fmt: skip
        assert words in text, words


def test_professions_and_order_of_use(client: FlaskClient) -> None:
    """DOMAIN 5C: danger, prosecutor with a copy to the CRIP, CRIP; then each profession."""
    html = read(client.get(f"/comprendre/{PROFESSIONAL}").text)
    text = html.one("main").text
    order = ["Danger immédiat", "Danger grave", "copie à la CRIP", "information préoccupante"]
    assert sorted(order, key=text.index) == order
    headings = [h.text for h in html.all("h2")]
    for name in (
        "École", "Santé", "Travail social", "Police et justice", "Hôtels et transports",
        "Avant de placer", "Au retour d’une fugue",
    ):  # fmt: skip
        assert name in headings
    assert "Une association ne remplace jamais ce signalement" in text


@pytest.mark.parametrize("path", addresses(YOUNG + FAMILY))
def test_no_magistrate_is_a_contact(client: FlaskClient, catalogue: Catalogue, path: str) -> None:
    """DOMAIN 1: families and the young see police, complaint, victim support."""
    html = read(client.get(path).text)
    assert not MAGISTRATE.search(html.one("main").text)
    linked = [
        catalogue.get(a.attributes["href"].rsplit("/", 1)[1])
        for a in html.all("a")
        if "/ressource/" in a.attributes["href"]
    ]
    assert linked
    assert not [r for r in linked if r.category == "magistrat" or "parquet_mineurs" in r.kinds]


@pytest.mark.parametrize("path", addresses())
def test_numbers_have_a_record_that_works(
    client: FlaskClient, catalogue: Catalogue, path: str
) -> None:
    """A number in a sentence is one of the directory, and no other stands in the text."""
    known = {phone for phone in understand.usable(catalogue) if phone[0].isdigit()}
    found = blocks(client, path)
    assert {phone for block in found for phone in block.phones} <= known
    text = " ".join(block.text for block in found)
    long = [re.escape(phone) for phone in known if len(phone) > 2]
    typed = re.findall(rf"(?<![\d ])(?:{'|'.join(long)})(?![\d ]?\d)", text)
    assert typed == []
    assert not re.search(r"\b0 ?[1-9](?:[ .]?\d\d){4}\b|@", text)


@pytest.mark.parametrize("path", addresses(YOUNG + FAMILY))
def test_a_person_to_reach_stands_at_the_top(client: FlaskClient, path: str) -> None:
    """Two or three taps: home, this page, call or write. For the young the chat comes first."""
    text = client.get(path).text.split("<main")[1]
    top = text.split('id="p1"')[0]
    if path.endswith(YOUNG):
        assert 0 < top.index("allo119.gouv.fr") < top.index("tel:119")
    assert "tel:119" in top
    assert f'href="{path.removesuffix(path[-13:])}/urgence"' in top
    overseas = top.index('class="overseas"')
    assert overseas < top.index("tel:119")
    assert overseas < top.index('class="phone"')


@pytest.mark.parametrize("path", addresses())
def test_help_now_is_one_tap_away_and_the_page_is_light(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert f'href="{path[:-13]}/urgence"' in response.text.split("<main")[1]
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.data) < 60_000


def test_lines_named_by_id_are_what_they_are_called(catalogue: Catalogue) -> None:
    records = {name: catalogue.get(record_id) for name, record_id in BY_ID.items()}
    assert records["chat-119"].chat_url.endswith("allo119.gouv.fr")
    assert records["chat-minors"].age_max == 17
    assert records["acpe"].operator == "ACPE"
    assert "Pharos" in records["pharos"].name
    assert not any(record.phone for name, record in records.items() if name != "acpe")


def test_a_number_that_left_the_directory_is_not_shown(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stands, and sends to the page of numbers."""
    monkeypatch.setattr(understand, "usable", lambda catalogue: {})
    monkeypatch.setitem(BY_ID, "acpe", "r000000")
    for path in addresses():
        response = client.get(path)
        assert response.status_code == 200
        assert 'href="tel:' not in response.text
        assert 'class="phone"' not in response.text
    assert "numéro de la page" in client.get(f"/comprendre/{YOUNG}").text


#: Letter -> least index of Kandel and Moles, longest median sentence. Flesch's scale: from 80
#: "easy", from 70 "fairly easy" (tests/web/readability.py). A2-B1 for the young and families.
EASE = {YOUNG: (85, 10), FAMILY: (80, 10), PROFESSIONAL: (65, 12), FIGURES: (70, 12)}


@pytest.mark.parametrize("letter", PAGES)
def test_the_french_is_easy_enough(client: FlaskClient, letter: str) -> None:
    text = readability.prose(client.get(f"/comprendre/{letter}").text)
    least, longest = EASE[letter]
    assert readability.index(text) >= least
    assert readability.length(text) <= longest
    if letter in YOUNG + FAMILY:
        assert max(map(len, readability.sentences(text))) <= 25


def test_the_index_on_a_case_worked_by_hand() -> None:
    """Le chat dort. (3 words, 3 syllables) Il fait beau, maman chante. (5 words, 7 syllables:
    il, fait, beau, ma-man, chan-te whose e is silent: 1 + 1 + 1 + 2 + 1 = 6.)

    8 words, 2 sentences, 9 syllables: 207 - 1.015 x 4 - 73.6 x 9 / 8 = 120.14.
    """
    text = ["Le chat dort. Il fait beau, maman chante."]
    assert readability.index(text) == pytest.approx(120.14)
    assert readability.length(text) == 4


@pytest.mark.parametrize(
    ("word", "count"),
    [("eau", 1), ("l’école", 2), ("préoccupante", 4), ("téléphone", 3), ("quelqu’un", 2),
     ("langue", 1), ("guerre", 1), ("adultes", 2), ("le", 1), ("créer", 2), ("naïf", 2)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert readability.syllables(word) == count


def test_a_hard_text_is_seen_as_hard() -> None:
    """The thresholds above can fail."""
    text = [
        "Conformément aux dispositions susmentionnées, la transmission d’informations relatives "
        "à des situations préoccupantes concernant des mineurs relève des administrations."
    ]
    assert readability.index(text) < 30
