/** One paper of losses as its page shows it: lines as they stand, who may do what, files, and what came of it. */
import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document, documentLink } from '../../db/schema/documents.ts';
import { person } from '../../db/schema/users.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import { mayAgree, type StockLevel, stockLevelFor, worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { isControlled } from '../ledger/usable.ts';
import { type PrintLine, printsOf } from '../print/print-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { type LoadedLoss, type LossRow, lossByNumber } from './loss-record.ts';
import { checkApprover } from './rules.ts';
import { destroyedOf, lotsAtPlaces } from './stock-queries.ts';

export interface ShownLoss extends LossRow {
  /** Free at the place now. */
  leftBase: number;
  /** Of a posted write-off: what was destroyed since. */
  destroyedBase: number;
}

export interface LossView extends Omit<LoadedLoss, 'lines'> {
  lines: ShownLoss[];
  acts: ActRow[];
  files: AttachmentLine[];
  prints: PrintLine[];
  /** The destructions of a write-off, or the write-offs of a destruction. */
  related: { kind: 'write_off' | 'destruction'; number: string; status: string }[];
  witness: string | null;
  level: StockLevel;
  controlled: boolean;
  can: { report: boolean; decide: boolean; approve: boolean; why: 'own' | 'level' | null; prices: boolean };
}

const other = alias(document, 'other');

async function relatedOf(db: Db, documentId: number, kind: string): Promise<LossView['related']> {
  const [own, far] =
    kind === 'destruction'
      ? [documentLink.toDocumentId, documentLink.fromDocumentId]
      : [documentLink.fromDocumentId, documentLink.toDocumentId];
  const rows = await db
    .selectDistinct({ kind: other.kind, number: other.number, status: other.status })
    .from(documentLink)
    .innerJoin(other, eq(other.id, far))
    .where(eq(own, documentId))
    .orderBy(other.number);
  return rows.flatMap((row) =>
    row.kind === 'write_off' || row.kind === 'destruction' ? [{ ...row, kind: row.kind }] : [],
  );
}

async function shownLines(db: Db, loaded: LoadedLoss): Promise<ShownLoss[]> {
  const places = loaded.lines.map(({ line }) => ({ locationId: line.locationId, lotId: line.lotId }));
  const lots = await lotsAtPlaces(db, loaded.document.organisationId, places);
  const gone = new Map((await destroyedOf(db, loaded.document.number)).map((row) => [row.lineId, row.destroyedBase]));
  return loaded.lines.map((row) => {
    const lot = lots.find((one) => one.locationId === row.line.locationId && one.lotId === row.line.lotId);
    const leftBase = (lot?.onHand ?? 0) - (lot?.reserved ?? 0);
    return { ...row, leftBase, destroyedBase: gone.get(row.line.id) ?? 0 };
  });
}

async function nameOf(db: Db, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const [row] = await db.select({ name: person.name }).from(person).where(eq(person.id, id));
  return row?.name ?? null;
}

/** The paper as the viewer sees it; undefined when there is none within the scope. */
export async function lossView(db: Db, viewer: Viewer, number: string, now: number): Promise<LossView | undefined> {
  const loaded = await lossByNumber(db, number);
  if (loaded === undefined || !loaded.place.path.startsWith(viewer.scopePath)) return undefined;
  const { document: paper, loss, place } = loaded;
  const acts = await timelineOf(db, paper.id);
  const level = stockLevelFor(loss.amountFen, await ruleOn(db, 'loss_tiers', dayOf(now)));
  const decide = may(viewer.roles, 'loss.approve');
  const isOther = checkApprover(viewer.userId, acts).ok;
  const enough = mayAgree(viewer, 'loss.approve', place, level);
  return {
    ...loaded,
    lines: await shownLines(db, loaded),
    acts,
    level,
    files: await attachmentsOf(db, `document ${number}`),
    prints: await printsOf(db, paper.id),
    related: await relatedOf(db, paper.id, loss.kind),
    witness: await nameOf(db, loss.witnessId),
    controlled: loaded.lines.some(({ item }) => isControlled(item.controlClass)),
    can: {
      report: may(viewer.roles, 'loss.report') && worksAt(viewer, place),
      decide,
      approve: decide && isOther && enough,
      why: isOther ? (enough ? null : 'level') : 'own',
      prices: may(viewer.roles, 'stock.read.prices'),
    },
  };
}
