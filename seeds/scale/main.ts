/** Fills an empty database with a synthetic county of any size, straight into the tables: for benchmarks alone. */
import { loadTables, settleTables } from '../../db/bulk.ts';
import type { Database, Tx } from '../../db/database.ts';
import { transfer } from '../../db/schema/account.ts';
import { auditChain, auditRow } from '../../db/schema/audit.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document, documentAct, documentCounter, documentLink } from '../../db/schema/documents.ts';
import { balance, dailyUse, lot, movement, movementLine, reservation } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { person } from '../../db/schema/users.ts';
import { addDays, HOUR_MS, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { withinTransaction } from '../demo/world.ts';
import { createRandom } from '../random.ts';
import { seedReference } from '../reference/seed.ts';
import { Books } from './books.ts';
import { writeCatalogue } from './catalogue.ts';
import { writeCounty } from './county.ts';
import { layEarlierYears } from './earlier-years.ts';
import { publishEverything } from './formulary.ts';
import { keepTotals, MoneyBooks, openAccountsOf, placesOf } from './money.ts';
import { type ScaleRequest, shapeOf } from './shape.ts';
import type { Outside } from './supply.ts';
import { Year } from './year.ts';

/** When the last act of the county is done, on its day. */
const OPENS_MS = 8 * HOUR_MS;

/** Parents before children: the order in which rows are written. */
const LOADED = [
  lot,
  document,
  documentAct,
  documentCounter,
  shortage,
  dispatch,
  dispatchLine,
  documentLink,
  reservation,
  movement,
  movementLine,
  balance,
  dailyUse,
  transfer,
  auditRow,
  auditChain,
];

export class NotEmptyError extends Error {
  constructor() {
    super(
      'The database already has organisations. Synthetic data goes into an empty one: set DATA_DIR or DATABASE_URL.',
    );
    this.name = 'NotEmptyError';
  }
}

/** Throws NotEmptyError when there are organisations already. */
export async function refuseInUse(db: Database): Promise<void> {
  const [known] = await db.read.select({ id: organisation.id }).from(organisation).limit(1);
  if (known !== undefined) throw new NotEmptyError();
}

async function outsideOf(tx: Tx): Promise<Outside & { firstPlace: number }> {
  const rows = await tx.select({ id: location.id, kind: location.kind }).from(location);
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? 0;
  const firstPlace = Math.max(...rows.map((row) => row.id)) + 1;
  return { supplier: idOf('supplier'), consumed: idOf('consumed'), opening: idOf('opening'), firstPlace };
}

/**
 * Makes the county in one transaction: a failure leaves the database empty. The same sizes, seed and day give the same
 * rows. `report` hears a sentence now and then. Throws NotEmptyError when there are organisations already.
 */
export async function makeScale(
  db: Database,
  request: ScaleRequest,
  report: (line: string) => void,
): Promise<{ lines: number }> {
  const shape = shapeOf(request);
  const begin = startOfDay(addDays(request.day, -shape.days));
  await refuseInUse(db);
  await seedReference(db, new SettableClock(begin));
  return db.transaction(async (tx) => {
    const { firstPlace, ...outside } = await outsideOf(tx);
    const county = await writeCounty(tx, shape, begin, firstPlace);
    const articles = await writeCatalogue(tx, shape.items, begin);
    await settleTables(tx, [organisation, location, person, item]);
    const accounts = await openAccountsOf(tx, [county.hub, ...county.members], begin);
    const places = await placesOf(tx);
    report(`${shape.organisations} organisations and ${shape.items} items written`);
    let lines = 0;
    await loadTables(tx, LOADED, async (bulk) => {
      const books = new Books(bulk, articles, { places, money: new MoneyBooks(bulk, accounts) });
      const random = createRandom(request.seed);
      const year = new Year({ shape, county, articles, outside, bulk, books, random });
      await year.run((day, written) => {
        if (day % 73 === 0) report(`${day} of ${shape.days} days, ${written} movement lines`);
      });
      lines = books.lines;
      const { years = 1, day } = request;
      if (years > 1) {
        const actorId = county.hub.keeper.userId;
        lines = await layEarlierYears(tx, { years, day, consumed: outside.consumed, actorId, report });
      }
      report('building indexes');
    });
    await keepTotals(tx, accounts);
    const clock = new SettableClock(startOfDay(request.day) + OPENS_MS);
    await publishEverything({ db: withinTransaction(db.engine, tx), clock }, county.hub);
    report('one version of the formulary published');
    return { lines };
  });
}
