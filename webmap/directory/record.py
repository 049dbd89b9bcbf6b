"""The record: a public fact sheet, as a line of `resources/<category>.csv` gives it.

Field names follow data·inclusion and HSDS where they have the word. `cells` holds what a cell may
hold, `lines` reads a line; rules that need a second field or the names of communes are in `rules`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from webmap import vocabulary as v
from webmap.directory import cells

#: Consonants and digits: an id never spells a word, a name or a category.
ID_ALPHABET: Final = "bcdfghjklmnpqrstvwxz0123456789"
ID_PATTERN: Final = re.compile(rf"r[{ID_ALPHABET}]{{6}}")

Precision = Literal["address", "commune", "territory", "national"]
Status = Literal["open", "planned", "closed", "unknown"]
Answer = Literal["yes", "no", "unknown"]


def _identifier(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        raise cells.wrong("bad_id")
    return value


Text = Annotated[str, AfterValidator(cells.check_plain)]
Codes = Annotated[tuple[str, ...], BeforeValidator(cells.split)]
PartialDate = Annotated[str, AfterValidator(cells.check_partial_date)]
Day = Annotated[date | None, BeforeValidator(cells.empty_to_none)]
Age = Annotated[int | None, BeforeValidator(cells.empty_to_none), Field(ge=0, le=25)]
Count = Annotated[int | None, BeforeValidator(cells.empty_to_none), Field(ge=0, le=1000)]
Longitude = Annotated[float | None, BeforeValidator(cells.empty_to_none), Field(ge=-180, le=180)]
Latitude = Annotated[float | None, BeforeValidator(cells.empty_to_none), Field(ge=-90, le=90)]
Link = Annotated[str, AfterValidator(cells.check_link)]


#: A page of a public line or service may be linked: it tells where nobody sleeps or waits.
_LINKED_WITHOUT_PLACE: Final = frozenset({"ecoute", "circuit"})


class Record(BaseModel):
    """A public fact sheet: who can help, for whom, how to reach them, and who says so.

    Dates of sources are text ("2024", "2024-11" or a day) because a page often shows no more;
    days set by a person (`verified_on`, `consent_on`) are whole dates. `verified_on` is set only
    by a person who checked with the structure.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, AfterValidator(_identifier)]
    category: Annotated[str, AfterValidator(cells.choice(v.CATEGORIES))]
    name: Annotated[Text, Field(min_length=1)]
    operator: Text = ""
    summary_fr: Annotated[Text, Field(min_length=1)]
    summary_en: Annotated[Text, Field(min_length=1)]
    kinds: Annotated[Codes, Field(min_length=1)]
    audiences: Annotated[Codes, AfterValidator(cells.choices(v.AUDIENCES))] = ()
    age_min: Age = None
    age_max: Age = None
    genders: Annotated[str, AfterValidator(cells.choice(v.GENDERS))] = ""
    admission: Annotated[Codes, AfterValidator(cells.choices(v.ADMISSION))] = ()
    access_fr: Text = ""
    access_en: Text = ""
    confidentialite: Annotated[str, AfterValidator(cells.choice(v.CONFIDENTIALITY))] = "inconnu"
    transmits_fr: Text = ""
    transmits_en: Text = ""
    qui_repond: Annotated[Codes, AfterValidator(cells.choices(v.WHO_ANSWERS))] = ()
    hours: Annotated[str, AfterValidator(cells.check_hours)] = ""
    hours_date: PartialDate = ""
    night_weekend: Answer = "unknown"
    languages: Annotated[Codes, AfterValidator(cells.check_languages)] = ()
    phone: Annotated[str, AfterValidator(cells.check_phone)] = ""
    phone_verified_on: Day = None
    email: Annotated[str, AfterValidator(cells.check_email)] = ""
    website: Link = ""
    chat_url: Link = ""
    deaf_access_fr: Text = ""
    deaf_access_en: Text = ""
    address: Text = ""
    commune_code: str = ""
    territory: str = ""
    latitude: Latitude = None
    longitude: Longitude = None
    precision: Precision
    place_basis: Annotated[str, AfterValidator(cells.choice(v.PLACE_BASES))] = ""
    consent_precision: Annotated[str, AfterValidator(cells.choice(v.PRECISIONS))] = ""
    consent_on: PartialDate = ""
    consent_by: Text = ""
    covers: Codes = ()
    origine_acceptee: Text = ""
    delay: Text = ""
    capacity: Count = None
    capacity_on: PartialDate = ""
    court_type: Annotated[str, AfterValidator(cells.choice(v.COURT_TYPES))] = ""
    court_of_appeal: Text = ""
    designation_known_on: Day = None
    protocol_courts: Annotated[Codes, AfterValidator(cells.check_plain_codes)] = ()
    status: Status
    valid_until: Day = None
    source: Annotated[Text, Field(min_length=1)]
    source_url: Link = ""
    source_date: PartialDate = ""
    seen_on: Day = None
    verified_on: Day = None
    verified_by: Text = ""
    method: Text = ""

    @property
    def serves_minors(self) -> bool:
        """True when a minor's audience is stated. Not stated is never read as accepted."""
        return not v.MINOR_AUDIENCES.isdisjoint(self.audiences)

    @property
    def secret(self) -> bool:
        """True for accommodation whose place nobody outside may know: it calls back."""
        return "sous_secret" in self.kinds

    @property
    def placeless(self) -> bool:
        """True when no field may tell a place finer than a territory (rule S2)."""
        return self.precision in ("territory", "national")

    @property
    def source_linkable(self) -> bool:
        """Whether its source may be a link: an address often names a place (rule S2). Asked on
        entry, and again by the page: a database may have been edited by hand."""
        if self.placeless:
            return self.category in _LINKED_WITHOUT_PLACE
        office = self.category == "association" and self.place_basis == "office"
        return not (office and self.serves_minors)

    @property
    def national(self) -> bool:
        return "national" in self.covers

    @property
    def head_office(self) -> bool:
        """True for the seat of a national body: it says nothing of help in that territory."""
        return self.national and self.place_basis == "office"
