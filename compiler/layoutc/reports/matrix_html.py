"""The matrix as one HTML page that opens without a network: providers down, queriers across, what is behind each cell below."""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape

from layoutc.catalog.catalog import Catalog
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.messages import reports as words
from layoutc.reports.matrix import Pair, pairs
from layoutc.reports.printable import printable

_STYLE = """
:root{color-scheme:light dark;font:15px/1.5 system-ui,"Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP",sans-serif}
body{margin:1.5rem;max-width:none}
.notice{border-left:4px solid #888;padding:.2rem .8rem}
.grid{overflow:auto;max-height:80vh;border:1px solid #8886}
table{border-collapse:collapse}
th,td{border:1px solid #8885;padding:.2rem .45rem;text-align:left;vertical-align:top}
.grid thead th{position:sticky;top:0;background:Canvas;writing-mode:vertical-rl;max-height:14rem;z-index:1}
.grid tbody th{position:sticky;left:0;background:Canvas;white-space:nowrap;z-index:1}
.grid thead th:first-child{left:0;z-index:2;writing-mode:horizontal-tb}
.grid td{text-align:center;white-space:nowrap}
.grid a{color:inherit;text-decoration:none;display:block}
.ok{background:#2a82}.waits{background:#c902}.wrong{background:#d334}
details{margin:.4rem 0;border:1px solid #8884;padding:.2rem .6rem}
summary{cursor:pointer}
code{font-size:.9em}
[hidden]{display:none}
@media print{.grid{overflow:visible;max-height:none;font-size:7px}input,label{display:none}details{break-inside:avoid}}
"""
_SCRIPT = """
const box=document.getElementById("find");
const open=()=>{const it=document.getElementById(location.hash.slice(1));if(it&&it.tagName==="DETAILS"){it.open=true;it.scrollIntoView()}};
box.addEventListener("input",()=>{const sought=box.value.toLowerCase();
for(const it of document.querySelectorAll("details"))it.hidden=!it.textContent.toLowerCase().includes(sought)});
addEventListener("hashchange",open);open();
"""
_WAITING = (Outcome.NOT_STARTED, Outcome.UNKNOWN)


def render(catalog: Catalog, verdicts: Iterable[Verdict], language: str) -> str:
    """The page, ending in a line feed. It loads nothing; its one script has leave by its digest."""
    verdicts = tuple(verdicts)
    found = pairs(catalog, verdicts)
    title = words.matrix_title(catalog.day).in_language(language)
    policy = f"default-src 'none'; style-src 'sha256-{_digest(_STYLE)}'; script-src 'sha256-{_digest(_SCRIPT)}'"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_text(policy)}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{_text(title)}</h1>",
        *([f'<p class="notice">{_text(catalog.notice)}</p>'] if catalog.notice else []),
        f"<p>{_text(words.matrix_legend().in_language(language))}</p>",
        *_grid(catalog, found, language),
        f'<p><label>{_text(words.matrix_search().in_language(language))} <input id="find" type="search"></label></p>',
        *(line for pair in found for line in _pair(catalog, pair, language)),
        f"<script>{_SCRIPT}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _grid(catalog: Catalog, found: Sequence[Pair], language: str) -> Iterator[str]:
    queriers = list(dict.fromkeys(pair.querier for pair in sorted(found, key=lambda pair: pair.querier)))
    cells: dict[str | None, dict[str, Pair]] = defaultdict(dict)
    for pair in found:
        cells[pair.provider][pair.querier] = pair
    corner = f"{words.matrix_header()[0].in_language(language)} \\ {words.matrix_header()[1].in_language(language)}"
    yield '<div class="grid"><table>'
    heads = "".join(f'<th scope="col">{_text(_label(catalog, each))}</th>' for each in queriers)
    yield f"<thead><tr><th>{_text(corner)}</th>{heads}</tr></thead>"
    yield "<tbody>"
    for provider, row in cells.items():
        name = _label(catalog, provider) if provider else words.no_provider().in_language(language)
        shown = "".join(_cell(row.get(querier)) for querier in queriers)
        yield f'<tr><th scope="row">{_text(name)}</th>{shown}</tr>'
    yield "</tbody></table></div>"


def _cell(pair: Pair | None) -> str:
    if pair is None:
        return "<td></td>"
    counts = Counter(verdict.outcome for verdict in pair.verdicts)
    ok, waits = counts[Outcome.OK], sum(counts[each] for each in _WAITING)
    wrong = sum(counts.values()) - ok - waits
    kind = "wrong" if wrong else "waits" if waits else "ok"
    signs = " ".join(f"{sign}{count}" for sign, count in (("×", wrong), ("△", waits), ("○", ok)) if count)
    return f'<td class="{kind}"><a href="#{_id(pair)}">{signs or "–"}</a></td>'


def _pair(catalog: Catalog, pair: Pair, language: str) -> Iterator[str]:
    by_use: Mapping[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in pair.verdicts:
        by_use[verdict.area, verdict.procedure].append(verdict)
    provider = _label(catalog, pair.provider) if pair.provider else words.no_provider().in_language(language)
    yield f'<details id="{_id(pair)}"><summary>{_text(provider)} → {_text(_label(catalog, pair.querier))}</summary>'
    heads = "".join(f"<th>{_text(head.in_language(language))}</th>" for head in words.matrix_pair_header())
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for (area, procedure), those in sorted(by_use.items()):
        counts = Counter(verdict.outcome.value for verdict in those)
        other = [verdict for verdict in those if verdict.outcome is not Outcome.OK]
        items = "<br>".join(f"<code>{_text(each.item)}</code> {_text(_names(each, language))}" for each in other)
        area_label = catalog.areas[area].label if area in catalog.areas else area
        known = catalog.procedures.get(procedure)
        yield (
            f"<tr><td>{_text(area_label)}</td><td>{_text(known.label if known else procedure)}</td>"
            f"<td>{_text(words.verdict_counts(counts).in_language(language))}</td><td>{items}</td></tr>"
        )
    yield "</tbody></table></details>"


def _names(verdict: Verdict, language: str) -> str:
    return words.verdict_names([cause.value for cause in verdict.causes]).in_language(language)


def _label(catalog: Catalog, name: str) -> str:
    return catalog.label(name) if name in catalog.kinds or name in catalog.groups else name


def _id(pair: Pair) -> str:
    """Names are snake_case where they are declared; whatever else stands there becomes a digest."""
    return "p" + sha256(f"{pair.provider}/{pair.querier}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _text(text: str) -> str:
    return escape(printable(text), quote=True)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
