/** The order of the printed list and of its two indexes. Pure. */
import { initialOf } from '../kernel/search-key.ts';
import type { IndexGroup } from './print-index.ts';
import { anyTier } from './rules.ts';
import type { Entry } from './snapshot.ts';

/** By class, within it by the pinyin of the names; what has no class stands last, leavers are not printed. */
export function sortedForPrint(entries: readonly Entry[]): Entry[] {
  const { compare } = new Intl.Collator('zh-CN', { numeric: true });
  return entries.filter(anyTier).sort((a, b) => {
    const [one, other] = [a.snapshot, b.snapshot];
    return (
      Number(one.therapeuticClass === '') - Number(other.therapeuticClass === '') ||
      compare(one.therapeuticClass, other.therapeuticClass) ||
      compare(one.genericName, other.genericName) ||
      (one.code < other.code ? -1 : 1)
    );
  });
}

export interface PlacedEntry {
  entry: Entry;
  page: number;
}

/** One line a class: its first page, or its pages. */
export function classIndex(placed: readonly PlacedEntry[], noClass: string): IndexGroup[] {
  const pages = new Map<string, number[]>();
  for (const { entry, page } of placed) {
    const name = entry.snapshot.therapeuticClass || noClass;
    pages.set(name, [...(pages.get(name) ?? []), page]);
  }
  const lines = [...pages].map(([text, all]) => {
    const [first = 0, last = 0] = [Math.min(...all), Math.max(...all)];
    return { text, pages: first === last ? String(first) : `${first}–${last}` };
  });
  return [{ head: '', lines }];
}

/** One group a letter, one line a generic name with every page it stands on. */
export function pinyinIndex(placed: readonly PlacedEntry[]): IndexGroup[] {
  const names = new Map<string, Set<number>>();
  for (const { entry, page } of placed) {
    const known = names.get(entry.snapshot.genericName) ?? new Set<number>();
    names.set(entry.snapshot.genericName, known.add(page));
  }
  const letters = new Map<string, { text: string; pages: string }[]>();
  const { compare } = new Intl.Collator('zh-CN', { numeric: true });
  for (const name of [...names.keys()].sort(compare)) {
    const letter = initialOf(name);
    const pages = [...(names.get(name) ?? [])].sort((a, b) => a - b).join('、');
    letters.set(letter, [...(letters.get(letter) ?? []), { text: name, pages }]);
  }
  return [...letters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([head, lines]) => ({ head, lines }));
}
