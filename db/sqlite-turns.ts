/**
 * Who writes next on SQLite: one act at a time, in the order they asked. Acts that wait already share one commit,
 * which waits for the disk once for all of them; nobody is answered before it.
 */
import { AsyncResource } from 'node:async_hooks';
import type Sqlite from 'better-sqlite3';
import { type Db, isRefusal, type Tx } from './database.ts';

interface Act {
  work(tx: Tx): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** No act is added to a turn after this many milliseconds: those before it wait for their answer. */
const TURN_MS = 25;

/** Lets requests be read and answers be sent; whoever wants to write meanwhile joins the next turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The queue of the one connection that writes. */
export class Turns {
  private readonly writer: InstanceType<typeof Sqlite>;
  private readonly tx: Db;
  private readonly queue: Act[] = [];
  private running: Promise<void> | undefined;

  constructor(writer: InstanceType<typeof Sqlite>, tx: Db) {
    this.writer = writer;
    this.tx = tx;
  }

  /** Runs `work` when its turn comes. A thrown error or a returned refusal undoes its writes and nobody else's. */
  ask<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // Bound: an act runs as part of its own request, not of the one that began the turn
      this.queue.push({ work: AsyncResource.bind(work), resolve: resolve as Act['resolve'], reject });
      this.running ??= this.takeTurns();
    });
  }

  /** Everybody who asked has been answered. */
  async ended(): Promise<void> {
    await this.running;
  }

  private async takeTurns(): Promise<void> {
    await breathe();
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      await this.takeTurn(next);
      await breathe();
    }
    this.running = undefined;
  }

  private async takeTurn(first: Act): Promise<void> {
    const { writer, queue } = this;
    const until = performance.now() + TURN_MS;
    const acts = [first];
    const answers: (() => void)[] = [];
    try {
      writer.exec('BEGIN IMMEDIATE');
      answers.push(await this.run(first, true));
      while (writer.inTransaction && performance.now() < until) {
        const next = queue.shift();
        if (next === undefined) break;
        acts.push(next);
        answers.push(await this.run(next, false));
      }
      if (writer.inTransaction) writer.exec('COMMIT');
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      for (const act of acts) act.reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /**
   * Gives the answer that is due after the commit. The first act of a turn has no savepoint: undoing it undoes all
   * there is, and a long import alone keeps no second copy of what it changes.
   */
  private async run({ work, resolve, reject }: Act, first: boolean): Promise<() => void> {
    const { writer } = this;
    if (!first) writer.exec('SAVEPOINT act');
    let answer: () => void;
    let undo = true;
    try {
      const value = await work(this.tx);
      undo = isRefusal(value);
      answer = () => resolve(value);
    } catch (error) {
      // A full disk undoes the whole transaction by itself, with the acts before this one
      if (!first && !writer.inTransaction) throw error;
      answer = () => reject(error);
    }
    if (!first) writer.exec(undo ? 'ROLLBACK TO act; RELEASE act' : 'RELEASE act');
    else if (undo && writer.inTransaction) writer.exec('ROLLBACK');
    else if (!undo && !writer.inTransaction) throw new Error('the transaction ended under its act');
    return answer;
  }
}
