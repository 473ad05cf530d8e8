"""SIMULATED notices: every documented layout, in every language of the table, sent on in every way people use.

Labels and subjects are the documented ones; prose, names, addresses and ids are made up. `Letter` is what a case expects,
`LAYOUTS` write the notice, `WAYS` wrap it: a test may combine any with any.
"""

from __future__ import annotations

import base64
import html
import quopri
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from email.header import Header

LABELS = {
    "en": ("Video title", "Video url", "Content used", "Content found in", "Removal request issued by", "Contact info"),
    "ru": ("Название видео", "URL видео", "Использованный контент", "Контент найден", "Запрос на удаление отправил", "Контактная информация"),
    "tr": ("Video başlığı", "Video URL'si", "Kullanılan içerik", "İçeriğin bulunduğu yer", "Kaldırma isteğini gönderen", "İletişim bilgileri"),
    "az": ("Videonun adı", "Videonun URL-i", "İstifadə edilən kontent", "Kontentin tapıldığı yer", "Silinmə sorğusunu göndərən", "Əlaqə məlumatı"),
}  # fmt: skip
OPENING = {
    "en": ("Hello {channel},", "A copyright owner used our form, and so this cannot be watched any more:"),
    "ru": (
        "Здравствуйте, {channel}!",
        "Мы получили запрос на удаление видео в связи с нарушением авторских прав. Удалено следующее:",
    ),
    "tr": (
        "Merhaba {channel},",
        "Telif hakkı nedeniyle yayından kaldırma talebi aldık. Bu yüzden şu video kaldırıldı:",
    ),
    "az": ("Salam, {channel}!", "Müəllif hüququ ilə bağlı silinmə sorğusu aldıq. Buna görə bu video silindi:"),
}
STRIKE = {
    "en": "You received a copyright strike\nYou now have {n} copyright strikes.\n\nWays to clear a strike\nGet a retraction, or submit a counter notification.\nA channel with 3 copyright strikes can be terminated.",
    "ru": "Вы получили предупреждение о нарушении авторских прав\nТеперь у вас {n} предупреждения.\n\nВы можете подать встречное уведомление или попросить отозвать запрос.",
    "tr": "Telif hakkı ihtarı aldınız\nŞu anda {n} telif hakkı ihtarınız var.\n\nKarşı bildirim gönderebilir veya talebin geri çekilmesini isteyebilirsiniz.",
    "az": "Müəllif hüququ xəbərdarlığı aldınız\nHazırda {n} müəllif hüququ xəbərdarlığınız var.\n\nƏks bildiriş göndərə və ya sorğunun geri götürülməsini xahiş edə bilərsiniz.",
}


@dataclass(frozen=True)
class Video:
    """One claim of a case."""

    id: str = "Qx7_aZ-91Lk"
    title: str = "Morning market"
    claimant: str | None = "Copper Lantern Media"
    email: str | None = "rights@copperlantern.example"
    work: str | None = "Our film about the market"
    found_in: str | None = "Entire video"

    @property
    def url(self) -> str:
        return f"https://www.youtube.com/watch?v={self.id}"


@dataclass(frozen=True)
class Letter:
    """What a notice says; the expectation of a case is made from it, never from a reading."""

    language: str = "en"
    channel: str = "Blue Gate Radio"
    videos: tuple[Video, ...] = (Video(),)
    strikes: int | None = 2
    case_id: str | None = None
    sent_at: datetime = datetime(2026, 2, 11, 9, 40, tzinfo=UTC)
    subject: str = "[Copyright takedown notice] Your video has been taken down from YouTube"
    event_type: str | None = "takedown"
    parsed: bool = True
    text: str = ""
    html: str | None = None
    fields: tuple[str, ...] = ("video_id", "video_title", "claimant_name", "claimant_email", "work_text", "found_in")


def g1(letter: Letter) -> Letter:
    """Prose with the claimant, then bare title and address lines."""
    videos = tuple(replace(video, email=None, work=None, found_in=None) for video in letter.videos)
    lists = "\n\n".join(f"{video.title}\n{video.url.replace('https', 'http')}" for video in videos)
    word = {1: "first", 2: "second"}[letter.strikes or 1]
    text = (
        f"Dear {letter.channel},\n\nThe following was disabled as a result of a third-party notification from "
        f"{videos[0].claimant} claiming that it is infringing:\n\n{lists}\n\n"
        f"This is the {word} copyright strike against your account.\n\nThe YouTube Team"
    )
    return replace(letter, videos=videos, text=text, subject="Disabled video", strikes=letter.strikes or 1)


def g2(letter: Letter) -> Letter:
    """Three labels, claimant last."""
    videos = tuple(replace(video, email=None, work=None, found_in=None) for video in letter.videos)
    rows = "\n\n".join(f"Video title: {v.title}\nVideo url: {v.url}\nTakedown issued by: {v.claimant}" for v in videos)
    return _with_opening(
        replace(letter, videos=videos, subject="Some of your videos have been taken down from YouTube"), rows
    )


def g2b(letter: Letter) -> Letter:
    """As G2, with the contact before the claimant."""
    videos = tuple(replace(video, work=None, found_in=None) for video in letter.videos)
    rows = "\n\n".join(
        f"Video title: {v.title}\nVideo url: {v.url}\nContact info: {v.email}\nTakedown issued by: {v.claimant}"
        for v in videos
    )
    return _with_opening(
        replace(letter, videos=videos, subject="Some of your videos have been taken down from YouTube"), rows
    )


def g3(letter: Letter) -> Letter:
    """Six labels, in the letter's language."""
    return _with_opening(letter, _six_labels(letter))


def scheduled(letter: Letter) -> Letter:
    """As G3, but the video is still there for seven days."""
    told = {
        "en": "The video is scheduled to be removed. Unless you delete it, it will be gone in 7 days.",
        "ru": "Видео будет удалено через 7 дней, если вы не удалите его сами.",
        "tr": "Video 7 gün içinde yayından kaldırılacak.",
        "az": "Video 7 gün ərzində silinəcək.",
    }[letter.language]
    made = _with_opening(replace(letter, strikes=None), f"{told}\n\n{_six_labels(letter)}")
    return replace(made, event_type="scheduled_takedown", subject="About your video")


def termination(letter: Letter) -> Letter:
    """A copyright termination: prose, then G3 blocks."""
    told = {
        "en": "Your YouTube account has been disabled: there are multiple copyright strikes associated with the videos below.",
        "ru": "Ваш аккаунт YouTube был заблокирован из-за нарушения авторских прав в этих видео:",
        "tr": "YouTube hesabınız telif hakkı nedeniyle kapatıldı. İlgili videolar:",
        "az": "YouTube hesabınız müəllif hüququ ilə bağlı bağlandı. Videolar:",
    }[letter.language]
    made = _with_opening(replace(letter, strikes=None), f"{told}\n\n{_six_labels(letter)}")
    return replace(
        made,
        event_type="channel_termination",
        subject="[Copyright takedown notice] Your YouTube Account has been disabled",
    )


def acknowledgement(letter: Letter) -> Letter:
    """The automatic answer to a counter-notification."""
    videos = tuple(replace(video, email=None, work=None, found_in=None) for video in letter.videos)
    groups = "\n\n".join(f"Videos taken down by {v.claimant}:\n{v.url}" for v in videos)
    text = f"Hello,\n\nThank you for your counter notification. We have started to review it.\n\n{groups}\n\nThis can take a while."
    return _thread(replace(letter, videos=videos, text=text), "counter_notification")


def refusal_a(letter: Letter) -> Letter:
    """No necessary rights."""
    text = (
        "Hi there,\n\nThank you for your counter notification. It seems you do not have the necessary rights to post this, "
        f"so we won't be forwarding it. The strike expires after three months with Copyright School.\n\n"
        f"Videos included in counter notification:\n{_urls(letter)}\n\nDisplay name of uploader: {letter.channel}"
    )
    return _thread(_nameless(replace(letter, text=text)), "counter_refused")


def refusal_b(letter: Letter) -> Letter:
    """No valid reason seen."""
    text = (
        "Hello,\n\nIt is unclear to us whether you have a valid reason for filing a counter notification. You could ask the "
        f"claimant for a retraction, or wait.\n\nVideos included in counter notification:\n{_urls(letter)}"
    )
    return _thread(_nameless(replace(letter, text=text)), "counter_refused")


def forwarded_counter(letter: Letter) -> Letter:
    """Sent on to the claimant."""
    text = (
        "Hello,\n\nWe have forwarded your counter notification to the claimant, who has 10 US business days to show that a "
        f"lawsuit was filed.\n\nVideos included in counter notification:\n{_urls(letter)}"
    )
    return _thread(_nameless(replace(letter, text=text)), "counter_forwarded")


def content_id_2012(letter: Letter) -> Letter:
    """Title with its address in brackets."""
    video = replace(letter.videos[0], email=None, work=None, found_in=None)
    text = (
        f"Dear {letter.channel},\n\nYour video, {video.title} ({video.url.replace('https', 'http')}), may have content that is "
        f"owned or licensed by {video.claimant}.\n\nNo action is required on your part."
    )
    return replace(
        letter, videos=(video,), text=text, strikes=None, event_type="content_id_claim", subject="Your video"
    )


def content_id_2016(letter: Letter) -> Letter:
    """Three labels, no address."""
    video = replace(letter.videos[0], id="", email=None, work=None, found_in=None)
    text = (
        f"Hi {letter.channel},\n\nA copyright owner using Content ID claimed some material in your video.\n\nThis is not a "
        f"copyright strike.\n\nVideo title: {video.title}\nIncludes: Visual content\nClaimed by: {video.claimant}\n"
    )
    return replace(letter, videos=(video,), text=text, strikes=None, event_type="content_id_claim", subject="A claim")


def content_id_block(letter: Letter) -> Letter:
    """As 2016, blocked."""
    made = content_id_2016(letter)
    return replace(made, text=made.text.replace("A copyright owner using Content ID claimed some material in your video.", "Due to a copyright claim, your YouTube video has been blocked."))  # fmt: skip


def retraction(letter: Letter) -> Letter:
    """SIMULATED wording: no genuine one is known."""
    told = {
        "en": "Good news: the copyright removal request for this video has been retracted.",
        "ru": "Хорошие новости: заявитель отозвал запрос на удаление из-за авторских прав.",
        "tr": "İyi haber: telif hakkı kaldırma talebi geri çekildi.",
        "az": "Yaxşı xəbər: müəllif hüququ ilə bağlı silinmə sorğusu geri götürüldü.",
    }[letter.language]
    return _net(letter, told, "retraction")


def reinstatement(letter: Letter) -> Letter:
    """SIMULATED wording: no genuine one is known."""
    told = {
        "en": "After your counter notification, your video has been reinstated.",
        "ru": "После рассмотрения вопроса об авторских правах: ваше видео восстановлено.",
        "tr": "Telif hakkı konusundaki bildiriminiz üzerine videonuz yeniden yayında.",
        "az": "Müəllif hüququ məsələsi həll olundu: videonuz bərpa edildi.",
    }[letter.language]
    return _net(letter, told, "reinstatement")


def guidelines(letter: Letter) -> Letter:
    """A Community Guidelines removal: none of ours."""
    text = (
        f"Hi {letter.channel},\n\nYour content was removed as it goes against our Community Guidelines:\n\nVideo: "
        f"{letter.videos[0].title}\n\nThis is your first Community Guidelines strike. It is not a copyright strike."
    )
    return replace(
        letter, text=text, videos=(), strikes=None, event_type=None, parsed=False, subject="Your content was removed"
    )


LAYOUTS: dict[str, Callable[[Letter], Letter]] = {
    "g1": g1, "g2": g2, "g2b": g2b, "g3": g3, "scheduled": scheduled, "termination": termination,
    "acknowledgement": acknowledgement, "refusal_a": refusal_a, "refusal_b": refusal_b, "forwarded": forwarded_counter,
    "content_id_2012": content_id_2012, "content_id_2016": content_id_2016, "content_id_block": content_id_block,
    "retraction": retraction, "reinstatement": reinstatement, "guidelines": guidelines,
}  # fmt: skip
#: Layouts that can be written in each language; of the others only English texts are documented.
TRANSLATED = ("g3", "scheduled", "termination", "retraction", "reinstatement")


def _with_opening(letter: Letter, rows: str) -> Letter:
    greeting, opening = OPENING[letter.language]
    strike = "\n\n" + STRIKE[letter.language].format(n=letter.strikes) if letter.strikes else ""
    footer = "\n\nGoogle LLC d/b/a YouTube, 901 Cherry Ave, San Bruno, CA 94066"
    if letter.language == "en" and "Takedown issued by" in rows:
        opening = "Due to a copyright takedown notice that we received, these are gone:"
    return replace(letter, text=f"{greeting.format(channel=letter.channel)}\n\n{opening}\n\n{rows}{strike}{footer}")


def _six_labels(letter: Letter) -> str:
    title, url, work, found, by, contact = LABELS[letter.language]
    return "\n\n".join(
        f"{title}: {v.title}\n{url}: {v.url}\n{work}: {v.work}\n{found}: {v.found_in}\n{by}: {v.claimant}\n{contact}: {v.email}"
        for v in letter.videos
    )


def _urls(letter: Letter) -> str:
    return "\n".join(video.url for video in letter.videos)


def _nameless(letter: Letter) -> Letter:
    videos = tuple(replace(v, title="", claimant=None, email=None, work=None, found_in=None) for v in letter.videos)
    return replace(letter, videos=videos)


def _thread(letter: Letter, event_type: str) -> Letter:
    case_id = "K3JH7QW2N5PX4RTZ6MCVBLYEDA"
    subject = f"Re: [{case_id}] New Copyright Counter-Notification"
    return replace(
        letter,
        case_id=case_id,
        subject=subject,
        event_type=event_type,
        strikes=None,
        fields=("video_id", "claimant_name"),
    )


def _net(letter: Letter, told: str, event_type: str) -> Letter:
    greeting, _ = OPENING[letter.language]
    video = replace(letter.videos[0], email=None, work=None, found_in=None, claimant=None)
    title, url = LABELS[letter.language][:2]
    text = f"{greeting.format(channel=letter.channel)}\n\n{told}\n\n{title}: {video.title}\n{url}: {video.url}\n"
    return replace(
        letter, videos=(video,), text=text, strikes=None, event_type=event_type, subject="News about your video"
    )


# ---- ways in which a notice reaches us


@dataclass(frozen=True)
class Sent:
    """The bytes, and what must be read from them."""

    raw: bytes
    letter: Letter
    notice_at: str | None
    #: The attached mail's own bytes, where it must be cut out exactly.
    inner: bytes | None = None
    forbidden: tuple[str, ...] = field(default=("owner@blue-gate.example", "no-reply@youtube.com", "Google LLC"))


FORWARDER = "From: Mudir <mudir@gate-desk.example>\r\nTo: ask@helpline.example\r\nDate: Fri, 13 Feb 2026 18:00:00 +0400\r\nMessage-ID: <outer.1@gate-desk.example>\r\n"


def mail(
    letter: Letter,
    body: str | None = None,
    kind: str = "plain",
    charset: str = "utf-8",
    encoding: str = "8bit",
    crlf: bool = True,
) -> bytes:
    """Write a notice as YouTube's own mail."""
    head = (
        f"From: YouTube <no-reply@youtube.com>\nTo: owner@blue-gate.example\nSubject: {Header(letter.subject, 'utf-8').encode() if not letter.subject.isascii() else letter.subject}\n"
        f"Date: {letter.sent_at:%a, %d %b %Y %H:%M:%S %z}\nMessage-ID: <{abs(hash_of(letter.text))}@mail.example>\nMIME-Version: 1.0\n"
        f'Content-Type: text/{kind}; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n\n'
    )
    raw = head.encode() + encoded(letter.text if body is None else body, charset, encoding)
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if crlf else raw


def hash_of(text: str) -> int:
    """A number for a text that is the same in every run."""
    return int.from_bytes(text.encode()[:16].ljust(16, b"0"), "big") % 10**9


def encoded(text: str, charset: str, encoding: str) -> bytes:
    data = text.encode(charset, errors="replace")
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data


def as_page(text: str) -> str:
    """Write a notice as a page: paragraphs with line breaks, addresses as links."""
    lines = [
        f'<a href="{line.split()[-1]}">{html.escape(line.split()[-1])}</a>'
        if line.startswith("http")
        else html.escape(line, quote=False)
        for line in text.split("\n")
    ]
    paragraphs = "<br>\n".join(lines).replace("<br>\n<br>\n", "</p>\n<p>")
    return f"<html><head><style>p {{ margin: 0 }}</style><title>YouTube</title></head><body><p>{paragraphs}</p></body></html>"


def as_cells(text: str) -> str:
    """Write a notice as a page whose labelled lines are rows of a table."""
    rows = []
    for line in text.split("\n"):
        label, colon, value = line.partition(": ")
        if colon and len(label) < 40 and not line.startswith("http"):
            rows.append(f"<tr><td><b>{html.escape(label)}:</b></td>\n<td>\n  {html.escape(value)}</td></tr>")
        else:
            rows.append(f'<tr><td colspan="2">{html.escape(line, quote=False)}</td></tr>')
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def _z(letter: Letter) -> str:
    return letter.sent_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _around(
    letter: Letter, head: str, body: str, before: str = "Please help us.\n\n", after: str = "\n\nWhat should we do?\n"
) -> bytes:
    text = f"{before}{head}\n\n{body}{after}"
    outer = (
        FORWARDER
        + f"Subject: {Header('Fwd: ' + letter.subject, 'utf-8').encode()}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return outer.encode() + text.replace("\n", "\r\n").encode()


def direct(letter: Letter) -> Sent:
    zone = timezone(timedelta(hours=-8))
    return Sent(mail(replace(letter, sent_at=letter.sent_at.astimezone(zone))), letter, _z(letter))


def direct_lf_base64(letter: Letter) -> Sent:
    return Sent(mail(letter, encoding="base64", crlf=False), letter, _z(letter))


def direct_quoted_printable(letter: Letter) -> Sent:
    return Sent(mail(letter, encoding="quoted-printable"), letter, _z(letter))


def direct_page(letter: Letter) -> Sent:
    return Sent(mail(letter, as_page(letter.text), "html", encoding="quoted-printable"), letter, _z(letter))


def direct_cells(letter: Letter) -> Sent:
    return Sent(mail(letter, as_cells(letter.text), "html", encoding="base64"), letter, _z(letter))


def both_parts(letter: Letter) -> Sent:
    head = FORWARDER.replace("Mudir <mudir@gate-desk.example>", "YouTube <no-reply@youtube.com>").replace(
        "Fri, 13 Feb 2026 18:00:00 +0400", f"{letter.sent_at:%a, %d %b %Y %H:%M:%S +0000}"
    )
    page = as_page(letter.text)
    body = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="=_b1"\r\n\r\npreamble\r\n--=_b1\r\n'
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(letter.text.encode()).decode()}\r\n--=_b1\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{quopri.encodestring(page.encode()).decode()}\r\n--=_b1--\r\n"
    )
    return Sent((head + f"Subject: {Header(letter.subject, 'utf-8').encode()}\r\n" + body).encode(), letter, _z(letter))


def paste(letter: Letter) -> Sent:
    return Sent(letter.text.encode(), replace(letter, case_id=None), None)


def paste_utf16(letter: Letter) -> Sent:
    return Sent(letter.text.replace("\n", "\r\n").encode("utf-16"), replace(letter, case_id=None), None)


def quoted_paste(letter: Letter) -> Sent:
    return Sent(
        "\n".join(f"> > {line}" if line else "> >" for line in letter.text.split("\n")).encode(),
        replace(letter, case_id=None),
        None,
    )


def markdown_paste(letter: Letter) -> Sent:
    lines = []
    for line in letter.text.split("\n"):
        label, colon, value = line.partition(": ")
        is_label = colon and (
            label in sum(LABELS.values(), ()) or label in ("Takedown issued by", "Claimed by", "Includes")
        )
        lines.append(f"- **{label}:** {value}" if is_label else line)
    return Sent("\n".join(lines).encode(), replace(letter, case_id=None), None)


def gmail(letter: Letter) -> Sent:
    head = f"---------- Forwarded message ---------\nFrom: YouTube <no-reply@youtube.com>\nDate: {letter.sent_at:%a, %b %-d, %Y} at {letter.sent_at:%-I:%M}\u202f{letter.sent_at:%p}\nSubject: {letter.subject}\nTo: <owner@blue-gate.example>"
    return Sent(_around(letter, head, letter.text), letter, f"{letter.sent_at:%Y-%m-%d}")


def gmail_russian(letter: Letter) -> Sent:
    head = f"---------- Пересылаемое сообщение ---------\nОт: YouTube <no-reply@youtube.com>\nДата: ср, {letter.sent_at.day} февр. 2026 г. в 13:40\nТема: {letter.subject}\nКому: <owner@blue-gate.example>"
    return Sent(
        _around(letter, head, letter.text, "Здравствуйте, помогите.\n\n", "\n\nЧто делать?\n"),
        letter,
        f"{letter.sent_at:%Y-%m-%d}",
    )


def gmail_turkish(letter: Letter) -> Sent:
    head = f"---------- Yönlendirilmiş ileti ---------\nGönderen: YouTube <no-reply@youtube.com>\nTarih: {letter.sent_at.day} Şub 2026 Çar, 12:40\nKonu: {letter.subject}\nAlıcı: <owner@blue-gate.example>"
    return Sent(
        _around(letter, head, letter.text, "Merhaba,\nyardım edin.\n\n", "\n\nNe yapmalıyız?\n"),
        letter,
        f"{letter.sent_at:%Y-%m-%d}",
    )


def gmail_azerbaijani(letter: Letter) -> Sent:
    head = f"---------- Yönləndirilmiş mesaj ---------\nKimdən: YouTube <no-reply@youtube.com>\nTarix: {letter.sent_at.day} fevral 2026, 13:40\nMövzu: {letter.subject}\nKimə: <owner@blue-gate.example>"
    return Sent(
        _around(letter, head, letter.text, "Salam,\nkömək edin.\n\n", "\n\nNə etməliyik?\n"),
        letter,
        f"{letter.sent_at:%Y-%m-%d}",
    )


def outlook(letter: Letter) -> Sent:
    head = f"-----Original Message-----\nFrom: YouTube [mailto:no-reply@youtube.com] \nSent: {letter.sent_at:%A, %B %-d, %Y} 9:40 AM\nTo: owner@blue-gate.example\nSubject: {letter.subject}"
    body = letter.text
    for video in letter.videos:
        body = body.replace(video.url, f"{video.url}<{video.url}>") if video.id else body
        body = body.replace(video.email, f"{video.email}<mailto:{video.email}>") if video.email else body
    return Sent(_around(letter, head, body, "Dear helpline,\nsee below.\n\n"), letter, f"{letter.sent_at:%Y-%m-%d}")


def outlook_russian(letter: Letter) -> Sent:
    head = f"________________________________\nОт: YouTube <no-reply@youtube.com>\nОтправлено: среда, {letter.sent_at.day} февраля 2026 г. 13:40\nКому: owner@blue-gate.example\nТема: {letter.subject}"
    return Sent(_around(letter, head, letter.text, "Добрый день!\n\n"), letter, f"{letter.sent_at:%Y-%m-%d}")


def outlook_turkish(letter: Letter) -> Sent:
    head = f"Kimden: YouTube <no-reply@youtube.com>\nGönderildi: {letter.sent_at.day} Şubat 2026 Çarşamba 12:40\nKime: owner@blue-gate.example\nKonu: {letter.subject}"
    return Sent(_around(letter, head, letter.text, "Bakar mısınız?\n\n"), letter, f"{letter.sent_at:%Y-%m-%d}")


def apple(letter: Letter) -> Sent:
    head = f"Begin forwarded message:\n\nFrom: YouTube <no-reply@youtube.com>\nSubject: {letter.subject}\nDate: {letter.sent_at:%B %-d, %Y} at 1:40:00 PM GMT+4\nTo: owner@blue-gate.example"
    return Sent(_around(letter, head, letter.text), letter, _z(letter))


def thunderbird(letter: Letter) -> Sent:
    head = f"-------- Forwarded Message --------\nSubject: \t{letter.subject}\nDate: \t{letter.sent_at:%a, %-d %b %Y %H:%M:%S +0000}\nFrom: \tYouTube <no-reply@youtube.com>\nTo: \towner@blue-gate.example"
    return Sent(_around(letter, head, letter.text), letter, _z(letter))


def answered(letter: Letter) -> Sent:
    head = f"On {letter.sent_at:%a, %b %-d, %Y} at 9:40 AM YouTube <no-reply@youtube.com>\nwrote:"
    body = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    return Sent(_around(letter, head, body), letter, f"{letter.sent_at:%Y-%m-%d}")


def twice_forwarded(letter: Letter) -> Sent:
    inner = gmail(letter)
    head = "---------- Forwarded message ---------\nFrom: Editor <editor@blue-gate.example>\nDate: Thu, Feb 12, 2026 at 8:00 AM\nSubject: Fwd: notice\nTo: <mudir@gate-desk.example>"
    body = inner.raw.decode().split("\r\n\r\n", 1)[1].replace("\r\n", "\n")
    return Sent(_around(letter, head, body), letter, inner.notice_at)


def attached(letter: Letter) -> Sent:
    inner = mail(letter, encoding="quoted-printable")
    outer = FORWARDER + (
        'Subject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="xyz"\r\n\r\n--xyz\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        'Salam, əlavədəki məktuba baxın.\r\n--xyz\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="notice.eml"\r\n\r\n'
    )
    return Sent(outer.encode() + inner + b"\r\n--xyz--\r\n", letter, _z(letter), inner)


def attached_base64(letter: Letter) -> Sent:
    inner = mail(letter, crlf=False)
    outer = FORWARDER + (
        'Subject: notice\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="xyz"\r\n\r\n--xyz\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
        '<div dir=ltr>look</div>\r\n--xyz\r\nContent-Type: application/octet-stream; name="notice.eml"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n'
    )
    return Sent(outer.encode() + base64.encodebytes(inner) + b"\r\n--xyz--\r\n", letter, _z(letter), inner)


def outlook_page(letter: Letter) -> Sent:
    head = f"<div><b>From:</b> YouTube &lt;no-reply@youtube.com&gt;<br><b>Sent:</b> {letter.sent_at:%A, %B %-d, %Y} 9:40 AM<br><b>To:</b> owner@blue-gate.example<br><b>Subject:</b> {html.escape(letter.subject)}</div>"
    page = f"<html><body><p>Dear helpline,</p><hr>{head}<div>{as_page(letter.text).split('<body>')[1]}"
    outer = (
        FORWARDER
        + "Subject: FW: notice\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return Sent(outer.encode() + base64.encodebytes(page.encode()), letter, f"{letter.sent_at:%Y-%m-%d}")


WAYS: dict[str, Callable[[Letter], Sent]] = {
    way.__name__: way
    for way in (
        direct, direct_lf_base64, direct_quoted_printable, direct_page, direct_cells, both_parts, paste, paste_utf16, quoted_paste,
        markdown_paste, gmail, gmail_russian, gmail_turkish, gmail_azerbaijani, outlook, outlook_russian, outlook_turkish, apple,
        thunderbird, answered, twice_forwarded, attached, attached_base64, outlook_page,
    )
}  # fmt: skip


def expected(sent: Sent) -> dict[str, object]:
    """Return what `strikes explain notice` must say of it."""
    letter = sent.letter
    names = dict(
        zip(
            ("video_id", "video_title", "claimant_name", "claimant_email", "work_text", "found_in"),
            ("id", "title", "claimant", "email", "work", "found_in"),
            strict=True,
        )
    )
    claims = [{name: getattr(video, names[name]) or None for name in letter.fields} for video in letter.videos]
    told: dict[str, object] = {
        "parsed": letter.parsed,
        "event_type": letter.event_type,
        "claims": claims,
        "strikes_standing": letter.strikes,
        "case_id": letter.case_id,
    }
    return told | ({"language": letter.language, "notice_at": sent.notice_at} if letter.parsed else {})
