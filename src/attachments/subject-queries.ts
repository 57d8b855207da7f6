/** Who may see and keep the files of a record, by what the record is; unknown records have none. */
import { and, eq, isNotNull, like, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { delivery, purchaseOrder } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { assetByNumber } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { may, type Permission } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { partyByCode, partyOfOrganisation } from '../parties/queries.ts';
import { documentPath, paths } from '../paths.ts';
import { recallNoticeFor } from '../recalls/record-queries.ts';
import { loggerFor } from '../storage/logger-queries.ts';

/** What a person may do with the files of a record, and where its page is. */
export interface SubjectAccess {
  sees: boolean;
  /** Adds files and withdraws them. */
  keeps: boolean;
  /** What the record is called on pages. */
  name: string;
  page: string;
}

/** By document: who reads its files, and who adds to them. */
interface PaperRule {
  read: Permission;
  keep: readonly Permission[];
  /** Read by every member, wherever it was written. */
  county?: boolean;
}

const DOCUMENTS: Partial<Record<DocumentKind, PaperRule>> = {
  requisition: { read: 'demand.read', keep: ['requisition.make'] },
  plan: { read: 'plan.read', keep: ['plan.make'] },
  contract: { read: 'price.read', keep: ['contract.edit'] },
  negotiation: { read: 'price.read', keep: ['negotiation.manage'] },
  repricing: { read: 'price.read', keep: ['repricing.propose'] },
  order: { read: 'order.read', keep: ['order.place'] },
  delivery: { read: 'order.read', keep: ['order.place', 'receipt.inspect'] },
  receipt: { read: 'receipt.read', keep: ['receipt.inspect'] },
  supplier_return: { read: 'receipt.read', keep: ['return.make'] },
  write_off: { read: 'stock.read', keep: ['loss.report'] },
  adjustment: { read: 'stock.read', keep: ['loss.report'] },
  destruction: { read: 'stock.read', keep: ['loss.report'] },
  excursion: { read: 'stock.read', keep: ['storage.log', 'storage.decide'] },
  upkeep: { read: 'stock.read', keep: ['upkeep.do'] },
  round: { read: 'stock.read', keep: ['round.plan'] },
  payment: { read: 'payable.read', keep: ['payment.prepare'] },
  discrepancy: { read: 'stock.read', keep: ['discrepancy.close'] },
  acquisition: { read: 'acquisition.read', keep: ['acquisition.apply', 'acquisition.approve'] },
  asset_purchase: { read: 'acquisition.read', keep: ['acquisition.buy', 'asset.keep'] },
  asset_acceptance: { read: 'acquisition.read', keep: ['asset.keep'] },
  fault: { read: 'asset.read', keep: ['asset.keep', 'fault.repair'] },
  device_recall: { read: 'asset.read', keep: ['asset.edit'], county: true },
  device_event: { read: 'asset.read', keep: ['asset.keep', 'asset.edit'] },
  asset_transfer: { read: 'asset.read', keep: ['asset.keep'] },
  disposal: { read: 'asset.read', keep: ['asset.keep'] },
  booking: { read: 'asset.read', keep: ['fault.report'] },
  loan: { read: 'asset.read', keep: ['asset.keep'] },
  inventory: { read: 'asset.read', keep: ['asset.keep', 'asset.edit'] },
  monitoring: { read: 'monitoring.read', keep: ['monitoring.prepare'] },
};

/** What people of a supplier share with us: the orders they got and what they send against them. */
const SHARED: readonly DocumentKind[] = ['order', 'delivery'];
const counterpart = alias(organisation, 'counterpart');

async function sharedWith(db: Db, viewer: Viewer, documentId: number): Promise<boolean> {
  const party = await partyOfOrganisation(db, viewer.organisationId);
  if (party === undefined) return false;
  const [row] = await db
    .select({ id: purchaseOrder.documentId })
    .from(purchaseOrder)
    .leftJoin(delivery, eq(delivery.orderId, purchaseOrder.documentId))
    .where(
      and(
        eq(purchaseOrder.partyId, party.id),
        isNotNull(purchaseOrder.sentAt),
        or(eq(purchaseOrder.documentId, documentId), eq(delivery.documentId, documentId)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

async function ofDocument(db: Db, viewer: Viewer, number: string): Promise<SubjectAccess | undefined> {
  const [row] = await db
    .select({ id: document.id, kind: document.kind })
    .from(document)
    .where(eq(document.number, number));
  const rule = row && DOCUMENTS[row.kind];
  if (row === undefined || rule === undefined) return undefined;
  const at = { name: number, page: documentPath(row.kind, number) };
  if (may(viewer.roles, 'supplier.portal')) {
    const own = SHARED.includes(row.kind) && (await sharedWith(db, viewer, row.id));
    const page = row.kind === 'delivery' ? paths.portalDelivery(number) : paths.portalOrder(number);
    return { ...at, page, sees: own, keeps: own && row.kind === 'delivery' };
  }
  const [near] = await db
    .select({ id: document.id })
    .from(document)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .leftJoin(counterpart, eq(counterpart.id, document.counterpartId))
    .where(
      and(
        eq(document.id, row.id),
        or(like(organisation.path, `${viewer.scopePath}%`), like(counterpart.path, `${viewer.scopePath}%`)),
      ),
    );
  const sees = (rule.county === true || near !== undefined) && may(viewer.roles, rule.read);
  return { ...at, sees, keeps: sees && rule.keep.some((permission) => may(viewer.roles, permission)) };
}

async function ofParty(db: Db, viewer: Viewer, code: string): Promise<SubjectAccess | undefined> {
  const party = await partyByCode(db, code);
  if (party === undefined) return undefined;
  const sees = may(viewer.roles, 'party.read');
  const keeps = may(viewer.roles, 'party.edit') || may(viewer.roles, 'party.licence');
  return { sees, keeps: sees && keeps, name: party.shortName, page: paths.party(code) };
}

/** `recall ZH-…-XG18`: what a member keeps with its answer; the county sees it. */
async function ofRecall(db: Db, viewer: Viewer, subject: string): Promise<SubjectAccess | undefined> {
  const [, number = '', code = ''] = /^(.*)-([A-Z0-9]+)$/.exec(subject) ?? [];
  const told = await recallNoticeFor(db, number, code);
  if (told === undefined) return undefined;
  const sees = told.place.path.startsWith(viewer.scopePath) && may(viewer.roles, 'stock.read');
  const keeps = sees && told.open && may(viewer.roles, 'recall.answer') && worksAt(viewer, told.place);
  return { sees, keeps, name: `${number} ${told.place.shortName}`, page: paths.recallMember(number, code) };
}

/** `logger TP-1`: the certificates of a probe. */
async function ofLogger(db: Db, viewer: Viewer, code: string): Promise<SubjectAccess | undefined> {
  const known = await loggerFor(db, viewer, code);
  if (known === undefined) return undefined;
  const sees = known.inScope && may(viewer.roles, 'stock.read');
  const keeps = sees && may(viewer.roles, 'storage.manage') && known.near;
  return { sees, keeps, name: code, page: paths.logger(code) };
}

/** `asset SB-…`: photos, manuals and certificates of a card. */
async function ofAsset(db: Db, viewer: Viewer, number: string): Promise<SubjectAccess | undefined> {
  const card = await assetByNumber(db, viewer.scopePath, number);
  if (card === undefined) return undefined;
  const sees = may(viewer.roles, 'asset.read');
  const keeps = may(viewer.roles, 'asset.edit') || (may(viewer.roles, 'asset.keep') && looksAfter(viewer, card));
  return { sees, keeps: sees && keeps, name: `${card.asset.name} ${number}`, page: paths.equipmentCard(number) };
}

const SUBJECTS: Record<string, typeof ofParty> = {
  party: ofParty,
  document: ofDocument,
  recall: ofRecall,
  logger: ofLogger,
  asset: ofAsset,
};

/** What the person may do with the files of `subject`; undefined when there is no such record. */
export async function accessTo(db: Db, viewer: Viewer, subject: string): Promise<SubjectAccess | undefined> {
  const [prefix = '', ...rest] = subject.split(' ');
  const of = Object.hasOwn(SUBJECTS, prefix) ? SUBJECTS[prefix] : undefined;
  return of?.(db, viewer, rest.join(' '));
}

/** True when the person may see the files of `subject`. */
export async function canSeeSubject(db: Db, viewer: Viewer, subject: string): Promise<boolean> {
  return (await accessTo(db, viewer, subject))?.sees ?? false;
}
