/** Boxes of a dispatch with what they hold, the lines as packing sees them, and the boxes that ride on a round. */
import { asc, count, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { boxContent, boxScan, packingBox } from '../../db/schema/boxes.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { labelCode } from '../kernel/codes/own-label.ts';
import { type Keeping, keepingOf, type PackedLine, type TravellingBox } from './rules.ts';

export interface LineToPack extends PackedLine {
  itemId: number;
  lotId: number;
  strength: string;
  expiresOn: string;
}

export interface BoxHolding {
  lineId: number;
  quantityBase: number;
}

export interface BoxView {
  id: number;
  /** What its label says: kind, number, check digit. */
  code: string;
  position: number;
  cold: boolean;
  keeping: Keeping | null;
  sealed: boolean;
  seal: string | null;
  sealedAt: number | null;
  sealedBy: string | null;
  contents: BoxHolding[];
}

export interface Packing {
  boxes: BoxView[];
  /** In the order of the paper. */
  lines: LineToPack[];
}

async function linesToPack(db: Db, dispatchId: number): Promise<Omit<LineToPack, 'packedBase'>[]> {
  const rows = await db
    .select({ line: dispatchLine, item, lotNumber: lot.number, expiresOn: lot.expiresOn })
    .from(dispatchLine)
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .where(eq(dispatchLine.dispatchId, dispatchId))
    .orderBy(asc(dispatchLine.lineNumber));
  return rows.map(({ line, item: drug, lotNumber, expiresOn }) => {
    const { packSize, packUnit, baseUnit, scale } = drug;
    return {
      lineId: line.id,
      lineNumber: line.lineNumber,
      itemId: line.itemId,
      lotId: line.lotId,
      item: drug.genericName,
      strength: drug.strength,
      lot: lotNumber,
      expiresOn,
      zone: drug.storageZone,
      pickedBase: line.pickedBase,
      shape: { packSize, packUnit, baseUnit, scale },
    };
  });
}

/** Boxes in their order with contents, and every line with what of it lies in boxes. */
export async function packingOf(db: Db, dispatchId: number): Promise<Packing> {
  const rows = await db
    .select({ box: packingBox, sealedBy: person.name })
    .from(packingBox)
    .leftJoin(person, eq(person.id, packingBox.sealedBy))
    .where(eq(packingBox.dispatchId, dispatchId))
    .orderBy(asc(packingBox.position));
  const held = await db
    .select({ boxId: boxContent.boxId, lineId: boxContent.lineId, quantityBase: boxContent.quantityBase })
    .from(boxContent)
    .innerJoin(packingBox, eq(packingBox.id, boxContent.boxId))
    .where(eq(packingBox.dispatchId, dispatchId))
    .orderBy(asc(boxContent.id));
  const packed = new Map<number, number>();
  for (const { lineId, quantityBase } of held) packed.set(lineId, (packed.get(lineId) ?? 0) + quantityBase);
  const lines = (await linesToPack(db, dispatchId)).map((line) => ({
    ...line,
    packedBase: packed.get(line.lineId) ?? 0,
  }));
  const zones = new Map(lines.map((line) => [line.lineId, line.zone]));
  const boxes = rows.map(({ box, sealedBy }): BoxView => {
    const { id, position, cold, seal, sealedAt } = box;
    const own = held.filter((one) => one.boxId === id);
    const contents = own.map(({ lineId, quantityBase }) => ({ lineId, quantityBase }));
    const zone = contents[0] && zones.get(contents[0].lineId);
    const keeping = zone === undefined ? null : keepingOf(zone);
    const code = labelCode({ kind: 'carton', id });
    return { id, code, position, cold, keeping, sealed: sealedAt !== null, seal, sealedAt, sealedBy, contents };
  });
  return { boxes, lines };
}

/** How many boxes a dispatch has. */
export async function countBoxes(db: Db, dispatchId: number): Promise<number> {
  const [row] = await db.select({ boxes: count() }).from(packingBox).where(eq(packingBox.dispatchId, dispatchId));
  return Number(row?.boxes ?? 0);
}

/** Which dispatch the box of a scanned label is of; undefined when there is no such box. */
export async function dispatchOfBox(
  db: Db,
  boxId: number,
): Promise<{ dispatchId: number; number: string; position: number } | undefined> {
  const [row] = await db
    .select({ dispatchId: packingBox.dispatchId, number: document.number, position: packingBox.position })
    .from(packingBox)
    .innerJoin(document, eq(document.id, packingBox.dispatchId))
    .where(eq(packingBox.id, boxId));
  return row;
}

export interface AboardBox extends TravellingBox {
  dispatchId: number;
  cold: boolean;
  seal: string | null;
  /** What was told of it at its stop; null while nothing was. */
  scan: 'handed' | 'missing' | null;
  /** Scanned onto the vehicle before it left. */
  loaded: boolean;
  /** Others were scanned, this one was not. */
  left: boolean;
}

const aboardRound = statement(
  `select box.id, box.dispatch_id, box.position, box.cold, box.seal, paper.number, stop.id as stop_id,
     member.short_name as place, scan.act as scan, onto.id as onto_id,
     exists (select 1 from loading_scan as seen join round_load as mine on mine.id = seen.load_id
       where mine.round_id = :roundId) as scanning
   from round_load as load join round_stop as stop on stop.id = load.stop_id
   join organisation as member on member.id = stop.organisation_id
   join document as paper on paper.id = load.dispatch_id
   join packing_box as box on box.dispatch_id = load.dispatch_id
   left join box_scan as scan on scan.stop_id = stop.id and scan.box_id = box.id
   left join loading_scan as onto on onto.load_id = load.id and onto.box_id = box.id
   where load.round_id = :roundId and (load.outcome is null or load.outcome = 'handed'
     or paper.status in ('picking', 'in_transit'))
   order by paper.number, box.position`,
);

interface AboardRow {
  id: number;
  dispatch_id: number;
  position: number;
  cold: number | boolean;
  seal: string | null;
  number: string;
  stop_id: number;
  place: string;
  scan: 'handed' | 'missing' | null;
  onto_id: number | null;
  scanning: number | boolean;
}

/** Boxes of the dispatches on a round, each with the stop where it is to be handed over. */
export async function boxesAboard(db: Db, roundId: number): Promise<AboardBox[]> {
  const rows = await db.run<AboardRow>(aboardRound, { roundId });
  return rows.map((row) => ({
    id: Number(row.id),
    code: labelCode({ kind: 'carton', id: Number(row.id) }),
    dispatchId: Number(row.dispatch_id),
    number: row.number,
    position: Number(row.position),
    cold: Boolean(row.cold),
    seal: row.seal,
    stopId: Number(row.stop_id),
    place: row.place,
    scan: row.scan,
    loaded: row.onto_id !== null,
    left: row.onto_id === null && Boolean(row.scanning),
  }));
}

/** Scans of boxes of a dispatch on the way, by box: handed over, missing, arrived. */
export async function boxScansOf(db: Db, boxIds: readonly number[]): Promise<(typeof boxScan.$inferSelect)[]> {
  if (boxIds.length === 0) return [];
  return db
    .select()
    .from(boxScan)
    .where(inArray(boxScan.boxId, [...boxIds]))
    .orderBy(asc(boxScan.id));
}
