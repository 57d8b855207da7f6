/** Chance with the skew of real life: few items make most of the traffic, and weekends are quiet. */
import { addDays } from '../../src/kernel/clock.ts';
import type { Random } from '../random.ts';
import type { Article } from './catalogue.ts';
import type { County, Member } from './county.ts';
import type { Shape } from './shape.ts';

const WEEKDAY_WEIGHTS = [2, 11, 12, 11, 11, 11, 6];
const PACKS: Record<string, [number, number]> = { head: [10, 60], campus: [10, 80], branch: [5, 40], clinic: [1, 10] };
const ASSORTMENT: Record<string, number> = { head: 1, campus: 0.8, branch: 0.5, centre: 0.3, clinic: 0.12 };
const SMALLEST_ASSORTMENT = 10;

export class Draw {
  private readonly random: Random;
  private readonly members: readonly Member[];
  private readonly memberSums: number[] = [];
  /** Articles, the most wanted first: another order than that of their codes. */
  private readonly ranked: Article[];
  private readonly byId: ReadonlyMap<number, Article>;
  private readonly daySums: number[] = [0];

  constructor(random: Random, shape: Shape, county: County, articles: readonly Article[]) {
    this.random = random;
    this.members = county.members;
    let sum = 0;
    for (const member of county.members) {
      sum += member.weight;
      this.memberSums.push(sum);
    }
    this.ranked = random.shuffle(articles);
    this.byId = new Map(articles.map((article) => [article.id, article]));
    const first = addDays(shape.day, -shape.days);
    let days = 0;
    for (let day = 0; day < shape.days; day += 1) {
      const weekday = new Date(`${addDays(first, day)}T00:00:00Z`).getUTCDay();
      days += WEEKDAY_WEIGHTS[weekday] ?? 1;
      this.daySums.push(days);
    }
  }

  /** How much of the year's traffic has happened before the day with this number: 0 to 1. */
  shareOfYear(day: number): number {
    const whole = this.daySums.at(-1) ?? 1;
    return (this.daySums[Math.min(day, this.daySums.length - 1)] ?? 0) / whole;
  }

  /** A member, as likely as its traffic. */
  member(): Member {
    const mark = this.random.next() * (this.memberSums.at(-1) ?? 0);
    let low = 0;
    let high = this.memberSums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.memberSums[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    return this.members[low] as Member;
  }

  article(id: number): Article {
    const found = this.byId.get(id);
    if (found === undefined) throw new Error(`item ${id} is not in the catalogue`);
    return found;
  }

  /** An article the member would ask for. */
  wanted(member: Member): Article {
    const share = Math.ceil(this.ranked.length * (ASSORTMENT[member.kind] ?? 0.3));
    const kept = Math.min(this.ranked.length, Math.max(SMALLEST_ASSORTMENT, share));
    return this.ranked[Math.floor(kept * this.random.next() ** 2)] as Article;
  }

  /** Different articles for one delivery. */
  assortment(member: Member): Article[] {
    const count = member.kind === 'clinic' ? this.random.int(3, 13) : this.random.int(10, 24);
    const chosen = new Set<Article>();
    for (let tries = 0; tries < count; tries += 1) chosen.add(this.wanted(member));
    return [...chosen];
  }

  /** The most wanted articles. */
  popular(count: number): Article[] {
    return this.ranked.slice(0, count);
  }

  packs(member: Member): number {
    const [low, high] = PACKS[member.kind] ?? [5, 40];
    return this.random.int(low, high);
  }
}
