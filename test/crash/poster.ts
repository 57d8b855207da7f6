/**
 * A process of its own that posts a file of use, and says on stdout how far it is, until it is killed.
 * Started by use.test.ts: `node poster.js <json>`.
 */
import { openDatabase } from '../../db/open.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { nextTurn } from '../../src/imports/pace.ts';
import { postFile } from '../../src/issues/use/post-commands.ts';
import { systemClock } from '../../src/kernel/clock.ts';

export interface PosterOrders {
  address: { dataDir: string; databaseUrl: string | undefined };
  actor: Actor;
  fileId: number;
}

const { address, actor, fileId } = JSON.parse(process.argv[2] ?? '{}') as PosterOrders;
const db = await openDatabase(address);
const posted = await postFile({ db, clock: systemClock }, actor, fileId, async (_stage, done) => {
  process.stdout.write(`posted ${done}\n`);
  await nextTurn();
});
if (!posted.ok) throw new Error(posted.reason);
process.stdout.write('posted all\n');
await db.close();
