/** Issues and returns as a list, newest first, by key. */
import { and, desc, eq, gte, inArray, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { issue, issueLine } from '../../db/schema/issues.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { IssuePurpose, IssueState } from './rules.ts';

export interface IssueFilter {
  /** Part of a number, a ward, a patient or a prescription. */
  q?: string | undefined;
  /** Words, pinyin, initials or code of an item. */
  item?: string | undefined;
  /** Code of the member. */
  member?: string | undefined;
  kind?: 'issue' | 'issue_return' | undefined;
  /** Days on which it happened, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface ListedIssue {
  id: number;
  number: string;
  kind: 'issue' | 'issue_return';
  status: IssueState;
  member: string;
  occurredAt: number;
  purpose: IssuePurpose;
  ward: string;
  patientRef: string;
  prescriptionRef: string;
  lines: number;
  amountFen: number;
  /** What it was, the first lines of it. */
  goods: string;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '').toLowerCase()}%`;

async function conditionsOf(db: Db, scopePath: string, filter: IssueFilter) {
  const { q = '', member, kind, from, to } = filter;
  const itemIds = await idsMatching(db, filter.item, { retired: true });
  const holds =
    itemIds &&
    sql`exists (select 1 from issue_line where issue_line.issue_id = ${issue.documentId}
    and ${isOneOf(issueLine.itemId, itemIds)})`;
  const words = q
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = words.map((word) =>
    or(
      sql`lower(${document.number}) like ${plainLike(word)}`,
      sql`lower(${issue.ward}) like ${plainLike(word)}`,
      sql`lower(${issue.patientRef}) like ${plainLike(word)}`,
      sql`lower(${issue.prescriptionRef}) like ${plainLike(word)}`,
    ),
  );
  return and(
    like(organisation.path, `${scopePath}%`),
    member ? eq(organisation.code, member) : undefined,
    kind ? eq(document.kind, kind) : undefined,
    from === undefined ? undefined : gte(issue.occurredAt, startOfDay(from)),
    to === undefined ? undefined : lt(issue.occurredAt, startOfDay(addDays(to, 1))),
    ...found,
    holds,
  );
}

const lineCount = sql<number>`(select count(*) from issue_line where issue_id = ${issue.documentId})`.mapWith(Number);
const amount = sql<number>`(select coalesce(sum(amount_fen), 0) from issue_line where issue_id = ${issue.documentId})`;

/** Rows from after the cursor (instant, id); one more than `size`, for the pager. */
export async function listIssues(
  db: Db,
  scopePath: string,
  filter: IssueFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedIssue[]> {
  const { cursor, size } = page;
  const beyond =
    cursor &&
    or(lt(issue.occurredAt, cursor[0]), and(eq(issue.occurredAt, cursor[0]), lt(issue.documentId, cursor[1])));
  const rows = await db
    .select({
      id: issue.documentId,
      number: document.number,
      kind: document.kind,
      status: document.status,
      member: organisation.shortName,
      occurredAt: issue.occurredAt,
      purpose: issue.purpose,
      ward: issue.ward,
      patientRef: issue.patientRef,
      prescriptionRef: issue.prescriptionRef,
      lines: lineCount,
      amountFen: amount.mapWith(Number),
    })
    .from(issue)
    .innerJoin(document, eq(document.id, issue.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(and(await conditionsOf(db, scopePath, filter), beyond))
    .orderBy(desc(issue.occurredAt), desc(issue.documentId))
    .limit(size + 1);
  const goods = await goodsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, goods: goods.get(row.id) ?? '' }) as ListedIssue);
}

const NAMED = 3;
const IDS_AT_ONCE = 500;

/** The names of the first lines of each paper. */
async function goodsOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const names = new Map<number, Set<string>>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const part = ids.slice(from, from + IDS_AT_ONCE);
    const rows = await db
      .select({ id: issueLine.issueId, name: item.genericName })
      .from(issueLine)
      .innerJoin(item, eq(item.id, issueLine.itemId))
      .where(inArray(issueLine.issueId, part))
      .orderBy(issueLine.issueId, issueLine.lineNumber);
    for (const { id, name } of rows) names.set(id, (names.get(id) ?? new Set()).add(name));
  }
  return new Map(
    [...names].map(([id, all]) => [id, `${[...all].slice(0, NAMED).join('、')}${all.size > NAMED ? '…' : ''}`]),
  );
}

/** The members of the scope that have issued anything, for the filter. */
export async function issuingMembers(db: Db, scopePath: string): Promise<{ code: string; name: string }[]> {
  return db
    .select({ code: organisation.code, name: organisation.shortName })
    .from(organisation)
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        eq(organisation.active, true),
        sql`exists (select 1 from document where document.organisation_id = ${organisation.id}
          and document.kind = 'issue')`,
      ),
    )
    .orderBy(organisation.code);
}
