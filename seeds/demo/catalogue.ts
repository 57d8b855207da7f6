/** Posts the demo catalogue, with the codes that scanners read from the packs. */
import { item } from '../../db/schema/catalogue.ts';
import { importItems } from '../../src/catalogue/commands.ts';
import type { ItemDraft } from '../../src/catalogue/item.ts';
import { gs1CheckDigit } from '../../src/kernel/codes/check-digit.ts';
import { readPrice } from '../../src/kernel/money.ts';
import { catalogue } from './data/items.ts';
import { levelsOf } from './data/levels.ts';
import type { DemoItem } from './data/types.ts';
import { chiefOf, type Hub, type Item, must, type World } from './world.ts';

/** A made-up number of the Chinese range, right in its check digit, one for each item. */
function gtinOf(index: number): string {
  const body = `0692${String(700_000_000 + index * 37).slice(0, 9)}`;
  return `${body}${gs1CheckDigit(body)}`;
}

/** 本位码 and the first seven digits of the 追溯码 of a drug, made up likewise. */
function drugCodesOf(index: number): ItemDraft['codes'] {
  const body = `8690${String(100_000_000 + index * 7919).slice(0, 9)}`;
  return [
    { type: 'base_code', value: `${body}${gs1CheckDigit(body)}` },
    { type: 'trace_prefix', value: String(8_100_000 + index * 13) },
  ];
}

/** What scanners and lists call the item; pieces and preparations have no code of others. */
function codesOf(kind: DemoItem['kind'], index: number): ItemDraft['codes'] {
  if (kind === 'decoction_piece' || kind === 'preparation') return [];
  const gtin = { type: 'gtin' as const, value: gtinOf(index) };
  return kind === 'drug' ? [gtin, ...drugCodesOf(index)] : [gtin];
}

function draftOf(data: DemoItem, index: number): ItemDraft {
  const { code, kind, name, form, strength, maker, packUnit, baseUnit, packSize, scale, essential } = data;
  return {
    code,
    codeBase: null,
    importKey: null,
    kind,
    genericName: name,
    aliases: [],
    form,
    strength,
    manufacturer: maker,
    packUnit,
    baseUnit,
    packSize,
    scale,
    storageZone: data.zone,
    controlClass: data.control,
    essential,
    approvalNumber: data.approval === '' ? null : data.approval,
    countyTier: data.tiers.includes('county'),
    townshipTier: data.tiers.includes('township'),
    villageTier: data.tiers.includes('village'),
    pricePack: must(readPrice(data.pricePack), `price of ${code}`),
    active: true,
    levels: levelsOf(data),
    codes: codesOf(kind, index),
    leaves: [],
  };
}

/** Imports every item of the tables, as the chief pharmacist. */
export async function makeCatalogue(world: Pick<World, 'services' | 'tx'>, hub: Hub): Promise<Item[]> {
  must(await importItems(world.services, chiefOf(hub), catalogue.map(draftOf)), 'the catalogue');
  const rows = await world.tx.select({ id: item.id, code: item.code, pricePack: item.pricePack }).from(item);
  const known = new Map(rows.map((row) => [row.code, row]));
  return catalogue.map((data) => {
    const row = known.get(data.code);
    if (row === undefined) throw new Error(`demo: ${data.code} was not imported`);
    return { id: row.id, data, pricePack: row.pricePack };
  });
}
