/** Writes rows of dated facts, any number in a few statements, and keeps the copies that stand on items right. */
import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { itemFact } from '../../db/schema/catalogue.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { type FactSpan, settleFact } from './fact-rules.ts';
import { editionOn, type FactType, KNOWN_SINCE, UNRECORDED } from './facts.ts';
import type { ItemDraft } from './item.ts';

export interface NewFact {
  itemId: number;
  type: FactType;
  value: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  legalBasis: string;
}

/** Who writes, and when. */
export interface Hand {
  at: number;
  by: number;
}

const GIVEN = rowset('given', {
  item_id: 'int',
  type: 'text',
  value: 'text',
  effective_from: 'text',
  effective_to: 'text',
  legal_basis: 'text',
});
const insertFacts = statement(
  `insert into item_fact (item_id, type, value, effective_from, effective_to, legal_basis, recorded_at, recorded_by)
   select item_id, type, value, effective_from, effective_to, legal_basis, :at, :by from ${GIVEN} as given where true`,
);
const endFacts = statement(
  `update item_fact set effective_to = given.effective_to
   from ${rowset('given', { id: 'int', effective_to: 'text' })} as given where item_fact.id = given.id`,
);
const overwriteFacts = statement(
  `update item_fact set value = given.value, legal_basis = given.legal_basis, recorded_at = :at, recorded_by = :by
   from ${rowset('given', { id: 'int', value: 'text', legal_basis: 'text' })} as given where item_fact.id = given.id`,
);

const IN_FORCE = `fact.effective_from <= :day and (fact.effective_to is null or fact.effective_to >= :day)`;
const COPIES_APART = `(fact.type = 'control_class' and fact.value <> item.control_class)
  or (fact.type = 'storage_zone' and fact.value <> item.storage_zone)
  or (fact.type = 'essential' and (fact.value <> 'no') <> item.essential)`;
const apartOfSome = statement(
  `select item.id, item.code, fact.type, fact.value from ${rowset('items', { id: 'int' })} as wanted
   join item on item.id = wanted.id join item_fact as fact on fact.item_id = item.id and ${IN_FORCE}
   where ${COPIES_APART}`,
);
const apartOfAll = statement(
  `select item.id, item.code, fact.type, fact.value
   from item join item_fact as fact on fact.item_id = item.id and ${IN_FORCE} where ${COPIES_APART} order by item.id`,
);
const COPY = rowset('given', { id: 'int', value: 'text' });
const copyInto = (set: string) =>
  statement(`update item set ${set}, updated_at = :at from ${COPY} as given where item.id = given.id`);
const COPIERS = {
  control_class: copyInto('control_class = given.value'),
  storage_zone: copyInto('storage_zone = given.value'),
  essential: copyInto(`essential = (given.value <> 'no')`),
};

/** Adds rows; the unique indexes refuse two starts on one day and two open rows. */
export async function addFacts(tx: Tx, facts: readonly NewFact[], hand: Hand): Promise<void> {
  if (facts.length === 0) return;
  const given = facts.map(({ itemId, type, value, effectiveFrom, effectiveTo, legalBasis }) => ({
    item_id: itemId,
    type,
    value,
    effective_from: effectiveFrom,
    effective_to: effectiveTo,
    legal_basis: legalBasis,
  }));
  await tx.run(insertFacts, { given, ...hand });
}

/** Sets the last day of rows; null opens them again. */
export async function endFactRows(tx: Tx, ends: readonly { id: number; effectiveTo: string | null }[]): Promise<void> {
  if (ends.length === 0) return;
  const given = ends.map(({ id, effectiveTo }) => ({ id, effective_to: effectiveTo }));
  await tx.run(endFacts, { given });
}

/** Writes another value and basis over rows. What stood there must stand in the audit row of the act. */
export async function overwriteFactRows(
  tx: Tx,
  rows: readonly { id: number; value: string; legalBasis: string }[],
  hand: Hand,
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ id, value, legalBasis }) => ({ id, value, legal_basis: legalBasis }));
  await tx.run(overwriteFacts, { given, ...hand });
}

export interface CopiedFact {
  code: string;
  type: 'control_class' | 'storage_zone' | 'essential';
  value: string;
}

/** Brings the copies on the items to what holds on `day`; tells what changed. `all` looks at every item. */
export async function refreshCopies(
  tx: Tx,
  itemIds: readonly number[] | 'all',
  day: string,
  at: number,
): Promise<CopiedFact[]> {
  type Row = CopiedFact & { id: number };
  const rows =
    itemIds === 'all'
      ? await tx.run<Row>(apartOfAll, { day })
      : await tx.run<Row>(apartOfSome, { day, items: itemIds.map((id) => ({ id })) });
  for (const type of ['control_class', 'storage_zone', 'essential'] as const) {
    const given = rows.filter((row) => row.type === type).map(({ id, value }) => ({ id: Number(id), value }));
    if (given.length > 0) await tx.run(COPIERS[type], { at, given });
  }
  return rows.map(({ code, type, value }) => ({ code, type, value }));
}

/** The facts that a draft tells; `leaves` names what its source is silent about. */
function told(draft: ItemDraft, today: string): [FactType, string][] {
  const edition = editionOn(today).year;
  const basic: [FactType, string, string][] = [
    ['essential', draft.essential ? edition : 'no', 'essential'],
    ['control_class', draft.controlClass, 'controlClass'],
    ['storage_zone', draft.storageZone, 'storageZone'],
  ];
  const own = Object.entries(draft.facts ?? {}) as [FactType, string][];
  const named = new Set(own.map(([type]) => type));
  const rest = basic.filter(([type, , field]) => !draft.leaves.includes(field) && !named.has(type));
  return [...rest.map(([type, value]): [FactType, string] => [type, value]), ...own];
}

/**
 * Makes what drafts tell of their items hold from today on. A fact that nobody recorded begins on `KNOWN_SINCE`, or
 * with its edition of the essential list; one that was recorded otherwise is closed yesterday and followed.
 * An essential medicine stays in the edition that is recorded: a bare "yes" does not change it.
 */
export async function settleDrafts(
  tx: Tx,
  given: readonly { itemId: number; draft: ItemDraft; fresh: boolean }[],
  hand: Hand & { legalBasis: string },
): Promise<void> {
  const today = dayOf(hand.at);
  const known = await spansOf(
    tx,
    given.filter((each) => !each.fresh).map((each) => each.itemId),
  );
  const added: NewFact[] = [];
  const closed: { id: number; effectiveTo: string }[] = [];
  const overwritten: { id: number; value: string; legalBasis: string }[] = [];
  const yesterday = addDays(today, -1);
  for (const { itemId, draft } of given) {
    for (const [type, value] of told(draft, today)) {
      const rows = known.get(`${itemId} ${type}`) ?? [];
      if (type === 'essential' && isBareYes(draft, value) && isEssential(rows, today)) continue;
      const since = type === 'essential' && value !== UNRECORDED.essential ? editionOn(today).from : KNOWN_SINCE;
      const settling = settleFact(rows, value, today, since);
      if (settling.act === 'none') continue;
      if (settling.act === 'overwrite') {
        overwritten.push({ id: settling.id, value, legalBasis: hand.legalBasis });
        continue;
      }
      if (settling.act === 'follow') closed.push({ id: settling.closes, effectiveTo: yesterday });
      const { effectiveFrom, effectiveTo } = settling;
      added.push({ itemId, type, value, effectiveFrom, effectiveTo, legalBasis: hand.legalBasis });
    }
  }
  await endFactRows(tx, closed);
  await overwriteFactRows(tx, overwritten, hand);
  await addFacts(tx, added, hand);
}

function isBareYes(draft: ItemDraft, value: string): boolean {
  return draft.facts?.essential === undefined && value !== UNRECORDED.essential;
}

function isEssential(rows: readonly FactSpan[], today: string): boolean {
  const current = rows.findLast((row) => row.effectiveFrom <= today);
  return current !== undefined && current.value !== UNRECORDED.essential;
}

const CHUNK = 500;

/** Every row of the items' facts by `item type`, oldest first. */
export async function spansOf(db: Db, itemIds: readonly number[]): Promise<Map<string, FactSpan[]>> {
  const spans = new Map<string, FactSpan[]>();
  for (let at = 0; at < itemIds.length; at += CHUNK) {
    const rows = await db
      .select()
      .from(itemFact)
      .where(inArray(itemFact.itemId, itemIds.slice(at, at + CHUNK)))
      .orderBy(itemFact.effectiveFrom);
    for (const row of rows) {
      const key = `${row.itemId} ${row.type}`;
      const known = spans.get(key);
      if (known === undefined) spans.set(key, [row]);
      else known.push(row);
    }
  }
  return spans;
}
