"""Sound, film and movement (WCAG 1.2, 1.4.2, 2.2.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.language_tags import primary
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_FRAGMENT = re.compile(r"#t=(?:npt:)?([\d.:]*)(?:,([\d.:]+))?")
_TRANSCRIPT = re.compile(
    r"transkri|transcri|tekstversjon|tekstutgave|tekstutgåve|manus|text version|"
    r"som tekst|as text",
    re.I,
)
_DESCRIBED = re.compile(r"synstolk|audio descri|lydbeskriv", re.I)
_CAPTIONED = re.compile(r"undertekst|teksta|tekstet|captions|subtitl", re.I)
_FILM_HOSTS = re.compile(r"youtube|youtu\.be|vimeo|qbrick|mediasite|panopto|kaltura", re.I)
_PLAY_WORDS = re.compile(r"play|pause|mute|stop|volum|spill|stans|demp|lyd av", re.I)
_NORWEGIAN = frozenset({"nb", "nn", "no"})
_STARTS = re.compile(r"[?&]autoplay=(?:1|true)\b", re.I)
_MUTED = re.compile(r"[?&](?:mute|muted)=(?:1|true)\b", re.I)
_MAX_SECONDS = 3.0
_ROOM_FOR_TEXT = 25
"""A page with fewer words can hold no text version of a recording."""


def autoplay(page: Page) -> Iterator[Problem]:
    """Sound that starts by itself, lasts over three seconds and has no control."""
    for element in _sounding(page):
        stoppable = element.has("controls") or _has_own_controls(page, element)
        if _seconds(element) > _MAX_SECONDS and not stoppable:
            yield problem(element, tag=element.tag)
    for element in page.tree.tagged("iframe", "embed"):
        address = element.get("src")
        starts = _FILM_HOSTS.search(address) and _STARTS.search(address)
        if starts and not _MUTED.search(address) and page.exposure.is_rendered(element):
            yield review(element, tag=element.tag)


def autoplay_long(page: Page) -> Iterator[Problem]:
    """Sound that starts by itself and lasts over three seconds, stopped or not."""
    for element in _sounding(page):
        if _seconds(element) > _MAX_SECONDS:
            yield problem(element, tag=element.tag)


def autoplay_without_control(page: Page) -> Iterator[Problem]:
    """Sound that starts by itself and that nothing on the page can stop."""
    for element in _sounding(page):
        stoppable = element.has("controls") or _has_own_controls(page, element)
        if not stoppable and _seconds(element) > 0:
            yield problem(element, tag=element.tag)


def _sounding(page: Page) -> Iterator[Element]:
    for element in page.tree.tagged("audio", "video"):
        if element.has("autoplay") and not element.has("muted") and not element.has("paused"):
            yield element


def _seconds(element: Element) -> float:
    """How long a media fragment surely lasts.

    Endless without a fragment; 0 for one that names its start and no end.
    """
    addresses = [element.get("src"), *(s.get("src") for s in element.find_all("source"))]
    lengths = []
    for address in addresses:
        found = _FRAGMENT.search(address)
        if found is not None and found.group(2):
            lengths.append(_clock(found.group(2)) - _clock(found.group(1) or "0"))
        elif found is not None:
            lengths.append(0.0)
        elif address:
            return float("inf")
    return max(lengths, default=float("inf"))


def _clock(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        try:
            seconds = seconds * 60 + float(part or 0)
        except ValueError:
            return 0.0
    return seconds


def _has_own_controls(page: Page, element: Element) -> bool:
    """True when a button that assistive technology meets says play, pause or mute."""
    return any(_PLAY_WORDS.search(page.name(button)) for button in page.with_role("button"))


def captions_missing(page: Page) -> Iterator[Problem]:
    """Films without a caption track."""
    for element in page.tree.tagged("video"):
        kinds = {track.get("kind", "subtitles").lower() for track in element.find_all("track")}
        if not kinds & {"captions", "subtitles"} and _is_played(page, element):
            yield review(element)


def embedded_film(page: Page) -> Iterator[Problem]:
    """Films from a film host, which must be looked at."""
    for element in page.tree.tagged("iframe", "embed"):
        address = element.get("src") or element.get("data-src")
        if _FILM_HOSTS.search(address) and page.exposure.is_rendered(element):
            yield review(element, source=address[:80])


def description_missing(page: Page) -> Iterator[Problem]:
    """Films without a track or a text that says what one sees."""
    for element in page.tree.tagged("video"):
        kinds = {track.get("kind").lower() for track in element.find_all("track")}
        if "descriptions" in kinds or not _is_played(page, element):
            continue
        if not _DESCRIBED.search(page.text) and not _TRANSCRIPT.search(page.text):
            yield review(element)


def transcript_missing(page: Page) -> Iterator[Problem]:
    """Recordings of sound without a text version."""
    for element in page.tree.tagged("audio"):
        if not page.exposure.is_rendered(element) or _TRANSCRIPT.search(page.text):
            continue
        bare = len(page.text.split()) < _ROOM_FOR_TEXT
        yield problem(element) if bare else review(element)


def film_without_text(page: Page) -> Iterator[Problem]:
    """Films on pages that hold no text version that assistive technology could read."""
    if len(page.names.text_content(page.body).split()) >= _ROOM_FOR_TEXT:
        return
    for element in page.tree.tagged("video"):
        if _is_played(page, element) and not _TRANSCRIPT.search(page.text):
            yield problem(element)


def _is_played(page: Page, element: Element) -> bool:
    muted_loop = element.has("muted") and element.has("loop") and not element.has("controls")
    return page.exposure.is_rendered(element) and not muted_loop


_SOUND_FILE = re.compile(r"\.(?:mp3|wav|ogg|oga|m4a|aac|flac)(?:$|[?#])", re.I)
_FILM_FILE = re.compile(r"\.(?:mp4|m4v|webm|mov|avi|wmv|ogv)(?:$|[?#])", re.I)


def linked_recording(page: Page) -> Iterator[Problem]:
    """Links to a file of sound or film, which needs a text version or captions."""
    if _TRANSCRIPT.search(page.text):
        return
    for link in page.with_role("link"):
        address = link.get("href")
        kind = _SOUND_FILE.search(address) or _FILM_FILE.search(address)
        told = _CAPTIONED.search(page.name(link)) or _DESCRIBED.search(page.name(link))
        if kind is not None and not told:
            yield review(link, text=page.name(link)[:60])


def no_controls(page: Page) -> Iterator[Problem]:
    """Films that no button can start or stop."""
    for element in page.tree.tagged("video", "audio"):
        silent_loop = element.has("muted") or element.has("loop")
        bare = not element.has("controls") and not element.has("autoplay") and not silent_loop
        shown = element.tag == "video" and page.is_visible(element)
        if bare and shown and not page.has_script and not _has_own_controls(page, element):
            yield review(element, tag=element.tag)


def captions_in_other_language(page: Page) -> Iterator[Problem]:
    """Caption tracks in another language than the page, where none is in its own."""
    own = primary(page.language(page.body))
    if not own:
        return
    for element in page.tree.tagged("video"):
        tracks = [
            track
            for track in element.find_all("track")
            if track.get("kind", "subtitles").lower() in {"captions", "subtitles"}
            and track.get("srclang").strip()
        ]
        languages = {primary(track.get("srclang")) for track in tracks}
        near = _NORWEGIAN if own in _NORWEGIAN else frozenset({own})
        if languages and not languages & near:
            yield review(tracks[0], language=tracks[0].get("srclang")[:10])
