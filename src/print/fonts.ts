/** The Chinese typeface of everything we print: opened once, and never a box for a missing character. */
import { createRequire } from 'node:module';
import { type Font, type FontGlyph, type FontOutline, type GlyphRun, openSync } from 'fontkit';
import { MissingGlyphError } from './refusal.ts';

export type Weight = 'regular' | 'bold';

const FILES: Record<Weight, string> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

export interface Face {
  /** What pdfkit embeds; its `layout` is ours, so pdfkit too cannot draw a missing character. */
  readonly font: Font;
  /** Advance of a text in thousandths of the type size. Throws MissingGlyphError. */
  advance(text: string): number;
}

/** Names and sums are measured to break them, to set them smaller and to place them. */
const KEPT_ADVANCES = 5000;

const opened = new Map<Weight, Face>();

/** The face of a weight. The file (10 MB) is read on first use and then shared by all documents. */
export function face(weight: Weight): Face {
  const known = opened.get(weight);
  if (known !== undefined) return known;
  const fresh = openFace(createRequire(import.meta.url).resolve(FILES[weight]));
  opened.set(weight, fresh);
  return fresh;
}

/** Throws MissingGlyphError naming every character of `text` that the typeface cannot draw. */
export function requireGlyphs(text: string): void {
  face('regular').advance(text);
}

/**
 * The text as it can be drawn: composed, controls and line breaks as single spaces, and without the invisible
 * characters that spreadsheets leave behind (zero-width spaces, byte order marks, variation selectors).
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * Opens a font and replaces its layout by one glyph for each character. Slips need no kerning or ligatures, digits of
 * this face are of one width, and the plain mapping is several times faster than the OpenType rules for Chinese.
 */
function openFace(path: string): Face {
  const font = openSync(path);
  const glyphs = new Map<string, FontGlyph>();
  const glyphsOf = (text: string): FontGlyph[] => {
    const found: FontGlyph[] = [];
    const missing = new Set<string>();
    for (const character of text) {
      const glyph = glyphs.get(character) ?? openGlyph(font, character);
      if (glyph === undefined) missing.add(character);
      else {
        glyphs.set(character, glyph);
        found.push(glyph);
      }
    }
    if (missing.size > 0) throw new MissingGlyphError([...missing]);
    return found;
  };
  font.layout = (text) => layOut(glyphsOf(text));
  keepOutlines(font);
  const scale = 1000 / font.unitsPerEm;
  const advances = new Map<string, number>();
  const advance = (text: string): number => {
    const known = advances.get(text);
    if (known !== undefined) return known;
    const measured = glyphsOf(text).reduce((sum, glyph) => sum + glyph.advanceWidth, 0) * scale;
    if (advances.size >= KEPT_ADVANCES) advances.clear();
    advances.set(text, measured);
    return measured;
  };
  return { font, advance };
}

/**
 * A document embeds the shapes it used. For each, fontkit reads every point of the outline only to learn whether it is
 * made of other shapes, and copies the bytes as they are: that answer is kept, without the points.
 */
function keepOutlines(font: Font): void {
  const outlines = new Map<number, FontOutline>();
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id) => {
    const known = outlines.get(id);
    if (known !== undefined) return known;
    const outline = getGlyph(id);
    const read = outline._decode();
    const kept = read === null ? null : { numberOfContours: read.numberOfContours, components: read.components ?? [] };
    outline._decode = () => kept;
    outlines.set(id, outline);
    return outline;
  };
}

/** A glyph that remembers its own character: two characters may share a shape, and copied text must keep each. */
function openGlyph(font: Font, character: string): FontGlyph | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (!font.hasGlyphForCodePoint(codePoint)) return undefined;
  const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
  return { id, advanceWidth, codePoints: [codePoint] };
}

/** pdfkit scales the positions in place, so each run gets fresh ones. */
function layOut(glyphs: FontGlyph[]): GlyphRun {
  return {
    glyphs,
    positions: glyphs.map((glyph) => ({ xAdvance: glyph.advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 })),
    advanceWidth: glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0),
  };
}
