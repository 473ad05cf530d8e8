"""R20, read from the source: data reaches the screen through blocks/safe.py alone, labels are our own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ANALYST = Path(__file__).resolve().parents[2] / "dashboard" / "analyst"
FILES = sorted(path for path in ANALYST.rglob("*.py") if path.name != "safe.py")

#: Calls that show nothing, or only what a label says.
ALLOWED = re.findall(
    r"[\w.]+",
    """App Page badge button cache_data caption code column_config.Column column_config.ProgressColumn
    columns container date_input expander form form_submit_button html image markdown navigation page_link
    pagination pills popover query_params.get query_params.pop radio rerun segmented_control selectbox
    session_state.get set_page_config slider spinner subheader switch_page tabs text_area text_input
    title toggle user.get""",
)
#: Calls whose words Streamlit takes for markdown.
LABELLED = re.findall(
    r"[\w.]+",
    """badge button caption expander form_submit_button markdown page_link popover radio segmented_control
    selectbox slider spinner subheader tabs text_area text_input title toggle""",
)
#: Functions of ours whose argument becomes a label.
PASSED_ON = ["door", "to_events", "close"]
#: What may stand in a label besides text: counts, our own words, days, ids of runs, a signal's own words.
OURS = re.compile(
    r"""(words\.)?(count|of|of_three|joined|plain)\(.*\)
      | (book\.)?days(\.\w+\(.*\)|\.zone)? | run_day\(.*\)
      | axes\.\w+.* | look\.\w+ | LEVELS\[.*\] | _run_words\(book\) | _counted\(finding\)
      | len\(.*\) | '.*'\.join\(.*\) | book\.run\.run_id\[.*\] | finding\['level'\]
      | info\['(version|seed)'\] | row\['(code|title|unit|grp|version)'\]
      | counted | told | title | label | what | grain | first | last | axis""",
    re.X | re.S,
)


def called(node: ast.Call) -> str | None:
    """Return what follows `st.` in a call, or the name of a function of ours that passes a label on."""
    name = ast.unparse(node.func)
    if name.startswith("st.") and "(" not in name:
        return name.removeprefix("st.")
    last = name.rsplit(".", 1)[-1]
    return last if last in PASSED_ON and (name == last or name.startswith("doors.")) else None


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := called(node)):
                yield f"{path.relative_to(ANALYST)}:{node.lineno}", node, name


def values(label: ast.expr) -> Iterator[ast.FormattedValue | ast.expr]:
    """Yield what is put into a label besides its own text."""
    if isinstance(label, ast.JoinedStr):
        yield from (part for part in label.values if isinstance(part, ast.FormattedValue))
    elif isinstance(label, ast.BinOp):
        yield from values(label.left)
        yield from values(label.right)
    elif isinstance(label, ast.IfExp):
        yield from values(label.body)
        yield from values(label.orelse)
    elif not isinstance(label, ast.Constant):
        yield label


def is_ours(value: ast.expr) -> bool:
    if isinstance(value, ast.FormattedValue):
        if value.format_spec is not None and re.search(r"[,.+dgf]", ast.unparse(value.format_spec)):
            return True  # formatted as a number: text would raise
        return is_ours(value.value)
    if isinstance(value, ast.IfExp):
        return all(is_ours(part) for part in (value.body, value.orelse))
    if isinstance(value, ast.Constant | ast.List):
        return all(
            isinstance(part, ast.Constant)
            for part in ast.walk(value)
            if isinstance(part, ast.expr) and part is not value
        )
    if isinstance(value, ast.JoinedStr):
        return all(is_ours(part) for part in values(value))
    return bool(OURS.fullmatch(ast.unparse(value)))


def test_pages_call_only_what_shows_no_data() -> None:
    for where, _, name in calls():
        assert name in ALLOWED + PASSED_ON, f"{where} calls st.{name}; data goes through blocks/safe.py"


def test_labels_are_our_own_words_and_numbers() -> None:
    for where, node, name in calls():
        if name not in LABELLED + PASSED_ON:
            continue
        label = next((k.value for k in node.keywords if k.arg == "label"), node.args[0] if node.args else None)
        for value in values(label) if label is not None else ():
            assert is_ours(value), f"{where}: {ast.unparse(value)} stands in a label of {name}; is that data?"


def test_the_rule_finds_data_in_a_label() -> None:
    risky = ast.parse("st.caption(f\"by {row['names']}\")", mode="eval").body
    assert isinstance(risky, ast.Call) and not all(is_ours(value) for value in values(risky.args[0]))


def test_nothing_allows_html_but_our_own_style() -> None:
    for path in [*FILES, ANALYST / "blocks" / "safe.py"]:
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow" not in text and "ImageColumn" not in text and "LinkColumn" not in text, path
    assert [(where, ast.unparse(node)) for where, node, name in calls() if name == "html"] == [
        (where, "st.html(_STYLE)") for where, _, name in calls() if name == "html"
    ]


def test_safe_shows_text_code_and_plain_tables_only() -> None:
    tree = ast.parse((ANALYST / "blocks" / "safe.py").read_text(encoding="utf-8"))
    used = {
        ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func).startswith("st.")
    }
    assert used == {
        "st.text",
        "st.code",
        "st.dataframe",
        "st.altair_chart",
        "st.container",
        "st.expander",
        "st.download_button",
    }
