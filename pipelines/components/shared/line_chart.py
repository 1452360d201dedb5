"""A line chart as inline SVG."""


def line_chart(title: str, x_label: str, y_label: str, lines: dict) -> str:
    """One line per entry of `lines`, name to [(x, y), ...], over axes that fit them all."""
    from html import escape

    width, height, edge = 480, 320, 48
    xs = [x for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)

    def place(x: float, y: float) -> str:
        across = (x - left) / ((right - left) or 1) * (width - 2 * edge) + edge
        down = height - edge - (y - low) / ((high - low) or 1) * (height - 2 * edge)
        return f'{across:.1f},{down:.1f}'

    def text(x: float, y: float, words: str, anchor: str = 'middle') -> str:
        return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="12" fill="currentColor">{escape(words)}</text>'

    parts = [text(width / 2, 20, title), text(width / 2, height - 8, x_label), text(4, 36, y_label, 'start')]
    parts += [text(edge, height - edge + 16, f'{left:.3g}'), text(width - edge, height - edge + 16, f'{right:.3g}')]
    parts += [text(edge - 6, height - edge, f'{low:.3g}', 'end'), text(edge - 6, edge + 4, f'{high:.3g}', 'end')]
    parts.append(f'<path d="M{edge},{edge}V{height - edge}H{width - edge}" fill="none" stroke="currentColor" opacity="0.4"/>')
    for index, (name, points) in enumerate(lines.items()):
        colour = ('#1a73e8', '#e8710a', '#188038', '#9334e6')[index % 4]
        path = ' '.join(place(x, y) for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(text(width - edge - 96 * (len(lines) - 1 - index), 36, name, 'end').replace('currentColor', colour))
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>\n'
