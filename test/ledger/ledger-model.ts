/** The stock ledger told again in memory, as plainly as possible: what the real one is compared with after each act. */
import { dayOf } from '../../src/kernel/clock.ts';

export interface ModelLine {
  lotId: number;
  fromId: number;
  toId: number;
  quantityBase: number;
}

interface Reservation {
  place: string;
  quantityBase: number;
  open: boolean;
}

interface Event {
  at: number;
  place: string;
  delta: number;
}

export interface ModelPosting {
  forUse: boolean;
  lines: ModelLine[];
  occurredAt: number;
  postedAt: number;
  consume: number[];
}

/** Every act answers null when it was done, or the reason for which nothing happened. */
export class LedgerModel {
  readonly onHand = new Map<string, number>();
  readonly reservations: Reservation[] = [];
  /** What lies there cost, in fen. */
  readonly values = new Map<string, number>();
  readonly movements: { lines: ModelLine[]; amounts: number[]; red: boolean; reversed: boolean }[] = [];
  readonly frozen = new Set<number>();
  readonly closings: Map<string, number>[] = [];
  closedDay = '';
  private readonly events: Event[] = [];
  private readonly real: ReadonlySet<number>;

  private readonly nominal: (line: ModelLine) => number;

  /** `nominal` is what a line is worth by the price of its lot, in fen. */
  constructor(real: ReadonlySet<number>, nominal: (line: ModelLine) => number) {
    this.real = real;
    this.nominal = nominal;
  }

  static place(locationId: number, lotId: number): string {
    return `${locationId}-${lotId}`;
  }

  reserved(place: string): number {
    const open = this.reservations.filter((one) => one.open && one.place === place);
    return open.reduce((sum, one) => sum + one.quantityBase, 0);
  }

  private held(place: string): number {
    return this.onHand.get(place) ?? 0;
  }

  private sums(lines: ModelLine[], side: 'fromId' | 'toId'): Map<string, number> {
    const sums = new Map<string, number>();
    for (const line of lines.filter((one) => this.real.has(one[side]))) {
      const place = LedgerModel.place(line[side], line.lotId);
      sums.set(place, (sums.get(place) ?? 0) + line.quantityBase);
    }
    return sums;
  }

  /** What stood at the place after all lines up to `at`, and the least that stood there ever since. */
  private lowestSince(place: string, at: number): number {
    const own = this.events.filter((event) => event.place === place);
    const ordered = own.map((event, order) => ({ ...event, order })).sort((a, b) => a.at - b.at || a.order - b.order);
    let standing = 0;
    for (const event of ordered.filter((one) => one.at <= at)) standing += event.delta;
    let lowest = standing;
    for (const event of ordered.filter((one) => one.at > at)) {
      standing += event.delta;
      lowest = Math.min(lowest, standing);
    }
    return lowest;
  }

  post(posting: ModelPosting): string | null {
    const { lines, occurredAt, postedAt, consume } = posting;
    if (dayOf(occurredAt) <= this.closedDay) return 'period_closed';
    if (posting.forUse && lines.some((line) => this.frozen.has(line.lotId))) return 'lot_recalled';
    if (consume.some((id) => this.reservations[id]?.open !== true)) return 'reservation_ended';
    const takes = this.sums(lines, 'fromId');
    for (const [place, quantity] of takes) {
      if (occurredAt < postedAt && this.lowestSince(place, occurredAt) < quantity) return 'backdated_short';
    }
    for (const [place, quantity] of takes) {
      const own = consume.map((id) => this.reservations[id]).filter((one) => one?.place === place);
      const kept = own.reduce((sum, one) => sum + (one?.quantityBase ?? 0), 0);
      if (this.held(place) - quantity < this.reserved(place) - kept) return 'insufficient_stock';
    }
    for (const id of consume) this.end(id);
    const amounts = this.move(lines, occurredAt, lines.map(this.nominal));
    this.movements.push({ lines, amounts, red: false, reversed: false });
    return null;
  }

  private end(id: number): void {
    const reservation = this.reservations[id];
    if (reservation !== undefined) reservation.open = false;
  }

  /** Takes the value that goes with the lines, one after the other, before anything is given. */
  private takeValue(lines: ModelLine[], nominal: number[]): number[] {
    const left = new Map<string, number>();
    return lines.map(({ lotId, fromId, quantityBase }, index) => {
      const asked = nominal[index] ?? 0;
      if (!this.real.has(fromId)) return asked;
      const place = LedgerModel.place(fromId, lotId);
      const rest = (left.get(place) ?? this.held(place)) - quantityBase;
      left.set(place, rest);
      const value = this.values.get(place) ?? 0;
      const amount = rest === 0 ? value : Math.min(asked, value);
      this.values.set(place, value - amount);
      return amount;
    });
  }

  private move(lines: ModelLine[], at: number, nominal: number[]): number[] {
    const amounts = this.takeValue(lines, nominal);
    lines.forEach(({ lotId, toId }, index) => {
      if (!this.real.has(toId)) return;
      const place = LedgerModel.place(toId, lotId);
      this.values.set(place, (this.values.get(place) ?? 0) + (amounts[index] ?? 0));
    });
    for (const { lotId, fromId, toId, quantityBase } of lines) {
      for (const [locationId, delta] of [[toId, quantityBase] as const, [fromId, -quantityBase] as const]) {
        if (!this.real.has(locationId)) continue;
        const place = LedgerModel.place(locationId, lotId);
        this.onHand.set(place, this.held(place) + delta);
        this.events.push({ at, place, delta });
      }
    }
    return amounts;
  }

  reserve(lines: { place: string; quantityBase: number }[]): string | null {
    const sums = new Map<string, number>();
    for (const line of lines) sums.set(line.place, (sums.get(line.place) ?? 0) + line.quantityBase);
    for (const [place, quantity] of sums) {
      if (this.held(place) - this.reserved(place) < quantity) return 'insufficient_stock';
    }
    this.reservations.push(...lines.map((line) => ({ ...line, open: true })));
    return null;
  }

  release(ids: number[]): string | null {
    if (ids.some((id) => this.reservations[id]?.open !== true)) return 'reservation_ended';
    for (const id of ids) this.end(id);
    return null;
  }

  reverse(index: number, at: number): string | null {
    const movement = this.movements[index];
    if (movement === undefined) return 'not_found';
    if (movement.red) return 'reversal_final';
    if (movement.reversed) return 'already_reversed';
    const lines = movement.lines.map((line) => ({ ...line, fromId: line.toId, toId: line.fromId }));
    for (const [place, quantity] of this.sums(lines, 'fromId')) {
      if (this.held(place) - this.reserved(place) < quantity) return 'insufficient_stock';
    }
    const amounts = this.move(lines, at, movement.amounts);
    movement.reversed = true;
    this.movements.push({ lines, amounts, red: true, reversed: false });
    return null;
  }

  close(endsOn: string, today: string): string | null {
    if (endsOn >= today) return 'period_not_past';
    if (endsOn <= this.closedDay) return 'period_closed';
    this.closedDay = endsOn;
    const stood = new Map<string, number>();
    for (const event of this.events.filter((one) => dayOf(one.at) <= endsOn)) {
      stood.set(event.place, (stood.get(event.place) ?? 0) + event.delta);
    }
    this.closings.push(new Map([...stood].filter(([, quantity]) => quantity !== 0)));
    return null;
  }
}
