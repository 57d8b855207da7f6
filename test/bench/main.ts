/**
 * Command line of the benchmarks:
 * `npm run bench -- [PART|all] [--movements N]`; the parts are named below.
 * The engine is fixed when a process starts, so each part runs in a process of its own. PostgreSQL is measured too
 * when BENCH_DATABASE_URL or TEST_DATABASE_URL names a server.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchBooks } from './books.ts';
import { benchDesk } from './desk.tsx';
import { benchEquipment } from './equipment.ts';
import { benchEquipmentPages } from './equipment-pages.ts';
import { benchFormulary } from './formulary.ts';
import { benchHistory } from './history.ts';
import { benchImport } from './import.ts';
import { benchLive } from './live.ts';
import { benchLoad } from './load.ts';
import { type Figure, note, print } from './measure.ts';
import { benchPages } from './pages.ts';
import { benchPlan } from './plan.ts';
import { benchPosting } from './posting.ts';
import { benchRecall } from './recall.ts';
import { benchReceive } from './receive.ts';
import { benchRedistribution } from './redistribution.ts';
import { benchSearch } from './search.ts';
import { benchSlip } from './slip.ts';
import { benchSlips } from './slips.ts';
import { benchUse } from './use.ts';
import { benchWave } from './wave.ts';

interface Part {
  run(movements: number): Promise<Figure[]>;
  /** Whether the engine makes a difference to it. */
  bothEngines: boolean;
}

const PARTS: Record<string, Part> = {
  posting: { run: benchPosting, bothEngines: true },
  pages: { run: benchPages, bothEngines: true },
  history: { run: benchHistory, bothEngines: true },
  slip: { run: benchSlip, bothEngines: false },
  slips: { run: benchSlips, bothEngines: false },
  search: { run: benchSearch, bothEngines: true },
  formulary: { run: benchFormulary, bothEngines: true },
  plan: { run: benchPlan, bothEngines: true },
  receive: { run: benchReceive, bothEngines: true },
  books: { run: benchBooks, bothEngines: true },
  recall: { run: benchRecall, bothEngines: true },
  redistribution: { run: benchRedistribution, bothEngines: true },
  desk: { run: benchDesk, bothEngines: true },
  wave: { run: benchWave, bothEngines: true },
  equipment: { run: benchEquipment, bothEngines: true },
  'equipment-pages': { run: benchEquipmentPages, bothEngines: true },
  import: { run: benchImport, bothEngines: true },
  use: { run: benchUse, bothEngines: true },
  live: { run: benchLive, bothEngines: true },
  load: { run: benchLoad, bothEngines: true },
};

const NAMES = [...Object.keys(PARTS), 'all'].join('|');
const USAGE = `Usage: npm run bench -- [${NAMES}] [--movements N] [--postgres]`;

function runInChild(part: string, movements: string, databaseUrl: string): boolean {
  note(`${part} on ${databaseUrl === '' ? 'SQLite' : 'PostgreSQL'}`);
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' };
  const child = spawnSync(process.execPath, ['--expose-gc', self, part, '--child', '--movements', movements], {
    stdio: 'inherit',
    env,
  });
  return child.status === 0;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      movements: { type: 'string', default: '1000000' },
      child: { type: 'boolean', default: false },
      /** Every part on PostgreSQL, also those whose figures are promised for SQLite. */
      postgres: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const asked = positionals[0] ?? 'all';
  const names = asked === 'all' ? Object.keys(PARTS) : [asked];
  if (names.some((name) => PARTS[name] === undefined)) throw new Error(USAGE);
  if (values.child) {
    for (const figure of (await PARTS[asked]?.run(Number(values.movements))) ?? []) print(figure);
    return;
  }
  const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? '';
  if (server === '') note('PostgreSQL is left out: set BENCH_DATABASE_URL to measure it');
  let whole = true;
  for (const name of names) {
    whole = runInChild(name, values.movements, '') && whole;
    if (server !== '' && (PARTS[name]?.bothEngines || values.postgres)) {
      whole = runInChild(name, values.movements, server) && whole;
    }
  }
  if (!whole) process.exitCode = 1;
}

main().catch((error: unknown) => {
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
