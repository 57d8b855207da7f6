/** Proposals reckoned, taken over, refused and taken back; files; and the requisition that proposes by them. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockTarget } from '../../db/schema/demand.ts';
import { levelChange, levelProposal } from '../../db/schema/levels.ts';
import { acceptAll, acceptProposals, setLevels, undoChange } from '../../src/levels/commands.ts';
import { applyLevels, levelPreview, previewLevels } from '../../src/levels/import-commands.ts';
import { changesOf, levelView } from '../../src/levels/item-queries.ts';
import { listProposals, proposalLines, proposalsByMember } from '../../src/levels/list-queries.ts';
import { memberIn } from '../../src/levels/member-queries.ts';
import { proposeLevels } from '../../src/levels/propose-commands.ts';
import { levelChecks } from '../../src/levels/verify.ts';
import { needItems } from '../../src/requisitions/need-queries.ts';
import { proposalFor } from '../../src/requisitions/rules.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { toCsv } from '../../src/web/spreadsheets.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted } from '../support/build.ts';
import { key, type LevelWorld, openLevelWorld, PACK, reckoned, TODAY } from './level-world.ts';

let world: LevelWorld;
beforeAll(async () => {
  world = await openLevelWorld();
});
afterAll(() => world.drop());

const lines = () => proposalLines(world.services.db.read, world.branch.id);
const lineOf = async (code: string) => {
  const line = (await lines()).find((one) => one.code === code);
  if (line === undefined) throw new Error(`no proposal of ${code}`);
  return line;
};
const taking = async (code: string) => {
  const { itemId, proposedLeast, proposedMost } = await lineOf(code);
  const seen = { seenLeast: proposedLeast, seenMost: proposedMost };
  return { itemId, ...seen, leastBase: proposedLeast, mostBase: proposedMost };
};
const broken = async () => (await verifyAll(world.services.db.read, undefined, levelChecks)).filter((one) => !one.ok);

describe('proposals', () => {
  it('are reckoned for each item with what they rest on, once a week', async () => {
    expect(await reckoned(world)).toEqual({ members: 1, items: 3 });
    const steady = await lineOf('AMX');
    expect(steady).toMatchObject({ method: 'mean', leastBase: null, dailyMilli: 10_000, computedOn: TODAY });
    // Before the first use there was none: 60 of 180 days speak
    expect(steady.detail).toMatchObject({ days: 180, outDays: 120, leadDays: 3, leadSamples: 0, reviewDays: 7 });
    expect(steady.proposedLeast).toBe(5 * PACK);
    expect(await lineOf('WAR')).toMatchObject({ method: 'croston', detail: { why: 'intermittent', adi: 550 } });
    expect(await lineOf('MOR')).toMatchObject({ detail: { controlled: true } });
    const again = await proposeLevels(world.services);
    expect(again.items).toBe(0);
  });

  it('open into the days they are made of', async () => {
    const member = await memberIn(world.services.db.read, '/', world.branch.code);
    if (member === undefined) throw new Error('no member');
    const view = await levelView(world.services.db.read, { member, itemId: world.steady.id, now: TEST_NOW });
    expect(view?.series).toHaveLength(180);
    expect(view?.series.filter((day) => day.useBase > 0)).toHaveLength(60);
    expect(view?.series.reduce((sum, day) => sum + day.useBase, 0)).toBe((await lineOf('AMX')).detail.usedBase);
  });

  it('are taken over as they were seen, and refused when they changed, are gone, or belong to others', async () => {
    const { services, keeper, stranger, doctor, branch } = world;
    const line = await taking('AMX');
    const input = { member: branch.code, lines: [line], reason: '按用量' };
    expect(await acceptProposals(services, stranger, key(), input)).toMatchObject({ reason: 'not_found' });
    expect(await acceptProposals(services, doctor, key(), input)).toMatchObject({ reason: 'forbidden' });
    const stale = { ...input, lines: [{ ...line, seenLeast: 1 }] };
    expect(await acceptProposals(services, keeper, key(), stale)).toMatchObject({ reason: 'proposal_changed' });
    const gone = { ...input, lines: [{ ...line, itemId: 999_999 }] };
    expect(await acceptProposals(services, keeper, key(), gone)).toMatchObject({ reason: 'proposal_gone' });
    const none = { ...input, lines: [] };
    expect(await acceptProposals(services, keeper, key(), none)).toMatchObject({ reason: 'proposal_none_chosen' });
    const wrong = { ...input, lines: [{ ...line, mostBase: 0 }] };
    expect(await acceptProposals(services, keeper, key(), wrong)).toMatchObject({ reason: 'target_span' });
    const edited = { ...input, lines: [{ ...line, mostBase: line.mostBase + PACK }] };
    const once = key();
    expect(accepted(await acceptProposals(services, keeper, once, edited))).toEqual({ changed: 1 });
    expect(await acceptProposals(services, keeper, once, edited)).toMatchObject({ ok: true, repeated: true });
    expect(await lineOf('AMX')).toMatchObject({ leastBase: line.leastBase, mostBase: line.mostBase + PACK });
    expect(await broken()).toEqual([]);
  });

  it('decide what the next requisition proposes', async () => {
    const asked = { organisationId: world.branch.id, itemIds: [world.steady.id], day: TODAY };
    const [item] = await needItems(world.services.db.read, asked);
    if (item === undefined) throw new Error('no item');
    const { mostBase = 0 } = await lineOf('AMX');
    expect(proposalFor(item, 21)).toBe((mostBase ?? 0) - 2 * PACK);
  });

  it('are taken over all at once but for controlled drugs, and taken back together', async () => {
    const { services, keeper, branch } = world;
    const all = await acceptAll(services, keeper, key(), { member: branch.code, reason: '' });
    expect(accepted(all)).toEqual({ changed: 2 });
    expect(await lineOf('MOR')).toMatchObject({ leastBase: null });
    const nothing = await acceptAll(services, keeper, key(), { member: branch.code, reason: '' });
    expect(nothing).toMatchObject({ reason: 'proposal_nothing_new' });
    const db = services.db.read;
    const [change] = await changesOf(db, branch.id, world.rare.id);
    expect(change).toMatchObject({ how: 'proposal', last: true, together: 2, leastBefore: null });
    const undo = { member: branch.code, changeId: change?.id ?? 0, whole: true, reason: '先不改' };
    expect(await undoChange(services, world.stranger, key(), undo)).toMatchObject({ reason: 'not_found' });
    expect(accepted(await undoChange(services, keeper, key(), undo))).toEqual({ changed: 2 });
    expect(await lineOf('WAR')).toMatchObject({ leastBase: null, mostBase: null });
    expect(await undoChange(services, keeper, key(), undo)).toMatchObject({ reason: 'level_changed_since' });
    const [undone] = await changesOf(db, branch.id, world.rare.id);
    const back = { ...undo, changeId: undone?.id ?? 0 };
    expect(await undoChange(services, keeper, key(), back)).toMatchObject({ reason: 'level_undo_twice' });
    expect(await broken()).toEqual([]);
  });

  it('are listed by kind, and counted by member for the hub', async () => {
    const db = world.services.db.read;
    const list = await listProposals(db, { organisationId: world.branch.id, q: 'hfl', show: 'differs' });
    expect(list.lines.map((line) => line.code)).toEqual(['WAR']);
    expect(list.counts).toMatchObject({ all: 3, controlled: 1, season: 0, none: 0 });
    expect(await proposalsByMember(db, '/')).toMatchObject([{ code: world.branch.code }]);
  });

  it('name a season that last year had', async () => {
    const { dailyUse } = await import('../../db/schema/ledger.ts');
    const base = { itemId: world.rare.id, organisationId: world.branch.id, cameBase: 0, lines: 1 };
    const rows = [
      { day: '2025-11-01', use: 30 },
      { day: '2025-12-01', use: 60 },
    ].map(({ day, use }) => ({ ...base, day, quantityBase: use, wentBase: use }));
    await world.services.db.transaction((tx) => tx.insert(dailyUse).values(rows));
    await reckoned(world);
    expect((await lineOf('WAR')).detail.seasonPercent).toBe(600);
  });
});

describe('levels set by hand', () => {
  it('lose no change when two people set the same item at once', async () => {
    const { services, keeper, hub, branch, rare } = world;
    const set = (actor: typeof keeper, least: number) =>
      setLevels(services, actor, key(), {
        member: branch.code,
        lines: [{ itemId: rare.id, leastBase: least, mostBase: 100 }],
      });
    const answers = await Promise.all([set(keeper, 10), set(hub, 20), set(keeper, 30)]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await broken()).toEqual([]);
  });

  it('keep a history that nobody changes', async () => {
    const change = world.services.db.transaction((tx) => tx.update(levelChange).set({ reason: 'x' }));
    await expect(change).rejects.toThrow();
  });

  it('are found out when somebody writes past the door', async () => {
    const own = eq(stockTarget.itemId, world.rare.id);
    const [before] = await world.services.db.read.select().from(stockTarget).where(own);
    await world.services.db.transaction((tx) => tx.update(stockTarget).set({ leastBase: 1 }).where(own));
    expect((await broken()).map((one) => one.rule)).toEqual(['level_history']);
    await world.services.db.transaction((tx) =>
      tx
        .update(stockTarget)
        .set({ leastBase: before?.leastBase ?? 0 })
        .where(own),
    );
  });
});

describe('a file of levels', () => {
  const file = (rows: string[][]) => {
    const heads = ['机构编码', '药品编码或条码', '下限整包', '下限零散', '上限整包', '上限零散'];
    const columns = heads.map((head, at) => ({ head, value: (row: string[]) => row[at] ?? '' }));
    return { fileName: '上下限.csv', content: Buffer.from(toCsv(columns, rows)) };
  };

  it('is judged row by row, set once, and taken back', async () => {
    const { services, keeper, branch, other } = world;
    const upload = file([
      [branch.code, 'AMX', '2', '6', '9', ''],
      [branch.code, 'AMX', '3', '', '9', ''],
      [branch.code, 'WAR', '9', '', '2', ''],
      [branch.code, 'NONE', '1', '', '2', ''],
      [other.code, 'AMX', '1', '', '2', ''],
      [branch.code, 'MOR', '', '', '', ''],
      [branch.code, '吗啡一', 'x', '', '2', ''],
    ]);
    const { draftId } = accepted(await previewLevels(services, keeper, key(), upload));
    const preview = await levelPreview(services.db.read, keeper.userId, draftId);
    expect(preview?.summary.counts).toEqual({ changed: 1, unchanged: 1, refused: 5 });
    expect(await levelPreview(services.db.read, world.stranger.userId, draftId)).toBeUndefined();
    expect(await applyLevels(services, world.stranger, key(), draftId)).toMatchObject({ reason: 'not_found' });
    expect(accepted(await applyLevels(services, keeper, key(), draftId))).toMatchObject({ changed: 1 });
    expect(await applyLevels(services, keeper, key(), draftId)).toMatchObject({ reason: 'import_applied' });
    expect(await lineOf('AMX')).toMatchObject({ leastBase: 2 * PACK + 6, mostBase: 9 * PACK });
    expect(await broken()).toEqual([]);
  });
});

describe('the run over all members', () => {
  it('goes on where it was cut short', async () => {
    const { services, branch } = world;
    await services.db.transaction((tx) => tx.delete(levelProposal));
    let beats = 0;
    const cut = proposeLevels(services, {}, async () => {
      beats += 1;
      if (beats === 3) throw new Error('cut');
    });
    await expect(cut).rejects.toThrow('cut');
    const { items } = await proposeLevels(services);
    expect(items).toBeGreaterThanOrEqual(0);
    expect((await lines()).length).toBe(3);
    expect(branch.id).toBeGreaterThan(0);
  });
});
