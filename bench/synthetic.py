"""A directory of invented associations, the same ones at each run: what a large map would weigh.

Names are drawn from common words and summaries from whole clauses, about as long as the real ones
(42, 20 and 160 characters), so that they compress about as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from webmap import vocabulary as v
from webmap.directory.readers import Resources
from webmap.directory.record import ID_ALPHABET, Record
from webmap.files import bundled
from webmap.geo.communes import load_communes
from webmap.geo.places import Commune
from webmap.mapping.page import map_scripts
from webmap.store.build import build

SEED = 2026
_STARTS = ("Accueil", "Équipe", "Atelier", "Maison", "Réseau", "Espace", "Permanence", "Relais")
_WORDS = (
    "Boussole", "Passerelle", "Horizon", "Tilleul", "Rivage", "Lanterne", "Colline", "Marelle",
    "Hirondelle", "Belvédère", "Trait d’union", "Source", "Tournesol", "Pont neuf", "Éclaircie",
    "Amarre", "Grand large", "Sentier", "Clairière", "Balise", "Verger", "Escale", "Phare",
)  # fmt: skip
_CLAUSES = (
    "Écoute les jeunes et leur famille", "Accompagne vers le soin et vers la plainte",
    "Reçoit avec ou sans rendez-vous", "Va à la rencontre des jeunes dehors et en ligne",
    "Forme les professionnels du département", "Aide à préparer un départ",
    "Conseille les parents et les éducateurs", "Oriente vers un avocat ou un médecin",
    "Reste présent pendant toute la procédure", "Propose des ateliers dans les collèges",
)  # fmt: skip


def fill(url: str, count: int) -> None:
    """Build the database at `url` with this many associations, each at its town hall."""
    resources = Resources(tuple(associations(count)), (), (), ())
    build(url, resources, map_scripts(), f"synthetic {count}", lambda *_: None)


def associations(count: int) -> Iterator[Record]:
    """Records in random communes of all of France."""
    draw = random.Random(SEED)  # noqa: S311 - a fixed draw, no secret
    communes = draw.sample(list(load_communes(bundled("data", "communes"))), count)
    ids: set[str] = set()
    for commune in communes:
        identifier = _identifier(draw)
        while identifier in ids:
            identifier = _identifier(draw)
        ids.add(identifier)
        yield _association(draw, identifier, commune)


def _identifier(draw: random.Random) -> str:
    return "r" + "".join(draw.choices(ID_ALPHABET, k=6))


def _association(draw: random.Random, identifier: str, commune: Commune) -> Record:
    name = f"{draw.choice(_STARTS)} {' '.join(draw.sample(_WORDS, 2))} – {commune.name}"
    summary = ". ".join(draw.sample(_CLAUSES, 4)) + "."
    return Record.model_validate(
        {
            "id": identifier,
            "category": "association",
            "name": name,
            "operator": f"Association {draw.choice(_WORDS)}",
            "summary_fr": summary,
            "summary_en": summary,
            "kinds": draw.sample(list(v.KINDS["association"]), 2),
            "audiences": draw.sample(list(v.AUDIENCES), 2),
            "territory": commune.territory,
            "commune_code": commune.code,
            "precision": "commune",
            "place_basis": "operator",
            "consent_precision": "commune",
            "consent_on": "2026-01-15",
            "consent_by": "direction",
            "covers": [commune.territory],
            "status": "open",
            "source": "site de l’association",
            "source_date": f"2026-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}",
        }
    )
