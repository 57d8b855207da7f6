/** A database of the version before, with items and codes, brought to the newest: nothing lost, nothing dangling. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import Sqlite from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { dialect, engine } from '../../db/engine.ts';
import { migratePgliteClient } from '../../db/migrate.ts';
import { openDatabase, sqliteFileIn } from '../../db/open.ts';
import { overPglite } from '../../db/postgres.ts';
import { projectRoot } from '../../db/root.ts';
import { concept, itemCode, product, specification } from '../../db/schema/catalogue.ts';
import { importDraft } from '../../db/schema/imports.ts';
import { lot } from '../../db/schema/ledger.ts';
import { factHistory, factsOn } from '../../src/catalogue/fact-queries.ts';
import { levelsOf } from '../../src/catalogue/level-queries.ts';
import { itemByCode, searchItems } from '../../src/catalogue/queries.ts';
import { revisionOf } from '../../src/catalogue/revision-queries.ts';
import { catalogueChecks } from '../../src/catalogue/verify.ts';
import { allRows, rowsOf } from '../../src/imports/queries.ts';
import { findAll } from '../../src/kernel/finding.ts';

const LAST_OF_BEFORE = 2;

/** The migrations of the version before, as it shipped them. */
function migrationsBefore(): string {
  const from = join(projectRoot, 'db', 'migrations', dialect);
  const folder = mkdtempSync(join(tmpdir(), 'yaoxie-migrations-'));
  mkdirSync(join(folder, 'meta'));
  const journal = JSON.parse(readFileSync(join(from, 'meta', '_journal.json'), 'utf8')) as {
    entries: { idx: number; tag: string }[];
  };
  const entries = journal.entries.filter((entry) => entry.idx <= LAST_OF_BEFORE);
  for (const { tag } of entries) cpSync(join(from, `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
  return folder;
}

const COLUMNS = `code, kind, generic_name, form, strength, manufacturer, pack_unit, base_unit, pack_size, scale,
  storage_zone, control_class, essential, approval_number, county_tier, township_tier, village_tier, price_pack,
  active, search_text, import_key, created_at, updated_at`;
const item = (text: string, search: string) =>
  `insert into item (${COLUMNS})
   values (${text}, true, true, false, 125000, true, '${search}', null, 1, 1790000000000)`;
const OLD_ROWS = [
  item("'A1', 'drug', '阿莫西林', '胶囊剂', '0.25g', '甲厂', '盒', '粒', 24, 1, 'room', 'none', true, 'H1'", 'amxl'),
  item("'A2', 'drug', '阿莫西林', '胶囊剂', '0.25g', '甲厂', '盒', '粒', 50, 1, 'room', 'none', true, null", 'amxl'),
  item("'A3', 'drug', '阿莫西林', '胶囊剂', '0.5g', '甲厂', '盒', '粒', 12, 1, 'room', 'none', false, 'H3'", 'amxl'),
  item("'A4', 'drug', '阿莫西林', '胶囊剂', '0.25g', '乙厂', '盒', '粒', 24, 1, 'room', 'none', true, 'H4'", 'amxl'),
  item(
    "'B1', 'drug', '芬太尼', '注射液', '2ml:0.1mg', '', '盒', '支', 10, 1, 'controlled', 'narcotic', true, ''",
    'ftn',
  ),
  item("'C1', 'decoction_piece', '黄芪', '', '片', '', 'g', 'g', 1000, 1000, 'cool', 'none', false, null", 'hq'),
  `insert into item_code (item_id, type, value)
   values (1, 'gtin', '6901234567892'), (5, 'base_code', '86901110000020')`,
  `insert into lot (item_id, number, expires_on, price_pack, origin, received_on, created_at)
   values (5, 'L1', '2027-01-31', 125000, 'opening', '2026-11-01', 1),
     (6, 'L2', '2027-01-31', 1, 'opening', '2026-11-01', 1)`,
  `insert into organisation (code, name, short_name, kind, path, search_text)
   values ('X', 'x', 'x', 'head', '/1/', '')`,
  `insert into person (login, name, password_hash, organisation_id, created_at) values ('chief', 'c', '', 1, 1)`,
  `insert into import_draft (kind, person_id, file_name, file_hash, rows, summary, created_at)
   values ('catalogue', 1, 'a.csv', '',
      '[{"row":2,"verdict":"new"},{"row":3,"verdict":"refused","source":"甲"}]', '{}', 1),
     ('opening_stock', 1, 'b.csv', '', '{"entries":[{"row":4,"verdict":"new"}],"places":{"lot":{"letter":"D"}}}',
      '{"rows":1}', 1)`,
];

interface Upgraded {
  db: Database;
  drop(): Promise<void>;
}

async function upgradeFile(folder: string): Promise<Upgraded> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yaoxie-upgrade-'));
  const connection = new Sqlite(sqliteFileIn(dataDir));
  migrateSqlite(drizzleSqlite(connection), { migrationsFolder: folder });
  for (const row of OLD_ROWS) connection.exec(row);
  connection.close();
  const db = await openDatabase({ dataDir, databaseUrl: undefined });
  const dangling = new Sqlite(sqliteFileIn(dataDir), { readonly: true });
  expect(dangling.pragma('foreign_key_check')).toEqual([]);
  dangling.close();
  return {
    db,
    async drop() {
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function upgradeServer(folder: string): Promise<Upgraded> {
  const server = process.env['DATABASE_URL'] ?? '';
  const name = `yaoxie_upgrade_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const ask = async (url: string, work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  await ask(server, (client) => client.query(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  await ask(url.toString(), async (client) => {
    await migratePg(drizzlePg(client), { migrationsFolder: folder });
    for (const row of OLD_ROWS) await client.query(row);
  });
  const db = await openDatabase({ dataDir: '', databaseUrl: url.toString() });
  return {
    db,
    async drop() {
      await db.close();
      await ask(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function upgradeInProcess(folder: string): Promise<Upgraded> {
  const client = await PGlite.create();
  await migratePglite(drizzlePglite(client), { migrationsFolder: folder });
  for (const row of OLD_ROWS) await client.exec(row);
  await migratePgliteClient(client);
  const db = overPglite(client);
  return { db, drop: () => db.close() };
}

const UPGRADES = { sqlite: upgradeFile, postgres: upgradeServer, pglite: upgradeInProcess };
let upgraded: Upgraded;
let folder: string;

beforeAll(async () => {
  folder = migrationsBefore();
  upgraded = await UPGRADES[engine](folder);
});
afterAll(async () => {
  await upgraded.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the upgrade from one row an item to four levels', () => {
  it('puts items of one name, strength and maker under one product', async () => {
    const db = upgraded.db.read;
    expect(await db.select().from(concept)).toHaveLength(3);
    expect(await db.select().from(specification)).toHaveLength(4);
    expect(await db.select().from(product)).toHaveLength(5);
    const codes = ['A1', 'A2', 'A3', 'A4', 'B1', 'C1'];
    const rows = await Promise.all(codes.map((code) => itemByCode(db, code)));
    expect(rows.map((row) => row?.id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows[0]?.productId).toBe(rows[1]?.productId);
    expect(new Set(rows.map((row) => row?.productId)).size).toBe(5);
    const levels = await levelsOf(db, rows[4]?.productId ?? 0);
    expect(levels?.levels).toMatchObject({
      concept: { genericName: '芬太尼', route: 'injection', aliases: [] },
      specification: { strength: '2ml:0.1mg', baseUnit: '支' },
    });
    expect((await levelsOf(db, rows[0]?.productId ?? 0))?.family).toHaveLength(4);
    expect(rows[1]?.approvalNumber).toBe('H1');
  });

  it('keeps codes, lots and what finds an item', async () => {
    const db = upgraded.db.read;
    const row = { validFrom: '', validTo: null, source: '' };
    const codes = await db.select().from(itemCode).orderBy(itemCode.itemId);
    expect(codes).toEqual([
      { itemId: 1, type: 'gtin', value: '6901234567892', ...row },
      { itemId: 5, type: 'base_code', value: '86901110000020', ...row },
    ]);
    const lots = await db.select({ itemId: lot.itemId, number: lot.number }).from(lot).orderBy(lot.id);
    expect(lots).toEqual([
      { itemId: 5, number: 'L1' },
      { itemId: 6, number: 'L2' },
    ]);
    expect((await searchItems(db, '6901234567892', { limit: 5 })).map((each) => each.code)).toEqual(['A1']);
    expect(await revisionOf(db)).toBeGreaterThan(0);
  });

  it('makes dated facts of what items said of themselves', async () => {
    const db = upgraded.db.read;
    const facts = await factsOn(db, [1, 3, 5], '2026-11-23');
    expect(facts.get(1)).toMatchObject({ essential: '2026', control_class: 'none', storage_zone: 'room' });
    expect(facts.get(3)).toMatchObject({ essential: 'no' });
    expect(facts.get(5)).toMatchObject({ control_class: 'narcotic', storage_zone: 'controlled' });
    expect((await factsOn(db, [1], '2026-08-31')).get(1)).toMatchObject({ essential: 'no', storage_zone: 'room' });
    expect(await factHistory(db, 1)).toHaveLength(3);
  });

  it('keeps the previews, each of their rows by itself', async () => {
    const db = upgraded.db.read;
    const drafts = await db.select().from(importDraft).orderBy(importDraft.id);
    expect(drafts.map((draft) => draft.summary)).toEqual([{}, { rows: 1, places: { lot: { letter: 'D' } } }]);
    const refused = { row: 3, verdict: 'refused', source: '甲' };
    expect(await allRows(db, drafts[0]?.id ?? 0)).toEqual([{ row: 2, verdict: 'new' }, refused]);
    expect(await rowsOf(db, { draftId: drafts[0]?.id ?? 0, verdict: 'refused' })).toEqual([
      { position: 1, entry: refused },
    ]);
    expect(await allRows(db, drafts[1]?.id ?? 0)).toEqual([{ row: 4, verdict: 'new' }]);
  });

  it('leaves nothing that verification would find, and refuses what would dangle', async () => {
    expect(await findAll(catalogueChecks, upgraded.db.read)).toEqual([]);
    const dangling = { itemId: 999, type: 'gtin' as const, value: '1' };
    await expect(upgraded.db.transaction((tx) => tx.insert(itemCode).values(dangling))).rejects.toThrow();
  });
});
