/** The documents of the synthetic history: numbers without gaps, and a timeline row for each act. */
import type { Bulk } from '../../db/bulk.ts';
import { document, documentAct, documentCounter } from '../../db/schema/documents.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import type { Books } from './books.ts';

export interface Act {
  act: string;
  to: string;
  actor: Actor;
  at: number;
  detail: Record<string, unknown> | null;
}

export interface Paper {
  id: number;
  kind: 'shortage' | 'dispatch';
  number: string;
  organisationId: number;
  counterpartId: number | null;
  acts: Act[];
}

const PREFIX = { shortage: 'QY', dispatch: 'PS' };

export class Papers {
  private readonly bulk: Bulk;
  private readonly books: Books;
  private readonly counters = new Map<string, { prefix: string; day: string; last: number }>();
  private papers = 0;
  private acts = 0;

  constructor(bulk: Bulk, books: Books) {
    this.bulk = bulk;
    this.books = books;
  }

  open(kind: Paper['kind'], organisationId: number, counterpartId: number | null, first: Act): Paper {
    const day = dayOf(first.at);
    const prefix = PREFIX[kind];
    const counter = this.counters.get(`${prefix}${day}`) ?? { prefix, day, last: 0 };
    counter.last += 1;
    this.counters.set(`${prefix}${day}`, counter);
    const number = `${prefix}-${day.replaceAll('-', '')}-${String(counter.last).padStart(4, '0')}`;
    this.papers += 1;
    const paper = { id: this.papers, kind, number, organisationId, counterpartId, acts: [] };
    this.act(paper, first);
    return paper;
  }

  /** Adds an act to the timeline, and its row to the audit trail of whoever did it. */
  act(paper: Paper, act: Act): void {
    paper.acts.push(act);
    const after = { number: paper.number, status: act.to, ...act.detail };
    this.books.record(act.actor, act.at, `${paper.kind}.${act.act}`, paper.number, after);
  }

  /** Writes the document as its last act left it, with its whole timeline. */
  file(paper: Paper): void {
    const first = paper.acts[0];
    const last = paper.acts.at(-1);
    if (first === undefined || last === undefined) throw new Error(`${paper.number} has no act`);
    const { id, kind, number, organisationId, counterpartId, acts } = paper;
    const state = { status: last.to, version: acts.length, changedAt: last.at };
    const begun = { createdBy: first.actor.userId, createdAt: first.at };
    this.bulk.add(document, { id, kind, number, organisationId, counterpartId, ...state, ...begun });
    let fromStatus: string | null = null;
    for (const { act, to, actor, at, detail } of acts) {
      this.acts += 1;
      const who = { actorId: actor.userId, actorName: actor.name };
      const where = { organisationId: actor.organisationId, organisationName: actor.organisationName };
      const step = { id: this.acts, documentId: id, act, fromStatus, toStatus: to, at, detail };
      this.bulk.add(documentAct, { ...step, ...who, ...where });
      fromStatus = to;
    }
  }

  /** Writes the state of the number series. */
  close(): void {
    for (const counter of this.counters.values()) this.bulk.add(documentCounter, counter);
  }
}
