/** Finds what the rows of opening stock speak of, and judges them against what the ledger has. Pure. */

import type { ItemRow } from '../../catalogue/queries.ts';
import { amountFen } from '../../kernel/money.ts';
import { readQuantity } from '../../kernel/quantity.ts';
import type { LocationRow, OrganisationRow } from '../../organisations/queries.ts';
import { hasError, problem, type RowProblem } from '../../spreadsheets/problem.ts';
import type { ParsedOpeningUpload } from './parse.ts';
import type {
  OpeningEntry,
  OpeningLine,
  OpeningSummary,
  OpeningVerdict,
  ParsedOpening,
  TypedOpening,
} from './report.ts';

export interface OpeningWorld {
  /** Organisations the person may import for, by code. */
  organisations: ReadonlyMap<string, OrganisationRow>;
  storesByKeeper: ReadonlyMap<number, readonly LocationRow[]>;
  /** Items by own code and by barcode; several items may carry one barcode. */
  items: ReadonlyMap<string, readonly ItemRow[]>;
  /** Base units that openings have put into a store, net of reversals, by `lineKey`. */
  opened: ReadonlyMap<string, number>;
}

export const ZONE_OF_WORD: Readonly<Record<string, string>> = {
  常温: 'room',
  阴凉: 'cool',
  冷藏: 'cold',
  冷冻: 'frozen',
  专柜: 'controlled',
};

/** Names a lot in a store: what one opening line may be posted for once. */
export function lineKey(
  line: Pick<OpeningLine, 'locationId' | 'itemId' | 'lotNumber' | 'expiresOn' | 'pricePack'>,
): string {
  return [line.locationId, line.itemId, line.lotNumber, line.expiresOn, line.pricePack].join('|');
}

/** Verdict of every row: new, unchanged (posted before in this quantity), refused with its reason. */
export function resolveOpening(upload: ParsedOpeningUpload, world: OpeningWorld): OpeningEntry[] {
  const firstRow = new Map<string, number>();
  return upload.entries.map((entry) => {
    const found = findLine(entry, upload.places, world);
    if (found.line === null) return refused(entry, found.problems);
    const key = lineKey(found.line);
    const earlier = firstRow.get(key);
    if (earlier !== undefined) {
      return refused(entry, [
        ...found.problems,
        problem('error', 'opening_lot_twice', upload.places.lot, { row: earlier }),
      ]);
    }
    firstRow.set(key, entry.row);
    const opened = world.opened.get(key) ?? 0;
    if (opened === 0) return { ...entry, problems: found.problems, verdict: 'new', line: found.line };
    if (opened === found.line.quantityBase) {
      return { ...entry, problems: found.problems, verdict: 'unchanged', line: found.line };
    }
    const detail = { before: opened, after: found.line.quantityBase };
    return refused(entry, [...found.problems, problem('error', 'opening_differs', upload.places.packs, detail)]);
  });
}

function refused(entry: ParsedOpening, problems: RowProblem[]): OpeningEntry {
  return { ...entry, problems, verdict: 'refused', line: null };
}

interface Found {
  line: OpeningLine | null;
  problems: RowProblem[];
}

function findLine(entry: ParsedOpening, places: ParsedOpeningUpload['places'], world: OpeningWorld): Found {
  const problems = [...entry.problems];
  const { typed } = entry;
  if (typed === null) return { line: null, problems };
  const organisation = world.organisations.get(typed.organisationCode);
  if (organisation === undefined) {
    problems.push(
      problem('error', 'opening_organisation_unknown', places.organisation, { code: typed.organisationCode }),
    );
  }
  const item = findItem(typed, places, world, problems);
  if (organisation === undefined || item === undefined) return { line: null, problems };
  const store = findStore(typed, places, organisation, item, world, problems);
  const quantity = readQuantity({ packs: typed.packs, units: typed.units }, item);
  if (!quantity.ok)
    problems.push(problem('error', quantity.reason, quantityPlace(places, quantity.field), quantity.detail));
  else if (quantity.value === 0) problems.push(problem('error', 'opening_quantity_zero', places.packs));
  if (typed.pricePack === null) {
    const severity = item.pricePack === 0 ? 'error' : 'warning';
    problems.push(
      problem(severity, item.pricePack === 0 ? 'opening_price_missing' : 'opening_price_assumed', places.price),
    );
  }
  if (store === undefined || !quantity.ok || hasError(problems)) return { line: null, problems };
  return { line: lineOf(typed, organisation, store, item, quantity.value), problems };
}

function quantityPlace(places: ParsedOpeningUpload['places'], field: string | undefined) {
  return field === 'units' ? places.units : places.packs;
}

function findItem(
  typed: TypedOpening,
  places: ParsedOpeningUpload['places'],
  world: OpeningWorld,
  problems: RowProblem[],
): ItemRow | undefined {
  const items = world.items.get(typed.item) ?? [];
  if (items.length === 0) problems.push(problem('error', 'opening_item_unknown', places.item, { code: typed.item }));
  if (items.length > 1) {
    const codes = items.map((each) => each.code).join('、');
    problems.push(problem('error', 'opening_item_ambiguous', places.item, { code: typed.item, codes }));
  }
  return items.length === 1 ? items[0] : undefined;
}

function findStore(
  typed: TypedOpening,
  places: ParsedOpeningUpload['places'],
  organisation: OrganisationRow,
  item: ItemRow,
  world: OpeningWorld,
  problems: RowProblem[],
): LocationRow | undefined {
  const stores = world.storesByKeeper.get(organisation.id) ?? [];
  const zone = typed.store === '' ? item.storageZone : ZONE_OF_WORD[typed.store];
  const store = stores.find((each) => each.name === typed.store) ?? stores.find((each) => each.zone === zone);
  if (store === undefined) {
    const names = stores.map((each) => each.name).join('、');
    problems.push(
      problem('error', 'opening_store_unknown', places.store, { organisation: organisation.shortName, names }),
    );
    return undefined;
  }
  if (item.storageZone === 'controlled' && store.zone !== 'controlled') {
    problems.push(problem('error', 'opening_controlled_store', places.store, { item: item.genericName }));
  } else if (store.zone !== item.storageZone) {
    const detail = { store: store.name, item: item.genericName, zone: item.storageZone };
    problems.push(problem('warning', 'opening_other_zone', places.store, detail));
  }
  return store;
}

function lineOf(
  typed: TypedOpening,
  organisation: OrganisationRow,
  store: LocationRow,
  item: ItemRow,
  quantityBase: number,
): OpeningLine {
  return {
    organisationId: organisation.id,
    organisationName: organisation.shortName,
    locationId: store.id,
    storeName: store.name,
    itemId: item.id,
    itemCode: item.code,
    itemName: item.genericName,
    packSize: item.packSize,
    packUnit: item.packUnit,
    baseUnit: item.baseUnit,
    scale: item.scale,
    lotNumber: typed.lotNumber,
    expiresOn: typed.expiresOn,
    pricePack: typed.pricePack ?? item.pricePack,
    quantityBase,
  };
}

export function summariseOpening(upload: ParsedOpeningUpload, entries: readonly OpeningEntry[]): OpeningSummary {
  const counts: Record<OpeningVerdict, number> = { new: 0, unchanged: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  const fresh = entries.filter((entry) => entry.verdict === 'new');
  const amounts = fresh.map(({ line }) =>
    line === null ? 0 : amountFen(line.quantityBase, line.packSize, line.pricePack),
  );
  return {
    headerRow: upload.headerRow,
    ignoredColumns: upload.ignoredColumns,
    places: upload.places,
    rows: entries.length,
    counts,
    warned: fresh.filter((entry) => entry.problems.length > 0).length,
    amountFen: amounts.reduce((sum, each) => sum + each, 0),
  };
}
