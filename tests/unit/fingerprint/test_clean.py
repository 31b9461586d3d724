"""Clean text is what the article says, once: no markup, no invisible characters, no repeats, nothing lost."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.fingerprint.clean import clean, normalise

HEADLINE = "Chasiv Yar Garrison Keeps Canal Crossing After Night Assault"
PARAGRAPHS = [
    "Ukrainian soldiers in Chasiv Yar kept the western bank of the canal in a night battle, a brigade said.",
    "Two armoured vehicles reached the bridge at about three in the morning and were burnt there by drones.",
    "A spokesman, Taras Hnatiuk, said that no Russian unit remained on the western side by daybreak.",
    "The town's kiln quarter had changed hands twice since the summer, he said, and hardly a wall is left.",
]
BODY = "\n".join(PARAGRAPHS)


def page(body: str) -> str:
    """A site's page around an article."""
    return f"""<!DOCTYPE html><html><head><title>{HEADLINE} - Northwire</title>
<style>p {{ margin: 0 }}</style><script>window.track("Kupiansk has fallen");</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<article><h1>{HEADLINE}</h1>{body}</article>
<aside><a href="/x">Ten recipes for autumn</a></aside><footer>All rights reserved</footer></body></html>"""


def test_a_page_is_read_without_scripts_styles_menus_and_its_own_headline() -> None:
    """Only the article's paragraphs are left, a line each."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert clean(page(paragraphs), "text/html", HEADLINE).split("\n") == PARAGRAPHS


@pytest.mark.parametrize("separator", ["</p><p>", "<br>", "<br/><br/>", "</div><div>"])
def test_a_fragment_of_a_page_keeps_its_paragraphs(separator: str) -> None:
    """Feeds send the inside of an article without a page around it."""
    tag = "div" if "div" in separator else "p"
    body = f"<{tag}>{separator.join(PARAGRAPHS)}</{tag}>"
    assert clean(body, "text/html").split("\n") == PARAGRAPHS


def test_a_page_sent_as_plain_text_is_read_as_a_page() -> None:
    """The body decides, not the label."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert clean(page(paragraphs), "text/plain", HEADLINE).split("\n") == PARAGRAPHS


def test_plain_text_sent_as_a_page_is_read_as_text() -> None:
    """Signs that only look like tags stay."""
    body = "Losses on the day: 3 < 5 reported.\nThe general staff & the ministry agree; temperatures are > 0."
    assert clean(body, "text/html") == body
    assert clean(body, "text/plain") == body


def test_entities_are_characters() -> None:
    """In pages and, where a feed forgot to decode them, in text."""
    assert clean("<p>Kupiansk&#8217;s rail hub &amp; depot&nbsp;held on Monday.</p>", "text/html") == (
        "Kupiansk’s rail hub & depot held on Monday."
    )
    assert (
        clean("Kupiansk&rsquo;s rail hub &amp; depot held.", "text/plain")
        == "Kupiansk’s rail hub & depot held."
    )


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 5000 + PARAGRAPHS[0] + "</div>" * 5000,
        "<p>" + PARAGRAPHS[0],
        f"<p title='{'a' * 100_000}'>{PARAGRAPHS[0]}</p>",
        f"<!-- never closed <p>{PARAGRAPHS[0]}</p>",
        f"<script>var a = 1;</script><p>{PARAGRAPHS[0]}</p><script>never('closed')",
        f"<iframe src=x><p>{PARAGRAPHS[0]}</p>",
        f"<table><tr><td><b>{PARAGRAPHS[0]}</b></td></tr></table>",
        f"<form><button><p>{PARAGRAPHS[0]}</p></button></form>",
        f"<span><span>{PARAGRAPHS[0]}</span></span>",
        "<p>&nbsp;</p>" * 13_000 + f"<p>{PARAGRAPHS[0]}</p>",
    ],
    ids=["deep", "open", "attribute", "comment", "script", "iframe", "table", "form", "inline", "many tags"],
)
def test_no_page_loses_its_article(body: str) -> None:
    """Where the extractor finds nothing, every visible paragraph is taken."""
    text = clean(body, "text/html")
    assert PARAGRAPHS[0] in text
    assert "closed')" not in text
    assert "var a" not in text


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "body",
    [
        "<" * 250_000,
        "<a " * 80_000,
        '<a b="' * 40_000,
        "<!--" * 60_000,
        "<script>" * 30_000,
        "<table><tr><td>" * 15_000,
        "<ul><li>" * 30_000,
        "<div>" * 12_000 + "</p>" * 12_000 + "word",
        "&amp;" * 50_000,
        "A. " * 80_000,
        "a\n" * 120_000,
        "word " * 50_000,
        f"{PARAGRAPHS[0]}\n" * 2_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_a_hostile_body_is_read_in_bounded_time(body: str) -> None:
    """Each takes under half a second here; the test's own limit leaves room for slow machines."""
    clean(body, "text/html")
    clean(body, "text/plain", HEADLINE)


def test_invisible_characters_go_and_odd_ones_become_plain() -> None:
    """Soft hyphens, zero-width and direction marks, controls, byte order marks; every kind of line end."""
    body = (
        "\ufeffKu\u00adpi\u200bansk\u2060 \u202aholds\u202c.\x00\x07\r\n"
        "The\u00a0rail\u2009way\u3000hub\tstands.\u2028It rains.\x85Still."
    )
    assert clean(body, "text/plain") == "Kupiansk holds.\nThe rail way hub stands.\nIt rains.\nStill."


@pytest.mark.parametrize(
    "sent",
    [
        "Kupi\ufdd0ansk\ufffe holds\uffff.\U0010ffff",
        "\x1b[1;31mKupiansk\x1b[0m holds.",
        "\x9b31mKupiansk\x9bm holds.",
        "\x1b]0;newsroom\x07Kupiansk\x1b[K holds.\x1b[2J",
        "\x1b]8;;https://northwire.example/a\x1b\\Kupiansk\x1b]8;;\x1b\\ holds.",
        "Kupiansk\U000e0063 holds\ufe0f.",
    ],
    ids=["noncharacters", "colours", "one-byte colours", "window title", "link", "tags"],
)
def test_what_terminals_obey_and_what_is_no_character_leaves_no_trace(sent: str) -> None:
    """A body pasted from a terminal says the same as a clean one, with no "[31m" among its words."""
    assert clean(sent, "text/plain") == "Kupiansk holds."


def test_brackets_that_no_terminal_wrote_stay() -> None:
    """Without the escape character they are an editor's."""
    body = "The trench is three [3m] deep, the general [0mitted] said."
    assert clean(body, "text/plain") == body


def test_letters_are_composed_and_stress_marks_dropped() -> None:
    """й and ї may arrive as two code points; dictionaries and channels mark the stress."""
    assert clean("Бои\u0306 за Ізю\u0301м, Украі\u0308на", "text/plain") == "Бой за Ізюм, Україна"


def test_plain_paragraphs_stay_lines_and_hard_wrapped_ones_are_joined() -> None:
    """A wire's 70-column lines are one paragraph; a bulletin's lines are not."""
    wrapped = (
        "KHERSON, Nov 14 - Shelling from the left bank of the river damaged\n"
        "nineteen houses overnight, the governor of the region said on\n"
        "Thursday. Nobody was hurt.\n\n"
        "Power returned by noon."
    )
    assert clean(wrapped, "text/plain").split("\n") == [
        "KHERSON, Nov 14 - Shelling from the left bank of the river damaged nineteen houses overnight, "
        "the governor of the region said on Thursday. Nobody was hurt.",
        "Power returned by noon.",
    ]
    bulletin = "Kupiansk direction: 5 attacks.\nLyman direction: 9 attacks.\nSiversk direction: no changes."
    assert clean(bulletin, "text/plain") == bulletin


@pytest.mark.parametrize(
    "doubled",
    [
        f"{BODY}\n{BODY}",
        f"{BODY}\n{HEADLINE}\n{BODY}",
        f"{BODY}\nAfter Night Assault\n{BODY}",
        f"{BODY}\nAfter Night Assault {BODY}",
        f"{HEADLINE}\n{BODY}\n\n{BODY}\n{BODY}",
    ],
    ids=["twice", "headline between", "its tail between", "its tail glued on", "three times"],
)
def test_a_body_that_is_sent_twice_is_read_once(doubled: str) -> None:
    """With the headline, its tail, or its tail glued to the first paragraph in between."""
    assert clean(doubled, "text/plain", HEADLINE) == BODY


def test_a_body_doubled_in_one_line_is_read_once() -> None:
    """Where a feed has lost the line ends as well."""
    line = " ".join(PARAGRAPHS)
    assert clean(f"{line} {line}", "text/plain", HEADLINE) == line
    assert clean(f"{line} After Night Assault {line}", "text/plain", HEADLINE) == line


def test_short_lines_that_return_are_kept_where_the_article_goes_on() -> None:
    """ "No changes" under two headings says two things; inside a doubled body it goes with the rest."""
    bulletin = "\n".join(
        [
            "Volyn direction",
            "No changes.",
            "Kharkiv direction: two assaults were repelled near Vovchansk.",
            "Siversk direction",
            "No changes.",
        ]
    )
    assert clean(bulletin, "text/plain") == bulletin
    assert clean(f"{bulletin}\n{bulletin}", "text/plain").count("Vovchansk") == 1


def test_links_to_other_stories_are_not_this_article_s_words() -> None:
    """ "Read also: X has fallen" must never become a claim of this article."""
    for teaser in (
        "Read also: Russian forces capture Toretsk",
        "Читайте також: Росіяни захопили Торецьк",
        "Читайте также: Российские войска заняли Торецк",
        "По теме: бои за Торецк",
    ):
        assert (
            clean(f"{PARAGRAPHS[0]}\n{teaser}\n{PARAGRAPHS[1]}", "text/plain").split("\n") == PARAGRAPHS[:2]
        )
    kept = "По теме обороны Торецка высказался и губернатор области."
    assert kept in clean(f"{PARAGRAPHS[0]}\n{kept}", "text/plain")


def test_a_body_that_only_repeats_the_title_is_kept() -> None:
    """A flash has one sentence, which some feeds send twice."""
    assert clean("Explosions heard in Sumy", "text/plain", "Explosions heard in Sumy") == (
        "Explosions heard in Sumy"
    )


@settings(max_examples=150)
@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/html"]), st.text(max_size=40))
def test_clean_text_is_clean(body: str, content_type: str, title: str) -> None:
    """Whatever comes in: no control characters, no blank or unstripped line, composed, encodable."""
    text = clean(body, content_type, title)
    text.encode()
    assert unicodedata.is_normalized("NFC", text)
    assert all(line and line == line.strip() for line in text.split("\n")) or not text
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text if letter != "\n")
    assert not any(ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF for letter in text)


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The normal form is a fixed point."""
    once = normalise(text)
    assert normalise(once) == once


@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(categories=["L", "Nd"]), min_size=6, max_size=9).map(
            lambda w: f"Said {w} " * 9
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_any_doubled_body_reads_as_the_single_one(paragraphs: list[str]) -> None:
    """Whatever its paragraphs."""
    body = "\n".join(paragraphs)
    assert clean(f"{body}\n{body}", "text/plain") == clean(body, "text/plain")
