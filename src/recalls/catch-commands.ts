/** A recalled lot never comes in again unnoticed: what is received is held against every recall, and frozen at once. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { recallLot, recallNotice } from '../../db/schema/recalls.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result } from '../kernel/result.ts';
import { freezeLots, standStill } from '../ledger/lots.ts';
import { ruleOn } from '../settings/queries.ts';
import { afterFreezings } from './act-commands.ts';
import { answerDue, type NoticeBooks, RECALL_ACTS } from './rules.ts';
import { bareLot } from './target-rules.ts';
import { tellOne } from './tell-commands.ts';

export interface Arriving {
  lotId: number;
  /** Base units that come in with it. */
  quantityBase: number;
}

export interface Arrival {
  lots: readonly Arriving[];
  /** The member where they come in. */
  organisationId: number;
  actor: Actor;
  at: number;
}

interface Caught {
  recall_id: number;
  number: string;
  level: number;
  lot_id: number;
  /** What froze the batch before the recall did. */
  frozen_before: 'recall' | 'quality' | null;
}

const LOTS = rowset('lots', { id: 'int' });
const IN_FORCE = `join recall on recall.document_id = document.id and recall.drill = false
     and recall.frozen_at is not null
   where document.kind = 'recall' and document.status in ('open', 'closed')`;

const anyInForce = statement(`select document.id from document ${IN_FORCE} limit 1`);

/** The same item and number as a lot that a recall holds. */
const twins = statement(
  `select distinct document.id as recall_id, document.number, recall.level, lot.id as lot_id,
     held.frozen_before
   from ${LOTS} as given join lot on lot.id = given.id
   join lot as twin on twin.item_id = lot.item_id and twin.number = lot.number and twin.id <> lot.id
   join recall_lot as held on held.lot_id = twin.id and held.released_at is null
   join document on document.id = held.recall_id
   ${IN_FORCE}
     and not exists (select 1 from recall_lot as own where own.recall_id = document.id and own.lot_id = lot.id)`,
);

/** What recalls in force name by whole numbers, or by every lot of an item. */
const named = statement(
  `select document.id as recall_id, document.number as recall_number, document.status, recall.level, target.item_id,
     target.item_text, target.lot_number, target.match
   from document join recall_target as target on target.recall_id = document.id and target.match <> 'part'
   ${IN_FORCE}`,
);
const arrivedLots = statement(
  `select lot.id, lot.item_id, lot.number, item.generic_name, item.code
   from ${LOTS} as given join lot on lot.id = given.id join item on item.id = lot.item_id`,
);
const heldAlready = statement(
  `select recall_id, lot_id from recall_lot where lot_id in (select id from ${LOTS} as given)`,
);

interface Named {
  recall_id: number;
  recall_number: string;
  status: string;
  level: number;
  item_id: number | null;
  item_text: string;
  lot_number: string;
  match: 'exact' | 'all';
}

interface ArrivedLot {
  id: number;
  item_id: number;
  number: string;
  generic_name: string;
  code: string;
}

/** Where only words stand for the item, its name must be among them; no words at all leave the number alone. */
function isMeant(target: Named, lot: ArrivedLot): boolean {
  // Once a recall of everything is over, what is made afterwards is none of its business
  if (target.match === 'all' && target.status === 'closed') return false;
  if (target.match === 'exact' && bareLot(target.lot_number) !== bareLot(lot.number)) return false;
  if (target.item_id !== null) return target.item_id === lot.item_id;
  const text = target.item_text;
  return text === '' || text.includes(lot.generic_name) || lot.generic_name.includes(text) || text === lot.code;
}

async function meantByName(tx: Tx, lots: readonly { id: number }[]): Promise<Caught[]> {
  const [arrived, targets] = [await tx.run<ArrivedLot>(arrivedLots, { lots }), await tx.run<Named>(named, {})];
  const held = await tx.run<{ recall_id: number; lot_id: number }>(heldAlready, { lots });
  const found: Caught[] = [];
  for (const lot of arrived) {
    for (const target of targets) {
      const known = held.some((row) => row.recall_id === target.recall_id && row.lot_id === lot.id);
      if (known || !isMeant(target, lot)) continue;
      const { recall_id, recall_number: number, level } = target;
      found.push({ recall_id, number, level, lot_id: lot.id, frozen_before: null });
    }
  }
  return found;
}

/** Freezes the caught lots for one recall, opens it again when it was closed, and tells the member. */
async function holdFor(tx: Tx, caught: readonly Caught[], arrival: Arrival): Promise<Result<undefined>> {
  const [{ recall_id: recallId, level }] = caught as [Caught, ...Caught[]];
  const { actor, at, organisationId } = arrival;
  const lotIds = [...new Set(caught.map((one) => one.lot_id))];
  const step = { act: 'catch', to: 'open', transitions: RECALL_ACTS, actor, at, detail: { lots: lotIds } };
  const led = await advance(tx, recallId, step);
  if (!led.ok) return led;
  const before = await standStill(tx, lotIds);
  await tx.insert(recallLot).values(
    lotIds.map((lotId) => {
      const own = before.get(lotId) ?? null;
      const twin = caught.find((one) => one.lot_id === lotId)?.frozen_before ?? null;
      const frozenBefore = own === 'recall' ? twin : own;
      return { recallId, lotId, confirmedBy: actor.userId, confirmedAt: at, frozenBefore };
    }),
  );
  await freezeLots(tx, lotIds, 'recall');
  const notice = and(eq(recallNotice.recallId, recallId), eq(recallNotice.organisationId, organisationId));
  const [known] = await tx.select().from(recallNotice).where(notice);
  const books = known?.books as unknown as NoticeBooks | undefined;
  const more = arrival.lots
    .filter((one) => lotIds.includes(one.lotId))
    .map(({ lotId, quantityBase }) => ({ lotId, onHandBase: quantityBase, inTransitBase: 0, usedBase: 0 }));
  const lots = [...(books?.lots ?? []).filter((one) => !lotIds.includes(one.lotId)), ...more];
  const dueAt = answerDue(level, at, await ruleOn(tx, 'recall_answer_minutes', dayOf(at)));
  await tellOne(tx, { recallId, organisationId, books: { lots }, at, dueAt }, known !== undefined);
  return ok();
}

/**
 * Holds lots that come in against every recall in force: what one of them means is frozen before it lies anywhere, the
 * member is told, and a recall that was closed opens again. Called after lots are opened and before goods are posted.
 */
export async function catchRecalled(tx: Tx, arrival: Arrival): Promise<Result<{ lotIds: number[] }>> {
  if (arrival.lots.length === 0) return ok({ lotIds: [] });
  await afterFreezings(tx);
  if ((await tx.run(anyInForce, {})).length === 0) return ok({ lotIds: [] });
  const lots = [...new Set(arrival.lots.map((one) => one.lotId))].map((id) => ({ id }));
  const byTwin = await tx.run<Caught>(twins, { lots });
  const byName = await meantByName(tx, lots);
  const fresh = byName.filter(
    (one) => !byTwin.some((twin) => twin.recall_id === one.recall_id && twin.lot_id === one.lot_id),
  );
  const caught = [...byTwin, ...fresh];
  for (const recallId of new Set(caught.map((one) => one.recall_id))) {
    const held = await holdFor(
      tx,
      caught.filter((one) => one.recall_id === recallId),
      arrival,
    );
    if (!held.ok) return held;
  }
  return ok({ lotIds: [...new Set(caught.map((one) => one.lot_id))] });
}

/** A lot at a new price is the same batch: every recall that holds the old one holds the new one too. */
export async function followRecalled(
  tx: Tx,
  lots: ReadonlyMap<number, number>,
  by: { personId: number; at: number },
): Promise<void> {
  if (lots.size === 0) return;
  const held = await tx
    .select()
    .from(recallLot)
    .where(inArray(recallLot.lotId, [...lots.keys()]));
  const rows = held.flatMap((row) => {
    const lotId = lots.get(row.lotId);
    return lotId === undefined ? [] : [{ ...row, lotId, confirmedBy: by.personId, confirmedAt: by.at }];
  });
  if (rows.length > 0) await tx.insert(recallLot).values(rows).onConflictDoNothing();
}
