"""Measurements as text, as a table and as a picture."""

from math import log10

from jinja2 import Environment

from benchmarks.row import Row

_WIDE = 240  # of a bar that is ten times its aim, or a tenth
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="960" height="{{ 30 + 26 * rows | length }}" \
font-family="system-ui, sans-serif" font-size="13">
  <style>
    text { fill: #1f2421 } .aim { stroke: #5d665f } .met { fill: #2f8f6f } .missed { fill: #c9772b }
    @media (prefers-color-scheme: dark) { text { fill: #e6e9e4 } .aim { stroke: #a2aba4 } }
  </style>
  <text x="650" y="16" text-anchor="middle">the aim</text>
  {% for row in rows %}
  <text x="10" y="{{ 39 + 26 * loop.index0 }}">{{ row.name }}</text>
  <rect x="650" y="{{ 27 + 26 * loop.index0 }}" width="{{ row.wide }}" height="16" rx="2" \
class="{{ 'met' if row.met else 'missed' }}"{% if not row.better %} \
transform="translate(-{{ row.wide }})"{% endif %}/>
  <text x="950" y="{{ 39 + 26 * loop.index0 }}" text-anchor="end">{{ row.times }}</text>
  {% endfor %}
  <line class="aim" x1="650" x2="650" y1="22" y2="{{ 26 + 26 * rows | length }}"/>
</svg>
"""


def as_text(row: Row) -> str:
    """One line."""
    return f"{row.what:<52} {row.measured:<44} {row.beside:<56} {row.compared}".rstrip()


def as_markdown(rows: list[Row], about: str) -> str:
    """A table that a page can show."""
    lines = [f"| {row.what} | {row.measured} | {row.beside} | {row.compared} |" for row in rows]
    head = ["| what | measured | beside | ratio |", "|---|---|---|---|"]
    return "\n".join([f"# What was measured\n\n{about}\n", *head, *lines, ""])


def as_picture(rows: list[Row]) -> str:
    """Draw how far each is from its aim, on a logarithmic scale: to the right is better (SVG)."""
    bars = []
    name = ""
    for row in rows:
        name = row.what or f"{name}, p99"
        if row.ratio and row.aim:
            better = row.ratio / row.aim if row.more else row.aim / row.ratio
            bars.append(
                {
                    "name": name,
                    "wide": round(min(abs(log10(better)), 1) * _WIDE, 1),
                    "better": better >= 1,
                    "met": row.reached,
                    "times": f"{better:.2f}",
                }
            )
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_PICTURE).render(rows=bars)
