/** The history of a lot's freezes: by which case, where, since when, and how each of them ended. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { location } from '../../db/schema/organisations.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { openRecall } from '../../src/recalls/draft-commands.ts';
import { releaseLot } from '../../src/recalls/end-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { recallByNumber } from '../../src/recalls/record-queries.ts';
import { freezesOfLot } from '../../src/stock/lot-freeze-queries.ts';
import { lotsByBand } from '../../src/stock/member-band-queries.ts';
import { memberStock } from '../../src/stock/member-queries.ts';
import { decideLots } from '../../src/storage/excursion-commands.ts';
import { recordFinding, releaseLine } from '../../src/upkeep/do-commands.ts';
import { linesOf } from '../../src/upkeep/list-queries.ts';
import { makeUpkeep } from '../../src/upkeep/make-commands.ts';
import { upkeepByNumber } from '../../src/upkeep/upkeep-record.ts';
import { key } from '../counts/count-world.ts';
import {
  addProbe,
  chilled,
  MINUTE,
  openStorageWorld,
  opens,
  reading,
  type StorageWorld,
  seen,
  takes,
} from '../storage/storage-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: StorageWorld;
let lotId = 0;
let item = '';
beforeAll(async () => {
  world = await openStorageWorld();
  const made = await chilled(world);
  lotId = made.lotId;
  item = made.item.code;
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const history = (scopePath = '/') => freezesOfLot(world.services.db.read, { lotId, scopePath });

/** What the member's page says is frozen, and what it shows when narrowed to that. */
async function frozenLots() {
  const { read } = world.services.db;
  const [place] = await read.select().from(location).where(eq(location.id, world.fridge));
  const organisationId = place?.keeperId ?? 0;
  const day = dayOf(world.clock.now());
  const bands = await lotsByBand(read, organisationId, day);
  const shown = await memberStock(read, { organisationId, band: 'frozen', day, page: 1 });
  return { counted: bands.find(({ band }) => band === 'frozen')?.lots, shown: shown.lots };
}

const later = () => world.clock.set(world.clock.now() + 60 * MINUTE);

it('is empty for a lot that nothing ever barred', async () => {
  expect(await history()).toEqual([]);
  const page = await (await signIn(world.app, world.first.login)).get(paths.lot(lotId));
  expect(page.text).toContain('从未冻结或封存过');
});

it('tells an excursion until quality lets it go, and that it never does', async () => {
  const code = await addProbe(world);
  later();
  const number = await opens(world, code, [reading(world.clock.now(), 15)]);
  expect(await history()).toMatchObject([{ kind: 'excursion', number, until: null, rejected: false }]);
  expect(await frozenLots()).toEqual({ counted: 1, shown: 1 });
  later();
  accepted(await takes(world, code, [reading(world.clock.now(), 5)]));
  const decides = async (decision: 'released' | 'rejected') => {
    const input = { lots: [`${world.fridge}-${lotId}`], decision, reason: '短时超温' };
    accepted(await decideLots(world.services, world.quality, await seen(world, number), input));
  };
  await decides('rejected');
  expect(await history()).toMatchObject([{ until: null, rejected: true }]);
  await decides('released');
  expect(await frozenLots()).toEqual({ counted: 0, shown: 0 });
  expect(await history()).toMatchObject([{ until: world.clock.now(), rejected: false, reason: '短时超温' }]);
});

it('tells a problem of upkeep and who settled it', async () => {
  const made = await makeUpkeep(world.services, world.first, key(), {
    organisationCode: world.branch.code,
    kind: 'key',
  });
  const { number } = accepted(made);
  const at = async () => {
    const found = await upkeepByNumber(world.services.db.read, number);
    if (found === undefined) throw new Error(`no ${number}`);
    return found.document;
  };
  const { id } = await at();
  const lines = await linesOf(world.services.db.read, id, { tab: 'all' }, { size: 50 });
  const lineId = lines.find((one) => one.lot.id === lotId)?.line.id ?? 0;
  const given = async () => ({ key: key(), number, seenVersion: (await at()).version });
  later();
  const finding = { lineId, finding: 'problem' as const, problem: '外包装受潮', measure: '移开' };
  accepted(await recordFinding(world.services, world.first, await given(), finding));
  expect(await history()).toMatchObject([
    { kind: 'upkeep', number, until: null, reason: '外包装受潮' },
    { kind: 'excursion' },
  ]);
  later();
  accepted(await releaseLine(world.services, world.quality, await given(), { lineId, why: '内包装完好' }));
  expect((await history())[0]).toMatchObject({ until: world.clock.now(), reason: '外包装受潮 → 内包装完好' });
});

it('tells a recall to everyone who has the lot, and cases only where they are', async () => {
  const chief = await addPerson(world.services, world.head, 'chief_pharmacist');
  later();
  const { number } = accepted(
    await openRecall(world.services, world.quality, key(), {
      level: 2,
      title: '召回',
      source: '某药业',
      noticeNumber: '',
      reason: '溶出度',
      handling: 'return',
      drill: false,
      receivedAt: null,
      targets: [{ itemText: item, lotNumber: '', match: 'all' }],
    }),
  );
  const given = async () => {
    const found = await recallByNumber(world.services.db.read, number);
    return { key: key(), number, seenVersion: found?.document.version ?? 0 };
  };
  accepted(await confirmLots(world.services, world.quality, await given(), [lotId]));
  expect(await history()).toHaveLength(2);
  later();
  accepted(await freezeRecall(world.services, world.quality, await given()));
  const frozen = world.clock.now();
  expect((await history())[0]).toMatchObject({ kind: 'recall', number, since: frozen, until: null, place: '' });
  later();
  accepted(await releaseLot(world.services, chief, await given(), { lotId, why: '复检合格' }));
  expect((await history())[0]).toMatchObject({ until: world.clock.now(), reason: '复检合格' });
  expect((await history('/elsewhere/')).map((one) => one.kind)).toEqual(['recall']);
  const page = await (await signIn(world.app, world.first.login)).get(paths.lot(lotId));
  for (const words of [number, '复检合格', '内包装完好', '温湿度超标']) expect(page.text).toContain(words);
});
