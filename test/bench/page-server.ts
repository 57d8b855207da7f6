/**
 * One county served by a process of its own, as it is run: asked over HTTP, and telling after each answer how long it
 * took and what memory the process holds.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import { person } from '../../db/schema/users.ts';
import type { ScaleRequest } from '../../seeds/scale/shape.ts';
import { createApp } from '../../src/app.ts';
import { createSessions } from '../../src/auth/session.ts';
import { readSettings } from '../../src/env.ts';
import { keepHeapSmall } from '../../src/heap.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { BENCH_DAY, openWorld } from './worlds.ts';

export interface Ready {
  port: number;
  cookie: string;
}

export interface Answered {
  /** From the request's arrival until the last byte of the answer was handed to the system, in milliseconds. */
  spentMs: number;
  /** Resident memory of the process, in MB. */
  memoryMb: number;
}

const MORNING_MS = 9.5 * 3_600_000;

function say(message: Ready | Answered): void {
  process.send?.(message);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function serve(request: ScaleRequest): Promise<void> {
  keepHeapSmall();
  const world = await openWorld(request, 'read');
  const clock = new SettableClock(startOfDay(BENCH_DAY) + MORNING_MS);
  const [clerk] = await world.db.read.select().from(person).where(eq(person.login, 'scale.sc00'));
  const cookie = `session=${await createSessions(world.db, clock).open(clerk?.id ?? 0)}`;
  const app = createApp({ db: world.db, clock, settings: readSettings({ NODE_ENV: 'test' }) });
  const answer = getRequestListener(app.fetch);
  const server = createServer((asked, answered) => {
    const begun = performance.now();
    answered.once('finish', () => {
      say({ spentMs: performance.now() - begun, memoryMb: process.memoryUsage.rss() / 1_048_576 });
    });
    void answer(asked, answered);
  });
  const port = await listen(server);
  process.once('disconnect', () => {
    server.closeAllConnections();
    server.close();
    world.close().catch(() => undefined);
  });
  say({ port, cookie });
}

// Started with what to serve; whoever imports this file wants its types
if (process.send !== undefined && process.argv[2] !== undefined) {
  serve(JSON.parse(process.argv[2]) as ScaleRequest).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
}
