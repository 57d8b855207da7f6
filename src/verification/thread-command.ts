/** What the verifying thread runs: opens the file for itself and sends each rule's outcome back. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../db/sqlite.ts';
import { verifyAll } from './verify.ts';

export interface ThreadData {
  /** The SQLite file. */
  file: string;
}

if (parentPort !== null) {
  const port = parentPort;
  const { file } = workerData as ThreadData;
  const db = openSqlite(file);
  try {
    await verifyAll(db.read, (result) => port.postMessage(result));
  } finally {
    await db.close();
  }
}
