"""Bytes to text: what a mail declares, where it can be true; else what the bytes look like. Never utf-7."""

from __future__ import annotations

import re

#: Charsets that mails of our languages come in, by the name of Python's codec. What is not here is not used:
#: utf-7 turns harmless letters into markup, and unknown names raise.
_ALLOWED = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252",
    "cp1252": "cp1252", "iso-8859-2": "iso8859-2", "iso-8859-3": "iso8859-3", "windows-1250": "cp1250",
    "windows-1251": "cp1251", "cp1251": "cp1251", "cp-1251": "cp1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "iso-8859-5": "iso8859-5", "cp866": "cp866", "ibm866": "cp866", "x-mac-cyrillic": "mac-cyrillic",
    "windows-1254": "cp1254", "cp1254": "cp1254", "iso-8859-9": "cp1254", "latin5": "cp1254",
    "x-mac-turkish": "mac-turkish",
    "iso-8859-15": "iso8859-15", "windows-1256": "cp1256", "windows-1253": "cp1253", "windows-1257": "cp1257",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "euc-kr": "euc-kr",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932", "euc-jp": "euc-jp", "iso-2022-jp": "iso2022-jp",
}  # fmt: skip
#: Codecs whose bytes may be plain ASCII and still mean other letters.
_STATEFUL = ("iso2022-jp", "utf-16", "utf-16-le", "utf-16-be")
_PLAIN = ("utf-8", "us-ascii", "iso-8859-1", "windows-1251", "koi8-r", "windows-1254")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def decoded(data: bytes, declared: str | None = None) -> str:
    """Return the text of the bytes; letters that cannot be read become U+FFFD, nothing is raised."""
    if data.isascii() and (not declared or declared.lower() in _PLAIN):
        return data.decode("ascii")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace")
    codec = _ALLOWED.get((declared or "").strip().lower().replace("_", "-"), "")
    if codec in _STATEFUL:
        return data.decode(codec, errors="replace")
    if data.isascii():
        return data.decode("ascii")
    try:
        # Bytes that happen to be valid UTF-8 are UTF-8, whatever the mail declares: declarations are often wrong.
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(codec if codec not in ("", "utf-8") else _likely(data), errors="replace")


def _likely(data: bytes) -> str:
    """Guess the charset of bytes that declare none and are no UTF-8."""
    runs = [len(run) for run in _HIGH_RUN.findall(data[:20_000])]
    if sum(length <= 2 for length in runs) * 2 > len(runs) + 1:
        # High bytes stand alone among ASCII letters: a Latin script. Broken UTF-8 comes in longer runs.
        return "utf-8" if _is_nearly_utf8(data) else "cp1254"
    if _is_nearly_utf8(data):
        return "utf-8"
    return max(
        ("cp1251", "koi8-r", "cp866"), key=lambda codec: _looks_russian(data[:20_000].decode(codec, errors="replace"))
    )


def _is_nearly_utf8(data: bytes) -> bool:
    text = data[:20_000].decode("utf-8", errors="replace")
    return text.count("\ufffd") * 10 < sum(ord(letter) > 127 for letter in text)


def _looks_russian(text: str) -> int:
    """Count small Russian letters against all else: the wrong charset swaps small and capital letters."""
    return sum((1 if "а" <= letter <= "я" else -1) for letter in text if ord(letter) > 127)
