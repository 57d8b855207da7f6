/** Dispatches of the synthetic history: opened with lots kept for them, posted into transit, received at the door. */
import type { Bulk } from '../../db/bulk.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { HOUR_MS } from '../../src/kernel/clock.ts';
import type { BookLine, Books } from './books.ts';
import type { Article } from './catalogue.ts';
import type { County, Member } from './county.ts';
import type { Paper, Papers } from './papers.ts';
import type { Request, Requests } from './requests.ts';
import type { Batch, Shelves } from './shelves.ts';

/** Days of life that goods must have left when they are sent: the longest rule of any member. */
export const LIFE_DAYS = 90;

export interface Want {
  article: Article;
  quantityBase: number;
  request: Request | null;
}

export interface Plan {
  member: Member;
  wants: Want[];
}

interface Line {
  id: number;
  article: Article;
  lotId: number;
  expiresAfter: number;
  quantityBase: number;
  request: Request | null;
}

export interface Delivery {
  paper: Paper;
  member: Member;
  lines: Line[];
  startedAt: number;
  postedAt: number | null;
  receivedAt: number | null;
}

export class Deliveries {
  private readonly with: { bulk: Bulk; books: Books; papers: Papers; requests: Requests; shelves: Shelves };
  private readonly county: County;
  private lineIds = 0;

  constructor(parts: Deliveries['with'], county: County) {
    this.with = parts;
    this.county = county;
  }

  /** Accepts the requests of the plan, answers them, and keeps lots for every line. */
  start(plan: Plan, day: number, at: number): Delivery {
    const { papers, requests, shelves } = this.with;
    const { hub } = this.county;
    const actor = hub.keeper;
    const { member } = plan;
    const served = plan.wants.flatMap((want) => (want.request === null ? [] : [want.request]));
    for (const request of served) requests.act(request, { act: 'accept', actor, at, to: 'accepted' });
    const first = { act: 'start', to: 'picking', actor, at: at + 1, detail: null };
    const paper = papers.open('dispatch', hub.id, member.id, first);
    const lines: Line[] = [];
    for (const { article, quantityBase, request } of plan.wants) {
      for (const part of shelves.take(hub.id, article.id, quantityBase, day + LIFE_DAYS)) {
        this.lineIds += 1;
        lines.push({ id: this.lineIds, article, request, ...part });
        if (request === null) continue;
        const link = { dispatchId: paper.id, lineId: this.lineIds, quantityBase: part.quantityBase, fulfilledBase: 0 };
        request.links.push(link);
        request.row.answeredBase += part.quantityBase;
      }
    }
    for (const request of served) {
      const detail = { dispatch: paper.number, quantityBase: request.row.answeredBase };
      requests.act(request, { act: 'answer', actor, at: at + 2, detail });
    }
    return { paper, member, lines, startedAt: at, postedAt: null, receivedAt: null };
  }

  private bookLines(delivery: Delivery, side: 'out' | 'in'): BookLine[] {
    const { hub } = this.county;
    const { transit, stores } = delivery.member;
    return delivery.lines.map(({ article, lotId, quantityBase }) => {
      const ends =
        side === 'out'
          ? { fromId: hub.stores[article.zone], toId: transit }
          : { fromId: transit, toId: stores[article.zone] };
      return { lotId, itemId: article.id, quantityBase, ...ends };
    });
  }

  /** Posts hub → transit of the destination; the reservations end. */
  post(delivery: Delivery, at: number): void {
    const { books, papers, requests } = this.with;
    const { hub } = this.county;
    const actor = hub.keeper;
    const { paper, lines, startedAt } = delivery;
    delivery.postedAt = at;
    for (const { id, article, lotId, quantityBase } of lines) {
      const place = { locationId: hub.stores[article.zone], lotId, itemId: article.id, quantityBase };
      books.reserve({ documentId: paper.id, lineId: id, at: startedAt, closedAt: at }, place);
    }
    const head = { kind: 'dispatch' as const, documentId: paper.id, actor, at, key: `post-${paper.number}` };
    const out = this.bookLines(delivery, 'out');
    books.post({ ...head, lines: out, usedBy: hub.id, receivedBy: null, real: { from: true, to: true } });
    papers.act(paper, { act: 'post', to: 'in_transit', actor, at, detail: { lines: lines.length } });
    for (const { request, quantityBase } of lines) if (request !== null) request.row.shippedBase += quantityBase;
    for (const request of requestsOf(delivery)) requests.act(request, { act: 'ship', actor, at });
  }

  /** Receives everything in good order and files the papers of the dispatch. */
  receive(delivery: Delivery, at: number): void {
    const { books, papers, requests } = this.with;
    const { paper, member, lines } = delivery;
    const actor = member.keeper;
    delivery.receivedAt = at;
    for (const { article, ...batch } of lines) this.with.shelves.put(member.id, article.id, batchOf(batch));
    const head = {
      documentId: paper.id,
      actor,
      at,
      key: `receive-${paper.number}`,
      usedBy: null,
      receivedBy: member.id,
    };
    const inward = this.bookLines(delivery, 'in');
    books.post({ ...head, kind: 'dispatch_receipt', lines: inward, real: { from: true, to: true } });
    papers.act(paper, { act: 'receive', to: 'received', actor, at, detail: null });
    for (const { request, quantityBase } of lines) if (request !== null) request.row.arrivedBase += quantityBase;
    for (const request of requestsOf(delivery)) {
      for (const link of request.links) link.fulfilledBase = link.quantityBase;
      requests.act(request, { act: 'arrive', actor, at });
    }
    this.file(delivery);
  }

  /** Writes the dispatch as it stands. */
  file(delivery: Delivery): void {
    const { bulk, books, papers } = this.with;
    const { hub, storekeeper } = this.county;
    const { paper, member, lines, startedAt, postedAt, receivedAt } = delivery;
    papers.file(paper);
    const sides = { fromOrganisationId: hub.id, toOrganisationId: member.id };
    bulk.add(dispatch, { documentId: paper.id, ...sides, postedAt, receivedAt, printCount: postedAt === null ? 0 : 1 });
    lines.forEach(({ id, article, lotId, quantityBase }, index) => {
      const fromLocationId = hub.stores[article.zone];
      const what = { itemId: article.id, lotId, fromLocationId, quantityBase };
      const isPicked = postedAt !== null || index % 2 === 0;
      const picked = isPicked
        ? { pickedBase: quantityBase, pickedBy: storekeeper.userId, pickedAt: startedAt + HOUR_MS }
        : { pickedBase: null, pickedBy: null, pickedAt: null };
      const moved = {
        shippedBase: postedAt === null ? 0 : quantityBase,
        goodBase: receivedAt === null ? 0 : quantityBase,
      };
      bulk.add(dispatchLine, { id, dispatchId: paper.id, lineNumber: index + 1, ...what, ...picked, ...moved });
      if (postedAt !== null) return;
      const kept = { locationId: fromLocationId, lotId, itemId: article.id, quantityBase };
      books.reserve({ documentId: paper.id, lineId: id, at: startedAt, closedAt: null }, kept);
    });
  }
}

function batchOf({ lotId, expiresAfter, quantityBase }: Batch): Batch {
  return { lotId, expiresAfter, quantityBase };
}

/** The requests that a delivery serves, each once. */
export function requestsOf(delivery: Delivery): Request[] {
  return [...new Set(delivery.lines.flatMap((line) => (line.request === null ? [] : [line.request])))];
}
