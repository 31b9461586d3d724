"""What the head of an HTML page says of the article: title, address, publisher, time, language."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

_TIMES = ("article:published_time", "datepublished", "date", "dc.date")
_MAX_TITLE = 1000


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.language = ""
        self.titles: dict[str, str] = {}
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            self.meta.setdefault(name, given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.canonical = given.get("href", "")
        elif tag in ("title", "h1") and tag not in self.titles:
            self._within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.titles[self._within] = self.titles.get(self._within, "") + data


def read_head(page: str) -> dict[str, str]:
    """The fields of a RawArticle that the page states itself; nothing is guessed."""
    head = _Head()
    head.feed(page)
    title = head.meta.get("og:title") or head.titles.get("h1") or head.titles.get("title") or ""
    url = head.canonical or head.meta.get("og:url", "")
    host = (urlsplit(url).hostname or "") if url else ""
    published = next((head.meta[name] for name in _TIMES if head.meta.get(name)), "")
    stated = {
        "title": " ".join(title.split())[:_MAX_TITLE],
        "url": url if host else "",
        "source": host.removeprefix("www."),
        "published_at": published,
        "language": head.language,
    }
    return {name: value for name, value in stated.items() if value}
