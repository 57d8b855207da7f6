/** Reasons for which nothing is printed at all: a slip with a hole in it is worse than no slip. */
import type { RefusalDetail } from '../kernel/result.ts';

/** Thrown while drawing; `reason` and `detail` are those of a refusal, so a page can say why and what to change. */
export class PrintRefusal extends Error {
  readonly reason: string;
  readonly detail: RefusalDetail;

  constructor(reason: string, detail: RefusalDetail) {
    super(`${reason}: ${JSON.stringify(detail)}`);
    this.name = new.target.name;
    this.reason = reason;
    this.detail = detail;
  }
}

/** The typeface has no shape for some characters; a printed box in a drug's name could be read as another drug. */
export class MissingGlyphError extends PrintRefusal {
  readonly characters: string[];

  constructor(characters: string[]) {
    const codes = characters.map((character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`);
    super('print_glyph_missing', { characters: characters.join(' '), codes: codes.join(' ') });
    this.characters = characters;
  }
}
