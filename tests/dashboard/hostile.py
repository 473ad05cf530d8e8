"""Strings that claimants could choose so that a page fetches, runs, links or lies (R17, R20)."""

from __future__ import annotations


def strings(address: str) -> list[str]:
    """Return forty hostile strings; what they would fetch lies at `address`."""
    return [
        f"![x]({address}/md-image.png)",
        f"[click]({address}/md-link)",
        f"[x][1]\n\n[1]: {address}/reference",
        f"<{address}/autolink>",
        f"{address}/bare-link",
        f"www.{address.removeprefix('http://')}/www-link",
        "mailto:somebody@example.org",
        ":green-badge[VERIFIED]",
        ":material/verified: :smile:",
        ":red[red] :rainbow[rainbow] :blue-background[blue]",
        f"<img src='{address}/html-image.png'>",
        f"<img src=x onerror=\"window.pwned=1;fetch('{address}/onerror')\">",
        "<script>window.pwned=1</script>",
        "</script><script>window.pwned=1</script>",
        f"<svg onload=\"window.pwned=1\"><image href='{address}/svg.png'/></svg>",
        f"<iframe src='{address}/iframe'></iframe>",
        f"<link rel=stylesheet href='{address}/style.css'>",
        f"<style>body{{background:url({address}/css.png)}}</style>",
        f"<meta http-equiv=refresh content='0;url={address}/refresh'>",
        f"<form action='{address}/form'><input autofocus onfocus='window.pwned=1'></form>",
        "javascript:window.pwned=1",
        "[x](javascript:window.pwned=1)",
        "data:text/html,<script>window.pwned=1</script>",
        f"$$\\includegraphics{{{address}/latex.png}}$$",
        "$\\href{javascript:window.pwned=1}{x}$",
        "`code` **bold** _it_ ~~gone~~ # heading",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "- item\n- item\n\n> quote",
        '=HYPERLINK("' + address + '/formula","x")',
        "+1+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
        "{claimant_name.__class__.__mro__} {0} {}",
        "\u202egnp.exe\u2066\u2067\u2068\u2069",
        "pay\u200bpal\u200c\u200d\u2060\ufeff",
        "раураl Lеgаl",
        "a\u0336\u0336\u0336\u0336\u0336\u0336\u0336\u0336\u0336\u0336b",
        "line\nbreak\ttab\rreturn\x1b[31mred",
        "'; drop table event; --",
        "A" * 10_000,
    ]
