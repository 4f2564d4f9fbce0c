"""The pages that the browser tests visit; each is named for what it shows."""

import gzip
import io
import math
import struct
import wave
from functools import lru_cache


def page(body: str, head: str = "", attributes: str = "") -> str:
    """A whole page in Bokmål with no fault but what `body` and `head` bring."""
    return (
        '<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8">'
        f"<title>Søk om plass i barnehage</title>{head}</head><body{attributes}><main>"
        f"<h1>Barnehage</h1>{body}</main></body></html>"
    )


LONG = "Du kan søke om plass hele året, men fristen for hovedopptaket er første mars. " * 4
COVER = "<p>Teksten under blir dekket av det som kommer fram over den her på siden.</p>"
TIP = "position:absolute;left:0;top:{top};width:300px;height:60px;background:#fff"


def hover(gap: str, extra: str = "") -> str:
    """A trigger with a tip that stands `gap` below it and shows only while hovered."""
    style = (
        "<style>#t{position:relative;height:30px;width:120px} #t .tip{display:none;"
        f"{TIP.format(top=gap)}}} #t:hover .tip{{display:block}}</style>"
    )
    return page(f'<div id="t">Pris<div class="tip">To tusen kroner</div></div>{extra}', style)


def reordered(style: str) -> str:
    """Two buttons in a flex box with `style`."""
    return page(
        f'<div style="display:flex;{style}"><button>Først</button><button>Så</button></div>'
    )


def with_box(style: str, inside: str = LONG) -> str:
    """Text in a box with `style`."""
    return page(f'<div id="box" style="{style}">{inside}</div>')


KEYS = (
    "<script>document.addEventListener('keydown', e => {{ if ({test}) "
    "document.querySelector('#list').append(document.createElement('li'), 'Ny') }})</script>"
)
TICK = "<script>let n = 0; setInterval(() => {{ document.querySelector('#n').textContent = {to} }}"
PAGES: dict[str, str] = {
    "toggle-stuck.html": page(
        '<button aria-expanded="false" onclick="m.hidden = !m.hidden">Meny</button>'
        '<div id="m" hidden><p>Åpent hele uka</p></div>'
    ),
    "toggle-silent.html": page(
        '<button onclick="m.hidden = !m.hidden">Meny</button>'
        '<div id="m" hidden><p>Åpent hele uka</p></div>'
    ),
    "toggle-told.html": page(
        '<button aria-expanded="false" onclick="m.hidden = !m.hidden;'
        "this.setAttribute('aria-expanded', String(!m.hidden))\">Meny</button>"
        '<div id="m" hidden><p>Åpent hele uka</p></div>'
    ),
    "toggle-risky.html": page(
        '<button aria-controls="m" onclick="m.remove()">Slett søknaden</button>'
        '<div id="m"><p>Åpent hele uka</p></div>'
    ),
    "dialog-behind.html": page(
        '<button aria-controls="m" onclick="m.hidden = false">Vis hjelp</button>'
        '<div id="m" role="dialog" aria-label="Hjelp" hidden><p>Ring oss</p></div>'
    ),
    "dialog-inside.html": page(
        '<button aria-controls="m" onclick="m.showModal()">Vis hjelp</button>'
        '<dialog id="m" aria-label="Hjelp"><button autofocus>Lukk hjelpen</button></dialog>'
    ),
    "focus-covered.html": page(
        '<p style="height:1500px">Barnehage</p><a href="#a">Søk om plass</a>'
        '<p style="height:30px">Hei</p>',
        "<style>.b{position:fixed;left:0;right:0;bottom:0;height:900px;background:#eee}</style>",
        "><div class='b'>Vi bruker kapsler</div",
    ),
    "sheet.css": "p{text-align:justify} .away{display:none} @media (min-width:900px)"
    "{.wide{display:block!important}} @media (max-width:300px){img{display:none}}",
    "sheet.html": page(
        f'<p>{LONG}</p><div class="away"><img src="a.png"></div>'
        '<div class="away wide"><img src="b.png"></div>',
        '<link rel="stylesheet" href="sheet.css">',
    ),
    "clean.html": page("<p>Søk innen første mars.</p>"),
    "axe.html": page('<p><img src="x.html"></p><p style="color:#bbb">Svak tekst</p>'),
    "parts.html": page(
        '<iframe title="Kart" srcdoc="<p>Vi skriver vedrørende kartet.</p>"></iframe>'
        '<iframe title="Skjult" hidden srcdoc="<p>Vi skriver vedrørende lånet.</p>"></iframe>'
        '<div id="vert"></div><script>document.querySelector("#vert")'
        ".attachShadow({mode: 'open'}).innerHTML = '<p>Søk i henhold til planen.</p>'</script>"
    ),
    "dead-links.html": page(
        '<p><a href="clean.html">Søk om plass</a> <a href="borte.html">Priser</a> '
        '<a href="https://elsewhere.example/">Et annet sted</a></p>'
    ),
    "refresh-away.html": "<!DOCTYPE html><title>x</title>"
    '<meta http-equiv="refresh" content="0; url=http://elsewhere.example/">',
    "modal.html": page(
        '<iframe title="Kart" tabindex="-1" srcdoc="<a href=x>En</a>"></iframe>'
        '<dialog aria-label="Spørsmål"><button>Lukk</button></dialog>'
        "<script>document.querySelector('dialog').showModal()</script>"
    ),
    "frame-shut.html": page(
        '<iframe title="Kart" tabindex="-1" srcdoc="<a href=x>En</a>"></iframe>'
    ),
    "aria-value.html": page(
        '<div role="combobox" aria-expanded="kanskje" aria-label="By" '
        'aria-controls="x" tabindex="0"></div><div id="x" role="listbox" aria-label="Byer"></div>'
    ),
    "unstyled.html": page(
        '<div style="width:700px">Bred</div><p style="color:#bbb">Svak tekst</p>',
        '<link rel="stylesheet" href="none.css">',
    ),
    "small.html": page(
        "".join(
            f'<button style="width:9px;height:9px;padding:0" aria-label="{n}"></button>'
            for n in range(9)
        )
    ),
    "gradient.html": page(
        '<p style="background:linear-gradient(#fff,#000);color:#333">Svak tekst</p>'
    ),
    "frame.html": page('<iframe title="Kart" src="axe.html"></iframe>'),
    "nested.html": page('<iframe title="Ytre" src="frame.html"></iframe>'),
    "srcdoc.html": page('<iframe title="Kart" srcdoc="<img src=x.html>"></iframe>'),
    "strict.html": page(
        "<p><img src=x.html></p>",
        '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">',
    ),
    "late.html": page(
        "<script>fetch('clean.html').then(r => r.text()).then(() => setTimeout(() => {"
        "document.querySelector('main').insertAdjacentHTML('beforeend', "
        "'<p id=late>Sent</p><button></button>') }, 60))</script>"
    ),
    "rejects.html": page("<script>axe._running = true</script>"),
    "no-axe.html": page("<script>addEventListener('load', () => { window.axe = 0 })</script>"),
    "loop.html": page("<script>for (;;);</script>"),
    "blocked.html": page(
        '<img alt="Et kart" src="http://tracker.example/pixel.png">'
        "<script>fetch('http://data.example/x').catch(() => "
        "document.querySelector('h1').append(' uten nett'))</script>"
    ),
    "cookies.html": page(
        '<div id="cookie-banner"><p>Vi bruker informasjonskapsler.</p>'
        "<button onclick=\"this.parentNode.remove();document.title='Avvist'\">Avvis alle</button>"
        "<button onclick=\"this.parentNode.remove();document.title='Godtatt'\">Godta alle</button>"
        "</div>"
    ),
    "double.html": page('<p><img src="x.html"></p><p style="color:#bbb">Svak tekst</p>'),
    "prose.html": page(f"<p>Vi foretar en vurdering i henhold til loven. {LONG}</p>"),
    "let-be.html": page(
        '<!-- klarsprak-ok nettleser/color-contrast: pynt --><p style="color:#bbb">Svak tekst</p>'
    ),
    "links.html": page('<p><a href="clean.html">Ren</a> <a href="axe.html#x">Axe</a></p>'),
    # focus
    "focus-gone.html": page(
        '<p><a href="#x">En</a> <a href="#y">To</a></p>', "<style>a:focus{outline:none}</style>"
    ),
    "focus-default.html": page('<p><a href="#x">En</a> <button>To</button></p>'),
    "focus-elsewhere.html": page(
        '<p><a href="#x" onfocus="m.style.visibility=\'visible\'" '
        "onblur=\"m.style.visibility='hidden'\">En</a></p>"
        '<p id="m" style="visibility:hidden">Her er du</p>',
        "<style>a:focus{outline:none}</style>",
    ),
    "focus-label.html": page(
        '<p><input type="checkbox" id="c" style="opacity:0"><label for="c">Ja</label></p>',
        "<style>:focus{outline:none} input:focus + label{outline:3px solid #000}</style>",
    ),
    "focus-slow.html": page(
        '<p><a href="#x">En</a></p>',
        "<style>a{transition:background-color 3s} a:focus{outline:none;"
        "background-color:#ff0}</style>",
    ),
    "focus-field.html": page(
        "<p><label>Navn <input></label></p>", "<style>:focus{outline:none}</style>"
    ),
    # traps
    "trap.html": page(
        '<p><a href="#x">En</a><button onblur="setTimeout(() => this.focus(), 10)">To</button>'
        '<a href="#y">Tre</a></p>'
    ),
    "trap-slow.html": page(
        '<p><a href="#x">En</a><button onblur="setTimeout(() => this.focus(), 40)">To</button>'
        '<a href="#y">Tre</a></p>'
    ),
    "trap-pair.html": page(
        '<p><button id="a" onblur="if (!window.t) { t = 1; b.focus(); t = 0 }">En</button>'
        '<button id="b" onblur="if (!window.t) { t = 1; a.focus(); t = 0 }">To</button>'
        '<a href="#y">Tre</a></p>'
    ),
    "trap-escape.html": page(
        '<p><button id="a" onkeydown="if (event.key === \'Escape\') this.onblur = null" '
        'onblur="setTimeout(() => a.focus(), 10)">En</button><a href="#y">To</a></p>'
    ),
    "trap-dialog.html": page(
        '<div role="dialog" aria-modal="true" aria-label="Spørsmål"><button id="a" '
        'onblur="setTimeout(() => a.focus(), 10)">Lukk</button></div><a href="#y">To</a>'
    ),
    "trap-none.html": page(
        '<p><a href="#x">En</a><label>Dato <input type="date"></label><button>To</button></p>'
    ),
    # order
    "order-turned.html": reordered("flex-direction:row-reverse"),
    "order-plain.html": reordered(""),
    # layout
    "wide.html": page('<div id="box" style="width:700px">' + LONG + "</div>"),
    "wide-table.html": page(
        "<table><tr>" + "".join(f"<th>Kolonne{n}</th>" for n in range(12)) + "</tr></table>"
    ),
    "wide-scroller.html": page(
        '<div tabindex="0" style="overflow-x:auto"><div style="width:900px">Bred</div></div>'
    ),
    "narrow.html": page(f"<p>{LONG}</p>"),
    "cut.html": with_box("overflow:hidden;height:30px;width:60%;line-height:20px"),
    "cut-later.html": with_box("overflow:hidden;height:20px;line-height:20px", "Søk innen mars."),
    "cut-scroll.html": with_box("overflow:auto;height:30px;line-height:20px"),
    "cut-dots.html": with_box("overflow:hidden;white-space:nowrap;text-overflow:ellipsis"),
    "cut-hidden.html": with_box(
        "position:absolute;overflow:hidden;height:1px;width:1px;clip:rect(0 0 0 0)"
    ),
    "spaced-cut.html": with_box(
        "overflow:hidden;height:60px;width:260px;line-height:20px",
        "Du kan søke om plass hele året, og svaret kommer i april.",
    ),
    "spaced-free.html": with_box("width:260px;line-height:20px"),
    # hover
    "hover-gap.html": hover("120px"),
    "hover-joined.html": hover("28px"),
    "hover-stays.html": hover("28px", COVER),
    "hover-nothing.html": page(
        '<p><a href="#x">En</a></p>', "<style>a:hover{color:#000;background:#ff0}</style>"
    ),
    "hover-focus.html": page(
        '<div id="t"><a href="#x">Pris</a><div class="tip">To tusen kroner</div></div>',
        "<style>#t{position:relative;height:30px;width:120px} #t .tip{display:none;"
        + TIP.format(top="28px")
        + "} #t:hover .tip, #t:focus-within .tip{display:block}</style>",
    ),
    # clicks
    "click.html": page(
        '<div id="a" style="cursor:pointer;width:99px">Søk nå</div>'
        "<script>a.addEventListener('click', () => { document.title = 'Takk' })</script>"
    ),
    "click-button.html": page(
        '<div id="a" role="button" tabindex="0" style="cursor:pointer">Søk nå</div>'
        "<script>a.addEventListener('click', () => { document.title = 'Takk' })</script>"
    ),
    "click-card.html": page(
        '<div id="a" style="cursor:pointer"><a href="#x">Søk nå</a><p>Frist i mars</p></div>'
        "<script>a.addEventListener('click', () => { document.title = 'Takk' })</script>"
    ),
    "click-counted.html": page(
        '<div id="a"><p>Frist i mars</p></div>'
        "<script>a.addEventListener('click', () => {}); "
        "document.addEventListener('click', () => {})</script>"
    ),
    # media
    "sound.html": page('<audio autoplay src="long.wav"></audio>'),
    "sound-short.html": page('<audio autoplay src="short.wav"></audio>'),
    "sound-controls.html": page('<audio autoplay controls src="long.wav"></audio>'),
    "sound-muted.html": page('<audio autoplay muted src="long.wav"></audio>'),
    "sound-button.html": page(
        '<audio autoplay src="long.wav"></audio><button>Slå av lyden</button>'
    ),
    # motion
    "ticks.html": page(
        '<p>Tall: <span id="n">0</span></p>' + TICK.format(to="++n") + ", 700)</script>"
    ),
    "ticks-once.html": page(
        '<p>Tall: <span id="n">0</span></p><script>setTimeout(() => { n.textContent = 1 }, 200)'
        "</script>"
    ),
    "ticks-stoppable.html": page(
        '<p>Tall: <span id="n">0</span></p><button>Stopp</button>'
        + TICK.format(to="++n")
        + ", 700)</script>"
    ),
    "spins.html": page(
        '<div style="width:200px;height:100px;background:#ddd;animation:s 2s infinite">Nytt</div>',
        "<style>@keyframes s{to{transform:translateX(300px)}}</style>",
    ),
    # shortcuts
    "key.html": page('<ul id="list"><li>En</li></ul>' + KEYS.format(test="e.key === '+'")),
    "key-ctrl.html": page(
        '<ul id="list"><li>En</li></ul>' + KEYS.format(test="e.ctrlKey && e.key === '+'")
    ),
    "key-setting.html": page(
        '<ul id="list"><li>En</li></ul><label><input type="checkbox">Uten taster</label>'
        + KEYS.format(test="e.key === '+'")
    ),
    "key-away.html": page(
        '<p><a href="#x">En</a></p>' + "<script>document.addEventListener('keydown', e => {"
        "if (e.key === 'h') location.href = 'clean.html' })</script>",
        "<style>a:focus{outline:none}</style>",
    ),
    "holds-back.html": page(
        "<p><button>En</button></p><script>alert('Hei'); document.addEventListener('keydown', "
        "() => { alert('Du'); window.open('clean.html') }); addEventListener('beforeunload', "
        "e => { e.preventDefault(); e.returnValue = 'Bli' })</script>"
    ),
    "key-hang.html": page(
        '<p><img src="x.html"></p>'
        "<script>document.addEventListener('keydown', () => { for (;;); })</script>"
    ),
    "robots.txt": "User-agent: *\nDisallow: /axe.html\n",
}


@lru_cache(maxsize=4)
def tone(seconds: float) -> bytes:
    """A WAV file with a tone of so many seconds."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        values = (int(8000 * math.sin(n / 3)) for n in range(int(seconds * 8000)))
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return out.getvalue()


def content(name: str) -> bytes | None:
    """What is served under `name`; None for nothing."""
    if name == "long.wav":
        return tone(8)
    if name == "short.wav":
        return tone(1.5)
    if name == "packed.xml":
        listed = "".join(f"<url><loc>http://127.0.0.1/{p}</loc></url>" for p in "ab")
        return gzip.compress(f"<urlset>{listed}</urlset>".encode())
    if name == "hang":
        return PAGES["clean.html"].encode()
    text = PAGES.get(name)
    return None if text is None else text.encode()
