"""A self-contained HTML page: no script, nothing loaded from elsewhere, readable in light and dark."""


def html_table(head: list, rows: list) -> str:
    """A table; numbers are aligned right and rounded to four digits."""
    from html import escape

    def cell(value) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f'<td>{escape(str(value))}</td>'
        return f'<td class="number">{value:.4g}</td>' if isinstance(value, float) else f'<td class="number">{value}</td>'

    titles = ''.join(f'<th>{escape(str(title))}</th>' for title in head)
    lines = ''.join(f'<tr>{"".join(cell(value) for value in row)}</tr>\n' for row in rows)
    return f'<table>\n<tr>{titles}</tr>\n{lines}</table>\n'


def html_page(title: str, body: str) -> str:
    """The whole page around a body that is HTML already."""
    from html import escape

    style = (
        ':root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}'
        'table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .75rem;border-bottom:1px solid #8884;text-align:left}'
        '.number{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#c5221f;font-weight:600}'
        '.good{color:#188038;font-weight:600}svg{width:100%;max-width:32rem;height:auto}'
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}</body></html>\n'


def write_text(artifact, text: str) -> None:
    """Writes an artifact that is one file of text."""
    import os

    os.makedirs(os.path.dirname(artifact.path), exist_ok=True)
    with open(artifact.path, 'w', encoding='utf-8') as handle:
        handle.write(text)
