/** Verification in a thread of its own: on SQLite a statement holds its thread, and people are served by this one. */
import { Worker } from 'node:worker_threads';
import type { ThreadData } from './thread-command.ts';
import type { CheckResult } from './verify.ts';

/** A thread can only be started from the built program: node runs no TypeScript. */
export const canStandApart = import.meta.url.endsWith('.js');

/** Runs every check on the SQLite file in another thread and reports each as it ends. Rejects when the thread broke. */
export function verifyApart(file: string, report: (result: CheckResult) => void): Promise<CheckResult[]> {
  return new Promise((resolve, reject) => {
    const results: CheckResult[] = [];
    const workerData: ThreadData = { file };
    const thread = new Worker(new URL('./thread-command.js', import.meta.url), { workerData });
    thread.on('message', (result: CheckResult) => {
      results.push(result);
      report(result);
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      if (code === 0) resolve(results);
      else reject(new Error(`the verifying thread ended with ${code}`));
    });
  });
}
