/** A layout as the drawing takes it: title, columns, boxes, foot and picture; absent for the house's own. */
import type { Sheets } from './frame.ts';
import { kindRules, type PaperKind, type PaperSizeName } from './rules.ts';
import type { Cell, Column } from './table.ts';

export interface Design {
  size: PaperSizeName;
  title: string;
  columns: readonly { key: string; width: number }[];
  signatures: readonly string[];
  footer: string;
  logo: Buffer | null;
  /** Whose layout in which version, as the foot of the paper says. */
  version: string;
}

const LOGO = 12;

/** Draws the picture into a square of 12 mm. Returns the millimetres that what stands beside it must move. */
export function drawLogo(sheets: Sheets, design: Design | undefined, x: number, y: number): number {
  if (design?.logo == null) return 0;
  sheets.picture(design.logo, x, y, LOGO, LOGO);
  return LOGO + 1.5;
}

/** What `drawLogo` will ask for, where the picture is drawn later. */
export const logoRoom = (design: Design | undefined): number => (design?.logo == null ? 0 : LOGO + 1.5);

export interface KeyedColumn extends Column {
  key: string;
}

/** The columns of a kind in the order and widths of the design, without those that are not to be seen. */
export function designedColumns(
  kind: PaperKind,
  design: Design | undefined,
  heads: Readonly<Record<string, string>>,
  hidden: readonly string[] = [],
): KeyedColumn[] {
  const known = kindRules(kind).columns;
  return (design?.columns ?? known).flatMap(({ key, width }) => {
    const column = known.find((one) => one.key === key);
    if (column === undefined || hidden.includes(key)) return [];
    return [{ key, width, head: heads[key] ?? key, align: column.align }];
  });
}

/** A table block of those columns; cells come by key. */
export function designedTable(
  columns: readonly KeyedColumn[],
  rows: readonly Readonly<Record<string, Cell>>[],
): { kind: 'table'; columns: KeyedColumn[]; rows: Cell[][] } {
  return { kind: 'table', columns: [...columns], rows: rows.map((row) => columns.map(({ key }) => row[key] ?? [])) };
}

/** Columns stretched or narrowed alike until they fill `width` millimetres. */
export function fillWidth<C extends { width: number }>(columns: readonly C[], width: number): C[] {
  const sum = columns.reduce((all, column) => all + column.width, 0);
  return columns.map((column) => ({ ...column, width: (column.width * width) / sum }));
}
