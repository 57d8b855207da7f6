/** Texts that many items share: each is kept once under a number, and looked at once for each word. */

export class TextTable<T> {
  private readonly numbers = new Map<string, number>();
  private readonly values: T[] = [];
  private readonly order: number[] = [];

  /** The number of the text under `key`; `make` is asked when it is new. */
  numberOf(key: string, make: () => T): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(make()) - 1;
    this.numbers.set(key, number);
    this.order.push(number);
    return number;
  }

  at(number: number): T {
    return this.values[number] as T;
  }

  /** A byte for each text, by number. */
  map(judge: (value: T) => number): Uint8Array {
    const bytes = new Uint8Array(this.values.length);
    for (let number = 0; number < bytes.length; number += 1) bytes[number] = judge(this.at(number));
    return bytes;
  }

  /** For each number its place in the given order; texts that compare alike share a place. */
  places(compare: (a: T, b: T) => number): Uint32Array {
    this.order.sort((a, b) => compare(this.at(a), this.at(b)));
    const places = new Uint32Array(this.values.length);
    let place = 0;
    this.order.forEach((number, index) => {
      const before = this.order[index - 1];
      if (before !== undefined && compare(this.at(before), this.at(number)) !== 0) place += 1;
      places[number] = place;
    });
    return places;
  }
}
