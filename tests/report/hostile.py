"""Texts written to make a page, a paper or a mail do something; {at} is an address that listens."""

from __future__ import annotations

from itertools import product

_LINES = r"""
<script>fetch('{at}/s')</script>
<img src={at}/i onerror=alert(1)>
<svg onload=alert(1)><image href={at}/v></svg>
<iframe src={at}/f></iframe>
<link rel=attachment href=file:///etc/passwd>
<style>@import '{at}/c';</style>
<a href='{at}/x' onmouseover=alert(1)>y</a>
<meta http-equiv=refresh content='0;url={at}/r'>
</main></body><script>alert(1)</script>
<!--
]]>
&lt;script&gt;
&#60;b&#62;
javascript:alert(1)
![x]({at}/m.png)
[x]({at}/l)
[x]: {at}/d
[x][y]
<{at}/a>
{at}/bare
www.127.0.0.1.example
somebody@example.org
`code`
```
    indented
| a | b |
---
===
> quote
- [ ] task
* item
+ item
1. one
1) one
***
~~~
**bold** _it_ ~~gone~~
\*escaped\*
# heading
:smile: $x^2$
#import "@preview/x:1.0.0"
#image("/etc/passwd")
#read("/etc/passwd")
#link("{at}/t")[x]
#eval("1+1")
#sys.inputs
#pagebreak()
= Heading
@reference
// comment
/* comment
$ x^2 $
{{7*7}} {claimant.__class__} {0} {}
""".strip().splitlines()
_LETTERS = (
    "\u202egnp.exe",
    "\u2066\u2069\u200b\ufeff",
    "\x00\x1b[31m",
    "a" * 3000,
    "\u0301" * 200,
    "Z\u0335\u0316" * 60,
    "🔥" * 40,
    "𓀀𐏓",
    "🇦🇿👨\u200d👩\u200d👧",
    "line\u2028break\u2029and\x85more",
)
_STARTS = ("", " ", "\n", "x ", '"', "'>", "\t", "|", "\u00a0", "](")


def texts(at: str, *, every: bool) -> list[str]:
    """Return each text behind each start, or each text once with the starts in turn."""
    found = [line.replace("{at}", at) for line in (*_LINES, *_LETTERS)]
    if every:
        return [start + text for start, text in product(_STARTS, found)]
    return [_STARTS[i % len(_STARTS)] + text for i, text in enumerate(found)]
