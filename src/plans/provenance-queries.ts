/** What one line of a plan is made of: the members that ask, how each need is met, and the transfers it proposes. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { planLine, planTransfer } from '../../db/schema/plans.ts';
import { memberTransfer, memberTransferLine } from '../../db/schema/transfers.ts';
import { rowset, statement } from '../../db/statement.ts';
import { usableZones } from '../stock/matrix-stock-queries.ts';
import { useSince } from '../stock/supply-queries.ts';

const needsOfLine = statement(
  `select served.demand_id, served.source, served.quantity_base, demand.organisation_id, demand.origin,
     demand.quantity_base as asked_base, demand.needed_by, demand.urgent, demand.item_id,
     organisation.short_name, organisation.code, document.number, document.kind
   from plan_demand as served join demand on demand.id = served.demand_id
   join organisation on organisation.id = demand.organisation_id
   left join document on document.id = demand.document_id
   where served.plan_line_id = :lineId order by organisation.path, served.demand_id, served.source`,
);
const stockOfMembers = statement(
  `select location.keeper_id, cast(sum(balance.on_hand) as bigint) as has_base from balance
   join location on location.id = balance.location_id and location.kind in ('store', 'transit')
     and location.zone in (select zone from ${rowset('zones', { zone: 'text' })} as zone_given)
     and location.keeper_id in (select id from ${rowset('members', { id: 'int' })} as member)
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   where balance.item_id = :itemId and balance.on_hand > 0 and balance.held_by is null group by location.keeper_id`,
);
const useOfMembers = statement(
  `select organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id = :itemId and day between :since and :day
     and organisation_id in (select id from ${rowset('members', { id: 'int' })} as member)
   group by organisation_id`,
);

interface NeedRow {
  demand_id: number;
  source: 'buy' | 'hub' | 'order' | 'neighbour';
  quantity_base: number;
  organisation_id: number;
  origin: 'requisition' | 'shortage' | 'safety';
  asked_base: number;
  needed_by: string;
  urgent: number | boolean;
  item_id: number;
  short_name: string;
  code: string;
  number: string | null;
  kind: 'requisition' | 'shortage' | null;
}

/** One need on the line. Base units. */
export interface NeedOnLine {
  demandId: number;
  origin: NeedRow['origin'];
  number: string | null;
  kind: NeedRow['kind'];
  neededBy: string;
  urgent: boolean;
  askedBase: number;
  bySource: Partial<Record<NeedRow['source'], number>>;
}

export interface MemberOnLine {
  organisationId: number;
  name: string;
  code: string;
  hasBase: number;
  use30Base: number;
  needs: NeedOnLine[];
  askedBase: number;
  bySource: Partial<Record<NeedRow['source'], number>>;
}

function addTo(sums: Partial<Record<NeedRow['source'], number>>, source: NeedRow['source'], quantity: number): void {
  sums[source] = (sums[source] ?? 0) + quantity;
}

function gather(rows: readonly NeedRow[]): MemberOnLine[] {
  const members = new Map<number, MemberOnLine>();
  for (const row of rows) {
    const organisationId = Number(row.organisation_id);
    const fresh = { organisationId, name: row.short_name, code: row.code, hasBase: 0, use30Base: 0, askedBase: 0 };
    const member: MemberOnLine = members.get(organisationId) ?? { ...fresh, needs: [], bySource: {} };
    members.set(organisationId, member);
    const demandId = Number(row.demand_id);
    let need = member.needs.find((one) => one.demandId === demandId);
    if (need === undefined) {
      const { origin, number, kind, needed_by: neededBy } = row;
      const facts = { demandId, origin, number, kind, neededBy, urgent: Boolean(row.urgent) };
      need = { ...facts, askedBase: Number(row.asked_base), bySource: {} };
      member.needs.push(need);
    }
    addTo(need.bySource, row.source, Number(row.quantity_base));
    addTo(member.bySource, row.source, Number(row.quantity_base));
    member.askedBase += Number(row.quantity_base);
  }
  return [...members.values()];
}

/** The members a line serves, as the tree runs, with what each has and uses of the item. */
export async function membersOfLine(db: Db, lineId: number, day: string): Promise<MemberOnLine[]> {
  const rows = await db.run<NeedRow>(needsOfLine, { lineId });
  const members = gather(rows);
  const itemId = Number(rows[0]?.item_id ?? 0);
  const asked = { itemId, day, members: members.map((member) => ({ id: member.organisationId })) };
  const zones = usableZones(day).map((zone) => ({ zone }));
  const has = await db.run<{ keeper_id: number; has_base: number }>(stockOfMembers, { ...asked, zones });
  const used = await db.run<{ organisation_id: number; use_base: number }>(useOfMembers, {
    ...asked,
    since: useSince(day),
  });
  const stock = new Map(has.map((row) => [Number(row.keeper_id), Number(row.has_base)]));
  const use = new Map(used.map((row) => [Number(row.organisation_id), Math.max(0, Number(row.use_base))]));
  return members.map((member) => ({
    ...member,
    hasBase: stock.get(member.organisationId) ?? 0,
    use30Base: use.get(member.organisationId) ?? 0,
  }));
}

export interface TransferOnLine {
  id: number;
  lineNumber: number;
  from: string;
  to: string;
  quantityBase: number;
  explanation: Record<string, string | number>;
  status: 'proposed' | 'declined' | 'sent';
  reason: string;
  /** The transfer that asks the giver for it, once accepted, and how far it is. */
  transfer: string | null;
  state: string | null;
}

async function transfers(db: Db, where: ReturnType<typeof eq>): Promise<TransferOnLine[]> {
  const giver = alias(organisation, 'giver');
  const taker = alias(organisation, 'taker');
  const asked = db
    .select({ proposalLineId: memberTransferLine.proposalLineId, transferId: memberTransferLine.transferId })
    .from(memberTransferLine)
    .innerJoin(memberTransfer, eq(memberTransfer.documentId, memberTransferLine.transferId))
    .where(eq(memberTransfer.origin, 'plan'))
    .as('asked');
  const rows = await db
    .select({
      row: planTransfer,
      lineNumber: planLine.lineNumber,
      from: giver.shortName,
      to: taker.shortName,
      transfer: document.number,
      state: document.status,
    })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .innerJoin(giver, eq(giver.id, planTransfer.fromOrganisationId))
    .innerJoin(taker, eq(taker.id, planTransfer.toOrganisationId))
    .leftJoin(asked, eq(asked.proposalLineId, planTransfer.id))
    .leftJoin(document, eq(document.id, asked.transferId))
    .where(where)
    .orderBy(asc(planTransfer.id));
  return rows.map(({ row, ...names }) => {
    const { id, quantityBase, explanation, status, reason } = row;
    return { id, quantityBase, explanation, status, reason, ...names };
  });
}

/** The transfers between members that a line asks for. */
export function transfersOfLine(db: Db, lineId: number): Promise<TransferOnLine[]> {
  return transfers(db, eq(planTransfer.planLineId, lineId));
}

/** How many transfers of the plan wait for an answer. */
export async function countProposed(db: Db, planId: number): Promise<number> {
  const ofPlan = db.select({ id: planLine.id }).from(planLine).where(eq(planLine.planId, planId));
  const rows = await db
    .select({ status: planTransfer.status })
    .from(planTransfer)
    .where(inArray(planTransfer.planLineId, ofPlan));
  return rows.filter((row) => row.status === 'proposed').length;
}

/** The line whose transfer that is, on the plan of the number. */
export async function lineOfTransfer(db: Db, number: string, transferId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ lineNumber: planLine.lineNumber })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .innerJoin(document, eq(document.id, planLine.planId))
    .where(and(eq(planTransfer.id, transferId), eq(document.number, number)));
  return row?.lineNumber;
}
