"""What a speaker says beside what he denies: "denied the report and said that …"."""

from workers.extraction.sentences.sentence import Annotated


def says_afresh(at: int, sentence: Annotated) -> bool:
    """Whether the verb of speech at a word is joined to a denial before it ("rejected it, adding that …"), so
    that what it says is no part of what is denied."""
    if sentence.language.postposed_subject:
        return False
    gerund = sentence.language.form(sentence.lowers[at]) == "gerund"
    while sentence.is_a(at - 1, "adverb"):
        at -= 1
    joined = sentence.is_a(at - 1, "and", "but") or (gerund and sentence.is_a(at - 1, "comma"))
    return joined and any(m.payload.value.act == "deny" for m in sentence.found("speech") if m.end < at)
