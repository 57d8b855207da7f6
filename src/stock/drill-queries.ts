/** What a cell of the matrix opens into: the lots behind it, and who else has too much or too little of the item. */
import type { Db } from '../../db/database.ts';
import { type NotUsable, whyNotUsable } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import type { MatrixRow } from './matrix-queries.ts';
import type { MatrixCell } from './matrix-stock-queries.ts';
import { isGap, isSurplus } from './rules.ts';
import { lotsAt, type SupplyLot } from './supply-queries.ts';

const MOST_NEIGHBOURS = 4;

export interface OpenedLot extends SupplyLot {
  why: NotUsable | null;
}

export interface Neighbour {
  organisation: OrganisationRow;
  cell: MatrixCell;
  sameCampus: boolean;
}

export interface Drill {
  organisation: OrganisationRow;
  itemId: number;
  cell: MatrixCell | null;
  lots: OpenedLot[];
  /** Village clinics under the member, and whether they stand as columns now. */
  villages: number;
  villagesShown: boolean;
  surplus: Neighbour[];
  gaps: Neighbour[];
}

/** `/1/3/17/` lies in the campus `/1/3/`. */
function campusOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

interface DrillAsked {
  row: MatrixRow;
  columns: readonly OrganisationRow[];
  scope: readonly OrganisationRow[];
  organisation: OrganisationRow;
  villages: string | undefined;
  day: string;
}

/** Opens one cell of a row. */
export async function drillInto(db: Db, asked: DrillAsked): Promise<Drill> {
  const { row, columns, organisation, day } = asked;
  const lots = await lotsAt(db, { organisationId: organisation.id, itemId: row.item.id });
  const others = columns.flatMap((column, position): Neighbour[] => {
    const cell = row.cells[position];
    if (column.id === organisation.id || cell === null || cell === undefined) return [];
    const sameCampus = campusOf(column.path) === campusOf(organisation.path);
    return [{ organisation: column, cell, sameCampus }];
  });
  const near = (a: Neighbour, b: Neighbour) => Number(b.sameCampus) - Number(a.sameCampus);
  const byCover = (a: Neighbour, b: Neighbour) => (b.cell.cover ?? 0) - (a.cell.cover ?? 0);
  const surplus = others.filter((other) => isSurplus(other.cell.heat)).sort((a, b) => near(a, b) || byCover(a, b));
  const gaps = others.filter((other) => isGap(other.cell.heat)).sort((a, b) => near(a, b) || byCover(b, a));
  const villages = asked.scope.filter((one) => one.parentId === organisation.id && one.kind === 'clinic').length;
  return {
    organisation,
    itemId: row.item.id,
    cell: row.cells[columns.findIndex((column) => column.id === organisation.id)] ?? null,
    lots: lots.map((lot) => ({ ...lot, why: whyNotUsable(lot, { on: day, secondPerson: true }) })),
    villages,
    villagesShown: asked.villages === organisation.code,
    surplus: surplus.slice(0, MOST_NEIGHBOURS),
    gaps: gaps.slice(0, MOST_NEIGHBOURS),
  };
}
