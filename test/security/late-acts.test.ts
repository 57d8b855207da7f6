/** Acts that follow on others: the same form twice, another under its key, too late, stale, on what is others'. */
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { paths } from '../../src/paths.ts';
import { addPerson } from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { key } from './forms.ts';
import type { Papered } from './paper-forms.ts';
import { addPapers } from './papers.ts';
import { openWorld } from './world.ts';

let world: Papered;
let chief: Browser;
beforeAll(async () => {
  world = await addPapers(await openWorld());
  chief = await signIn(world.app, world.papers.chief.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

/** Acts that were done, by the trail. */
async function doneActs(): Promise<number> {
  const rows = await world.services.db.read.select({ n: count() }).from(auditRow).where(eq(auditRow.outcome, 'done'));
  return rows[0]?.n ?? 0;
}

interface Act {
  name: string;
  path: () => string;
  fields: () => Fields;
  /** Another form, sent under the key of the first. */
  other?: Fields;
  /** The act a second time, with a key of its own, is refused: it has been done. */
  again: number;
}

const matter = (act: string) => paths.matterAct(world.papers.session, world.papers.matterId, act);

/** In this order: the session's matter is adjourned before the session is closed. */
const ACTS: Act[] = [
  {
    name: 'naming the item of a wish',
    path: () => paths.dossierAct(world.papers.wished, 'identification'),
    fields: () => ({ version: '1', itemCode: 'AMX' }),
    other: { itemCode: 'OTHER' },
    again: 409,
  },
  {
    name: 'revoking an exception',
    path: () => paths.formularyRevocation(world.papers.exceptionId),
    fields: () => ({}),
    again: 422,
  },
  {
    name: 'ending a code',
    path: () => paths.itemCodeEnds('AMX'),
    fields: () => ({
      type: 'platform',
      value: world.papers.codeValue,
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    }),
    other: { validTo: '2026-12-30' },
    again: 422,
  },
  {
    name: 'correcting a fact',
    path: () => paths.factCorrection('AMX', 'high_alert', world.papers.factId),
    fields: () => ({ value: 'B', legalBasis: '目录', reason: '写错' }),
    other: { value: 'C' },
    again: 422,
  },
  {
    name: 'taking a fact back',
    path: () => paths.factWithdrawal('AMX', 'high_alert', world.papers.factId),
    fields: () => ({}),
    again: 404,
  },
  {
    name: 'facts for many',
    path: () => paths.factBatchApplication(),
    fields: () => ({
      type: 'antimicrobial',
      stored: 'restricted',
      effectiveFrom: '2027-01-01',
      legalBasis: '目录',
      items: String(world.item.id),
    }),
    other: { stored: 'special' },
    again: 422,
  },
  {
    name: 'bringing an item back',
    path: () => paths.itemReinstatement(world.papers.retired),
    fields: () => ({}),
    again: 422,
  },
  {
    name: 'adjourning a matter',
    path: () => matter('adjournment'),
    fields: () => ({ 'adjourn.note': '改天再议' }),
    other: { 'adjourn.note': '别的话' },
    again: 422,
  },
];

describe.each(ACTS)('$name', ({ path, fields, other, again }) => {
  it('is done once for one form, and refused for another under its key and for what is done', async () => {
    const form = { idempotency_key: key(), ...fields() };
    const strangers = await signIn(world.app, (await addPerson(world.services, world.head, 'chief_accountant')).login);
    const untouched = { counts: await tableCounts(world.services.db), acts: await doneActs() };
    expect((await strangers.post(path(), form)).status).toBe(403);
    expect({ counts: await tableCounts(world.services.db), acts: await doneActs() }).toEqual(untouched);
    const first = await chief.post(path(), form);
    expect(first.status).toBe(303);
    const done = await tableCounts(world.services.db);
    expect(await doneActs()).toBe(untouched.acts + 1);
    const second = await chief.post(path(), form);
    expect([second.status, second.location]).toEqual([303, first.location]);
    if (other !== undefined) expect((await chief.post(path(), { ...form, ...other })).status).toBe(409);
    expect((await chief.post(path(), { ...form, idempotency_key: key() })).status).toBe(again);
    expect(await tableCounts(world.services.db)).toEqual(done);
    expect(await doneActs()).toBe(untouched.acts + 1);
  });
});

describe('acts that come too late', () => {
  it('on a matter that is settled, and on a session that is closed', async () => {
    const { session } = world.papers;
    const before = await tableCounts(world.services.db);
    for (const [act, fields] of [
      ['decision', { reason: '' }],
      ['adjournment', { 'adjourn.note': '改天' }],
      ['removal', {}],
    ] as const) {
      expect([act, (await chief.post(matter(act), { idempotency_key: key(), ...fields })).status]).toEqual([act, 422]);
    }
    const close = paths.sessionAct(session, 'closing');
    const stale = await chief.post(close, { idempotency_key: key(), version: '1', 'close.minutes': '' });
    expect(stale.status).toBe(409);
    expect(await tableCounts(world.services.db)).toEqual(before);
    const version = /name="version" value="(\d+)"/.exec((await chief.get(paths.session(session))).text)?.[1] ?? '';
    const form = { idempotency_key: key(), version, 'close.minutes': '纪要' };
    expect((await chief.post(close, form)).status).toBe(303);
    expect((await chief.post(close, form)).status).toBe(303);
    expect((await chief.post(close, { ...form, 'close.minutes': '别的' })).status).toBe(409);
    const closed = await tableCounts(world.services.db);
    expect([409, 422]).toContain((await chief.post(close, { ...form, idempotency_key: key() })).status);
    expect(await tableCounts(world.services.db)).toEqual(closed);
  });
});

describe('ids that belong to something else', () => {
  const act = (more: Fields = {}): Fields => ({ idempotency_key: key(), ...more });

  it('do nothing: matters of other sessions, facts and codes of other items, others’ previews', async () => {
    const { papers } = world;
    const writer = await addPerson(world.services, world.head, 'chief_pharmacist');
    const thief = await signIn(world.app, writer.login);
    const before = await tableCounts(world.services.db);
    const correct = { value: 'B', legalBasis: '目录', reason: '写错' };
    const attempts: [Browser, string, Fields, number][] = [
      [chief, paths.matterAct(papers.called, papers.passedId, 'removal'), act(), 404],
      [chief, paths.matterAct(papers.called, papers.passedId, 'adjournment'), act({ 'adjourn.note': '改天' }), 404],
      [chief, paths.factWithdrawal('AMX', 'high_alert', papers.foreignFactId), act(), 404],
      [chief, paths.factCorrection('AMX', 'high_alert', papers.foreignFactId), act(correct), 404],
      [chief, paths.factWithdrawal('OTHER', 'insurance', papers.foreignFactId), act(), 404],
      [chief, paths.formularyRevocation(999_999_999), act(), 422],
      [chief, paths.itemReinstatement('NO'), act(), 404],
      [chief, paths.catalogueLevel('specification', 999_999_999), act(), 404],
      [thief, paths.importDecisions(papers.importId), act({ row: '3', answer: 'new' }), 404],
      [chief, paths.importDecisions(papers.importId), act({ row: '2', answer: 'new' }), 422],
      [
        chief,
        paths.itemCodeEnds('OTHER'),
        act({ type: 'platform', value: papers.codeValue, validFrom: '2026-01-01', validTo: '2026-12-31' }),
        422,
      ],
    ];
    for (const [browser, path, fields, status] of attempts) {
      expect([path, (await browser.post(path, fields)).status]).toEqual([path, status]);
    }
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('an answer to an import is kept once and may be changed until it is imported', async () => {
    const path = paths.importDecisions(world.papers.importId);
    const form = act({ row: '3', answer: 'new' });
    expect((await chief.post(path, form)).status).toBe(303);
    expect((await chief.post(path, form)).status).toBe(303);
    expect((await chief.post(path, { ...form, answer: 'merge' })).status).toBe(409);
    expect((await chief.post(path, act({ row: '3', answer: 'merge' }))).status).toBe(303);
  });
});
