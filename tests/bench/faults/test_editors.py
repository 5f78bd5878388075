"""What editors of one record did is judged: which of their changes are lost.

Covers bench.faults.filled as well.
"""

from bench.faults.editors import FIRST_THEME, Done, Together
from bench.faults.filled import FilledForm


def test_change_that_is_not_there_is_lost() -> None:
    done = [Done(own=["a", "b"], themes=[(FIRST_THEME, "x")]), Done(themes=[(FIRST_THEME, "y")])]

    assert Together(done, "y", ["a", "Session 1"]).lost() == [
        "session 0: 'a' is stored, 'b' was taken last",
        "theme 'Theme 0' was overwritten 2 times",
        "the theme 'y' is stored, and should be one of ['x', 'y']",
    ]


def test_changes_that_follow_upon_each_other_are_kept() -> None:
    done = [Done(own=["a"], themes=[(FIRST_THEME, "x")]), Done(themes=[("x", "y")])]

    assert Together(done, "y", ["a", "Session 1"]).lost() == []


def test_form_is_filled_as_a_browser_has_it() -> None:
    form = FilledForm(
        "<form><input name=q></form>"
        '<form method=post><input name=a value="1 &amp; 2"><input type=checkbox name=b>'
        "<input type=checkbox name=c checked><textarea name=d>\n\nx\n&lt;y</textarea>"
        "<select name=e><option value=1>One<option value=2 selected>Two</select>"
        "<input type=submit name=_save></form>"
    )

    assert form.fields == [("a", "1 & 2"), ("c", "on"), ("d", "\nx\n<y"), ("e", "2")]
    assert form.changed(a="3")[0] == ("a", "3")
