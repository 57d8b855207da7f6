/** Three hundred open pages hear of a change: how soon the last one does, and what listening costs the server. */
import { Agent, type ClientRequest, get } from 'node:http';
import { eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { createSessions } from '../../src/auth/session.ts';
import { addDays, dayOf, systemClock } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { Clerk, openSite } from './browser.ts';
import { type Figure, note, percentile } from './measure.ts';
import { startServer } from './server.ts';
import { openWorld, type World } from './worlds.ts';

const PAGES = 300;
/** Shortages that are registered one after another, with the pause of a busy desk between them. */
const CHANGES = 15;
const PAUSE_MS = 1000;
const PATIENCE_MS = 5000;
const HEARD = 'event: live-shortage';

interface Listening {
  /** Milliseconds until each page has heard of the next change. */
  next(): Promise<number[]>;
  close(): void;
}

const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length));

/** Opens the stream as a page does and says when the next change arrives. */
function openPage(port: number, session: string, agent: Agent, heard: (at: number) => void): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: `session=${session}`, accept: 'text/event-stream' };
    const asked = get({ host: '127.0.0.1', port, path: paths.events(), headers, agent }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`the stream answered ${answer.statusCode}`));
      answer.setEncoding('utf8');
      answer.once('data', () => resolve(asked));
      answer.on('data', (part: string) => {
        if (part.includes(HEARD)) heard(performance.now());
      });
      // Hung up on by us at the end
      answer.on('error', () => undefined);
    });
    asked.on('error', reject);
  });
}

async function listen(port: number, session: string): Promise<Listening> {
  const agent = new Agent({ keepAlive: true, maxSockets: PAGES });
  const heard: ((at: number) => void)[] = Array.from({ length: PAGES }, () => () => undefined);
  const opened: ClientRequest[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    opened.push(await openPage(port, session, agent, (at) => heard[page]?.(at)));
  }
  const hear = (page: number, begun: number) =>
    new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`page ${page} heard nothing`)), PATIENCE_MS);
      heard[page] = (at) => {
        clearTimeout(late);
        resolve(at - begun);
      };
    });
  return {
    next: () => {
      const begun = performance.now();
      return Promise.all(heard.map((_, page) => hear(page, begun)));
    },
    close: () => {
      for (const one of opened) one.destroy();
      agent.destroy();
    },
  };
}

interface Desk {
  session: string;
  organisationCode: string;
  items: string[];
}

/** A clerk of the hub, a clinic to register for, and items that nothing waits for. */
async function deskOf({ db }: World): Promise<Desk> {
  const [clerk] = await db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const [clinic] = await db.read.select().from(organisation).where(eq(organisation.kind, 'branch')).limit(1);
  const items = await db.read
    .select({ code: item.code })
    .from(item)
    .where(eq(item.controlClass, 'none'))
    .limit(CHANGES);
  return {
    session: await createSessions(db, systemClock).open(clerk?.id ?? 0),
    organisationCode: clinic?.code ?? '',
    items: items.map((row) => row.code),
  };
}

/** Milliseconds from sending a form until pages have heard of it, and cores of the server while they listen. */
export async function benchLive(): Promise<Figure[]> {
  const day = dayOf(systemClock.now());
  const world = await openWorld({ organisations: 120, items: 300, movements: 20_000, seed: 1, day }, 'write');
  const desk = await deskOf(world);
  const server = await startServer(world.address);
  const site = openSite(server.port, 1);
  const clerk = new Clerk(site, desk.session);
  const pages = await listen(server.port, desk.session);
  const samples: number[] = [];
  const begun = performance.now();
  const before = server.cpuSeconds();
  for (const itemCode of desk.items) {
    const all = pages.next();
    const fields = { organisationCode: desk.organisationCode, itemCode, 'quantity.packs': '2', urgency: 'routine' };
    const more = { neededBy: addDays(day, 5), reason: 'patient_need', substitute: 'yes', again: '1' };
    const answer = await clerk.post('register', paths.newShortage(), { ...fields, ...more });
    if (!answer.done) throw new Error(`the shortage was not registered: ${site.tally.refusals.at(-1)}`);
    samples.push(...(await all));
    await pause(PAUSE_MS);
  }
  const cores = (server.cpuSeconds() - before) / ((performance.now() - begun) / 1000);
  const memory = server.memoryMb();
  pages.close();
  site.agent.destroy();
  await server.stop();
  await world.close();
  note(`${PAGES} pages, ${samples.length} changes heard`);
  const figure = (name: string, value: number, unit: string) => ({ name: `live.${engine}.${name}`, value, unit });
  return [
    figure('pages', PAGES, 'pages'),
    figure('heard.p50', percentile(samples, 0.5), 'ms'),
    figure('heard.p95', percentile(samples, 0.95), 'ms'),
    figure('heard.max', Math.max(...samples), 'ms'),
    figure('server_cores', cores, 'cores'),
    figure('memory', memory, 'MB'),
  ];
}
