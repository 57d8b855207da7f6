/** What the money side lets wait: invoices, due payments, runs to approve and to send, bank lines, the fund. */
import { and, count, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { payable, payableClaim } from '../../db/schema/payables.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { unmatchedLines } from '../bank/line-queries.ts';
import { chargeTasks } from '../dispatches/charge-queries.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { listRuns } from '../payments/list-queries.ts';
import { fundOf } from '../treasury/fund-queries.ts';
import { payableName } from './claim-queries.ts';
import { bandSums, openByDay } from './list-queries.ts';

const SHOWN = 20;
const OPEN = sql`${payable.amountFen} > ${payable.paidFen} + ${payable.creditedFen}`;

async function dueTasks(db: Db, today: string): Promise<Task[]> {
  const bands = bandSums(await openByDay(db), today);
  const tasks: Task[] = [];
  for (const { band, count: n, openFen } of bands) {
    if (n === 0 || (band !== 'overdue' && band !== 'week')) continue;
    const code = band === 'overdue' ? ('payable_late' as const) : ('payable_due' as const);
    const dueAt = startOfDay(band === 'overdue' ? today : addDays(today, 7));
    const line = { subject: '', href: paths.payables({ band }), from: '', amountFen: openFen, count: n };
    tasks.push({ code, ...line, dueAt });
  }
  return tasks;
}

async function blockedTasks(db: Db): Promise<Task[]> {
  const rows = await db
    .select({ id: payable.id, number: document.number, part: payable.part, dueOn: payable.dueOn })
    .from(payable)
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(and(OPEN, isNotNull(payable.blocked), eq(payable.blocked, 'invoices_missing')))
    .orderBy(payable.dueOn)
    .limit(SHOWN);
  return rows.map((row) => ({
    code: 'invoice_missing',
    subject: payableName(row.number, row.part),
    href: paths.payable(row.id),
    from: '',
    dueAt: startOfDay(row.dueOn),
  }));
}

async function runTasks(db: Db, viewer: Viewer, code: 'payment_approve' | 'payment_export'): Promise<Task[]> {
  const state = code === 'payment_approve' ? ('prepared' as const) : ('approved' as const);
  const runs = await listRuns(db, { state }, { limit: SHOWN, before: Number.MAX_SAFE_INTEGER });
  const own = code === 'payment_approve' ? viewer.userId : 0;
  return runs
    .filter((run) => run.createdBy !== own)
    .map((run) => ({
      code,
      subject: run.number,
      href: paths.payment(run.number),
      from: run.preparedBy ?? '',
      dueAt: startOfDay(run.payOn),
      amountFen: run.amountFen,
    }));
}

async function claimTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  const rows = await db
    .select({ row: payableClaim, number: document.number })
    .from(payableClaim)
    .innerJoin(payable, eq(payable.id, payableClaim.payableId))
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(eq(payableClaim.status, 'proposed'))
    .limit(SHOWN);
  return rows
    .filter(({ row }) => row.proposedBy !== viewer.userId)
    .map(({ row, number }) => ({
      code: 'approve',
      subject: number,
      href: paths.payable(row.payableId),
      from: '',
      dueAt: null,
      amountFen: row.amountFen,
    }));
}

/** What waits for this person on the money side. */
export async function moneyTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const prepares = may(viewer.roles, 'payment.prepare');
  const approves = may(viewer.roles, 'payment.approve');
  if (!prepares && !approves) return [];
  const today = dayOf(now);
  const tasks: Task[] = [];
  if (prepares) {
    tasks.push(...(await dueTasks(db, today)), ...(await blockedTasks(db)));
    tasks.push(...(await runTasks(db, viewer, 'payment_export')));
    const open = await unmatchedLines(db);
    const oldest = open.oldest === null ? null : startOfDay(open.oldest);
    const line = {
      code: 'bank_unmatched' as const,
      subject: '',
      href: paths.bankLines({ meaning: 'unmatched' }),
      from: '',
    };
    if (open.count > 0)
      tasks.push({ ...line, dueAt: oldest === null ? null : oldest + 7 * 86_400_000, count: open.count });
  }
  if (approves) {
    tasks.push(...(await runTasks(db, viewer, 'payment_approve')), ...(await claimTasks(db, viewer)));
    tasks.push(...(await chargeTasks(db, viewer.userId)));
  }
  const year = Number(today.slice(0, 4));
  const duty = await fundOf(db, year);
  const [owed] = await db.select({ n: count() }).from(payable);
  const waits = duty === undefined ? approves && (owed?.n ?? 0) > 0 : prepares && duty.remittedFen < duty.dueFen;
  if (waits) tasks.push({ code: 'fund_due', subject: String(year), href: paths.fund(), from: '', dueAt: null });
  return tasks;
}
