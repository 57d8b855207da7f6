/** Reads printed pages back the way others will: as text, as boxes of words, and with a barcode reader. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Word {
  page: number;
  text: string;
  /** Points from the top left corner. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface PageBox {
  width: number;
  height: number;
}

/** Text of each page, laid out as printed. */
export function readPages(pdf: Buffer): string[] {
  const text = withFile(pdf, (path) => run('pdftotext', ['-layout', path, '-']));
  return text.split('\f').slice(0, -1);
}

/** Every word with its box, and the size of every page in points. */
export function readWords(pdf: Buffer): { words: Word[]; pages: PageBox[] } {
  const html = withFile(pdf, (path) => run('pdftotext', ['-bbox', path, '-']));
  const words: Word[] = [];
  const pages: PageBox[] = [];
  for (const [, kind, attributes = '', text = ''] of html.matchAll(/<(page|word) ([^>]*)>([^<\n]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = [...attributes.matchAll(/"([\d.-]+)"/g)].map((match) => Number(match[1]));
    if (kind === 'page') pages.push({ width: a, height: b });
    else words.push({ page: pages.length, text, left: a, top: b, right: c, bottom: d });
  }
  return { words, pages };
}

/** What a reader finds on each page scanned at `dotsPerInch`, sorted. */
export function scanPages(pdf: Buffer, dotsPerInch: number): string[][] {
  return withFile(pdf, (path, folder) => {
    run('pdftoppm', ['-r', String(dotsPerInch), '-gray', '-png', path, join(folder, 'page')]);
    const images = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return images.sort().map((name) =>
      run('zbarimg', ['-q', join(folder, name)])
        .trim()
        .split('\n')
        .sort(),
    );
  });
}

/** Pairs of words printed over each other. Boxes of this face are 1.448 times the type size high. */
export function overlaps(words: Word[]): string[] {
  const found: string[] = [];
  words.forEach((a, index) => {
    for (const b of words.slice(index + 1)) {
      const size = Math.min(a.bottom - a.top, b.bottom - b.top) / 1.448;
      const apart = Math.abs(a.top + a.bottom - b.top - b.bottom) / 2;
      const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (a.page === b.page && apart < 0.85 * size && shared > 0.5) found.push(`${a.text} / ${b.text}`);
    }
  });
  return found;
}

function withFile<T>(pdf: Buffer, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'slip-'));
  try {
    const path = join(folder, 'slip.pdf');
    writeFileSync(path, pdf);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, options: string[]): string {
  try {
    return execFileSync(program, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error(`${program} is needed to read slips back: install poppler-utils and zbar-tools`, { cause });
    }
    throw cause;
  }
}
