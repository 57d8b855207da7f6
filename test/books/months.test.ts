/** A month of members' books: what is frozen, who may close it, what members say to it, and what came too late. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialect } from '../../db/engine.ts';
import { memberStatement, period, periodBalance } from '../../db/schema/index.ts';
import { statement } from '../../db/statement.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { memberMonths, openMatters } from '../../src/books/month-queries.ts';
import { answerObjection, confirmStatement, objectToStatement } from '../../src/books/statement-commands.ts';
import { memberStatementOf } from '../../src/books/statement-queries.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { refuse } from '../../src/kernel/result.ts';
import { accepted } from '../support/build.ts';
import { type BookWorld, findingsOf, move, newLot, openBookWorld } from './book-world.ts';

let world: BookWorld;
let lotId: number;
const SEPTEMBER = Date.parse('2026-09-10T02:00:00Z');
const OCTOBER = Date.parse('2026-10-10T02:00:00Z');

beforeAll(async () => {
  world = await openBookWorld(SEPTEMBER);
  lotId = await newLot(world, 10_001);
  accepted(await move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 300 }]));
  accepted(await move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 30 }]));
  world.clock.set(OCTOBER);
  accepted(await move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 15 }]));
  accepted(await move(world, 'issue', [{ lotId, from: 'branch', to: 'consumed', quantityBase: 3 }]));
  world.clock.set(Date.parse('2026-11-02T02:00:00Z'));
});
afterAll(async () => {
  expect(await findingsOf(world)).toEqual([]);
  await world.drop();
});

const close = (month: string, person = world.people.chief) => closeBooks(world.services, person, null, { month });
const statementOf = (code: string, month: string) =>
  memberStatementOf(world.services.db.read, { code, month, scopePath: '/' });

describe('a month', () => {
  it('is counted back from what stands now while it is open', async () => {
    const { closed, rows } = await memberMonths(world.services.db.read, '2026-10', '/');
    expect(closed).toBeUndefined();
    const branch = rows.find((row) => row.code === 'JB');
    expect(branch).toMatchObject({ openingStockFen: 1000, closingStockFen: 1400, openingDueFen: -1000, frozen: false });
    expect(rows.find((row) => row.code === 'ZY')).toMatchObject({ openingStockFen: 9001, closingStockFen: 8501 });
    const own = await memberMonths(world.services.db.read, '2026-10', world.branch.path);
    expect(own.rows.map((row) => row.code)).toEqual(['JB']);
  });

  it('is closed by the chief accountant alone, once it is over', async () => {
    expect(await close('2026-10', world.people.accountant)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await close('2026-11')).toMatchObject({ ok: false, reason: 'month_not_past' });
    expect(await openMatters(world.services.db.read, '2026-10', undefined)).toEqual({
      onTheRoad: 0,
      unsigned: 0,
      objections: 0,
    });
    const answers = await Promise.all([close('2026-10'), close('2026-10')]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      reason: 'month_already_closed',
      detail: { month: '2026-10', by: '曾总会计师', when: '2026-11-02 10:00' },
    });
  });

  it('keeps every member’s statement as it was, whatever happens later', async () => {
    const frozen = await world.services.db.read.select().from(memberStatement);
    expect(frozen).toHaveLength(2);
    const branch = await statementOf('JB', '2026-10');
    expect(branch).toMatchObject({ openingStockFen: 1000, closingStockFen: 1400, closingDueFen: -1500, holds: true });
    expect(branch?.lines.map((line) => [line.code, line.stockInFen, line.stockOutFen, line.dueDownFen])).toEqual([
      ['dispatch', 500, 0, 500],
      ['issue', 0, 100, 0],
    ]);
    const kept = frozen.find((row) => row.organisationId === world.branch.id);
    expect(kept).toMatchObject({ stockChanges: { dispatch: 500, issue: -100 }, dueChanges: { dispatch: -500 } });
    accepted(await move(world, 'issue', [{ lotId, from: 'branch', to: 'consumed', quantityBase: 3 }]));
    expect(await statementOf('JB', '2026-10')).toMatchObject({ closingStockFen: 1400, holds: true });
    expect(await statementOf('JB', '2026-11')).toMatchObject({ openingStockFen: 1400, closingStockFen: 1300 });
  });

  it('takes no goods any more, while the month after does', async () => {
    const late = { occurredAt: OCTOBER + DAY_MS };
    const line = { lotId, from: 'head' as const, to: 'branch' as const, quantityBase: 3 };
    expect(await move(world, 'dispatch', [line], late)).toMatchObject({
      ok: false,
      reason: 'period_closed',
      detail: { endsOn: '2026-10-31' },
    });
    accepted(await move(world, 'dispatch', [line], { occurredAt: Date.parse('2026-11-01T02:00:00Z') }));
  });

  it('closes the stock ledger with it: what lay where on its last day is kept', async () => {
    const { db } = world.services;
    expect(await db.read.select({ endsOn: period.endsOn }).from(period)).toEqual([{ endsOn: '2026-10-31' }]);
    const kept = await db.read.select().from(periodBalance).where(eq(periodBalance.lotId, lotId));
    expect(kept.map((row) => row.onHand).sort((a, b) => a - b)).toEqual([42, 255]);
  });

  it('is found broken when an entry of it is not what was frozen', async () => {
    let holds: boolean | null | undefined;
    await world.services.db.transaction(async (tx) => {
      // What only someone with the keys of the database can do: take the guard away first
      const drop = `drop trigger member_statement_figures${dialect === 'sqlite' ? '' : ' on member_statement'}`;
      await tx.run(statement(drop), {});
      await tx.update(memberStatement).set({ digest: 'f'.repeat(64) });
      holds = (await memberStatementOf(tx, { code: 'JB', month: '2026-10', scopePath: '/' }))?.holds;
      return refuse('undone');
    });
    expect(holds).toBe(false);
    expect((await statementOf('JB', '2026-10'))?.holds).toBe(true);
  });

  it.each([
    ["update book_month set ends_on = '2026-09-30'", 'book_month'],
    ['delete from book_month', 'book_month'],
    ['update member_statement set closing_due_fen = closing_due_fen + 1', 'member_statement'],
    ["update member_statement set stock_changes = '{}'", 'member_statement'],
    ['delete from member_statement', 'member_statement'],
  ])('lets the database itself refuse: %s', async (change, table) => {
    const work = world.services.db.transaction(async (tx) => tx.run(statement(change), {}));
    await expect(work).rejects.toSatisfy((error: Error) => {
      const said = `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
      return said.includes(`${table} is append-only`);
    });
  });
});

describe('a statement', () => {
  const asked = { code: 'JB', month: '2026-10' };
  const confirm = (person = world.people.branchHead) => confirmStatement(world.services, person, null, asked);
  const object = (objection: string, person = world.people.branchHead) =>
    objectToStatement(world.services, person, null, { ...asked, objection });
  const reply = (answer: string, person = world.people.chief) =>
    answerObjection(world.services, person, null, { ...asked, answer });

  it('is spoken to by its own member only', async () => {
    expect(await confirm(world.people.otherHead)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await confirm(world.people.chief)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await object('少了', world.people.otherHead)).toMatchObject({ ok: false, reason: 'not_found' });
    const open = await confirmStatement(world.services, world.people.branchHead, null, { ...asked, month: '2026-11' });
    expect(open).toMatchObject({ ok: false, reason: 'not_found' });
  });

  it('is objected to with a reason, and confirmed once', async () => {
    expect(await object('  ')).toMatchObject({ ok: false, reason: 'reason_missing' });
    expect(await reply('没有人问')).toMatchObject({ ok: false, reason: 'objection_missing' });
    accepted(await object('10月10日少收3盒'));
    expect(await reply('不是财务', world.people.branchHead)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await reply(' ')).toMatchObject({ ok: false, reason: 'reason_missing' });
    accepted(await reply('补收在11月'));
    expect(await statementOf('JB', '2026-10')).toMatchObject({ answer: '补收在11月', answeredBy: '曾总会计师' });
    // Another objection is another question: what answered the first does not answer it
    accepted(await object('10月10日少收3片'));
    expect(await statementOf('JB', '2026-10')).toMatchObject({ answer: null, answeredAt: null });
    accepted(await reply('3片已在11月2日补记'));
    expect(await openMatters(world.services.db.read, '2026-11', '2026-10')).toMatchObject({
      unsigned: 2,
      objections: 1,
    });
    const answers = await Promise.all([confirm(), confirm()]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'statement_confirmed' });
    expect(await object('再说')).toMatchObject({ ok: false, reason: 'statement_confirmed' });
    expect(await reply('再答')).toMatchObject({ ok: false, reason: 'statement_confirmed' });
    expect(await statementOf('JB', '2026-10')).toMatchObject({ confirmedBy: '谢院长', objection: '10月10日少收3片' });
  });
});

it('lets no goods slip into a month while it is being closed', async () => {
  world.clock.set(Date.parse('2026-12-03T02:00:00Z'));
  const late = { occurredAt: Date.parse('2026-11-20T02:00:00Z') };
  const line = { lotId, from: 'head' as const, to: 'branch' as const, quantityBase: 1 };
  const many = () => Array.from({ length: 6 }, () => move(world, 'dispatch', [line], late));
  const before = many();
  const closing = close('2026-11');
  const answers = await Promise.all([...before, ...many()]);
  accepted(await closing);
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.every((answer) => !answer.ok && answer.reason === 'period_closed')).toBe(true);
  const statement = await statementOf('JB', '2026-11');
  expect(statement).toMatchObject({ holds: true });
  const moved = statement?.lines.reduce((sum, one) => sum + one.stockInFen - one.stockOutFen, 0) ?? 0;
  expect((statement?.closingStockFen ?? 0) - (statement?.openingStockFen ?? 0)).toBe(moved);
  const { rows } = await memberMonths(world.services.db.read, '2026-12', '/');
  expect(rows.find((row) => row.code === 'JB')?.openingStockFen).toBe(statement?.closingStockFen);
});
