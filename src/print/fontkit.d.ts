/** The few members of fontkit that printing uses; the package ships no types of its own. */
declare module 'fontkit' {
  export interface FontGlyph {
    readonly id: number;
    readonly advanceWidth: number;
    readonly codePoints: number[];
  }

  /** A drawn shape as the font file keeps it; `_decode` is what a subset asks of it. */
  export interface FontOutline extends FontGlyph {
    _decode(): { numberOfContours: number; components?: unknown[] } | null;
  }

  export interface GlyphPosition {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  }

  export interface GlyphRun {
    glyphs: FontGlyph[];
    positions: GlyphPosition[];
    advanceWidth: number;
  }

  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): FontGlyph;
    getGlyph(id: number): FontOutline;
    layout(text: string): GlyphRun;
  }

  export function openSync(path: string): Font;
}
