/**
 * Starts the built program on an empty data folder, waits until the demonstration is ready, stops it at the end, and
 * recomputes everything that the run did.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { projectRoot } from '../../db/root.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the running program. */
    baseUrl: string;
    /** Its data folder, for `verify`. */
    dataDir: string;
  }
}

const READY_WITHIN_MS = 120_000;

/** The address that the program names once it is ready. */
export function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const impatient = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), READY_WITHIN_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /Ready: (http:\S+)/.exec(said);
      if (ready?.[1] === undefined) return;
      clearTimeout(impatient);
      resolve(ready[1]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', (code) => reject(new Error(`the program ended with ${code}:\n${said}`)));
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yaoxie-browser-'));
  const env = { ...process.env, NODE_ENV: 'development', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: '' };
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js')], { env });
  project.provide('baseUrl', await addressOf(child));
  project.provide('dataDir', dataDir);
  return async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    const verify = spawnSync(process.execPath, [join(projectRoot, 'dist', 'src', 'verify-command.js')], { env });
    const said = `${verify.stdout.toString()}${verify.stderr.toString()}`;
    process.stdout.write(`${said}verify after the browser ended with ${verify.status}\n`);
    // A teardown that throws is reported but does not fail every version of the runner
    rmSync(dataDir, { recursive: true, force: true });
    if (verify.status !== 0) {
      process.exitCode = 1;
      throw new Error(`the books do not agree after the run:\n${said}`);
    }
  };
}
