/** The GS1 identifiers that stand on medicines, devices and their boxes, with what each may hold. */

type Shape = 'key' | 'date' | 'text' | 'number' | 'unit';

export interface Identifier {
  shape: Shape;
  /** Characters; a fixed length needs no separator behind it. */
  length: number;
  fixed: boolean;
}

const fixed = (shape: Shape, length: number): Identifier => ({ shape, length, fixed: true });
const upTo = (shape: Shape, length: number): Identifier => ({ shape, length, fixed: false });

/** Net weights and volumes with 0 to 5 decimals: `3100` to `3105` and so on. */
const measures = ['310', '311', '312', '313', '314', '315', '316'].flatMap((start) =>
  ['0', '1', '2', '3', '4', '5'].map((decimals) => [`${start}${decimals}`, fixed('number', 6)] as const),
);

/** Any identifier that is not here refuses the code: it may change what the rest means. */
const IDENTIFIERS: ReadonlyMap<string, Identifier> = new Map<string, Identifier>([
  ['00', fixed('unit', 18)],
  ['01', fixed('key', 14)],
  ['02', fixed('key', 14)],
  ['10', upTo('text', 20)],
  ['11', fixed('date', 6)],
  ['13', fixed('date', 6)],
  ['15', fixed('date', 6)],
  ['16', fixed('date', 6)],
  ['17', fixed('date', 6)],
  ['20', fixed('number', 2)],
  ['21', upTo('text', 20)],
  ['22', upTo('text', 20)],
  ['30', upTo('number', 8)],
  ['37', upTo('number', 8)],
  // The county's own labels (own-label.ts); GS1 leaves 91 to 99 to each house
  ['91', upTo('text', 90)],
  ['240', upTo('text', 30)],
  ['241', upTo('text', 30)],
  ['250', upTo('text', 30)],
  ['251', upTo('text', 30)],
  ['400', upTo('text', 30)],
  ['410', fixed('unit', 13)],
  ['414', fixed('unit', 13)],
  ['8003', upTo('text', 30)],
  ['8004', upTo('text', 30)],
  ['8006', fixed('number', 18)],
  ['8013', upTo('text', 25)],
  ['8017', fixed('unit', 18)],
  ...measures,
]);

export function identifier(name: string): Identifier | undefined {
  return IDENTIFIERS.get(name);
}

/** The identifier at the start of `text`; none begins like another. */
export function identifierAt(text: string): string | undefined {
  return [4, 3, 2].map((size) => text.slice(0, size)).find((name) => IDENTIFIERS.has(name));
}
