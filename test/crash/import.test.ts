/** An import killed at any step leaves its preview and its items whole or not there, and is repeated without harm. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { and, count, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../db/root.ts';
import { item, itemFact } from '../../db/schema/catalogue.ts';
import { importDraft } from '../../db/schema/imports.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { applyCatalogueImport, previewCatalogueImport } from '../../src/catalogue/commands.ts';
import { catalogueChecks } from '../../src/catalogue/verify.ts';
import { allRows } from '../../src/imports/queries.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { addMember, addPerson } from '../support/build.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import type { ImporterOrders } from './importer.ts';

const ROWS = 160;
const FACTS_AN_ITEM = 4;
const TITLES = '编码,类别,通用名,剂型,规格,生产厂家,包装单位,包装数量,基本单位,包装价（元）,医保类别';

let test: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  test = await openTestDatabase();
  await seedReference(test.db, systemClock);
  const head = await addMember({ db: test.db, clock: systemClock }, { kind: 'head' });
  actor = await addPerson({ db: test.db, clock: systemClock }, head, 'chief_pharmacist');
});
afterAll(() => test.drop());

const services = () => ({ db: test.db, clock: systemClock });
const sheetOf = (run: string) =>
  [
    TITLES,
    ...Array.from({ length: ROWS }, (_each, n) => `${run}-${n},药品,甲${run}${n}片,片剂,1g,某厂,盒,10,片,2,甲类`),
  ].join('\n');

/** Starts an importer and kills it `ms` after it has said a line that begins so. Gives everything it said. */
async function killAt(run: string, line: string, ms: number): Promise<string> {
  const orders: ImporterOrders = { address: test.address, actor, run, sheet: sheetOf(run) };
  const program = join(projectRoot, 'dist', 'test', 'crash', 'importer.js');
  const env = { ...process.env, DATABASE_URL: test.address.databaseUrl ?? '' };
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let due = false;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (due || !`\n${said}`.includes(`\n${line}`)) return;
    due = true;
    setTimeout(() => child.kill('SIGKILL'), ms);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise<void>((resolve) => child.on('close', () => resolve()));
  return said;
}

/** What is there of a run: its previews with the number of their rows, its items, their facts. */
async function standing(run: string) {
  const db = test.db.read;
  const drafts = await db
    .select()
    .from(importDraft)
    .where(eq(importDraft.fileName, `${run}.csv`));
  const rows = await Promise.all(drafts.map(async ({ id }) => (await allRows(db, id)).length));
  const mine = like(item.code, `${run}-%`);
  const [items] = await db.select({ all: count() }).from(item).where(mine);
  const [facts] = await db
    .select({ all: count() })
    .from(itemFact)
    .innerJoin(item, and(eq(item.id, itemFact.itemId), mine));
  return { applied: drafts.map((draft) => draft.appliedAt !== null), rows, items: items?.all, facts: facts?.all };
}

const WHOLE = { items: ROWS, facts: ROWS * FACTS_AN_ITEM };
const NOTHING = { items: 0, facts: 0 };

describe('SIGKILL during an import', () => {
  it.each([
    ['K1', 'preview judging', false],
    ['K2', 'preview keeping', false],
    ['K3', 'import judging', true],
    ['K4', 'import writing 75', true],
    ['K5', 'import keeping', true],
  ])('%s after "%s" leaves all or nothing, and the same forms end it', async (run, line, drafted) => {
    const said = await killAt(run, line, Math.random() * 12);
    expect(said).toContain(line);
    const { applied, rows, items, facts } = await standing(run);
    // The kill may come a moment after the line, when the step was done
    if (drafted) expect(rows).toEqual([ROWS]);
    else expect([[], [ROWS]]).toContainEqual(rows);
    expect({ items, facts }).toEqual(applied[0] === true ? WHOLE : NOTHING);

    // The person sends the same forms again, after the program was started again
    const upload = { fileName: `${run}.csv`, content: Buffer.from(sheetOf(run)) };
    const made = await previewCatalogueImport(services(), actor, `preview-${run}`, upload);
    if (!made.ok) throw new Error(made.reason);
    expect(made.repeated).toBe(rows.length > 0);
    const done = await applyCatalogueImport(services(), actor, `import-${run}`, made.value.draftId);
    expect(done).toMatchObject({ ok: true, repeated: applied[0] === true, value: { new: ROWS } });
    expect(await standing(run)).toEqual({ applied: [true], rows: [ROWS], ...WHOLE });
  });

  it('leaves nothing that verification would find', async () => {
    expect(await findAll(catalogueChecks, test.db.read)).toEqual([]);
    expect(await verifyAudit(test.db.read)).toEqual([]);
  });
});
