/** What items cost on a day, from whom and why: the one question that plans, orders and pages ask of prices. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { goodsOf, type LicensedItem } from '../parties/rules.ts';
import {
  type ApplicablePrice,
  type ContractOffer,
  choosePrice,
  type PriceWorld,
  type TermOffer,
} from './choose-rules.ts';
import { type SellerAsk, sellersOn } from './orderable-queries.ts';

export type { ApplicablePrice, PriceReason } from './choose-rules.ts';

const ASKED = `from ${rowset('items', { id: 'int' })} as asked`;

/** An ended contract keeps its last day, so that past days answer as they did: it counts from when it was activated. */
const contractsInForce = statement(
  `select line.id as line_id, line.item_id, line.price_pack, contract.kind, contract.party_id,
     contract.backup_party_id, contract.starts_on, contract.ends_on, document.number
   ${ASKED}
   join contract_line as line on line.item_id = asked.id
   join contract on contract.document_id = line.contract_id
   join document on document.id = contract.document_id
   where contract.starts_on <= :day and contract.ends_on >= :day and document.status in ('active', 'ended')
     and exists (select 1 from document_act as activation where activation.document_id = document.id
       and activation.act = 'activate' and activation.at < :before)
   order by line.id`,
);
const termsOfItems = statement(
  `select term.item_id, term.party_id, term.least_packs, term.step_packs, term.lead_days, term.preference
   ${ASKED} join supply_term as term on term.item_id = asked.id
   where term.active and term.valid_from <= :day and (term.valid_to is null or term.valid_to >= :day)`,
);
const itemsOnDay = statement(
  `select item.id, item.price_pack as catalogue_pack, item.kind, item.control_class, item.storage_zone,
     item.approval_number, listed.price_pack as listed_pack, listed.valid_from
   ${ASKED} join item on item.id = asked.id
   left join listed_price as listed on listed.item_id = item.id and listed.valid_from <= :day
     and (listed.valid_to is null or listed.valid_to >= :day)`,
);

interface ContractRow {
  line_id: number;
  item_id: number;
  price_pack: number;
  kind: ContractOffer['kind'];
  party_id: number;
  backup_party_id: number | null;
  starts_on: string;
  ends_on: string;
  number: string;
}
interface TermRow {
  item_id: number;
  party_id: number;
  least_packs: number;
  step_packs: number;
  lead_days: number;
  preference: number;
}
interface ItemRow {
  id: number;
  catalogue_pack: number;
  kind: LicensedItem['kind'];
  control_class: string;
  storage_zone: string;
  approval_number: string | null;
  listed_pack: number | null;
  valid_from: string | null;
}

export interface PriceAsk {
  itemIds: readonly number[];
  /** Business day. */
  day: string;
  /** Only what this supplier sells them for. */
  partyId?: number;
}

function gather<Row extends { item_id: number }, T>(rows: readonly Row[], read: (row: Row) => T): Map<number, T[]> {
  const byItem = new Map<number, T[]>();
  for (const row of rows) {
    const own = byItem.get(row.item_id);
    if (own === undefined) byItem.set(row.item_id, [read(row)]);
    else own.push(read(row));
  }
  return byItem;
}

const readContract = (row: ContractRow): ContractOffer => ({
  contractLineId: row.line_id,
  contract: row.number,
  kind: row.kind,
  pricePack: row.price_pack,
  partyId: row.party_id,
  backupPartyId: row.backup_party_id,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
});
const readTerm = (row: TermRow): TermOffer => ({
  partyId: row.party_id,
  leastPacks: row.least_packs,
  stepPacks: row.step_packs,
  leadDays: row.lead_days,
  preference: row.preference,
});

/** Items of the same goods, as licences tell them apart. */
function groupOf(row: ItemRow): string {
  const { kind, control_class: controlClass, storage_zone: storageZone, approval_number: approvalNumber } = row;
  return goodsOf({ kind, controlClass, storageZone, approvalNumber }).join();
}

/** What is known of each item on the day, in four statements however many they are. */
async function worldsOn(db: Db, itemIds: readonly number[], day: string): Promise<Map<number, PriceWorld>> {
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  if (items.length === 0) return new Map();
  const before = startOfDay(addDays(day, 1));
  const rows = await db.run<ItemRow>(itemsOnDay, { items, day });
  const contracts = gather(await db.run<ContractRow>(contractsInForce, { items, day, before }), readContract);
  const terms = gather(await db.run<TermRow>(termsOfItems, { items, day }), readTerm);
  const asks = rows.flatMap((row): SellerAsk[] => {
    const selling = (contracts.get(row.id) ?? []).flatMap(({ partyId, backupPartyId }) => [partyId, backupPartyId]);
    const parties = [...selling, ...(terms.get(row.id) ?? []).map((term) => term.partyId)];
    const given = parties.filter((partyId) => partyId !== null);
    return given.map((partyId) => ({ partyId, itemId: row.id, group: groupOf(row) }));
  });
  const sellers = await sellersOn(db, asks, day);
  return new Map(
    rows.map((row): [number, PriceWorld] => {
      const { listed_pack: pricePack, valid_from: validFrom } = row;
      const listed = pricePack === null || validFrom === null ? null : { pricePack, validFrom };
      const world = { contracts: contracts.get(row.id) ?? [], terms: terms.get(row.id) ?? [], listed };
      const whyNot = (partyId: number) => sellers.whyNot(partyId, groupOf(row));
      return [row.id, { ...world, cataloguePack: row.catalogue_pack, whyNot, nameOf: sellers.nameOf }];
    }),
  );
}

/** The price of each item on the day with its supplier and the reason; an item nobody sells is absent. */
export async function pricesOn(db: Db, ask: PriceAsk): Promise<Map<number, ApplicablePrice>> {
  const worlds = await worldsOn(db, ask.itemIds, ask.day);
  const prices = new Map<number, ApplicablePrice>();
  for (const [itemId, world] of worlds) {
    const price = choosePrice(world, ask.partyId);
    if (price !== null) prices.set(itemId, price);
  }
  return prices;
}

/** The price of one item on the day; null when nobody sells it. */
export async function priceOn(
  db: Db,
  ask: { itemId: number; day: string; partyId?: number },
): Promise<ApplicablePrice | null> {
  const { itemId, ...rest } = ask;
  return (await pricesOn(db, { ...rest, itemIds: [itemId] })).get(itemId) ?? null;
}

/**
 * Refuses a price (1/10,000 yuan a pack) above what the supplier's contract says on the day, and above the listed
 * price. Nothing is refused while there is neither: the catalogue's price binds nobody.
 */
export async function checkOrderPrice(
  db: Db,
  ask: { itemId: number; partyId: number; day: string; pricePack: number },
): Promise<Result<undefined>> {
  const world = (await worldsOn(db, [ask.itemId], ask.day)).get(ask.itemId);
  if (world === undefined) return refuse('not_found');
  const { pricePack, partyId } = ask;
  const chosen = choosePrice(world, partyId);
  const agreed = chosen?.contractLineId == null ? null : chosen.pricePack;
  if (agreed !== null && pricePack > agreed) {
    const contract = String(chosen?.reason.detail.contract ?? '');
    return refuse('price_above_contract', { contract, limitPack: agreed, pricePack });
  }
  const limitPack = world.listed?.pricePack ?? null;
  if (limitPack !== null && pricePack > limitPack) return refuse('price_above_listed', { limitPack, pricePack });
  return ok();
}
