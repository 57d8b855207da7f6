/** One transfer as its page shows it: what was asked, granted, sent and received, line by line, and who acts next. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { document, documentLink } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { canBegin } from '../kernel/transitions.ts';
import { type PrintLine, printsOf } from '../print/print-queries.ts';
import { isOfSide } from './act-commands.ts';
import { type PickRow, pickRows } from './pick-queries.ts';
import { checkGranter, transferTransitions } from './rules.ts';
import { shortageBehind } from './shortage-queries.ts';
import { type PairStock, pairStock } from './stock-queries.ts';
import { isSeenFrom, type LoadedTransfer, type TransferLine, transferByNumber } from './transfer-record.ts';

/** A lot that was kept for a line, and how far it is. */
export interface CarriedLot {
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  itemId: number;
  keptBase: number;
  sentBase: number;
  goodBase: number;
  differsBase: number;
  pricePack: number;
  transferLineId: number | null;
}

export interface ShownLine extends TransferLine {
  stock: PairStock | undefined;
  carried: CarriedLot[];
}

export interface TransferView extends Omit<LoadedTransfer, 'lines'> {
  lines: ShownLine[];
  /** The giver's lots to choose from, while it may grant. */
  choices: PickRow[];
  dispatch: { number: string; status: string } | undefined;
  /** The shortage that it answers; its page is open to those who may read it. */
  shortage: { number: string; readable: boolean } | undefined;
  acts: ActRow[];
  prints: PrintLine[];
  can: {
    change: boolean;
    accept: boolean;
    grant: boolean;
    /** The giver's people, of whom another must do it. */
    ownGrant: boolean;
    refuse: boolean;
    decline: boolean;
    withdraw: boolean;
    prices: boolean;
    /** The viewer's side keeps the goods until they are sent. */
    sends: boolean;
  };
}

async function carriedBy(db: Db, dispatchId: number | null): Promise<CarriedLot[]> {
  if (dispatchId === null) return [];
  const rows = await db
    .select({ line: dispatchLine, lot, transferLineId: documentLink.fromLineId })
    .from(dispatchLine)
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .leftJoin(documentLink, eq(documentLink.toLineId, dispatchLine.id))
    .where(eq(dispatchLine.dispatchId, dispatchId))
    .orderBy(asc(dispatchLine.lineNumber));
  const once = new Map(rows.map((row) => [row.line.id, row]));
  return [...once.values()].map((row) => ({
    lotId: row.lot.id,
    lotNumber: row.lot.number,
    expiresOn: row.lot.expiresOn,
    itemId: row.line.itemId,
    keptBase: row.line.quantityBase,
    sentBase: row.line.shippedBase,
    goodBase: row.line.goodBase,
    differsBase: row.line.damagedBase + row.line.missingBase,
    pricePack: row.lot.pricePack,
    transferLineId: row.transferLineId,
  }));
}

function canOf(loaded: LoadedTransfer, acts: readonly ActRow[], viewer: Viewer): TransferView['can'] {
  const begins = (act: string) => canBegin(transferTransitions, act, loaded.document.status);
  const can = (permission: Parameters<typeof may>[1]) => may(viewer.roles, permission);
  const gives = isOfSide(viewer, loaded, 'giver');
  const takes = isOfSide(viewer, loaded, 'taker');
  const opens = isOfSide(viewer, loaded, 'opener');
  const grants = gives && can('transfer.grant');
  const own = !checkGranter(viewer.userId, acts).ok;
  const free = loaded.transfer.origin === 'asked' || loaded.transfer.origin === 'offered';
  return {
    change: opens && free && can('transfer.ask') && begins('change'),
    accept: takes && can('transfer.ask') && begins('accept'),
    grant: grants && !own && begins('grant'),
    ownGrant: grants && own && begins('grant'),
    refuse: grants && begins('refuse'),
    decline: takes && can('transfer.ask') && begins('decline'),
    withdraw: opens && can('transfer.ask') && begins('withdraw'),
    prices: can('stock.read.prices'),
    sends: worksAt(viewer, loaded.giver) && (can('dispatch.pick') || can('dispatch.post')),
  };
}

async function shortageOf(db: Db, viewer: Viewer, { transfer, lines }: LoadedTransfer) {
  const shortageId = transfer.origin === 'shortage' ? lines[0]?.line.proposalLineId : undefined;
  const behind = shortageId == null ? undefined : await shortageBehind(db, shortageId);
  return behind && { number: behind.number, readable: behind.path.startsWith(viewer.scopePath) };
}

/** The transfer as the viewer sees it; undefined when neither side is within the scope. */
export async function transferView(
  db: Db,
  viewer: Viewer,
  number: string,
  now: number,
): Promise<TransferView | undefined> {
  const loaded = await transferByNumber(db, number);
  if (loaded === undefined || !isSeenFrom(viewer.scopePath, loaded)) return undefined;
  const { giver, taker, transfer } = loaded;
  const acts = await timelineOf(db, loaded.document.id);
  const can = canOf(loaded, acts, viewer);
  const itemIds = [...new Set(loaded.lines.map(({ line }) => line.itemId))];
  const day = dayOf(now);
  const stock = await pairStock(db, { giverId: giver.id, takerId: taker.id, itemIds, day });
  const carried = await carriedBy(db, transfer.dispatchId);
  const [dispatch] =
    transfer.dispatchId === null
      ? []
      : await db
          .select({ number: document.number, status: document.status })
          .from(document)
          .where(eq(document.id, transfer.dispatchId));
  const ofLine = ({ line }: TransferLine) =>
    carried.filter((one) =>
      // Lots of a plan's transfer serve the needs behind it, and it has one line for an item
      transfer.origin === 'plan' || transfer.origin === 'shortage'
        ? one.itemId === line.itemId
        : one.transferLineId === line.id,
    );
  return {
    ...loaded,
    lines: loaded.lines.map((line) => ({ ...line, stock: stock.get(line.line.itemId), carried: ofLine(line) })),
    choices: can.grant ? await pickRows(db, { giver, taker, q: undefined, day, itemIds }) : [],
    dispatch,
    shortage: await shortageOf(db, viewer, loaded),
    acts,
    prints: await printsOf(db, loaded.document.id),
    can,
  };
}
