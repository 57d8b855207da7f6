/** A hub, two branches and what lies there under codes of every kind, for the tests of scanning. */
import { itemCode } from '../../db/schema/catalogue.ts';
import type { Asker } from '../../src/home/document-queries.ts';
import { type Resolved, resolveScan } from '../../src/scanning/resolve-queries.ts';
import { type DispatchWorld, openWorld as openDispatches, simple } from '../dispatches/dispatch-world.ts';
import { addItem, addPerson, addStock, type TestItem, type TestPerson } from '../support/build.ts';

export const GTIN = '06901234567892';
export const SHARED = '06912345678902';

export interface ScanWorld extends DispatchWorld {
  /** Known by a barcode; its lot lies in the branch alone. */
  coded: TestItem;
  lotId: number;
  /** Two items with one barcode. */
  twins: TestItem[];
  expired: number;
  officer: TestPerson;
  dispatch: string;
}

export async function openWorld(): Promise<ScanWorld> {
  const world = await openDispatches(60);
  const { services, branch, places } = world;
  const coded = await addItem(services, { code: 'SCAN1', genericName: '氨溴索', packSize: 24 });
  const twins = [
    await addItem(services, { code: 'TWIN1', genericName: '输液器甲' }),
    await addItem(services, { code: 'TWIN2', genericName: '输液器乙' }),
  ];
  const rows = [
    { itemId: coded.id, type: 'gtin' as const, value: '6901234567892' },
    { itemId: coded.id, type: 'trace_prefix' as const, value: '8385793' },
    ...twins.map((twin) => ({ itemId: twin.id, type: 'gtin' as const, value: '6912345678902' })),
  ];
  await services.db.transaction((tx) => tx.insert(itemCode).values(rows));
  const kept = { item: coded, quantityBase: 240, organisationId: branch.id };
  const lotId = await addStock(services, places.branchStore, { ...kept, lot: 'A2401', expiresOn: '2027-11-30' });
  const expired = await addStock(services, places.branchStore, { ...kept, lot: 'OLD-1', expiresOn: '2026-10-31' });
  const officer = await addPerson(services, world.head, 'administrator');
  const { dispatch } = await simple(world);
  return { ...world, coded, lotId, twins, expired, officer, dispatch };
}

export const as = (world: ScanWorld, who: keyof ScanWorld['people'] | 'officer'): Asker =>
  who === 'officer' ? world.officer : world.people[who];

export function scanned(world: ScanWorld, who: Parameters<typeof as>[1], typed: string): Promise<Resolved> {
  return resolveScan(world.services.db.read, as(world, who), typed);
}
