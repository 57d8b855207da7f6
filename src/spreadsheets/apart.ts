/** Reading a sheet in a thread of its own: unpacking and taking apart 10 MB would hold up everyone for seconds. */
import { Worker } from 'node:worker_threads';
import { type Result, refuse } from '../kernel/result.ts';
import { readSpreadsheet } from './read.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import type { SheetMessage } from './thread.ts';

/** A thread can only be started from the built program: node runs no TypeScript. */
const canStandApart = import.meta.url.endsWith('.js');

/** A file that needs more than this is no list of a county. */
const MOST_MEMORY_MB = 1024;
const PATIENCE_MS = 60_000;

/**
 * As `readSpreadsheet`, and reports how many rows have come. Refuses also what breaks the thread: a file that needs
 * more memory or time than any list does.
 */
export function readApart(content: Uint8Array, report: (rows: number) => Promise<void>): Promise<Result<Sheet>> {
  return canStandApart ? readInThread(content, report) : readSpreadsheet(content);
}

function readInThread(content: Uint8Array, report: (rows: number) => Promise<void>): Promise<Result<Sheet>> {
  return new Promise((resolve) => {
    const rows: SheetRow[] = [];
    const thread = new Worker(new URL('./thread.js', import.meta.url), {
      workerData: content,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const end = (result: Result<Sheet>) => {
      clearTimeout(timer);
      thread.removeAllListeners('message');
      resolve(result);
      void thread.terminate();
    };
    const timer = setTimeout(() => end(refuse('spreadsheet_damaged')), PATIENCE_MS);
    thread.on('message', (message: SheetMessage) => {
      if ('rows' in message) {
        rows.push(...message.rows);
        void report(rows.length);
      } else {
        end(message.result.ok ? { ok: true, value: { ...message.result.value, rows } } : message.result);
      }
    });
    thread.once('error', () => end(refuse('spreadsheet_damaged')));
    thread.once('exit', () => end(refuse('spreadsheet_damaged')));
  });
}
