/** Whether a person may open the document of a number: each kind asks the question that its own page asks. */
import { and, eq, like, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { moveFor } from '../asset-transfers/move-queries.ts';
import { may, type Permission } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { sessionByNumber } from '../committee/session-queries.ts';
import { contractByNumber } from '../contracts/queries.ts';
import { handoverByNumber } from '../controlled/handover-queries.ts';
import { disposalFor } from '../disposals/disposal-queries.ts';
import { type DocumentKind, kindOfNumber } from '../documents/kinds.ts';
import { documentByNumber } from '../documents/queries.ts';
import { loanFor } from '../loans/loan-queries.ts';
import { listDeliveries } from '../orders/delivery-queries.ts';
import { orderHead } from '../orders/record-queries.ts';
import { runByNumber } from '../payments/run-queries.ts';
import { planByNumber } from '../plans/plan-queries.ts';
import { recallFor } from '../recalls/record-queries.ts';
import { receiptByNumber } from '../receiving/record-queries.ts';
import { returnByNumber } from '../receiving/return-queries.ts';
import { requisitionByNumber } from '../requisitions/record-queries.ts';
import { readableDossier } from '../selection/dossier-queries.ts';
import { mayRead } from '../selection/reader-rules.ts';
import { bookingFor } from '../sharing/booking-queries.ts';

export type Asker = Pick<Viewer, 'roles' | 'scopePath' | 'organisationId'>;

interface Sight {
  /** Any of these opens the page; none stands for everybody who may search. */
  permissions: readonly Permission[];
  /** The document when it lies within what the person may see. */
  find: (db: Db, asker: Asker, number: string) => Promise<unknown>;
}

const counterpart = alias(organisation, 'counterpart');

/** A paper of two members belongs to both. */
function between(kind: DocumentKind): Sight {
  const find = async (db: Db, { scopePath }: Asker, number: string) => {
    const inScope = or(like(organisation.path, `${scopePath}%`), like(counterpart.path, `${scopePath}%`));
    const [row] = await db
      .select({ id: document.id })
      .from(document)
      .innerJoin(organisation, eq(organisation.id, document.organisationId))
      .leftJoin(counterpart, eq(counterpart.id, document.counterpartId))
      .where(and(eq(document.number, number), eq(document.kind, kind), inScope));
    return row;
  };
  return { permissions: ['stock.read'], find };
}

/** A paper at a place, seen by whoever sees the place. */
const atPlace =
  (byNumber: (db: Db, number: string) => Promise<{ place: { path: string } } | undefined>): Sight['find'] =>
  async (db, { scopePath }, number) => {
    const record = await byNumber(db, number);
    return record?.place.path.startsWith(scopePath) ? record : undefined;
  };

const PRICES: readonly Permission[] = ['price.read'];
const RECEIPTS: readonly Permission[] = ['receipt.read'];
const ORDERS: readonly Permission[] = ['order.read'];

const SIGHTS: Partial<Record<DocumentKind, Sight>> = {
  shortage: between('shortage'),
  dispatch: between('dispatch'),
  discrepancy: between('discrepancy'),
  issue: between('issue'),
  issue_return: between('issue_return'),
  count: between('count'),
  write_off: between('write_off'),
  adjustment: between('adjustment'),
  destruction: between('destruction'),
  transfer: between('transfer'),
  recall: { permissions: ['stock.read'], find: (db, asker, number) => recallFor(db, asker.scopePath, number) },
  handover: { permissions: ['controlled.read'], find: atPlace(handoverByNumber) },
  excursion: between('excursion'),
  upkeep: between('upkeep'),
  inventory: { ...between('inventory'), permissions: ['asset.read'] },
  round: between('round'),
  wave: between('wave'),
  acquisition: { ...between('acquisition'), permissions: ['acquisition.read'] },
  consignment: { ...between('consignment'), permissions: ['implant.read'] },
  implant_use: { ...between('implant_use'), permissions: ['implant.read'] },
  consignment_count: { ...between('consignment_count'), permissions: ['implant.read'] },
  implant_missing: { ...between('implant_missing'), permissions: ['implant.read'] },
  asset_purchase: { ...between('asset_purchase'), permissions: ['acquisition.read'] },
  asset_acceptance: { ...between('asset_acceptance'), permissions: ['acquisition.read'] },
  fault: { ...between('fault'), permissions: ['asset.read'] },
  device_event: { ...between('device_event'), permissions: ['asset.read'] },
  device_recall: {
    permissions: ['asset.read'],
    find: (db, _asker, number) => documentByNumber(db, 'device_recall', number),
  },
  asset_transfer: {
    permissions: ['asset.read'],
    find: (db, asker, number) => moveFor(db, asker.scopePath, number),
  },
  disposal: { permissions: ['asset.read'], find: (db, asker, number) => disposalFor(db, asker.scopePath, number) },
  booking: { permissions: ['asset.read'], find: (db, asker, number) => bookingFor(db, asker.scopePath, number) },
  loan: { permissions: ['asset.read'], find: (db, asker, number) => loanFor(db, asker.scopePath, number) },
  monitoring: { ...between('monitoring'), permissions: ['monitoring.read'] },
  proposal: {
    permissions: ['stock.read'],
    find: async (db, { scopePath }, number) =>
      scopePath === '/' ? documentByNumber(db, 'proposal', number) : undefined,
  },
  dossier: {
    permissions: [],
    find: async (db, asker, number) => (mayRead(asker) ? readableDossier(db, number, asker) : undefined),
  },
  session: {
    permissions: ['catalogue.read'],
    find: async (db, { scopePath }, number) => (scopePath === '/' ? sessionByNumber(db, number) : undefined),
  },
  requisition: {
    permissions: ['demand.read', 'requisition.make'],
    find: (db, { scopePath }, number) => requisitionByNumber(db, number, scopePath),
  },
  plan: { permissions: ['plan.read'], find: (db, _asker, number) => planByNumber(db, number) },
  order: { permissions: ORDERS, find: (db, { scopePath }, number) => orderHead(db, { scopePath }, number) },
  delivery: {
    permissions: ORDERS,
    find: async (db, { scopePath }, number) =>
      (await listDeliveries(db, { scope: { scopePath }, number, limit: 1 }))[0],
  },
  receipt: { permissions: RECEIPTS, find: atPlace(receiptByNumber) },
  supplier_return: { permissions: RECEIPTS, find: atPlace(returnByNumber) },
  payment: { permissions: ['payable.read'], find: (db, _asker, number) => runByNumber(db, number) },
  contract: { permissions: PRICES, find: (db, _asker, number) => contractByNumber(db, number) },
  negotiation: { permissions: PRICES, find: (db, _asker, number) => documentByNumber(db, 'negotiation', number) },
  repricing: { permissions: PRICES, find: (db, _asker, number) => documentByNumber(db, 'repricing', number) },
};

export interface FoundDocument {
  kind: DocumentKind;
  number: string;
}

/** The document of that number when this person may open its page; of any other not even that it exists is told. */
export async function documentFor(db: Db, asker: Asker, number: string): Promise<FoundDocument | undefined> {
  const kind = kindOfNumber(number);
  const sight = kind && SIGHTS[kind];
  if (kind === undefined || sight === undefined) return undefined;
  const { permissions, find } = sight;
  if (permissions.length > 0 && !permissions.some((permission) => may(asker.roles, permission))) return undefined;
  return (await find(db, asker, number)) === undefined ? undefined : { kind, number };
}
