"""JSON in a script element."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.formats.page_meta.script_json import script_json

pytestmark = pytest.mark.plain


@given(st.text())
@example("</script><script>alert(1)</script><!--&amp;\u2028\u2029")
def test_text_comes_back_and_ends_no_element(text: str) -> None:
    written = script_json({"name": text})

    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)
