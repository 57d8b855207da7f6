/** Figures over a county: what is on time, late, collected or without stock, and the lists their numbers open into. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { figureRequests, outageLines } from '../../src/figures/list-queries.ts';
import { reckonOutages } from '../../src/figures/outage-commands.ts';
import { figureRows } from '../../src/figures/row-queries.ts';
import { MEASURES, type Measure } from '../../src/figures/rules.ts';
import { type FigureAsk, figuresBy, wholeFigures } from '../../src/figures/sum-queries.ts';
import { addDays, DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { setLevels } from '../../src/levels/commands.ts';
import { paths } from '../../src/paths.ts';
import { cancelShortage, putOnList, rejectShortage } from '../../src/shortages/commands.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { type LevelWorld, key as levelKey, openLevelWorld, used } from '../levels/level-world.ts';
import {
  acceptedRequest,
  type County,
  key,
  openCounty,
  pick,
  registered,
  stockedItem,
  versionOf,
} from '../shortages/county.ts';
import { accepted, addItem, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let county: County;
let hub: Browser;
let stranger: Browser;
let itemCode: string;
beforeAll(async () => {
  county = await openCounty();
  const { services, clock } = county;
  const item = await stockedItem(county, { item: { genericName: '硝苯地平片' } });
  itemCode = item.code;
  const answered = await acceptedRequest(county, item);
  const picks = pick(county, item.lotId, 48);
  const given = { number: answered, version: await versionOf(county, answered), picks, overrideReason: '' };
  accepted(await answerShortage(services, county.hub, key(), { ...given, ownDispatch: false }));
  const bought = await acceptedRequest(county, await addItem(services, { genericName: '缬沙坦胶囊' }));
  accepted(await putOnList(services, county.hub, key(), { number: bought, version: await versionOf(county, bought) }));
  const rejected = await acceptedRequest(county, await addItem(services, { genericName: '安宫牛黄丸' }));
  const no = { number: rejected, version: await versionOf(county, rejected), note: '不在村级目录' };
  accepted(await rejectShortage(services, county.hub, key(), no));
  const withdrawn = await registered(county, await addItem(services, { genericName: '甘草片' }));
  accepted(await cancelShortage(services, county.doctor, key(), { number: withdrawn, version: 1, note: '不要了' }));
  await registered(county, item, { itemCode: null, wishName: '某某颗粒', wishUnit: '盒', reason: 'not_in_formulary' });
  clock.set(clock.now() + 10 * DAY_MS);
  hub = await signIn(county.app, county.hub.login);
  stranger = await signIn(county.app, county.stranger.login);
});
afterAll(async () => {
  const broken = (await verifyAll(county.services.db.read, undefined, shortageChecks)).filter((one) => !one.ok);
  expect(broken).toEqual([]);
  expect(county.log).toEqual([]);
  await county.drop();
});

function asked(more: Partial<FigureAsk> = {}): FigureAsk {
  const now = county.services.clock.now();
  return { scopePath: '/', period: { from: addDays(dayOf(now), -29), to: dayOf(now) }, now, ...more };
}

describe('the figures', () => {
  it('judge what was answered or fell due, and leave unknown what cannot be judged', async () => {
    const whole = await wholeFigures(county.services.db.read, asked());
    expect(whole).toMatchObject({ asked: 5, answer_in: 2, answer_late: 2, answer_judged: 4, settled: 0, open: 3 });
    expect(whole).toMatchObject({ resolve_in: 0, resolve_late: 3, resolve_judged: 3 });
    const empty = await wholeFigures(county.services.db.read, asked({ scopePath: county.otherBranch.path }));
    expect(empty).toMatchObject({ asked: 0, answer_judged: 0 });
  });
  it('tell members, items and causes apart, and add up', async () => {
    const db = county.services.db.read;
    for (const by of ['member', 'item', 'cause'] as const) {
      const groups = await figuresBy(db, by, asked());
      expect([...groups.values()].reduce((sum, one) => sum + one.asked, 0)).toBe(5);
    }
    const causes = await figuresBy(db, 'cause', asked());
    expect([...causes.keys()].sort()).toEqual([
      'not_in_formulary/outside',
      'patient_need/bought',
      'patient_need/rejected',
      'patient_need/spread',
      'patient_need/withdrawn',
    ]);
  });
  it('open into lists of just what they count', async () => {
    const db = county.services.db.read;
    const all = { size: 100 };
    const whole: Record<string, number> = { ...(await wholeFigures(db, asked())) };
    for (const measure of MEASURES) {
      const { rows } = await figureRequests(db, measure, asked(), all);
      if (whole[measure] !== undefined) expect([measure, rows.length]).toEqual([measure, whole[measure]]);
    }
    const bought = await figureRequests(db, 'asked', asked({ reason: 'patient_need', cause: 'bought' }), all);
    expect(bought.rows.map((row) => row.item)).toEqual(['缬沙坦胶囊']);
  });
  it('page their lists by key', async () => {
    const db = county.services.db.read;
    const seen: string[] = [];
    for (let after: string | undefined, turn = 0; turn < 9; turn += 1) {
      const page = await figureRequests(db, 'asked', asked(), { after, size: 2 });
      seen.push(...page.rows.map((row) => row.number));
      after = page.next;
      if (after === undefined) break;
    }
    expect(new Set(seen).size).toBe(5);
  });
  it('find members and drugs by pinyin', async () => {
    const db = county.services.db.read;
    expect((await figureRows(db, 'item', asked(), 'xbdp')).map((row) => row.name)).toEqual(['硝苯地平片']);
    expect((await figureRows(db, 'member', asked(), 'gaozhai')).map((row) => row.name)).toEqual(['高寨村卫生室']);
    expect(await figureRows(db, 'member', asked(), '没有这家')).toEqual([]);
  });
  it('find among the requests they open into, by item, wish, member and number', async () => {
    const db = county.services.db.read;
    const finds = async (q: string) => (await figureRequests(db, 'asked', asked(), { q, size: 9 })).rows;
    expect((await finds('xst')).map((row) => row.item)).toEqual(['缬沙坦胶囊']);
    const [wish, ...others] = await finds('某某');
    expect([wish?.item, others]).toEqual(['某某颗粒', []]);
    expect(await finds((wish?.number ?? '').toLowerCase())).toEqual([wish]);
    expect((await finds('gaozhai')).length).toBe(5);
    expect(await finds('没有这样的')).toEqual([]);
    const file = await hub.get(paths.figureRequestsExport('csv', { measure: 'asked', q: 'xst' }));
    expect([file.text.includes('缬沙坦'), file.text.includes('安宫牛黄')]).toEqual([true, false]);
  });
});

describe('the pages', () => {
  it('show each number as a link, explain it, and export', async () => {
    for (const by of ['member', 'item', 'cause']) {
      const page = await hub.get(paths.figures({ by }));
      expect(page.status).toBe(200);
      expect(page.text).toContain('满足率');
      expect(page.text).toContain('没有可算的');
      expect(page.text).toContain('measure=answer_late');
    }
    const list = await hub.get(paths.figureRequests({ measure: 'answer_late' satisfies Measure }));
    expect(list.text).toContain('答复超时的缺药');
    const file = await hub.get(paths.figuresExport('csv', { by: 'item' }));
    expect(file.text).toContain('硝苯地平片');
    expect((await hub.get(paths.figureRequestsExport('csv', { measure: 'asked' }))).text).toContain('某某颗粒');
  });
  it('show members their own alone, and make nothing of nonsense', async () => {
    const page = await stranger.get(paths.figures({ by: 'item' }));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('硝苯地平片');
    expect((await stranger.get(paths.figures({ member: county.clinic.code }))).status).toBe(404);
    expect((await hub.get(paths.figures({ item: 'NOPE' }))).status).toBe(404);
    expect((await hub.get(paths.figures({ item: itemCode }))).text).toContain('硝苯地平片');
    const odd = await hub.get('/figures/requests?measure=x&from=y&after=zz&cause=%E2%80%8B&reason=1&page=9');
    expect(odd.status).toBe(200);
  });
});

describe('days without stock', () => {
  let world: LevelWorld;
  beforeAll(async () => {
    world = await openLevelWorld();
  });
  afterAll(() => world.drop());
  const ask = (): FigureAsk => {
    const now = world.services.clock.now();
    return { scopePath: '/', now, period: { from: addDays(dayOf(now), -59), to: dayOf(now) } };
  };

  it('are reckoned of what is kept, corrected by late entries, and the same however often they are', async () => {
    const { services, branch, store, keeper } = world;
    const db = services.db.read;
    const item = await addItem(services, { genericName: '氨氯地平片', code: 'AML' });
    // Came and went forty days ago, and nothing since; the second delivery lies there now
    await used(world, item, branch, [30, ...Array.from({ length: 39 }, () => 0)]);
    accepted(
      await setLevels(services, keeper, levelKey(), {
        member: branch.code,
        lines: [{ itemId: item.id, leastBase: 24, mostBase: 48 }],
      }),
    );
    const { spans } = await reckonOutages(services);
    expect(spans).toBe(1);
    const [line] = (await outageLines(db, ask(), { size: 10 })).rows;
    const finds = async (q: string) => (await outageLines(db, ask(), { q, size: 9 })).rows.length;
    expect([await finds('aml'), await finds('没有这样的')]).toEqual([1, 0]);
    expect(line).toMatchObject({ itemCode: 'AML', days: 39, until: addDays(dayOf(services.clock.now()), -1) });
    expect(await wholeFigures(db, ask())).toMatchObject({ outDays: 39, outPairs: 1 });
    await reckonOutages(services);
    expect((await wholeFigures(db, ask())).outDays).toBe(39);
    const late = services.clock.now() - 10 * DAY_MS;
    await addStock(services, store, {
      item,
      organisationId: branch.id,
      quantityBase: 48,
      expiresOn: '2028-01-31',
      occurredAt: late,
    });
    await reckonOutages(services);
    expect((await wholeFigures(db, ask())).outDays).toBe(29);
  });
  it('are not of what never was there', async () => {
    const { services, branch, keeper } = world;
    const item = await addItem(services, { genericName: '从未有过', code: 'NEV' });
    const lines = [{ itemId: item.id, leastBase: 24, mostBase: 48 }];
    accepted(await setLevels(services, keeper, levelKey(), { member: branch.code, lines }));
    await reckonOutages(services);
    const { rows } = await outageLines(services.db.read, ask(), { size: 50 });
    expect(rows.map((row) => row.itemCode)).not.toContain('NEV');
  });
});
