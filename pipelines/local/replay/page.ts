import { type Replay } from './months';
import { replayRows, replayRule } from './table';

const STYLE = `:root { color-scheme: light }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #202124; background: #fff }
table { border-collapse: collapse; margin: 1rem 0; width: 100% }
td, th { padding: .25rem .6rem; border-bottom: 1px solid #dadce0; text-align: left }
tr.challenger td:last-child { color: #b3500b; font-weight: 600 }
figure { margin: 0 }
svg { width: 100%; height: auto }`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/** The year as one page: the plot, what decides, and the table. It loads nothing from elsewhere. */
export function replayPage(replay: Replay, svg: string): string {
  const { head, rows } = replayRows(replay);
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join('');
  const lines = rows.map((row, index) => `<tr class="${replay.months[index]!.winner}">${cells('td', row)}</tr>`);
  const plot = svg.slice(svg.indexOf('<svg'));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Month by month</title><style>${STYLE}</style></head>
<body>
<h1>Late flights out of New York, month by month</h1>
<p>${escape(replayRule(replay))}</p>
<figure>${plot}</figure>
<table><thead><tr>${cells('th', head)}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody></table>
</body>
</html>
`;
}
