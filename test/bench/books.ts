/** A million entries in the books: the account page, and closing a month of 340 members at once. */
import { asc, eq } from 'drizzle-orm';
import { settleTables } from '../../db/bulk.ts';
import { dialect, engine } from '../../db/engine.ts';
import { moneyAccount, transfer } from '../../db/schema/account.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { memberAccounts } from '../../src/account/chart.ts';
import { accountEntries } from '../../src/account/queries.ts';
import { createApp } from '../../src/app.ts';
import { createSessions } from '../../src/auth/session.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { readSettings } from '../../src/env.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type Figure, spread, timed } from './measure.ts';
import { addMoney } from './money.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 500, movements: 20_000, seed: 13, day: BENCH_DAY };
const ENTRIES = 1_000_000;
const MONTH = '2026-10';
const PAGES = 40;
const WARM_UP = 5;
const DAYS = 31;
const DAY_MS = 86_400_000;
const EACH_FEN = 137;

const numbers =
  dialect === 'sqlite'
    ? `(with recursive counted(n) as (select 0 union all select n + 1 from counted where n + 1 < ${ENTRIES})
        select n from counted)`
    : `(select n from generate_series(0, ${ENTRIES - 1}) as n)`;

/** Goods of the month for each member in turn, day by day: its stock against what is due. */
const fill = statement(
  `insert into transfer (debit_id, credit_id, amount_fen, kind, code, document_id, actor_id, occurred_at,
     posted_at, key)
   select stock.id, due.id, ${EACH_FEN}, 'transfer', 'receipt', null, cast(:actorId as bigint),
     cast(:from as bigint) + cast(made.n * ${DAYS} / ${ENTRIES} as bigint) * ${DAY_MS},
     cast(:from as bigint) + cast(made.n * ${DAYS} / ${ENTRIES} as bigint) * ${DAY_MS},
     'bench-' || made.n
   from ${numbers} as made
   join (select id, organisation_id, row_number() over (order by organisation_id) - 1 as place
     from money_account where kind = 'inventory') as stock
     on stock.place = made.n % (select count(*) from money_account where kind = 'inventory')
   join money_account as due on due.kind = 'due_from' and due.organisation_id = stock.organisation_id`,
);
const addUp = (side: 'debit' | 'credit', kind: string) =>
  statement(
    `update money_account set ${side}s_posted = ${side}s_posted + coalesce((
       select sum(amount_fen) from transfer where transfer.${side}_id = money_account.id and transfer.key like 'bench-%'
     ), 0) where kind = '${kind}'`,
  );
const addDebits = addUp('debit', 'inventory');
const addCredits = addUp('credit', 'due_from');

async function bookEntries(world: World, actorId: number): Promise<number> {
  const members = await world.db.read.select({ id: organisation.id }).from(organisation);
  await world.db.transaction(async (tx) => {
    await memberAccounts(
      tx,
      members.map((member) => member.id),
    );
    await tx.run(fill, { actorId, from: startOfDay(`${MONTH}-01`) });
    await tx.run(addDebits, {});
    await tx.run(addCredits, {});
    // What autovacuum does within a minute of a running server
    await settleTables(tx, [transfer, moneyAccount]);
  });
  const [stock] = await world.db.read.select({ id: organisation.id }).from(organisation).orderBy(asc(organisation.id));
  return stock?.id ?? 0;
}

/** Asks for the whole page as a browser does: session, figures, HTML. Throws when it is not the page. */
async function accountPage(world: World, clock: SettableClock): Promise<() => Promise<void>> {
  const [reader] = await world.db.read.select().from(person).where(eq(person.login, 'scale.auditor'));
  const cookie = `session=${await createSessions(world.db, clock).open(reader?.id ?? 0)}`;
  const app = createApp({ db: world.db, clock, settings: readSettings({ NODE_ENV: 'test' }) });
  return async () => {
    const answer = await app.request(paths.account(), { headers: { cookie } });
    const text = await answer.text();
    const whole = text.includes('</html>') && text.includes('医药公司') && text.includes('执行率');
    if (answer.status !== 200 || !whole) throw new Error(`the account page answered ${answer.status}`);
  };
}

/** Figures of the account page as it is served, of a list of entries and of closing a month, in milliseconds. */
export async function benchBooks(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  const at = startOfDay(BENCH_DAY) + DAY_MS / 2;
  const services = { db: world.db, clock: new SettableClock(at) };
  const [row] = await world.db.read.select().from(person).orderBy(asc(person.id)).limit(1);
  const [head] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const place = { organisationId: head?.id ?? 0, organisationName: 'bench', scopePath: '/' };
  const actor = { userId: row?.id ?? 0, name: 'bench', roles: ['chief_accountant' as const], ...place };
  await addMoney(world, actor, at);
  const memberId = await bookEntries(world, actor.userId);
  const [accounts] = await world.db
    .transaction((tx) => memberAccounts(tx, [memberId]))
    .then((all) => [...all.values()]);
  const entries = () => accountEntries(world.db.read, { accountId: accounts?.stockId ?? 0, limit: 50 });
  const page = await accountPage(world, services.clock);
  const pages: number[] = [];
  const lists: number[] = [];
  for (let visit = 0; visit < WARM_UP + PAGES; visit += 1) {
    const [spent, listed] = [await timed(page), await timed(entries)];
    if (visit < WARM_UP) continue;
    pages.push(spent);
    lists.push(listed);
  }
  const closing = await timed(async () => {
    const closed = await closeBooks(services, actor, null, { month: MONTH });
    if (!closed.ok) throw new Error(`refused: ${closed.reason}`);
  });
  await world.close();
  const name = `books.${engine === 'sqlite' ? 'sqlite' : 'postgres'}`;
  return [
    { name: `${name}.entries`, value: ENTRIES, unit: 'entries' },
    ...spread(`${name}.account_page`, pages),
    ...spread(`${name}.entries_page`, lists),
    { name: `${name}.close_month`, value: closing, unit: 'ms' },
  ];
}
