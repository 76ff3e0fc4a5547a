"""Which stretches of a paragraph stand inside quotation marks."""

import pytest

from sitegen.compare.quotation_marks import quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“The gate is open,” she said. “Still.”", ["The gate is open,", "Still."]),
        ('"The gate is open," she said.', ["The gate is open,"]),
        ("„Das Tor ist offen“, sagte sie.", ["Das Tor ist offen"]),
        ("»Das Tor« und «la porte»", ["Das Tor", "la porte"]),
        ("”Porten är öppen”, sade hon.", ["Porten är öppen"]),
        ("「門は開いた」と言った。", ["門は開いた"]),
        ("‘It’s the keeper’s gate,’ he said.", ["It’s the keeper’s gate,"]),
        ("'It's the keeper's gate,' he said.", ["It's the keeper's gate,"]),
        ("“He said ‘stop’ and left.”", ["He said ‘stop’ and left."]),
        ("The keepers' gate isn't the city's.", []),
        ("“The gate is open, and the next paragraph goes on.", ["The gate is open, and the next paragraph goes on."]),
        ("[...] gate is open,” she said. “Still” [...]", [" gate is open,", "Still"]),
        ("“The gate [...] is open", ["The gate "]),
        ("", []),
    ],
)
def test_what_stands_between_quotation_marks_is_found(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == inside
