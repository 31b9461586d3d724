"""A person's name in the nominative, where names have cases: "Сергея Лебедева" is Сергей Лебедев."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from workers.extraction.gazetteer.declension import case_forms
from workers.extraction.gazetteer.fold import fold_name
from workers.extraction.tables.language import Language


def in_the_nominative(name: str, language: Language) -> str:
    """The name as it stands in a title, given name first; where no given name is known, as it is."""
    given, *rest = name.split()
    listed = _given_names(language.code).get(fold_name(given)) if language.surnames else None
    if listed is None or fold_name(listed) == fold_name(given) or not rest:
        return name
    endings = language.surnames["female" if listed.endswith(("а", "я")) else "male"]
    return " ".join([listed, *(_nominative(word, endings) for word in rest)])


def _nominative(surname: str, endings: Mapping[str, str]) -> str:
    fitting = [ending for ending in endings if surname.endswith(ending)]
    if not fitting:
        return surname
    longest = max(fitting, key=len)
    return surname[: len(surname) - len(longest)] + endings[longest]


@cache
def _given_names(code: str) -> Mapping[str, str]:
    """Each case of each given name, folded, and the name; a nominative is nobody's genitive."""
    source = files("workers.extraction").joinpath("languages", code, "given_names.txt")
    lines = [line for line in source.read_text("utf-8").splitlines() if not line.startswith("#")]
    names = [name for line in lines for name in line.split()]
    cases = {form: name for name in names for form in case_forms(name, code)}
    return cases | {fold_name(name): name for name in names}
