/** Signals and keeping for items that came in without a dossier, on every engine; done, refused, counted, shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchNote } from '../../db/schema/selection.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { watchList } from '../../src/selection/trial-queries.ts';
import { selectionChecks } from '../../src/selection/verify.ts';
import { keepListedItem, noteItemSignal } from '../../src/selection/watch-commands.ts';
import { accepted, addItem } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { key, openSelectionWorld, type SelectionWorld } from './world.ts';

const DAY = 86_400_000;
let world: SelectionWorld;
beforeAll(async () => {
  world = await openSelectionWorld();
});
afterAll(async () => {
  expect(await findAll(selectionChecks, world.services.db.read)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'done' : answer.reason);

async function rowOf(code: string) {
  const { listed, spokenAgainst } = await watchList(world.services.db.read, '2026-11-24');
  const row = listed.find((each) => each.code === code);
  return { row, against: spokenAgainst.some((each) => each.code === code) };
}

describe('a listed item without a dossier', () => {
  it('is spoken against by a signal until it is kept, and by what comes after', async () => {
    const { services, chief, clock } = world;
    const { code } = await addItem(services, { genericName: '信号药' });
    expect((await rowOf(code)).against).toBe(false);
    const given = { itemCode: code, note: '肝损伤报告2例', seen: 0 };
    accepted(await noteItemSignal(services, chief, key(), given));
    expect((await rowOf(code)).row?.triggers).toEqual(['signal']);
    accepted(await keepListedItem(services, chief, key(), { ...given, note: '收益大于风险', seen: 1 }));
    expect(await rowOf(code)).toMatchObject({ against: false, row: { signals: 0, keptAt: clock.now() } });
    accepted(await noteItemSignal(services, chief, key(), { ...given, note: '又1例', seen: 2 }));
    expect((await rowOf(code)).row?.signals).toBe(1);
  });

  it('is not noted by others, for unlisted items, or by whoever has not read the last note', async () => {
    const { services, chief, applicant } = world;
    const { code } = await addItem(services, { genericName: '看过药' });
    const off = await addItem(services, {
      genericName: '未列药',
      countyTier: false,
      townshipTier: false,
      villageTier: false,
    });
    const given = { itemCode: code, note: '皮疹', seen: 0 };
    expect(reasonOf(await noteItemSignal(services, applicant, key(), given))).toBe('forbidden');
    expect(reasonOf(await noteItemSignal(services, chief, key(), { ...given, itemCode: 'NO' }))).toBe('not_found');
    const unlisted = { ...given, itemCode: off.code };
    expect(reasonOf(await noteItemSignal(services, chief, key(), unlisted))).toBe('watch_not_listed');
    accepted(await noteItemSignal(services, chief, key(), given));
    expect(reasonOf(await keepListedItem(services, chief, key(), given))).toBe('watch_moved_on');
  });

  it('that nobody used is kept for as long again', async () => {
    const { services, chief, clock } = world;
    const { code } = await addItem(services, { genericName: '闲置药' });
    const start = clock.now();
    clock.set(start + 800 * DAY);
    const later = async () => {
      const day = new Date(clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      return (await watchList(services.db.read, day)).listed.find((each) => each.code === code)?.triggers;
    };
    expect(await later()).toEqual(['unused']);
    accepted(await keepListedItem(services, chief, key(), { itemCode: code, note: '抢救备用', seen: 0 }));
    expect(await later()).toEqual([]);
    clock.set(start + 1600 * DAY);
    expect(await later()).toEqual(['unused']);
    clock.set(start);
  });

  it('keeps its notes as they were written, each with its row in the trail', async () => {
    const { services, chief } = world;
    const { code } = await addItem(services);
    const { db } = services;
    accepted(await noteItemSignal(services, chief, key(), { itemCode: code, note: '胃肠道反应', seen: 0 }));
    await expect(
      db.transaction((tx) =>
        tx
          .update(watchNote)
          .set({ note: '改' })
          .then(() => ({ ok: true })),
      ),
    ).rejects.toThrow();
    await db.transaction(async (tx) => {
      const [row] = await tx.select().from(watchNote).limit(1);
      await tx
        .insert(watchNote)
        .values({ itemId: row?.itemId ?? 0, act: 'keep', note: '偷记', personId: chief.userId, at: 5 });
      const rules = (await findAll(selectionChecks, tx)).map((finding) => finding.rule);
      expect(rules).toEqual(['watch_note_recorded']);
      return { ok: false };
    });
  });
});

describe('the pages', () => {
  it('list every item, find it by pinyin, take notes and say what they lack', async () => {
    const { app, services, chief, auditor } = world;
    const { code } = await addItem(services, { genericName: '阿托伐他汀钙片' });
    const browser = await signIn(app, chief.login);
    const found = await browser.get(paths.trial({ state: 'listed', q: 'atft' }));
    expect(found.text).toContain(paths.trialItem(code));
    expect((await browser.get(paths.trial({ state: 'listed', q: '没有这种药' }))).text).toContain('没有符合的品种');
    const file = await browser.get(paths.trialExport('csv', { state: 'listed', q: 'atft' }));
    expect(file.text).toContain(code);
    const page = await browser.get(paths.trialItem(code));
    expect(page.text).toContain('登记安全信号');
    const empty = { idempotency_key: key(), seen: '0', 'signal.note': '' };
    const refused = await browser.post(paths.trialSignals(code), empty);
    expect([refused.status, refused.text.includes('id="f-signal-note-error"')]).toEqual([422, true]);
    const signal = { idempotency_key: key(), seen: '0', 'signal.note': '横纹肌溶解1例' };
    expect((await browser.post(paths.trialSignals(code), signal)).status).toBe(303);
    const stale = { idempotency_key: key(), seen: '0', 'keep.note': '保留' };
    const moved = await browser.post(paths.trialKeeping(code), stale);
    expect(moved.status).toBeGreaterThanOrEqual(409);
    expect(moved.text).toContain('刚有新的登记');
    expect((await browser.post(paths.trialKeeping(code), { ...stale, idempotency_key: key(), seen: '1' })).status).toBe(
      303,
    );
    const seen = await (await signIn(app, auditor.login)).get(paths.trialItem(code));
    expect(seen.text).toContain('横纹肌溶解1例');
    expect(seen.text).not.toContain(paths.trialSignals(code));
  });
});
