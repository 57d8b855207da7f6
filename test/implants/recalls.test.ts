/** Recalls of devices: frozen wherever they lie, refused when they come, patients told, ended; and two at once. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { implantUnit } from '../../db/schema/implants.ts';
import { recordFollowUp } from '../../src/implants/recall-commands.ts';
import { listUnits } from '../../src/implants/unit-queries.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { accepted, nextNumber, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type ImplantWorld, key, openImplantWorld, reason, SEEN, serialOf } from './implant-world.ts';

let w: ImplantWorld;
beforeAll(async () => {
  w = await openImplantWorld();
});
afterAll(() => endWhole(w.world.test));

describe('a unit', () => {
  it('is frozen by a recall wherever it lies, and never deleted', async () => {
    const [one, two] = [serialOf(), serialOf()];
    accepted(await w.place(`${w.code(one, undefined, 'R9')}\n${w.code(two, undefined, 'R9')}`));
    accepted(await w.use(w.code(one, undefined, 'R9')));
    expect(reason(await w.recall('R9', w.world.inspector))).toBe('forbidden');
    expect(reason(await w.recall('R8'))).toBe('implant_recall_none');
    const opened = accepted(await w.recall('R9'));
    expect(opened).toMatchObject({ frozen: 1, used: 1 });
    expect(reason(await w.recall('R9'))).toBe('implant_recall_stands');
    expect(reason(await w.use(w.code(two, undefined, 'R9')))).toBe('implant_frozen');
    expect(reason(await w.place(w.code(serialOf(), undefined, 'R9')))).toBe('implant_recalled');
    const listed = await listUnits(w.world.test.services.db.read, '/', { q: 'R9', ...SEEN }, { size: 50 });
    expect(listed.map(({ state, frozen, patientRef }) => [state, frozen, patientRef])).toEqual([
      ['shelf', '国家局一级召回', null],
      ['used', '', 'ZY20260001'],
    ]);
    accepted(await w.takeBack(await w.idOf(one)));
    expect(reason(await w.use(w.code(one, undefined, 'R9')))).toBe('implant_frozen');
    expect(await w.findings()).toEqual([]);
    expect(accepted(await w.end(opened.id)).freed).toBe(2);
    expect(reason(await w.end(opened.id))).toBe('implant_recall_ended');
    accepted(await w.use(w.code(two, undefined, 'R9')));
    const gone = w.world.test.services.db.transaction((tx) =>
      tx.delete(implantUnit).where(eq(implantUnit.serial, one)),
    );
    await expect(gone).rejects.toThrow();
  });

  it('stays frozen while another recall means it, and its patient is told once it is written down', async () => {
    const [one, two] = [serialOf(), serialOf()];
    accepted(await w.place(`${w.code(one, undefined, 'R7')}\n${w.code(two, undefined, 'R7')}`));
    accepted(await w.use(w.code(one, undefined, 'R7')));
    const [lot, single] = [accepted(await w.recall('R7')), accepted(await w.recall(null, w.officer, two))];
    expect(reason(await w.end(lot.id))).toBe('implant_recall_untold');
    expect(accepted(await w.end(lot.id, true)).freed).toBe(0);
    expect(reason(await w.use(w.code(two, undefined, 'R7')))).toBe('implant_frozen');
    const again = accepted(await w.recall('R7'));
    const untold = async () => (await w.recallsOf(again.id))[0]?.untold;
    expect(await untold()).toBe(1);
    const tells = (unitId: number, by: TestPerson = w.keeper, toldOn = w.today) =>
      recordFollowUp(w.world.test.services, by, key(), { recallId: again.id, unitId, toldOn, outcome: '电话通知' });
    expect(reason(await tells(await w.idOf(one), w.world.accountant))).toBe('forbidden');
    expect(reason(await tells(await w.idOf(one), w.other))).toBe('not_found');
    expect(reason(await tells(await w.idOf(two)))).toBe('implant_not_recalled');
    expect(reason(await tells(await w.idOf(one), w.keeper, addDays(w.today, 1)))).toBe('implant_told_day');
    accepted(await tells(await w.idOf(one)));
    expect(await untold()).toBe(0);
    expect(await w.findings()).toEqual([]);
    accepted(await w.end(again.id));
    expect(accepted(await w.end(single.id)).freed).toBe(1);
    expect(await w.findings()).toEqual([]);
  });

  it('is frozen or refused when a recall is opened while it comes to the shelf', async () => {
    for (let round = 0; round < 3; round++) {
      const lot = `Q${nextNumber()}`;
      accepted(await w.place(w.code(serialOf(), undefined, lot)));
      const coming = Array.from({ length: 4 }, () => w.place(w.code(serialOf(), undefined, lot)));
      const [opened] = await Promise.all([w.recall(lot), ...coming]);
      expect(await w.findings()).toEqual([]);
      accepted(await w.end(accepted(opened).id));
    }
  });
});
