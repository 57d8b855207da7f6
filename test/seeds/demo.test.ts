/** The demo county is whole: made without a refusal, the same twice, every state on its pages, every book in order. */
import { asc, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../db/engine.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { item } from '../../db/schema/catalogue.ts';
import { discrepancy } from '../../db/schema/dispatches.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { formularyChange } from '../../db/schema/formulary.ts';
import { balance, lot, movement, movementLine } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { preparationPermit } from '../../db/schema/preparations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { makeDemo } from '../../seeds/demo/main.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { createApp } from '../../src/app.ts';
import { factsOn } from '../../src/catalogue/fact-queries.ts';
import { DISPATCH_STATES } from '../../src/dispatches/rules.ts';
import { readSettings } from '../../src/env.ts';
import { readinessOf } from '../../src/formulary/publish-commands.ts';
import { openDraft } from '../../src/formulary/queries.ts';
import { sha256 } from '../../src/kernel/canonical.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { documentPath, paths } from '../../src/paths.ts';
import { isDemo } from '../../src/settings/queries.ts';
import { SHORTAGE_STATES } from '../../src/shortages/rules.ts';
import { demoPeople } from '../../src/users/queries.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { LiveUpdates } from '../../src/web/sse.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { Browser } from '../support/login.ts';

const DAY = '2026-11-23';
/** Days later: the demo's moment is then 09:40 of its day. */
const CLOCK = new SettableClock(Date.parse('2026-11-25T04:00:00Z'));
const MOMENT = Date.parse('2026-11-23T01:40:00Z');

async function makeSmall(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  await seedReference(database.db, CLOCK);
  const clock = CLOCK;
  await makeDemo({ db: database.db, clock }, { seed: 7, day: DAY, scale: 'small', report: () => undefined });
  return database;
}

/** Everything a balance says, as one hash, with how much there is of the rest. */
async function fingerprint({ db }: TestDatabase) {
  const read = db.read;
  const balances = await read.select().from(balance).orderBy(asc(balance.locationId), asc(balance.lotId));
  const statuses = await read
    .select({ n: document.number, s: document.status })
    .from(document)
    .orderBy(document.number);
  const count = async (rows: Promise<unknown[]>) => (await rows).length;
  return {
    balances: sha256(JSON.stringify(balances)),
    documents: sha256(JSON.stringify(statuses)),
    lines: await count(read.select({ id: movementLine.id }).from(movementLine)),
    acts: await count(read.select({ id: documentAct.id }).from(documentAct)),
  };
}

let made: TestDatabase;
beforeAll(async () => {
  made = await makeSmall();
}, 180_000);
afterAll(() => made.drop());

describe('the demo county', () => {
  it('stands as the tables say, with people who can be tried out', async () => {
    const read = made.db.read;
    // The county's members, and the two companies whose people sign in
    expect((await read.select().from(organisation)).length).toBe(85 + 2);
    // The list of drugs and consumables, and the two that are implanted
    expect((await read.select().from(item)).length).toBe(620 + 3);
    const offered = (await demoPeople(read)).filter((person) => person.title !== null);
    expect(offered.length).toBe(35);
    expect(await isDemo(read, DAY)).toBe(true);
  });

  it('has requests and dispatches in every state', async () => {
    const rows = await made.db.read.select({ kind: document.kind, status: document.status }).from(document);
    const of = (kind: string) => [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.status))].sort();
    expect(of('shortage')).toEqual([...SHORTAGE_STATES].sort());
    expect(of('dispatch')).toEqual([...DISPATCH_STATES].sort());
    expect(of('discrepancy')).toEqual(['closed', 'open']);
  });

  it('has two decided versions, a draft with an open conflict, and dossiers on every part of the road', async () => {
    const read = made.db.read;
    const rows = await read.select({ kind: document.kind, status: document.status }).from(document);
    const of = (kind: string) =>
      rows
        .filter((row) => row.kind === kind)
        .map((row) => row.status)
        .sort();
    expect(of('formulary')).toEqual(['draft', 'published', 'published']);
    expect(of('session')).toEqual(['called', 'closed', 'closed', 'closed']);
    expect(of('dossier')).toEqual(['declined', 'draft', 'draft', 'scored', 'scoring', 'submitted', 'trial', 'trial']);
    const draft = await openDraft(read);
    expect(draft).toBeDefined();
    if (draft === undefined) return;
    const { conflicts } = await readinessOf(read, draft, DAY);
    expect(conflicts.map((conflict) => conflict.genericName)).toEqual(['阿莫西林胶囊']);
    const changes = await read.select().from(formularyChange).where(eq(formularyChange.versionId, draft.id));
    const origins = new Set(changes.map((change) => change.origin));
    expect([...origins].sort()).toEqual(['dossier', 'hand', 'import', 'linkage', 'review']);
  });

  it('knows facts as of a day: the essential list of 2018 before September, the one of 2026 after', async () => {
    const read = made.db.read;
    const rows = await read.select({ id: item.id, name: item.genericName, essential: item.essential }).from(item);
    const ids = rows.map((row) => row.id);
    const then = await factsOn(read, ids, '2026-08-31');
    const now = await factsOn(read, ids, DAY);
    const of = (name: string) => rows.find((row) => row.name === name);
    const metformin = of('盐酸二甲双胍缓释片');
    expect(then.get(metformin?.id ?? 0)?.essential).toBe('2018');
    expect(now.get(metformin?.id ?? 0)).toMatchObject({ essential: '2026', chronic: 'diabetes_2', insurance: 'a' });
    expect(now.get(of('氯化钾注射液')?.id ?? 0)?.high_alert).toBe('A');
    expect([of('达格列净片')?.essential, of('利巴韦林注射液')?.essential]).toEqual([true, false]);
  });

  it('keeps what the second version dropped for using up, and preparations with their maker', async () => {
    const read = made.db.read;
    const left = await read.select().from(item).where(isNotNull(item.useUntil));
    expect(left.map((row) => row.genericName).sort()).toEqual(
      ['利巴韦林注射液', '盐酸雷尼替丁胶囊', '磺胺嘧啶片'].sort(),
    );
    const listed = left.filter((row) => row.countyTier || row.townshipTier || row.villageTier);
    expect(listed).toEqual([]);
    const permits = await read.select({ validTo: preparationPermit.validTo }).from(preparationPermit);
    expect(permits.map((permit) => permit.validTo >= DAY).sort()).toEqual([false, true]);
    expect(await read.select().from(therapeuticSubstitute)).toHaveLength(4);
  });

  it('has a difference about which both sides disagree', async () => {
    const rows = await made.db.read.select().from(discrepancy);
    const disputed = rows.filter(
      ({ senderFinding, receiverFinding }) => senderFinding && receiverFinding && senderFinding !== receiverFinding,
    );
    expect(disputed.length).toBeGreaterThan(0);
    expect(rows.some((row) => row.senderFinding === null && row.receiverFinding === null)).toBe(true);
  });

  it('tells its stories: an overdue emergency, a refill that waits, lots that nobody may use', async () => {
    const read = made.db.read;
    const rows = await read
      .select({ shortage, status: document.status, code: organisation.code, name: item.genericName })
      .from(shortage)
      .innerJoin(document, eq(document.id, shortage.documentId))
      .innerJoin(organisation, eq(organisation.id, shortage.organisationId))
      .innerJoin(item, eq(item.id, shortage.itemId))
      .where(eq(document.status, 'registered'));
    const told = (code: string, name: string) => rows.find((row) => row.code === code && row.name === name)?.shortage;
    expect(told('XG27', '破伤风抗毒素')?.answerBy).toBe(MOMENT - 12 * 60_000);
    expect(told('XG1801', '盐酸二甲双胍缓释片')).toMatchObject({ quantityBase: 224, urgency: 'chronic', patients: 4 });
    const frozen = (await read.select({ frozen: lot.frozen }).from(lot)).map((row) => row.frozen);
    expect(frozen).toContain('recall');
    expect(frozen).toContain('quality');
  });

  it('does nothing after its moment and is refused nothing', async () => {
    const read = made.db.read;
    const acts = await read.select({ at: auditRow.at, outcome: auditRow.outcome }).from(auditRow);
    const past = acts.filter((row) => row.at !== CLOCK.now());
    expect(past.length).toBeGreaterThan(acts.length - 5);
    expect(Math.max(...past.map((row) => row.at))).toBeLessThanOrEqual(MOMENT);
    expect(acts.filter((row) => row.outcome === 'refused')).toEqual([]);
    const posted = await read.select({ at: movement.postedAt }).from(movement);
    expect(Math.max(...posted.map((row) => row.at))).toBeLessThanOrEqual(MOMENT);
  });

  it('lets the search box lead to a paper exactly when its page opens, for everyone', async () => {
    const log: string[] = [];
    const services = {
      db: made.db,
      clock: CLOCK,
      settings: readSettings({ NODE_ENV: 'test' }),
      live: new LiveUpdates(),
    };
    const app = createApp(services, { log: (line) => log.push(line), countsKeptMs: 0 });
    const papers = await made.db.read.select().from(document).orderBy(asc(document.kind), asc(document.id));
    const chosen = papers.filter(
      ({ kind }, at) =>
        documentPath(kind, '') !== '/' && (kind !== papers[at - 1]?.kind || kind !== papers[at + 1]?.kind),
    );
    const kinds = new Set(chosen.map((paper) => paper.kind));
    for (const kind of ['plan', 'order', 'delivery', 'receipt', 'payment', 'contract', 'requisition'] as const) {
      expect(kinds).toContain(kind);
    }
    for (const login of ['laiyisheng', 'huyaoshi', 'zhongkuguan', 'yecaigou', 'zhoukuaiji', 'dengguanli']) {
      const browser = new Browser(app);
      expect((await browser.post(paths.demoSession(), { account: login })).status).toBe(303);
      for (const { kind, number } of chosen) {
        const page = await browser.get(documentPath(kind, number));
        // Papers of implants open at the unit they are of
        const opens = page.status === 200 || (page.status === 303 && page.location?.startsWith('/implants') === true);
        const found = await browser.get(paths.finder(number));
        if (!opens) expect([403, 404], number).toContain(page.status);
        const leads = found.location === documentPath(kind, number);
        expect([login, number, leads, leads || found.text.includes(number)]).toEqual([
          login,
          number,
          opens,
          // The box says back what was typed, whatever it found
          true,
        ]);
      }
    }
    expect(log).toEqual([]);
  }, 120_000);

  it('leaves every book in order', async () => {
    const results = await verifyAll(made.db.read);
    expect(results.flatMap((result) => result.findings)).toEqual([]);
    expect(results.length).toBeGreaterThan(10);
  });

  // What decides it has no engine in it, and a second county takes the emulated server half a minute
  it.runIf(engine === 'sqlite')(
    'comes out the same from the same seed and day',
    async () => {
      const second = await makeSmall();
      try {
        expect(await fingerprint(second)).toEqual(await fingerprint(made));
      } finally {
        await second.drop();
      }
    },
    180_000,
  );
});
