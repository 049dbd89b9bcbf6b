"""One line of `resources/<category>.csv` -> a `Record`, or all the problems of that line.

Field names follow data·inclusion and HSDS where they have the word. Lists are separated by `;`.
Rules that need a second field or the names of communes are in `rules.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import phonenumbers
from opening_hours import validate
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from webmap import vocabulary as v
from webmap.directory.problems import Problem

#: Consonants and digits: an id never spells a word, a name or a category.
ID_ALPHABET: Final = "bcdfghjklmnpqrstvwxz0123456789"
ID_PATTERN: Final = re.compile(rf"r[{ID_ALPHABET}]{{6}}")

Precision = Literal["address", "commune", "territory", "national"]
Status = Literal["open", "planned", "closed", "unknown"]
Answer = Literal["yes", "no", "unknown"]


def _error(code: str, detail: str = "") -> PydanticCustomError:
    return PydanticCustomError("webmap", "{code}", {"code": code, "detail": detail})


def _split(value: Any) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts if part.strip())


def _empty_to_none(value: Any) -> Any:
    return None if value == "" else value


#: Categories of signs that nobody sees: controls, formats (direction included), separators.
_UNSEEN: Final = ("C", "Zl", "Zp")


#: Signs in one field: three times the longest that a source ever needed.
_LONGEST: Final = 1000


def check_plain(value: str) -> str:
    """One line of text without markup, unseen signs or formulas; raises the problem otherwise."""
    if any(c in "<>" or unicodedata.category(c).startswith(_UNSEEN) for c in value):
        raise _error("markup")
    if value.strip().startswith(("=", "+", "-", "@")):
        raise _error("formula")
    if len(value) > _LONGEST:
        raise _error("too_long", str(_LONGEST))
    return value.strip()


def _choice(terms: v.Terms) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value and value not in terms:
            raise _error("unknown_code", ", ".join(terms))
        return value

    return check


def _choices(terms: v.Terms) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    def check(values: tuple[str, ...]) -> tuple[str, ...]:
        if any(value not in terms for value in values):
            raise _error("unknown_code", ", ".join(terms))
        return values

    return check


def _partial_date(value: str) -> str:
    """A year, a month or a day, kept as written: a source often shows no more."""
    if not value:
        return value
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if match is None:
        raise _error("bad_date")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise _error("bad_date") from None
    return value


_NOT_IN_A_LINK: Final = frozenset("\"'`<>\\^{|}")


def check_link(value: str) -> str:
    """A whole http or https address without a user's name, or nothing; raises otherwise."""
    if value:
        try:
            parts = urlsplit(value)
        except ValueError:
            raise _error("bad_link") from None
        host = parts.netloc
        if parts.scheme not in ("http", "https") or "." not in host or "@" in host:
            raise _error("bad_link")
        if any(c in _NOT_IN_A_LINK or unicodedata.category(c)[0] in "CZ" for c in value):
            raise _error("bad_link")
    return value


def _email(value: str) -> str:
    if value and not re.fullmatch(r"[\w.][\w.+-]*@[\w.-]+\.[A-Za-z]{2,}", value):
        raise _error("bad_email")
    return value


#: Languages spoken by those who answer: ISO 639 codes, and `fsl`, French sign language.
_LANGUAGES: Final = (
    "ar bg bm ckb cpf da de el en es fa fr fsl gcf gcr hu hy it ka ku ln lt lv mk nl pcm pl ps pt "
    "rcf ro rom ru rsb so sq sr sv ta ti tr ty uk ur uz vi wls wo yo zdj zh"
)
LANGUAGES: Final = frozenset(_LANGUAGES.split())

#: libphonenumber regions of the territories with a numbering plan of their own.
REGIONS: Final = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT",
    "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip


def check_phone(value: str) -> str:
    """The form of a telephone number, or nothing; raises the problem otherwise."""
    digits = re.sub(r"[ .]", "", value)
    if value and not re.fullmatch(r"\+?\d{2,15}", digits):
        raise _error("bad_phone")
    return value


def phone_is_possible(phone: str, territory: str) -> bool:
    """Whether a number can exist: a short number, or one that libphonenumber finds valid."""
    digits = re.sub(r"[ .]", "", phone)
    if len(digits) <= 6:
        return True
    for region in (REGIONS.get(territory, "FR"), "FR"):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _hours(value: str) -> str:
    if value and not validate(check_plain(value)):
        raise _error("bad_hours")
    return value


def _languages(values: tuple[str, ...]) -> tuple[str, ...]:
    if any(value not in LANGUAGES for value in values):
        raise _error("unknown_code", ", ".join(sorted(LANGUAGES)))
    return values


def _plain_codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(check_plain(value) for value in values)


def _identifier(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        raise _error("bad_id")
    return value


Text = Annotated[str, AfterValidator(check_plain)]
Codes = Annotated[tuple[str, ...], BeforeValidator(_split)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Day = Annotated[date | None, BeforeValidator(_empty_to_none)]
Age = Annotated[int | None, BeforeValidator(_empty_to_none), Field(ge=0, le=25)]
Count = Annotated[int | None, BeforeValidator(_empty_to_none), Field(ge=0, le=1000)]
Longitude = Annotated[float | None, BeforeValidator(_empty_to_none), Field(ge=-180, le=180)]
Latitude = Annotated[float | None, BeforeValidator(_empty_to_none), Field(ge=-90, le=90)]
Link = Annotated[str, AfterValidator(check_link)]


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
    category: Annotated[str, AfterValidator(_choice(v.CATEGORIES))]
    name: Annotated[Text, Field(min_length=1)]
    operator: Text = ""
    summary_fr: Annotated[Text, Field(min_length=1)]
    summary_en: Annotated[Text, Field(min_length=1)]
    kinds: Annotated[Codes, Field(min_length=1)]
    audiences: Annotated[Codes, AfterValidator(_choices(v.AUDIENCES))] = ()
    age_min: Age = None
    age_max: Age = None
    genders: Annotated[str, AfterValidator(_choice(v.GENDERS))] = ""
    admission: Annotated[Codes, AfterValidator(_choices(v.ADMISSION))] = ()
    access_fr: Text = ""
    access_en: Text = ""
    confidentialite: Annotated[str, AfterValidator(_choice(v.CONFIDENTIALITY))] = "inconnu"
    transmits_fr: Text = ""
    transmits_en: Text = ""
    qui_repond: Annotated[Codes, AfterValidator(_choices(v.WHO_ANSWERS))] = ()
    hours: Annotated[str, AfterValidator(_hours)] = ""
    hours_date: PartialDate = ""
    night_weekend: Answer = "unknown"
    languages: Annotated[Codes, AfterValidator(_languages)] = ()
    phone: Annotated[str, AfterValidator(check_phone)] = ""
    phone_verified_on: Day = None
    email: Annotated[str, AfterValidator(_email)] = ""
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
    place_basis: Annotated[str, AfterValidator(_choice(v.PLACE_BASES))] = ""
    consent_precision: Annotated[str, AfterValidator(_choice(v.PRECISIONS))] = ""
    consent_on: PartialDate = ""
    consent_by: Text = ""
    covers: Codes = ()
    origine_acceptee: Text = ""
    delay: Text = ""
    capacity: Count = None
    capacity_on: PartialDate = ""
    court_type: Annotated[str, AfterValidator(_choice(v.COURT_TYPES))] = ""
    court_of_appeal: Text = ""
    designation_known_on: Day = None
    protocol_courts: Annotated[Codes, AfterValidator(_plain_codes)] = ()
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

    @property
    def has_contact(self) -> bool:
        return bool(self.phone or self.email or self.website or self.chat_url)


_COMMON: Final = (
    "id", "name", "operator", "summary_fr", "summary_en", "kinds", "audiences", "age_min",
    "age_max", "genders", "admission", "access_fr", "access_en", "confidentialite", "qui_repond",
    "hours", "hours_date", "night_weekend", "languages", "phone", "phone_verified_on", "email",
    "website", "territory", "precision", "covers", "status", "source", "source_url",
    "source_date", "seen_on", "verified_on", "verified_by", "method",
)  # fmt: skip
_PLACE: Final = ("commune_code", "place_basis", "consent_precision", "consent_on", "consent_by")
_POINT: Final = ("address", "latitude", "longitude")

#: Columns of each file. `hebergement` has none for a commune, an address or a position: what no
#: column can hold cannot leak.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "hebergement": (*_COMMON, "origine_acceptee", "delay", "capacity", "capacity_on"),
    "association": (*_COMMON, *_PLACE, *_POINT, "valid_until"),
    "magistrat": (
        *_COMMON, *_PLACE, *_POINT, "court_type", "court_of_appeal", "designation_known_on",
    ),
    "uaped": (*_COMMON, *_PLACE, *_POINT, "protocol_courts"),
    "ecoute": (
        *_COMMON, "chat_url", "deaf_access_fr", "deaf_access_en", "transmits_fr", "transmits_en",
    ),
    "circuit": _COMMON,
}  # fmt: skip

FILES: Final = {
    "hebergement": "hebergement.csv",
    "association": "associations.csv",
    "magistrat": "magistrats.csv",
    "uaped": "uaped.csv",
    "ecoute": "ecoute.csv",
    "circuit": "circuits.csv",
}

#: What pydantic calls an error -> what we call it. The rest are our own codes.
_PYDANTIC: Final = {
    "missing": "required",
    "string_too_short": "required",
    "too_short": "required",
    "int_parsing": "not_a_number",
    "int_from_float": "not_a_number",
    "float_parsing": "not_a_number",
    "date_from_datetime_parsing": "bad_day",
    "date_parsing": "bad_day",
    "date_from_datetime_inexact": "bad_day",
}


def parse(category: str, row: Mapping[str, str], file: str, line: int) -> Record | list[Problem]:
    """Read one line: `row` maps column to cell text. Returns the record, or every problem."""
    problems = _kinds_problems(category, row, file, line)
    cells = {k: x for k, x in row.items() if x != "" or k in ("id", "name", "kinds")}
    try:
        record = Record.model_validate({**cells, "category": category})
    except ValidationError as error:
        return [_problem(details, row, file, line) for details in error.errors()] + problems
    return problems or record


def _kinds_problems(category: str, row: Mapping[str, str], file: str, line: int) -> list[Problem]:
    terms = v.KINDS[category]
    unknown = [kind for kind in _split(row.get("kinds", "")) if kind not in terms]
    return [Problem(file, line, "kinds", k, "unknown_code", ", ".join(terms)) for k in unknown]


def _problem(details: ErrorDetails, row: Mapping[str, str], file: str, line: int) -> Problem:
    field = str(details["loc"][0])
    context = details.get("ctx", {})
    if details["type"] == "webmap":
        code, detail = context["code"], context["detail"]
    elif details["type"] == "literal_error":
        code, detail = "unknown_code", str(context["expected"]).replace("'", "")
    elif details["type"] in _PYDANTIC:
        code, detail = _PYDANTIC[details["type"]], ""
    else:
        code, detail = "out_of_range", str(details["msg"])
    return Problem(file, line, field, row.get(field, ""), code, detail)
