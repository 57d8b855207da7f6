/** Which organisation a person belongs to: found by name, pinyin or code among the hundreds that a county has. */
import type { Db } from '../../db/database.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { organisationById, organisationsUnder } from '../organisations/queries.ts';

export interface PlaceChoice {
  id: number;
  code: string;
  name: string;
  /** What it stands under; undefined for the head hospital. */
  under: string | undefined;
}

export interface PlaceSearch {
  q: string;
  /** The chosen one first, then what was found. */
  places: PlaceChoice[];
  chosen: number | undefined;
  /** How many fit, shown or not. */
  found: number;
}

const SHOWN = 12;

/** What fits every word of `q`, an exact code first; without words all, when they are few enough to be shown. */
export async function findPlaces(
  db: Db,
  scopePath: string,
  asked: { q: string; chosen: number | undefined },
): Promise<PlaceSearch> {
  const rows = await organisationsUnder(db, scopePath);
  const names = new Map(rows.map((row) => [row.id, row.shortName]));
  const choices = rows.map((row) => {
    const under = row.parentId === null ? undefined : names.get(row.parentId);
    return { id: row.id, code: row.code, name: row.shortName, under, text: row.searchText };
  });
  const tokens = queryTokens(asked.q);
  const fitting = choices.filter((choice) => tokens.every((token) => choice.text.includes(token)));
  const exact = (code: string) => (code.toLowerCase() === tokens.join(' ') ? 0 : 1);
  fitting.sort((a, b) => exact(a.code) - exact(b.code));
  const shown = tokens.length === 0 && fitting.length > SHOWN ? [] : fitting.slice(0, SHOWN);
  // The only one found is meant
  const [only] = fitting;
  const chosen = asked.chosen ?? (tokens.length > 0 && fitting.length === 1 ? only?.id : undefined);
  const known = choices.find((choice) => choice.id === chosen);
  // A supplier's own organisation stands under no member: it is shown to whom it belongs and found by nobody
  const outside = known === undefined && chosen !== undefined ? await organisationById(db, chosen) : undefined;
  const place = outside && { id: outside.id, code: outside.code, name: outside.shortName, under: undefined, text: '' };
  const first = [known ?? place].filter((choice) => choice !== undefined);
  const places = [...first, ...shown.filter((choice) => choice.id !== chosen)];
  return { q: asked.q, places: places.map(({ text: _text, ...place }) => place), chosen, found: fitting.length };
}
