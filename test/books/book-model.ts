/** Members' books told again as plainly as possible: one list of places, one of accounts, and fractions nowhere. */
import { amountFen } from '../../src/kernel/money.ts';

export interface ModelMove {
  lot: number;
  from: string;
  to: string;
  quantityBase: number;
}

export interface ModelLot {
  packSize: number;
  pricePack: number;
}

/** Against what stock comes from a place that nobody owns. */
const CONTRA: Readonly<Record<string, string>> = {
  supplier: 'DUE',
  opening: 'OPEN',
  consumed: 'COST',
  loss: 'LOSS',
  count_difference: 'LOSS',
  repricing: 'PRICE',
};

export class BookModel {
  readonly accounts = new Map<string, number>();
  private readonly shelves = new Map<string, { onHand: number; valueFen: number }>();
  private readonly lots: readonly ModelLot[];
  private readonly owners: Readonly<Record<string, string>>;

  /** `owners` by place; a place that is not in it is outside. */
  constructor(lots: readonly ModelLot[], owners: Readonly<Record<string, string>>) {
    this.lots = lots;
    this.owners = owners;
  }

  private shelf(place: string, lot: number) {
    const key = `${place}/${lot}`;
    const shelf = this.shelves.get(key) ?? { onHand: 0, valueFen: 0 };
    this.shelves.set(key, shelf);
    return shelf;
  }

  onHand(place: string, lot: number): number {
    return this.shelf(place, lot).onHand;
  }

  private book(debit: string, credit: string, fen: number): void {
    this.accounts.set(debit, (this.accounts.get(debit) ?? 0) + fen);
    this.accounts.set(credit, (this.accounts.get(credit) ?? 0) - fen);
  }

  /** Moves what is there; null when there is not enough, and then nothing happens. */
  move({ lot, from, to, quantityBase }: ModelMove): number | null {
    const [giver, receiver] = [this.owners[from], this.owners[to]];
    const { packSize, pricePack } = this.lots[lot] ?? { packSize: 1, pricePack: 0 };
    let fen = amountFen(quantityBase, packSize, pricePack);
    if (giver !== undefined) {
      const shelf = this.shelf(from, lot);
      if (shelf.onHand < quantityBase) return null;
      fen = shelf.onHand === quantityBase ? shelf.valueFen : Math.min(fen, shelf.valueFen);
      shelf.onHand -= quantityBase;
      shelf.valueFen -= fen;
    }
    if (receiver !== undefined) {
      const shelf = this.shelf(to, lot);
      shelf.onHand += quantityBase;
      shelf.valueFen += fen;
    }
    if (giver !== receiver) {
      if (giver !== undefined)
        this.book(`${receiver === undefined ? CONTRA[to] : 'DUE'}-${giver}`, `STOCK-${giver}`, fen);
      if (receiver !== undefined)
        this.book(`STOCK-${receiver}`, `${giver === undefined ? CONTRA[from] : 'DUE'}-${receiver}`, fen);
    }
    // Between the county and its suppliers, on the other side of the account
    if (from === 'supplier' && receiver !== undefined) this.book('DUE-0', 'PAYABLE', fen);
    if (to === 'supplier' && giver !== undefined) this.book('PAYABLE', 'DUE-0', fen);
    return fen;
  }

  /** Value of everything that an owner's places hold. */
  valueOf(owner: string): number {
    let sum = 0;
    for (const [key, shelf] of this.shelves) {
      if (this.owners[key.split('/')[0] ?? ''] === owner) sum += shelf.valueFen;
    }
    return sum;
  }

  /** Places that hold nothing and yet are worth something, or less than nothing. */
  wrongShelves(): string[] {
    return [...this.shelves].flatMap(([key, { onHand, valueFen }]) =>
      valueFen < 0 || (onHand === 0 && valueFen !== 0) ? [key] : [],
    );
  }

  sumOf(prefix: string): number {
    let sum = 0;
    for (const [code, fen] of this.accounts) if (code.startsWith(prefix)) sum += fen;
    return sum;
  }
}
