/** Whatever is written can be read: text of the stock matrix and of hints against what it stands on, in both themes. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = 'views/assets/css';
const [light = '', rest = ''] = readFileSync(`${FOLDER}/tokens.css`, 'utf8').split('(prefers-color-scheme: dark)');
const [dark = ''] = rest.split('@media');

type Tokens = Map<string, string>;
const tokensOf = (css: string): Tokens =>
  new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));

/** WCAG 2: relative luminance of a colour. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((name) => luminance(tokens.get(name) ?? '#000000'));
  const [low, high] = [Math.min(a ?? 0, b ?? 0), Math.max(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const PAIRS: [string, string][] = [
  ...Array.from({ length: 7 }, (_, heat): [string, string] => [`heat-${heat}-ink`, `heat-${heat}`]),
  ...['ground', 'panel', 'sunken', 'hover', 'heat-4'].flatMap((ground): [string, string][] =>
    ['ink-1', 'ink-2', 'ink-3'].map((ink): [string, string] => [ink, ground]),
  ),
];

describe.each([
  ['light', tokensOf(light)],
  ['dark', tokensOf(dark)],
])('the %s theme', (_name, tokens) => {
  it.each(PAIRS)('writes %s on %s at 4.5 to 1 or more', (ink, ground) => {
    expect(tokens.has(ink) && tokens.has(ground)).toBe(true);
    expect(contrast(tokens, ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('writes nothing in the colour of a line: lines are at 3 to 1', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  const written = files.filter((file) => /^\s*color: var\(--line-/m.test(readFileSync(`${FOLDER}/${file}`, 'utf8')));
  // The mark of a step to come is drawn, not written
  expect(written).toEqual(['components/timeline.css']);
});
