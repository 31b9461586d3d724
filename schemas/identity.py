"""Deterministic ids: the same inputs give the same id, so that a redelivery changes nothing."""

import hashlib
import re
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "https://frontwatch.example/ids").bytes

_TRACKING_PARAMETERS = frozenset(
    (
        *("fbclid", "gclid", "dclid", "yclid", "ysclid", "igshid", "mc_cid", "mc_eid", "msclkid", "twclid"),
        *("_ga", "cmpid", "cmp", "ref", "ref_src", "source", "from", "smid", "ocid", "amp", "outputtype"),
        *("feature", "share", "shared", "spm", "ncid"),
    )
)
_TRACKING_PREFIXES = ("utm_", "at_", "pk_", "mtm_")
_VARIANT_LABELS = frozenset({"www", "m", "mobile", "amp"})
_AMP = re.compile(r"^amp(?=/)|(?:[/.]amp|[\s/])+\Z")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _deterministic(kind: str, *parts: str) -> str:
    """Join the parts unambiguously (their lengths are part of the name) and derive a UUID version 5."""
    name = kind + "".join(f"|{len(part)}:{part}" for part in parts)
    digest = hashlib.sha1(_NAMESPACE + name.encode(), usedforsecurity=False).digest()
    return str(UUID(bytes=digest[:16], version=5))


def canonical_url(url: str) -> str:
    """The address that variants of one page share: no tracking, AMP, mobile, fragment or default port.

    What is no address at all comes back as it is, stripped.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    labels = (parts.hostname or "").lower().split(".")
    while len(labels) > 2 and labels[0] in _VARIANT_LABELS:
        labels = labels[1:]
    host = ".".join(labels)
    if port and _DEFAULT_PORTS.get(parts.scheme.lower()) != port:
        host = f"{host}:{port}"
    path = _plain_path(parts.path)
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _is_tracking(k)))
    return urlunsplit(("https", host, path, query, ""))


def _plain_path(path: str) -> str:
    """The path without what marks its AMP variant, and without the slashes and spaces that it ends in."""
    plain = path.lstrip("/")
    while (shorter := _AMP.sub("", plain).lstrip("/")) != plain:
        plain = shorter
    return "/" + plain


def usable_address(url: str | None) -> str | None:
    """The canonical url where it can name one article: a bare domain names a site, not an article."""
    if not url:
        return None
    try:
        address = canonical_url(url)
    except ValueError:
        return None
    _, _, rest = address.partition("https://")
    host, _, path = rest.partition("/")
    return address if "." in host and path else None


def _is_tracking(parameter: str) -> bool:
    parameter = parameter.lower()
    return parameter in _TRACKING_PARAMETERS or parameter.startswith(_TRACKING_PREFIXES)


def text_hash(text: str) -> str:
    """BLAKE2b-128 of the text with case and white space folded, in hexadecimal."""
    folded = text.casefold().replace("\n", " ").strip()
    if "  " in folded or not folded.isprintable():
        folded = " ".join(folded.split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def source_key(source: str) -> str:
    """What tells one publisher or map from another: neither case nor blanks make it another one."""
    return " ".join(source.casefold().split())


def article_id(url: str | None, source: str, title: str, published_at: datetime | None) -> str:
    """From the canonical url; without one, from source, title and time of publication."""
    if url:
        return _deterministic("article", canonical_url(url))
    published = published_at.isoformat() if published_at else ""
    return _deterministic("article", source_key(source), " ".join(title.casefold().split()), published)


def version_id(article: str, text_digest: str) -> str:
    """One text of one article."""
    return _deterministic("version", article, text_digest)


def story_id(version: str) -> str:
    """A story is named after the first version that told it."""
    return _deterministic("story", version)


def claim_id(version: str, *roles: str) -> str:
    """From the version and what is claimed; never from offsets."""
    return _deterministic("claim", version, *roles)


def observation_id(version: str, place: str) -> str:
    """What one version of an article says of one place."""
    return _deterministic("observation", version, place)


def map_observation_id(source: str, as_of: datetime, place: str) -> str:
    """What one map snapshot says of one place."""
    return _deterministic("map-observation", source, as_of.isoformat(), place)


def alert_id(place: str, family: str, episode: str) -> str:
    """Place, family and episode, nothing else."""
    return _deterministic("alert", place, family, episode)


def unresolved_place_id(folded_surface: str, story: str) -> str:
    """The key under which claims about a place that nobody could resolve travel."""
    return f"name:{folded_surface}:{story}"


def is_uuid(value: str) -> bool:
    """Whether the value is a UUID in its usual spelling."""
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False
