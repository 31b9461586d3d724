"""The base models that every contract is made of, and the bounded types that they share."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

MAX_BODY_BYTES = 256 * 1024


class Produced(BaseModel):
    """A message that frontwatch writes: frozen, and unknown fields are an error where one is made.

    Where one is read they are passed over (`workers.runtime.decode`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Received(BaseModel):
    """A message that users send: frozen, and unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("in UTC it lies outside the years 1 to 9999") from None


Moment = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""A point in time, timezone-aware, kept in UTC."""

Identifier = Annotated[str, Field(min_length=1, max_length=256)]
Name = Annotated[str, Field(min_length=1, max_length=512)]


def _single_blanks(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise ValueError("it is blank")
    return plain


SourceName = Annotated[Name, AfterValidator(_single_blanks)]
"""Who publishes. Blanks around it and doubled ones are taken away; `identity.source_key` compares two."""
Url = Annotated[str, Field(min_length=1, max_length=2048)]
Title = Annotated[str, Field(max_length=1000)]
Sentence = Annotated[str, Field(max_length=4000)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
"""A BCP 47 tag; `und` where the language is not known."""

PartyId = Annotated[str, Field(min_length=1, max_length=16)]
"""A party of the theatre, such as UA or RU."""

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Share = Annotated[float, Field(ge=0, le=1)]
