/** The same county on a later day: a copy of the data, served by the program with its clock ahead. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { projectRoot } from '../../db/root.ts';
import { addressOf } from './server.ts';

export interface LaterCounty {
  baseURL: string;
  dataDir: string;
  /** Stops the program and recomputes everything; what does not agree, nothing where all does. */
  end(): Promise<string>;
}

const AHEAD = pathToFileURL(join(projectRoot, 'dist', 'test', 'browser', 'clock-ahead.js')).href;
const LIVE = /\.sqlite(-wal|-shm)?$/;

/** Copies databases as they stand between two transactions, and the files beside them. */
async function copyOf(dataDir: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'yaoxie-later-'));
  cpSync(dataDir, copy, { recursive: true, filter: (path) => !LIVE.test(path) });
  for (const name of readdirSync(dataDir).filter((one) => one.endsWith('.sqlite'))) {
    const live = new Database(join(dataDir, name), { readonly: true });
    await live.backup(join(copy, name));
    live.close();
  }
  return copy;
}

/** Opens the county of that data folder as of `aheadMs` from now. */
export async function openLater(dataDir: string, aheadMs: number): Promise<LaterCounty> {
  const copy = await copyOf(dataDir);
  const settings = { NODE_ENV: 'development', PORT: '0', DATA_DIR: copy, DATABASE_URL: '' };
  const env = { ...process.env, ...settings, CLOCK_AHEAD_MS: String(aheadMs) };
  const program = (name: string) => ['--import', AHEAD, join(projectRoot, 'dist', 'src', name)];
  const child = spawn(process.execPath, program('main.js'), { env });
  const baseURL = await addressOf(child);
  return {
    baseURL,
    dataDir: copy,
    end: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      const verify = spawnSync(process.execPath, program('verify-command.js'), { env });
      rmSync(copy, { recursive: true, force: true });
      return verify.status === 0 ? '' : `${verify.stdout.toString()}${verify.stderr.toString()}`;
    },
  };
}
