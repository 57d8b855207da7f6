/**
 * A process of its own that previews a sheet and imports it, and says on stdout how far it is, until it is killed.
 * Started by import.test.ts: `node importer.js <json>`.
 */
import { openDatabase } from '../../db/open.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { applyCatalogueImport, previewCatalogueImport } from '../../src/catalogue/commands.ts';
import { nextTurn, type Pace } from '../../src/imports/pace.ts';
import { systemClock } from '../../src/kernel/clock.ts';

export interface ImporterOrders {
  address: { dataDir: string; databaseUrl: string | undefined };
  actor: Actor;
  /** Names the run: its keys and its file. */
  run: string;
  sheet: string;
}

const { address, actor, run, sheet } = JSON.parse(process.argv[2] ?? '{}') as ImporterOrders;
const tell =
  (act: string): Pace =>
  async (stage, done) => {
    process.stdout.write(`${act} ${stage} ${done}\n`);
    await nextTurn();
  };

const db = await openDatabase(address);
const services = { db, clock: systemClock };
const upload = { fileName: `${run}.csv`, content: Buffer.from(sheet) };
const made = await previewCatalogueImport(services, actor, `preview-${run}`, upload, {}, tell('preview'));
if (!made.ok) throw new Error(made.reason);
process.stdout.write(`draft ${made.value.draftId}\n`);
const done = await applyCatalogueImport(services, actor, `import-${run}`, made.value.draftId, tell('import'));
if (!done.ok) throw new Error(done.reason);
process.stdout.write('imported all\n');
await db.close();
