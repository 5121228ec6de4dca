"""What may be stored, and how it stands in a file."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.journal import InvalidValue, codec
from tui.journal.values import checked, copied, same

TEXT = st.text(st.characters())
KEYS = TEXT | st.sampled_from(["$bytes", "$", "$$bytes", "$base64", "$bytes:x", "$bytes:%FF"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_comes_back_as_it_was(value: Any) -> None:
    assert same(codec.loads(codec.dumps(value)), value)
    assert same(codec.loads(codec.dumps(value, pretty=True)), value)


@given(st.text(st.characters(categories=["Cs", "Cc", "Ll"]), min_size=90))
def test_texts_of_control_characters_and_surrogates_stay_small(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    assert len(codec.dumps(text)) <= 2 * size + 30


def test_a_text_that_is_no_utf8_stands_readable_in_the_file() -> None:
    text = b"caf\xe9 100%".decode("utf-8", "surrogateescape")
    assert codec.dumps({"note": text}) == b'{"note":{"$bytes":"caf%E9 100%25"}}'


def test_a_real_dict_with_the_codecs_key_is_told_apart() -> None:
    assert codec.dumps({"$bytes": "caf%E9"}) == b'{"$$bytes":"caf%E9"}'
    assert codec.loads(b'{"$$bytes":"caf%E9"}') == {"$bytes": "caf%E9"}


def test_pretty_is_sorted_and_has_one_value_a_line() -> None:
    assert (
        codec.dumps({"b": [1, 2], "a": {}}, pretty=True) == b'{\n  "a": {},\n  "b": [\n    1,\n    2\n  ]\n}'
    )


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        2**64,
        -(2**63) - 1,
        (1, 2),
        {1: 2},
        {"a": {2: 3}},
        [b"x"],
        {1, 2},
        object(),
        [math.nan],
        {"a": [(1,)]},
    ],
)
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValue, match=r"^note"):
        checked(value, "note")


def test_a_value_within_itself_is_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(InvalidValue, match="levels deep"):
        checked(value)


@given(VALUES)
def test_checked_and_copied_share_nothing_that_can_change(value: Any) -> None:
    for copy in (checked(value), copied(value)):
        assert same(copy, value)
        if isinstance(value, (list, dict)):
            assert copy is not value


def test_sameness_is_that_of_json_and_not_of_python() -> None:
    assert not same(1, True) and not same(1, 1.0) and not same(0.0, -0.0) and not same([1], [True])
    assert not same({"a": 1}, {"a": 1, "b": None}) and not same(None, False)
    assert same({"a": [1, {"b": "x"}], "c": None}, {"c": None, "a": [1, {"b": "x"}]})


@given(VALUES)
def test_values_without_oddities_are_plain_json(value: Any) -> None:
    raw = codec.dumps(value)
    if b'"$' not in raw:
        assert same(json.loads(raw), value)
