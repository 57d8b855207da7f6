/** The typeface: rare characters of the trade are there, and what is not there stops the print. */
import { describe, expect, it } from 'vitest';
import { face, printable, requireGlyphs } from '../../src/print/fonts.ts';
import { MissingGlyphError, PrintRefusal } from '../../src/print/refusal.ts';

function missing(text: string): string[] {
  try {
    requireGlyphs(text);
    return [];
  } catch (error) {
    if (error instanceof MissingGlyphError) return error.characters;
    throw error;
  }
}

describe('glyphs', () => {
  it('has the characters of herbs, processing, units and surnames', () => {
    expect(missing('䗪虫 川芎 白蔹 豨莶草 麸炒 㕮咀 䓖 鳖甲 蕤仁 螵蛸 瓤 镥 䶮 㛃 𬭎')).toEqual([]);
    expect(missing('100μg×200揿 µl ℃ ≥ ± ½ Ⅱ ① 【】（）·—–−')).toEqual([]);
  });

  it('names every character that it cannot draw, once', () => {
    expect(missing('阿莫西林😀胶囊\uE000😀')).toEqual(['😀', '\uE000']);
  });

  it('says which, in a refusal that a page can translate', () => {
    const error = new MissingGlyphError(['\uE000']);
    expect(error).toBeInstanceOf(PrintRefusal);
    expect(error).toMatchObject({ reason: 'print_glyph_missing', detail: { codes: 'U+E000' } });
  });

  it('is opened once', () => {
    expect(face('regular')).toBe(face('regular'));
    expect(face('bold')).not.toBe(face('regular'));
  });

  it('has digits of one width, so that columns of numbers line up', () => {
    const widths = [...'0123456789'].map((digit) => face('bold').advance(digit));
    expect(new Set(widths).size).toBe(1);
  });
});

describe('printable', () => {
  it('drops what spreadsheets leave behind and joins lines', () => {
    expect(printable('\uFEFF 阿莫\u200B西林\r\n胶囊\u3000\t0.25g ')).toBe('阿莫西林 胶囊 0.25g');
  });

  it('composes what was typed in pieces', () => {
    expect(printable('Cafe\u0301')).toBe('Café');
  });
});
