/** Starting the program when something is wrong: one sentence that says what to do, exit code 1, nothing damaged. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateSqliteFile } from '../../db/migrate.ts';
import { projectRoot } from '../../db/root.ts';

interface End {
  code: number | null;
  out: string;
  err: string;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yaoxie-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = join(projectRoot, 'dist', 'src', 'main.js');

/** Runs the program until it ends by itself; one that keeps running is stopped when it says it is ready. */
function start(env: Record<string, string>, limitBlocks?: number): Promise<End> {
  const given = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', ...env };
  const limit = limitBlocks === undefined ? '' : `ulimit -f ${limitBlocks}; `;
  const child = spawn('sh', ['-c', `${limit}exec "${process.execPath}" "${PROGRAM}"`], { env: given });
  return new Promise((resolve) => {
    let [out, err] = ['', ''];
    let asked = false;
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (asked || !out.includes('Ready:')) return;
      // Once: a second signal means now, and it goes on talking while it stops
      asked = true;
      child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function sentence(end: End): string {
  expect(end.code).toBe(1);
  expect(end.err).not.toMatch(/\n\s+at /);
  return end.err.trim();
}

describe('a start that can go on', () => {
  it('says how to create the first administrator of a real installation, and stops when asked', async () => {
    const end = await start({ DATA_DIR: join(folder, 'fresh') });
    expect(end.err).toBe('');
    expect(end.out).toContain('npm run admin -- create');
    expect(end.out).toContain('Ready: http://127.0.0.1:');
    expect(end.code).toBe(0);
  });
});

describe('a start that cannot go on', () => {
  it('names a setting that cannot be used', async () => {
    expect(sentence(await start({ PORT: 'many', DATA_DIR: folder }))).toContain('PORT');
  });

  it('names a DATABASE_URL of another kind', async () => {
    expect(sentence(await start({ DATABASE_URL: 'mysql://localhost/x' }))).toContain('postgres://');
  });

  it('says what to check when the server of DATABASE_URL does not answer', async () => {
    const end = await start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(sentence(end)).toContain('Check host, port, user, password');
  });

  it('says that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const end = await start({ PORT: String(port), DATA_DIR: join(folder, 'port') });
    other.close();
    expect(sentence(end)).toContain('in use by another program');
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(sentence(await start({ DATA_DIR: join(file, 'data') }))).toContain('DATA_DIR');
  });

  it('refuses a database of a newer program and leaves it as it is', async () => {
    const file = join(folder, 'yaoxie.sqlite');
    migrateSqliteFile(file);
    const newer = new Sqlite(file);
    newer.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('later', 4_000_000_000_000);
    newer.pragma('wal_checkpoint(TRUNCATE)');
    newer.close();
    const before = readFileSync(file);
    expect(sentence(await start({ DATA_DIR: folder }))).toContain('newer version');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says that the disk is full, and starts again when there is space', async () => {
    const dataDir = join(folder, 'full');
    expect(sentence(await start({ DATA_DIR: dataDir }, 80))).toMatch(/disk|space/i);
    const again = await start({ DATA_DIR: dataDir });
    expect(again.err).toBe('');
    expect(again.code).toBe(0);
  });
});
