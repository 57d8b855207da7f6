/** An index at the end of a printed list: letters or classes, names, page numbers, in three columns. */
import type { Sheets } from '../print/frame.ts';
import { wrapText } from '../print/wrap.ts';

export interface IndexGroup {
  /** A letter; empty when the lines need no heading. */
  head: string;
  lines: { text: string; pages: string }[];
}

interface Placed {
  text: string;
  /** Empty for a heading. */
  pages: string;
  column: number;
  y: number;
}

/** Millimetres. */
const COLUMNS = 3;
const GAP = 6;
const PITCH = 4.4;
const HEADING = 5.6;
const TITLE = 8;
const PAGES = 16;
const BODY = { size: 8, weight: 'regular' as const };
const STRONG = { size: 9, weight: 'bold' as const };

function columnWidth(sheets: Sheets): number {
  const { left, right } = sheets.paper;
  return (right - left - GAP * (COLUMNS - 1)) / COLUMNS;
}

/** Where every line stands, page by page; a heading is never the last line of a column. */
export function indexPages(
  sheets: Sheets,
  groups: readonly IndexGroup[],
  room: { top: number; bottom: number },
): Placed[][] {
  const top = room.top + TITLE;
  const pages: Placed[][] = [[]];
  let [column, y] = [0, top];
  const next = (needed: number) => {
    if (y + needed <= room.bottom) return;
    column += 1;
    y = top;
    if (column < COLUMNS) return;
    column = 0;
    pages.push([]);
  };
  for (const group of groups) {
    if (group.head !== '') {
      next(HEADING + PITCH);
      pages.at(-1)?.push({ text: group.head, pages: '', column, y });
      y += HEADING;
    }
    for (const line of group.lines) {
      const text = wrapText(line.text, columnWidth(sheets) - PAGES, BODY);
      next(PITCH * Math.max(1, text.length));
      for (const [index, part] of text.entries()) {
        pages.at(-1)?.push({ text: part, pages: index === text.length - 1 ? line.pages : ' ', column, y });
        y += PITCH;
      }
    }
  }
  return pages.filter((page) => page.length > 0);
}

/** Draws one page of an index below its title. */
export function drawIndex(sheets: Sheets, title: string, lines: readonly Placed[], room: { top: number }): void {
  const { left } = sheets.paper;
  const width = columnWidth(sheets);
  sheets.write(title, left, room.top + 2, { size: 11, weight: 'bold' });
  for (const line of lines) {
    const x = left + line.column * (width + GAP);
    sheets.write(line.text, x, line.y + PITCH / 2, line.pages === '' ? STRONG : BODY);
    if (line.pages.trim() !== '') sheets.write(line.pages, x + width, line.y + PITCH / 2, BODY, 'right');
  }
}
