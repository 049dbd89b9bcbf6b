"""Who is joined by road to whom."""

from __future__ import annotations

import pytest

from tests.geo import places
from webmap.errors import UnknownPlace
from webmap.geo.communes import Communes
from webmap.geo.islands import island_of

APART = [
    (places.OUESSANT, places.BREST),
    (places.YEU, places.LA_ROCHELLE),
    (places.DZAOUDZI, places.MAMOUDZOU),
    (places.MARIE_GALANTE, places.POINTE_A_PITRE),
    (places.TERRE_DE_BAS, places.TERRE_DE_HAUT),
    (places.PAPEETE, places.UTUROA_RAIATEA),
    (places.NOUMEA, places.LIFOU),
    (places.MATA_UTU, places.ALO_FUTUNA),
    (places.SAINT_BARTHELEMY, places.SAINT_MARTIN),
    (places.AJACCIO, places.MARSEILLE_1),
]
TOGETHER = [
    (places.SAINT_MARTIN_DE_RE, places.LA_ROCHELLE),
    (places.POINTE_A_PITRE, places.BASSE_TERRE),
    (places.BELLE_ILE_PALAIS, places.BELLE_ILE_SAUZON),
    (places.DZAOUDZI, places.PAMANDZI),
    (places.PAPEETE, places.TEVA_I_UTA_TAHITI),
    (places.PARIS_11, places.BREST),
    (places.CELLES_CANTAL, places.PARIS),
    (places.AJACCIO, places.BASTIA),
]


def road(communes: Communes, code: str) -> tuple[str, str | None]:
    """What a road joins a commune to: its land group, and in it its island."""
    home = communes.by_code(code).commune
    return home.land, home.island


@pytest.mark.parametrize(("one", "other"), APART)
def test_no_road_between_islands(communes: Communes, one: str, other: str) -> None:
    """Between these the answer must say "par bateau ou avion"."""
    assert road(communes, one) != road(communes, other)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_a_bridge_or_a_border_joins(communes: Communes, one: str, other: str) -> None:
    """A bridge (Ré), or communes that touch, make one land: no boat is spoken of."""
    assert road(communes, one) == road(communes, other)


def test_islands_have_names(communes: Communes) -> None:
    """The island is named for the sentence that will say so; the main part has none."""
    assert island_of(communes, places.DZAOUDZI) == "Petite-Terre"
    assert island_of(communes, places.SAINT_MARTIN_DE_RE) is None


def test_an_unknown_code_is_a_named_error(communes: Communes) -> None:
    """An island is asked of a real place only."""
    with pytest.raises(UnknownPlace):
        island_of(communes, "00000")
