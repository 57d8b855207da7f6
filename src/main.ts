/**
 * The process: settings, database, server, and an orderly end. Whatever keeps it from starting is said in a sentence.
 */
import type { Server } from 'node:http';
import { type ServerType, serve } from '@hono/node-server';
import type { Database } from '../db/database.ts';
import { CannotOpenError, openDatabase } from '../db/open.ts';
import { makeDemo } from '../seeds/demo/main.ts';
import { seedReference } from '../seeds/reference/seed.ts';
import { createApp } from './app.ts';
import { createSessions } from './auth/session.ts';
import { prepareSearch } from './catalogue/search/search-queries.ts';
import { watchDocuments } from './documents/watch.ts';
import { readSettings, type Settings } from './env.ts';
import { keepHeapSmall } from './heap.ts';
import { type RunningJobs, startJobs } from './jobs/run.ts';
import { dayOf, HOUR_MS, systemClock } from './kernel/clock.ts';
import { headOrganisation } from './organisations/queries.ts';
import type { Services } from './services.ts';
import { hasAdministrator } from './users/queries.ts';
import { isHttps } from './web/security.ts';
import { LiveUpdates } from './web/sse.ts';

/** Requests in hand get this long to finish. */
const PATIENCE_MS = 10_000;

const GLANCE_MS = 2000;

const FIRST_ADMINISTRATOR =
  'npm run admin -- create --login LOGIN --name NAME --organisation-code CODE --organisation-name NAME';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person can do about an error of the system; undefined when only its own message can be shown. */
function adviceFor(code: string, settings: Settings): string | undefined {
  const place = `${settings.host}:${settings.port}`;
  const advice: Record<string, string> = {
    EADDRINUSE: `The address ${place} is in use by another program. Stop that program, or set PORT to another number.`,
    EACCES: `This user may not use the address ${place}. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${settings.host}. Set HOST to one of its addresses, such as 127.0.0.1.`,
    ENOTFOUND: `The name ${settings.host} is unknown. Set HOST to an address of this machine, such as 127.0.0.1.`,
    SQLITE_FULL: `The disk that holds ${settings.dataDir} is full. Free space, then start again: nothing was damaged.`,
    ENOSPC: 'The disk is full. Free space, then start again: nothing was damaged.',
    SQLITE_READONLY: `The data in ${settings.dataDir} cannot be written. Give this user the right to write there.`,
    SQLITE_BUSY: `Another program holds the database in ${settings.dataDir}. Stop it, then start again.`,
    SQLITE_CORRUPT: `The database in ${settings.dataDir} is damaged. Restore the last backup.`,
    SQLITE_NOTADB: `The file in ${settings.dataDir} is not a database. Set DATA_DIR to another folder.`,
  };
  return advice[code] ?? advice[code.split('_').slice(0, 2).join('_')];
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}

function sentenceFor(error: unknown, settings: Settings | undefined): string {
  if (error instanceof CannotOpenError) return error.message;
  const advice = settings && adviceFor(codeOf(error), settings);
  if (advice !== undefined) return advice;
  return error instanceof Error ? error.message : String(error);
}

/** Brings an empty database to where people can sign in: by the demonstration, or by saying what is missing. */
async function prepare(services: Services): Promise<void> {
  const { db, clock, settings } = services;
  await seedReference(db, clock);
  if (!settings.production && (await headOrganisation(db.read)) === undefined) {
    say('The data folder is empty: making the demonstration county …');
    const day = settings.demoDay ?? dayOf(clock.now());
    await makeDemo({ db, clock }, { seed: settings.demoSeed, day, report: say });
    // Again: now there is a head hospital to hold the procurement account
    await seedReference(db, clock);
  }
  if (await hasAdministrator(db.read)) return;
  say('There is no administrator yet. Create the first one in another terminal, then sign in:');
  say(`  ${FIRST_ADMINISTRATOR}`);
}

function listen(services: Services): Promise<ServerType> {
  const { host, port } = services.settings;
  const app = createApp(services);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => {
      server.removeListener('error', reject);
      resolve(server);
    });
    server.once('error', reject);
  });
}

/** Takes no more requests, ends the streams, lets the rest finish, then closes the database. */
async function stop(server: Server, live: LiveUpdates, db: Database, jobs: RunningJobs): Promise<void> {
  live.close();
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearTimeout(impatient);
  await jobs.stop();
  await db.close();
}

/** Several processes may serve one PostgreSQL: what the others did is heard here within two seconds. */
function hearOthers(db: Database, live: LiveUpdates): void {
  if (db.engine !== 'postgres') return;
  const glance = watchDocuments(db);
  const look = () =>
    glance().then(
      (kinds) => {
        for (const kind of kinds) live.publish(kind);
      },
      () => undefined,
    );
  setInterval(look, GLANCE_MS).unref();
}

function stopOnSignals(server: Server, live: LiveUpdates, db: Database, jobs: RunningJobs): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A second signal means now
      if (stopping) process.exit(1);
      stopping = true;
      say('Stopping: finishing the requests in hand …');
      stop(server, live, db, jobs).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

async function start(settings: Settings): Promise<void> {
  say('Opening the database …');
  const db = await openDatabase(settings);
  const live = new LiveUpdates();
  const services: Services = { db, clock: systemClock, settings, live };
  let server: ServerType;
  let jobs: RunningJobs;
  try {
    await prepare(services);
    jobs = await startJobs(services, { report: (line) => process.stderr.write(`${line}\n`) });
    server = await listen(services);
  } catch (error) {
    await db.close();
    throw error;
  }
  stopOnSignals(server as Server, live, db, jobs);
  hearOthers(db, live);
  // A search that fails for the same reason says so to whoever asks it
  prepareSearch(db.read).catch(() => undefined);
  const sessions = createSessions(db, systemClock);
  setInterval(() => sessions.sweep().catch(() => undefined), HOUR_MS).unref();
  if (settings.production && !isHttps(settings)) {
    say('Passwords travel unprotected until PUBLIC_URL is the https address of a proxy before this program.');
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  say(`Ready: http://${settings.host}:${port}`);
}

keepHeapSmall();
let settings: Settings | undefined;
try {
  settings = readSettings(process.env);
  await start(settings);
} catch (error) {
  process.stderr.write(`${sentenceFor(error, settings)}\n`);
  process.exitCode = 1;
}
