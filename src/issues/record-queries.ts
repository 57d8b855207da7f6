/** One issue or return as its page and its acts see it: paper, lines with lots, what came back, and from where. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { issue, issueLine, useFile } from '../../db/schema/issues.ts';
import { balance, lot, movement } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';
import type { IssueState } from './rules.ts';

export interface IssueRecord {
  document: typeof document.$inferSelect & { status: IssueState; kind: 'issue' | 'issue_return' };
  paper: typeof issue.$inferSelect;
  member: typeof organisation.$inferSelect;
  /** Of a return: the issue whose goods came back. */
  returnsNumber: string | null;
  fileName: string | null;
}

const returned = alias(document, 'returned');

/** The paper of that number, CK or TK, whoever may see it: scope is the caller's question. */
export async function issueByNumber(db: Db, number: string): Promise<IssueRecord | undefined> {
  const [row] = await db
    .select({
      document,
      paper: issue,
      member: organisation,
      returnsNumber: returned.number,
      fileName: useFile.fileName,
    })
    .from(issue)
    .innerJoin(document, eq(document.id, issue.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .leftJoin(returned, eq(returned.id, issue.returnsId))
    .leftJoin(useFile, eq(useFile.id, issue.fileId))
    .where(eq(document.number, number));
  return row as IssueRecord | undefined;
}

export interface IssueRecordLine {
  id: number;
  lineNumber: number;
  itemId: number;
  itemCode: string;
  itemName: string;
  detail: string;
  controlled: boolean;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  heldThere: boolean;
  locationId: number;
  locationName: string;
  quantityBase: number;
  returnedBase: number;
  amountFen: number;
  reason: string;
}

/** The lines of a paper, in their order. */
export async function linesOfIssue(db: Db, issueId: number): Promise<IssueRecordLine[]> {
  const rows = await db
    .select({ line: issueLine, item, lot, location, heldBy: balance.heldBy })
    .from(issueLine)
    .innerJoin(item, eq(item.id, issueLine.itemId))
    .innerJoin(lot, eq(lot.id, issueLine.lotId))
    .innerJoin(location, eq(location.id, issueLine.locationId))
    .leftJoin(balance, and(eq(balance.lotId, issueLine.lotId), eq(balance.locationId, issueLine.locationId)))
    .where(eq(issueLine.issueId, issueId))
    .orderBy(asc(issueLine.lineNumber));
  return rows.map(({ line, item: goods, lot: batch, location: place, heldBy }) => ({
    ...line,
    itemCode: goods.code,
    itemName: goods.genericName,
    detail: [goods.strength, goods.manufacturer].filter((one) => one !== '' && one !== null).join(' '),
    controlled: isControlled(goods.controlClass as ControlClass),
    shape: { packSize: goods.packSize, packUnit: goods.packUnit, baseUnit: goods.baseUnit, scale: goods.scale },
    lotNumber: batch.number,
    expiresOn: batch.expiresOn,
    frozen: batch.frozen,
    heldThere: heldBy !== null,
    locationName: place.name,
  }));
}

/** The returns of an issue, newest first. */
export async function returnsOf(db: Db, issueId: number) {
  return db
    .select({ number: document.number, status: document.status, at: document.createdAt })
    .from(issue)
    .innerJoin(document, eq(document.id, issue.documentId))
    .where(eq(issue.returnsId, issueId))
    .orderBy(desc(document.id));
}

/** The movement by which the paper's goods moved. */
export async function movementOfIssue(db: Db, documentId: number): Promise<number | undefined> {
  const kinds = inArray(movement.kind, ['issue', 'issue_return']);
  const [row] = await db
    .select({ id: movement.id })
    .from(movement)
    .where(and(eq(movement.documentId, documentId), kinds));
  return row?.id;
}
