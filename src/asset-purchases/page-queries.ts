/** One contract for equipment and one acceptance as their pages show them, and what this person may do next. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { assetAcceptance } from '../../db/schema/asset-purchases.ts';
import { document } from '../../db/schema/documents.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { sideOf } from './accept-commands.ts';
import { takesIn } from './delivery-commands.ts';
import { type OwedPart, owedOf } from './owed-queries.ts';
import {
  type ArrivedUnits,
  acceptanceFor,
  arrivedOf,
  type LoadedAcceptance,
  type LoadedPurchase,
  purchaseFor,
  unitsOf,
} from './purchase-record.ts';
import type { Side } from './rules.ts';

export interface PurchaseView extends LoadedPurchase, ArrivedUnits {
  owed: OwedPart[];
  acceptances: { number: string; status: string; arrivedOn: string; units: number }[];
  acts: ActRow[];
  files: AttachmentLine[];
  can: { buy: boolean; takeIn: boolean; keep: boolean; money: boolean };
}

/** The purchase as the viewer sees it; undefined when there is none within the scope. */
export async function purchaseView(db: Db, viewer: Viewer, number: string): Promise<PurchaseView | undefined> {
  const loaded = await purchaseFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const { id } = loaded.document;
  const papers = await db
    .select({ id: document.id, number: document.number, status: document.status, arrivedOn: assetAcceptance.arrivedOn })
    .from(assetAcceptance)
    .innerJoin(document, eq(document.id, assetAcceptance.documentId))
    .where(eq(assetAcceptance.purchaseId, id))
    .orderBy(asc(document.id));
  const acceptances: PurchaseView['acceptances'] = [];
  for (const { id: paperId, ...paper } of papers.slice(0, 20)) {
    acceptances.push({ ...paper, units: (await unitsOf(db, paperId)).length });
  }
  const counted = await arrivedOf(db, id);
  const isOpen = loaded.document.status === 'ordered';
  const buy = may(viewer.roles, 'acquisition.buy');
  const takeIn = takesIn(viewer, loaded.place);
  return {
    ...loaded,
    ...counted,
    acceptances,
    owed: await owedOf(db, id),
    acts: await timelineOf(db, id),
    files: await attachmentsOf(db, `document ${number}`),
    can: {
      buy: buy && isOpen && counted.open === 0,
      takeIn: takeIn && isOpen && counted.arrived < loaded.purchase.quantity,
      keep: buy || takeIn,
      money: may(viewer.roles, 'payable.read'),
    },
  };
}

export interface AcceptanceView extends LoadedAcceptance {
  owed: OwedPart[];
  acts: ActRow[];
  files: AttachmentLine[];
  can: {
    /** The side whose word this person may give now. */
    confirm: Side | null;
    /** Why not, where the person speaks for a side. */
    why: 'ordered' | 'said' | 'same' | null;
    takeBack: boolean;
    sendBack: boolean;
    undo: boolean;
    keep: boolean;
    /** Whether payables open. */
    money: boolean;
  };
}

/** The acceptance as the viewer sees it; undefined when there is none within the scope. */
export async function acceptanceView(db: Db, viewer: Viewer, number: string): Promise<AcceptanceView | undefined> {
  const loaded = await acceptanceFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const { acceptance, of, document: paper } = loaded;
  const side = sideOf(viewer, of.place);
  const isOpen = paper.status === 'arrived' || paper.status === 'half';
  const own = side === 'user' ? acceptance.userBy : acceptance.officeBy;
  const said = [acceptance.userBy, acceptance.officeBy];
  const reason = () => {
    if (of.document.createdBy === viewer.userId) return 'ordered' as const;
    if (own !== null) return 'said' as const;
    return said.includes(viewer.userId) ? ('same' as const) : null;
  };
  const why = side === null || !isOpen ? null : reason();
  return {
    ...loaded,
    owed: await owedOf(db, of.document.id, paper.id),
    acts: await timelineOf(db, paper.id),
    files: await attachmentsOf(db, `document ${number}`),
    can: {
      confirm: isOpen && why === null ? side : null,
      why,
      takeBack: paper.status === 'half' && side !== null && said.includes(viewer.userId),
      sendBack: isOpen && side !== null,
      undo: paper.status === 'accepted' && may(viewer.roles, 'asset.edit'),
      keep: side !== null,
      money: may(viewer.roles, 'payable.read'),
    },
  };
}
