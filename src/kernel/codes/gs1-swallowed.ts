/** Finds the date inside a lot or serial whose separator a scanner dropped: the code still reads, but wrongly. */
import { dayOfSix } from './gs1-day.ts';
import { identifier } from './gs1-identifiers.ts';

export interface Element {
  identifier: string;
  value: string;
  /** True when nothing but the end of the code said where the value ends. */
  open: boolean;
}

export interface Swallowed {
  element: Element;
  /** The lot or serial without what it swallowed, and the day that stands in it. */
  kept: string;
  day: string;
  /** The elements with the shortened one, what it swallowed as it stands, and what follows. */
  before: Element[];
  rest: string;
  behind: Element[];
}

/** Years that a date on a pack in use may have: others are digits of a lot that happen to look like one. */
function plausible(digits: string, year: number): string | undefined {
  const day = dayOfSix(digits, year);
  return day !== undefined && day >= '2015' && day < '2050' ? day : undefined;
}

/** Where the swallowed part begins: an absent date at the end, or an expiry before another element. */
function cutOf(value: string, absent: readonly string[], year: number): { at: number; day: string } | undefined {
  if (absent.includes('17')) {
    for (const match of value.matchAll(/(?<=.)17(?=(\d{6})(?:10|21|11).)/g)) {
      const day = plausible(match[1] ?? '', year);
      if (day !== undefined) return { at: match.index, day };
    }
  }
  const tail = value.slice(-8);
  const day = value.length > 8 && absent.includes(tail.slice(0, 2)) ? plausible(tail.slice(2), year) : undefined;
  return day === undefined ? undefined : { at: value.length - 8, day };
}

/** The first lot or serial that only the code's end closed and that holds a date which stands nowhere else. */
export function swallowed(elements: readonly Element[], year: number): Swallowed | undefined {
  const given = new Set(elements.map((element) => element.identifier));
  const absent = ['17', '11', '13', '15'].filter((date) => !given.has(date));
  for (const [index, element] of elements.entries()) {
    const { open, value } = element;
    const own = element.identifier === '91';
    if (!open || own || identifier(element.identifier)?.shape !== 'text') continue;
    const cut = cutOf(value, absent, year);
    if (cut === undefined) continue;
    const kept = value.slice(0, cut.at);
    const before = [...elements.slice(0, index), { ...element, value: kept, open: false }];
    return { element, kept, day: cut.day, before, rest: value.slice(cut.at), behind: elements.slice(index + 1) };
  }
  return undefined;
}

/** The code as people read it, in which nothing can swallow anything. */
export function bracketed(elements: readonly Element[]): string {
  return elements.map((element) => `(${element.identifier})${element.value}`).join('');
}
