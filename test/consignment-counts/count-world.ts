/** Two people who scan, a third who closes, and the acts on counts of shelves that tests try. */
import { eq } from 'drizzle-orm';
import { implantUnit } from '../../db/schema/implants.ts';
import { moveShelfCount, type WholeAct } from '../../src/consignment-counts/act-commands.ts';
import { closeShelfCount } from '../../src/consignment-counts/close-commands.ts';
import { shelfCountByNumber } from '../../src/consignment-counts/count-record.ts';
import { straysOf, unitsOf } from '../../src/consignment-counts/line-queries.ts';
import { openShelfCount } from '../../src/consignment-counts/open-commands.ts';
import { addStrayThing, scanUnit, unseeUnit } from '../../src/consignment-counts/scan-commands.ts';
import { shelfCountChecks } from '../../src/consignment-counts/verify.ts';
import { findUnit } from '../../src/implants/missing-commands.ts';
import { standingMissing } from '../../src/implants/missing-queries.ts';
import { moveUnit } from '../../src/implants/move-commands.ts';
import { placeUnits } from '../../src/implants/place-commands.ts';
import { key, openImplantWorld, serialOf } from '../implants/implant-world.ts';
import { accepted, addPerson, nextNumber, type TestPerson } from '../support/build.ts';

export const shelfOf = () => `导管室${nextNumber()}柜`;

export async function openCountWorld() {
  const w = await openImplantWorld();
  const { services } = w.world.test;
  const [mate, second] = [await addPerson(services, w.world.head, 'storekeeper'), w.world.chief];
  const given = (number: string) => ({ key: key(), number });
  const placeOn = async (shelf: string, serials: readonly string[], by: TestPerson = w.keeper) => {
    const paper = { supplier: w.world.supplier.code, noteNumber: 'JS-9', supplierPerson: '王业务员' };
    const scans = serials.map((one) => w.code(one)).join('\n');
    accepted(await placeUnits(services, by, key(), { ...paper, shelf, scans }));
  };
  return {
    ...{ ...w, services, mate, second, placeOn },
    /** So many new units on a new shelf. */
    fill: async (units: number) => {
      const shelf = shelfOf();
      const serials = Array.from({ length: units }, serialOf);
      await placeOn(shelf, serials);
      return { shelf, serials };
    },
    open: (shelf: string, by: TestPerson = w.keeper) => openShelfCount(services, by, key(), { shelf }),
    scan: (number: string, serial: string, by: TestPerson = w.keeper, more = {}) =>
      scanUnit(services, by, given(number), { code: w.code(serial), shelf: '', note: '', ...more }),
    unscan: (number: string, line: number, by: TestPerson = w.keeper) =>
      unseeUnit(services, by, given(number), { line }),
    stray: (number: string, code: string) => addStrayThing(services, w.keeper, given(number), { code, note: '柜底' }),
    lead: (number: string, act: WholeAct, by: TestPerson = w.keeper) =>
      moveShelfCount(services, by, given(number), { act, why: '试' }),
    close: (number: string, missing: number[], by: TestPerson = second) =>
      closeShelfCount(services, by, given(number), { missing }),
    find: (id: number, shelf: string, by: TestPerson = w.keeper) =>
      findUnit(services, by, key(), { id, shelf, why: '柜底' }),
    move: (id: number, shelf: string, by: TestPerson = w.keeper) =>
      moveUnit(services, by, key(), { id, shelf, why: '' }),
    unitAt: async (serial: string) => {
      const rows = await services.db.read.select().from(implantUnit).where(eq(implantUnit.serial, serial));
      const unit = rows.at(-1);
      if (unit === undefined) throw new Error(`no unit ${serial}`);
      return unit;
    },
    missingOf: async (serial: string) => standingMissing(services.db.read, await w.idOf(serial)),
    linesOf: async (number: string) => {
      const record = await shelfCountByNumber(services.db.read, number);
      const countId = record?.document.id ?? 0;
      return {
        status: record?.document.status,
        lines: await unitsOf(services.db.read, countId),
        strays: await straysOf(services.db.read, countId),
      };
    },
    allFindings: async () => {
      const own = await Promise.all(shelfCountChecks.map((one) => one.find(services.db.read)));
      return [...(await w.findings()), ...own.flat()];
    },
  };
}
export type CountWorld = Awaited<ReturnType<typeof openCountWorld>>;
