"""Alerts whose every text is what an enemy of the reader would write."""

from hypothesis import strategies as st

from schemas.alerts import Alert, AlertEvidence, Corroboration
from schemas.places import PlaceRef
from tests.unit.cli.alerts import NOON, make_alert

HOSTILE = (
    '=HYPERLINK("http://evil.example";"x")',
    "+1-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "]]><alert/><!--",
    "<script>alert(1)</script>",
    "a\u202egnp.exe",
    "\x00\x0b\ufffe\uffff",
    "line\r\nnext",
    "＝1+1",
    "'\"`;|&",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def alerts(draw: st.DrawFn) -> Alert:
    """An alert with such texts wherever an article's words can come to stand."""
    name, text, title, url = draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(TEXTS | st.just(None))
    exhibit = AlertEvidence(
        source=name, url=url, title=title, published_at=NOON, claimant=text, event_type="assault",
        modality="asserted", sentence=draw(TEXTS),
    )  # fmt: skip
    return make_alert(
        headline=text,
        locality=title,
        place=PlaceRef(place_id="name:x:1", name=name, admin1=text, precision="unresolved"),
        corroboration=Corroboration(
            origins=1, publishers=1, claimants=(name, text), contradicted_by=(title,)
        ),
        evidence=(exhibit,),
        feature={"type": "Feature", "geometry": None, "properties": {"headline": text}},
    )


def controls(text: str) -> set[str]:
    """The characters in it that a terminal obeys or that turn a line around."""
    bidi = {chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    return {char for char in text if char < " " or "\x7f" <= char < "\xa0" or char in bidi}
