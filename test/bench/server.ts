/** The program as people run it, in a process of its own, for the load. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../db/root.ts';

export interface Server {
  port: number;
  /** The most memory it has held, in MB; 0 where the system does not say. */
  memoryMb(): number;
  /** Seconds of processor time it has used; 0 where the system does not say. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;

/** Starts the program on data that is there and waits until it serves. Throws with its words when it does not. */
export async function startServer(address: { dataDir: string; databaseUrl: string | undefined }): Promise<Server> {
  const env = { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', DATA_DIR: '' };
  Object.assign(env, { DATABASE_URL: address.databaseUrl ?? '', DATA_DIR: address.dataDir });
  const child = spawn(process.execPath, [join(projectRoot, 'dist/src/main.js')], { env, cwd: projectRoot });
  const port = await portOf(child);
  return {
    port,
    memoryMb: () => peakMemory(child.pid ?? 0),
    cpuSeconds: () => processorTime(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`the server did not start: ${said}`)), PATIENCE_MS);
    const hear = (part: Buffer) => {
      said += part.toString();
      const port = /Ready: http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(late);
      resolve(Number(port));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}

function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** User and system time, in hundredths of a second behind the name in brackets. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  } catch {
    return 0;
  }
}
