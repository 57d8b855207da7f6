/** What the reading thread runs: one file, its rows sent back in parts that are taken over within a moment. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../kernel/result.ts';
import { readSpreadsheet } from './read.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** What the thread sends: rows in parts, then the rest. */
export type SheetMessage = { rows: SheetRow[] } | { result: Result<Omit<Sheet, 'rows'>> };

const ROWS_A_MESSAGE = 500;

if (parentPort !== null) {
  const port = parentPort;
  const send = (message: SheetMessage) => port.postMessage(message);
  const sheet = await readSpreadsheet(workerData as Uint8Array);
  if (sheet.ok) {
    const { rows, ...rest } = sheet.value;
    for (let at = 0; at < rows.length; at += ROWS_A_MESSAGE) send({ rows: rows.slice(at, at + ROWS_A_MESSAGE) });
    send({ result: { ok: true, value: rest } });
  } else {
    send({ result: sheet });
  }
}
