/** From when on a file holds, and by what: as the form says, else as its layout suggests. Pure. */
import { EDITIONS, editionOn } from '../facts.ts';
import type { Dated, ParsedUpload } from './report.ts';

/** What the form said; what it left out is decided by the layout. */
export type Asked = { [Key in keyof Dated]?: string | undefined };

/** What stands as the basis of a fact when nobody named one; pages show its word. */
export const IMPORTED = 'import';

/** Where the editions of the national essential medicines list stand written. */
const LIST_BASIS: Readonly<Record<string, string>> = {
  '2026': '国卫药政发〔2026〕17号',
  '2018': '国卫药政发〔2018〕31号',
};

/** A national list holds from the first day of its edition, our own table from today. */
export function datedFor(layout: ParsedUpload['layout'], asked: Asked, today: string): Dated {
  const isList = layout === 'national_list';
  const edition = asked.edition ?? editionOn(asked.effectiveFrom ?? today).year;
  const listed = EDITIONS.find((each) => each.year === edition);
  return {
    effectiveFrom: asked.effectiveFrom ?? (isList ? (listed?.from ?? today) : today),
    edition,
    legalBasis: asked.legalBasis ?? (isList ? (LIST_BASIS[edition] ?? IMPORTED) : IMPORTED),
  };
}
