/** The synthetic year, day by day: goods come in, go out to members, are used, and new needs are registered. */
import type { Bulk } from '../../db/bulk.ts';
import { addDays } from '../../src/kernel/clock.ts';
import type { Article } from './catalogue.ts';
import type { Member } from './county.ts';
import { Deliveries, type Delivery, LIFE_DAYS, type Plan, requestsOf, type Want } from './deliveries.ts';
import { Draw } from './draw.ts';
import { Papers } from './papers.ts';
import { type Request, Requests } from './requests.ts';
import { Shelves } from './shelves.ts';
import { Supply, type SupplyParts } from './supply.ts';
import { Ticker } from './ticker.ts';

export type YearParts = Omit<SupplyParts, 'shelves' | 'draw' | 'ticker'> & { bulk: Bulk };

const SERVED_OF_WANTS = 0.1;
const BACKLOG_DAYS = 10;

export class Year {
  private readonly parts: YearParts;
  private readonly draw: Draw;
  private readonly shelves = new Shelves();
  private readonly papers: Papers;
  private readonly requests: Requests;
  private readonly deliveries: Deliveries;
  private readonly supply: Supply;
  private readonly ticker: Ticker;
  private plans: Plan[] = [];
  private onTheRoad: Delivery[] = [];
  private arrived: Request[] = [];
  private backlog: Request[] = [];
  private started = 0;

  constructor(parts: YearParts) {
    this.parts = parts;
    const { shape, bulk, books, random, county, articles } = parts;
    this.ticker = new Ticker(addDays(shape.day, -shape.days));
    this.draw = new Draw(random, shape, county, articles);
    this.papers = new Papers(bulk, books);
    this.requests = new Requests(bulk, this.papers, random);
    const { papers, requests, shelves, draw, ticker } = this;
    this.supply = new Supply({ ...parts, shelves, draw, ticker });
    this.deliveries = new Deliveries({ bulk, books, papers, requests, shelves }, county);
  }

  /** Runs the whole history and leaves the last day's work open; `report` hears the lines written so far. */
  async run(report: (day: number, lines: number) => void): Promise<void> {
    const { shape, books, bulk } = this.parts;
    this.supply.open();
    for (let day = 0; day < shape.days; day += 1) {
      this.supply.restock(this.plans, day);
      this.receive(day);
      this.answer(day);
      this.post(day);
      this.finish(day);
      this.supply.use(day, this.linesBy(day + 1));
      this.plan(day);
      await bulk.drain();
      report(day + 1, books.lines);
    }
    this.leaveOpen();
    this.papers.close();
    await books.close();
  }

  private linesBy(day: number): number {
    const { shape } = this.parts;
    return Math.round(shape.openingLines + (shape.movements - shape.openingLines) * this.draw.shareOfYear(day));
  }

  private receive(day: number): void {
    this.ticker.moveTo(day, 9);
    for (const delivery of this.onTheRoad) {
      this.deliveries.receive(delivery, this.ticker.tick());
      this.arrived.push(...requestsOf(delivery));
    }
    this.onTheRoad = [];
  }

  private answer(day: number): void {
    this.ticker.moveTo(day, 10);
    this.onTheRoad = this.plans.map((plan) => this.deliveries.start(plan, day, this.ticker.tick()));
    this.plans = [];
    const { county, random } = this.parts;
    this.ticker.moveTo(day, 11);
    for (const request of this.backlog) {
      const untouched = request.paper.acts.length === 1;
      if (!untouched || !random.chance(0.1)) continue;
      this.requests.act(request, { act: 'accept', actor: county.hub.keeper, at: this.ticker.tick(), to: 'accepted' });
    }
  }

  private post(day: number): void {
    this.ticker.moveTo(day, 14);
    for (const delivery of this.onTheRoad) this.deliveries.post(delivery, this.ticker.tick());
  }

  /** What arrived this morning ends today: fetched, missed or cancelled; what was never answered is given up. */
  private finish(day: number): void {
    const { random, county } = this.parts;
    this.ticker.moveTo(day, 16);
    for (const request of this.arrived) {
      const { row, member } = request;
      const rest = row.quantityBase - row.answeredBase;
      if (rest > 0) {
        row.closedBase = rest;
        this.requests.act(request, { act: 'close_rest', actor: county.hub.keeper, at: this.ticker.tick() });
      }
      const end = random.weighted(
        [
          { act: 'collect', to: 'collected', weight: 90 },
          { act: 'miss', to: 'no_show', weight: 6 },
          { act: 'cancel', to: 'cancelled', weight: 4 },
        ] as const,
        (one) => one.weight,
      );
      this.requests.act(request, { act: end.act, to: end.to, actor: member.keeper, at: this.ticker.tick() });
      this.requests.file(request);
    }
    this.arrived = [];
  }

  private want(member: Member, article: Article): Want {
    const { random } = this.parts;
    const quantityBase = this.draw.packs(member) * article.packSize;
    if (!random.chance(SERVED_OF_WANTS)) return { article, quantityBase, request: null };
    const asked = random.chance(0.05) ? quantityBase * 2 : quantityBase;
    return { article, quantityBase, request: this.requests.register(member, article, asked, this.ticker.tick()) };
  }

  /** Needs are registered in the evening; the hub sends them the next day. */
  private plan(day: number): void {
    const { shape } = this.parts;
    this.ticker.moveTo(day, 18);
    const due = Math.round(shape.dispatches * this.draw.shareOfYear(day + 2));
    // However short the history: goods on the road at its end, and dispatches being picked
    const least = day === shape.days - 1 ? shape.openDispatches : day === shape.days - 2 ? 1 : 0;
    for (; this.started < due || this.plans.length < least; this.started += 1) {
      const member = this.draw.member();
      const wants = this.draw.assortment(member).map((article) => this.want(member, article));
      this.plans.push({ member, wants });
    }
    if (day < shape.days - BACKLOG_DAYS) return;
    const share = Math.ceil(shape.openShortages / BACKLOG_DAYS);
    for (let count = 0; count < share; count += 1) {
      const member = this.draw.member();
      const article = this.parts.random.chance(0.02) ? null : this.draw.wanted(member);
      const quantity = this.draw.packs(member) * (article?.packSize ?? 1);
      this.backlog.push(this.requests.register(member, article, quantity, this.ticker.tick()));
    }
  }

  /** The last evening: today's plans are begun, yesterday's goods are still on the road, the backlog waits. */
  private leaveOpen(): void {
    const { shape } = this.parts;
    const lastDay = shape.days - 1;
    const road = this.onTheRoad;
    this.ticker.moveTo(lastDay, 19);
    const stocked = this.plans.map((plan) => ({ ...plan, wants: plan.wants.filter((want) => this.covered(want)) }));
    const begun = stocked.flatMap((plan) =>
      plan.wants.length === 0 ? [] : [this.deliveries.start(plan, lastDay, this.ticker.tick())],
    );
    for (const delivery of [...road, ...begun]) this.deliveries.file(delivery);
    const served = [...road, ...begun].flatMap((delivery) => requestsOf(delivery));
    const planned = this.plans.flatMap((plan) => plan.wants.flatMap((want) => want.request ?? []));
    for (const request of new Set([...served, ...planned, ...this.backlog])) this.requests.file(request);
  }

  private covered(want: Want): boolean {
    const { county, shape } = this.parts;
    const left = this.shelves.usable(county.hub.id, want.article.id, shape.days - 1 + LIFE_DAYS);
    return left >= want.quantityBase * 3;
  }
}
