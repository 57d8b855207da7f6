/** The rows of the synthetic history as the kernels would have written them: ledger, reservations and audit trail. */
import type { Bulk } from '../../db/bulk.ts';
import { auditChain, auditRow } from '../../db/schema/audit.ts';
import { balance, dailyUse, lot, movement, movementLine, reservation } from '../../db/schema/ledger.ts';
import { hashOf } from '../../src/audit/record.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { canonicalJson } from '../../src/kernel/canonical.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { amountFen } from '../../src/kernel/money.ts';
import type { Moved } from '../../src/ledger/post.ts';
import type { Place } from '../../src/ledger/posting.ts';
import type { Article } from './catalogue.ts';
import type { MoneyBooks } from './money.ts';

export interface LotFacts {
  article: Article;
  expiresOn: string;
  receivedOn: string;
  pricePack: number;
  at: number;
  frozen: 'recall' | 'quality' | null;
}

export interface BookLine {
  lotId: number;
  itemId: number;
  fromId: number;
  toId: number;
  quantityBase: number;
}

export interface Posting {
  kind: 'opening' | 'receipt' | 'issue' | 'dispatch' | 'dispatch_receipt';
  documentId: number | null;
  actor: Actor;
  at: number;
  key: string;
  lines: readonly BookLine[];
  /** Whose stores the lines leave for use or for others; null when they leave none. */
  usedBy: number | null;
  /** Whose stores the lines come into; null when they come into none. */
  receivedBy: number | null;
  real: { from: boolean; to: boolean };
}

interface Day {
  quantityBase: number;
  cameBase: number;
  wentBase: number;
  lines: number;
}

interface Balance {
  itemId: number;
  onHand: number;
  reserved: number;
  valueFen: number;
}

/** Places fit far below this, and a place and a lot then make one exact number. */
const LOTS_MAX = 10_000_000;
const DAYS_MAX = 10_000;

export class Books {
  private readonly bulk: Bulk;
  private readonly articles: ReadonlyMap<number, Article>;
  private readonly prices = new Map<number, number>();
  private readonly expiries = new Map<number, string>();
  private readonly balances = new Map<number, Balance>();
  private readonly totals = new Map<number, Map<number, Day>>();
  private readonly days: string[] = [];
  private readonly chains = new Map<number, { sequence: number; hash: string }>();
  private readonly money: MoneyBooks;
  private readonly places: ReadonlyMap<number, Place>;
  private movements = 0;
  private reservations = 0;
  lines = 0;

  constructor(
    bulk: Bulk,
    articles: readonly Article[],
    /** Every place there is, and the members' accounts. */
    given: { places: ReadonlyMap<number, Place>; money: MoneyBooks },
  ) {
    this.bulk = bulk;
    this.places = given.places;
    this.money = given.money;
    this.articles = new Map(articles.map((article) => [article.id, article]));
  }

  openLot(facts: LotFacts): number {
    const id = this.prices.size + 1;
    const { article, expiresOn, receivedOn, pricePack, frozen, at } = facts;
    this.prices.set(id, pricePack);
    this.expiries.set(id, expiresOn);
    const number = `${receivedOn.slice(2, 4)}${receivedOn.slice(5, 7)}${String(id).padStart(5, '0')}`;
    const kept = { itemId: article.id, number, expiresOn, pricePack, origin: `scale-${id}`, receivedOn };
    this.bulk.add(lot, { id, ...kept, frozen, createdAt: at });
    return id;
  }

  private balanceAt(locationId: number, lotId: number, itemId: number): Balance {
    const key = locationId * LOTS_MAX + lotId;
    let held = this.balances.get(key);
    if (held === undefined) {
      held = { itemId, onHand: 0, reserved: 0, valueFen: 0 };
      this.balances.set(key, held);
    }
    return held;
  }

  private dayOfItem(itemId: number, organisationId: number, day: string): Day {
    if (this.days.at(-1) !== day) this.days.push(day);
    const key = organisationId * DAYS_MAX + this.days.length - 1;
    let items = this.totals.get(key);
    if (items === undefined) {
      items = new Map();
      this.totals.set(key, items);
    }
    let total = items.get(itemId);
    if (total === undefined) {
      total = { quantityBase: 0, cameBase: 0, wentBase: 0, lines: 0 };
      items.set(itemId, total);
    }
    return total;
  }

  private countDay({ usedBy, receivedBy }: Posting, day: string, { itemId, quantityBase }: BookLine): void {
    if (usedBy !== null) {
      const total = this.dayOfItem(itemId, usedBy, day);
      total.quantityBase += quantityBase;
      total.wentBase += quantityBase;
      total.lines += 1;
    }
    if (receivedBy !== null) {
      const total = this.dayOfItem(itemId, receivedBy, day);
      total.cameBase += quantityBase;
      total.lines += 1;
    }
  }

  post(posting: Posting): void {
    const { kind, documentId, actor, at, key, lines, real } = posting;
    this.movements += 1;
    const id = this.movements;
    const who = { organisationId: actor.organisationId, actorId: actor.userId };
    this.bulk.add(movement, { id, kind, documentId, ...who, occurredAt: at, postedAt: at, key });
    const day = dayOf(at);
    const moved: Moved[] = [];
    lines.forEach((line, index) => {
      const { lotId, itemId, fromId, toId, quantityBase } = line;
      const amount = this.carry(line, real.from);
      moved.push({ from: this.placeAt(fromId), to: this.placeAt(toId), amountFen: amount });
      this.lines += 1;
      const value = { quantityBase, amountFen: amount, occurredAt: at };
      const head = { id: this.lines, movementId: id, lineNumber: index + 1 };
      this.bulk.add(movementLine, { ...head, itemId, lotId, fromId, toId, ...value });
      if (real.to) {
        const there = this.balanceAt(toId, lotId, itemId);
        there.onHand += quantityBase;
        there.valueFen += amount;
      }
      this.countDay(posting, day, line);
    });
    this.money.post(posting, moved);
  }

  private placeAt(id: number): Place {
    const place = this.places.get(id);
    if (place === undefined) throw new Error(`no place ${id}`);
    return place;
  }

  /** What goes with a line, as the ledger values it: its share of what lies there, all that is left with the last. */
  private carry({ fromId, lotId, itemId, quantityBase }: BookLine, taken: boolean): number {
    const packSize = this.articles.get(itemId)?.packSize ?? 1;
    const nominal = amountFen(quantityBase, packSize, this.prices.get(lotId) ?? 0);
    if (!taken) return nominal;
    const there = this.balanceAt(fromId, lotId, itemId);
    there.onHand -= quantityBase;
    const amount = there.onHand === 0 ? there.valueFen : Math.min(nominal, there.valueFen);
    there.valueFen -= amount;
    return amount;
  }

  /** Keeps stock for a line; `closedAt` when the posting that used it is already known. */
  reserve(
    of: { documentId: number; lineId: number; at: number; closedAt: number | null },
    line: { locationId: number; lotId: number; itemId: number; quantityBase: number },
  ): void {
    this.reservations += 1;
    const { documentId, lineId, at, closedAt } = of;
    const status = closedAt === null ? 'open' : 'posted';
    const head = { id: this.reservations, documentId, lineId };
    this.bulk.add(reservation, { ...head, ...line, status, createdAt: at, closedAt });
    if (closedAt === null) {
      this.balanceAt(line.locationId, line.lotId, line.itemId).reserved += line.quantityBase;
    }
  }

  record(actor: Actor, at: number, act: string, subject: string, after: Record<string, unknown>): void {
    const chain = actor.organisationId;
    const last = this.chains.get(chain) ?? { sequence: 0, hash: '' };
    const fields = {
      chain,
      sequence: last.sequence + 1,
      at,
      actorId: actor.userId,
      actorName: actor.name,
      act,
      outcome: 'done' as const,
      subject,
      before: null,
      after: canonicalJson(after),
    };
    const hash = hashOf(last.hash, fields);
    this.bulk.add(auditRow, { ...fields, previousHash: last.hash, hash });
    this.chains.set(chain, { sequence: fields.sequence, hash });
  }

  /** Writes what is kept beside the lines: balances, totals by day, the ends of the audit chains. */
  async close(): Promise<void> {
    for (const [key, held] of [...this.balances].sort(([a], [b]) => a - b)) {
      const [locationId, lotId] = [Math.floor(key / LOTS_MAX), key % LOTS_MAX];
      this.bulk.add(balance, { locationId, lotId, expiresOn: this.expiries.get(lotId) ?? '', ...held });
    }
    await this.bulk.drain();
    const uses: (typeof dailyUse.$inferInsert)[] = [];
    for (const [key, items] of this.totals) {
      const organisationId = Math.floor(key / DAYS_MAX);
      const day = this.days[key % DAYS_MAX] ?? '';
      for (const [itemId, total] of items) uses.push({ itemId, organisationId, day, ...total });
    }
    uses.sort((a, b) => a.itemId - b.itemId || a.organisationId - b.organisationId || (a.day < b.day ? -1 : 1));
    for (const use of uses) this.bulk.add(dailyUse, use);
    for (const [chain, end] of this.chains) this.bulk.add(auditChain, { chain, ...end });
    await this.bulk.drain(true);
  }
}
