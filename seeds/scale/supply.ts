/** How stock enters and leaves the synthetic county: opening stock, purchases of the hub, and use by everyone. */
import { addDays } from '../../src/kernel/clock.ts';
import type { Random } from '../random.ts';
import type { BookLine, Books } from './books.ts';
import type { Article } from './catalogue.ts';
import type { County, Member } from './county.ts';
import { LIFE_DAYS, type Plan } from './deliveries.ts';
import type { Draw } from './draw.ts';
import type { Shape } from './shape.ts';
import type { Shelves } from './shelves.ts';
import type { Ticker } from './ticker.ts';

export interface Outside {
  supplier: number;
  consumed: number;
  opening: number;
}

export interface SupplyParts {
  shape: Shape;
  county: County;
  articles: Article[];
  outside: Outside;
  books: Books;
  random: Random;
  shelves: Shelves;
  draw: Draw;
  ticker: Ticker;
}

const LINES_A_RECEIPT = 40;
const LINES_AN_OPENING = 200;

export class Supply {
  private readonly parts: SupplyParts;
  private keys = 0;

  constructor(parts: SupplyParts) {
    this.parts = parts;
  }

  /** A lot that comes in, with a life of `life` days from that day on. */
  private bringIn(member: Member, article: Article, quantityBase: number, day: number, life: number): BookLine {
    const { books, random } = this.parts;
    const receivedOn = addDays(this.parts.ticker.firstDay, day);
    const expiresOn = addDays(receivedOn, life);
    const pricePack = article.pricePack + random.int(0, 3) * 100;
    const frozen = random.chance(0.003) ? random.pick(['recall', 'quality'] as const) : null;
    const lotId = books.openLot({ article, receivedOn, expiresOn, pricePack, at: this.parts.ticker.now, frozen });
    this.parts.shelves.put(member.id, article.id, { lotId, quantityBase, expiresAfter: day + life });
    return { lotId, itemId: article.id, quantityBase, fromId: 0, toId: member.stores[article.zone] };
  }

  private postIn(kind: 'opening' | 'receipt', member: Member, lines: BookLine[]): void {
    const { books, outside } = this.parts;
    const fromId = kind === 'opening' ? outside.opening : outside.supplier;
    const size = kind === 'opening' ? LINES_AN_OPENING : LINES_A_RECEIPT;
    for (let from = 0; from < lines.length; from += size) {
      const part = lines.slice(from, from + size).map((line) => ({ ...line, fromId }));
      this.keys += 1;
      const key = `${kind}-${this.keys}`;
      const head = {
        kind,
        documentId: null,
        actor: member.keeper,
        at: this.parts.ticker.tick(),
        key,
        usedBy: null,
        receivedBy: member.id,
      };
      books.post({ ...head, lines: part, real: { from: false, to: true } });
      books.record(member.keeper, this.parts.ticker.now, `stock.${kind}`, key, { lines: part.length });
    }
  }

  /** Opening stock, before the first day's work. */
  open(): void {
    const { shape, county, random, articles } = this.parts;
    this.parts.ticker.moveTo(0, 6);
    const stock = (member: Member, some: readonly Article[]) => {
      const lines = some.map((article) => {
        const quantity = this.parts.draw.packs(member) * article.packSize * (member.kind === 'head' ? 10 : 2);
        return this.bringIn(member, article, quantity, 0, random.int(30, 700));
      });
      this.postIn('opening', member, lines);
    };
    const atHub = Math.min(articles.length, Math.floor(shape.openingLines / 3));
    stock(county.hub, this.parts.draw.popular(atHub));
    const weights = county.members.reduce((sum, member) => sum + member.weight, 0);
    for (const member of county.members) {
      const share = ((shape.openingLines - atHub) * member.weight) / weights;
      stock(member, this.parts.draw.popular(Math.max(1, Math.floor(share))));
    }
  }

  /** The hub buys what the day's plans need and its shelves lack. */
  restock(plans: readonly Plan[], day: number): void {
    const { county, random } = this.parts;
    this.parts.ticker.moveTo(day, 8);
    const needs = new Map<Article, number>();
    for (const { article, quantityBase } of plans.flatMap((plan) => plan.wants)) {
      needs.set(article, (needs.get(article) ?? 0) + quantityBase);
    }
    const lines: BookLine[] = [];
    for (const [article, need] of needs) {
      const short = need > this.parts.shelves.usable(county.hub.id, article.id, day + LIFE_DAYS);
      if (short) lines.push(this.bringIn(county.hub, article, need * random.int(8, 16), day, random.int(300, 900)));
    }
    this.postIn('receipt', county.hub, lines);
  }

  private usedLines(member: Member, day: number, most: number): BookLine[] {
    const { random, outside } = this.parts;
    const lines: BookLine[] = [];
    const seen = new Set<number>();
    for (let tries = 0; tries < most && lines.length < most; tries += 1) {
      const itemId = this.parts.shelves.drawItem(member.id, random);
      if (itemId === undefined) break;
      const article = this.parts.draw.article(itemId);
      const usable = this.parts.shelves.usable(member.id, itemId, day);
      if (usable === 0 || seen.has(itemId)) continue;
      seen.add(itemId);
      const quantity = usable <= article.packSize ? usable : Math.ceil(usable * (0.1 + random.next() * 0.5));
      const ends = { fromId: member.stores[article.zone], toId: outside.consumed };
      for (const part of this.parts.shelves.take(member.id, itemId, quantity, day))
        lines.push({ itemId, ...part, ...ends });
    }
    return lines;
  }

  /** Members hand out of their stock until the day has its share of the year's lines. */
  use(day: number, linesBy: number): void {
    const { books, random, county } = this.parts;
    this.parts.ticker.moveTo(day, 17);
    for (let idle = 0; books.lines < linesBy && idle < 1000; ) {
      const member = random.chance(0.15) ? county.hub : this.parts.draw.member();
      const lines = this.usedLines(member, day, Math.min(random.int(3, 12), linesBy - books.lines));
      if (lines.length === 0) {
        idle += 1;
        continue;
      }
      this.keys += 1;
      const head = { kind: 'issue' as const, documentId: null, actor: member.keeper, key: `issue-${this.keys}` };
      const ends = { usedBy: member.id, receivedBy: null, real: { from: true, to: false } };
      books.post({ ...head, at: this.parts.ticker.tick(), lines, ...ends });
      books.record(member.keeper, this.parts.ticker.now, 'stock.issue', head.key, { lines: lines.length });
    }
  }
}
