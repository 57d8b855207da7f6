/** Paper, pages and the pen: everything is placed in millimetres from the top left corner, as on the form itself. */
import PDFDocument from 'pdfkit';
import type { CodeShape } from './codes.ts';
import { face, printable } from './fonts.ts';
import { type TypeStyle, widthOf, wrapText } from './wrap.ts';

export interface Paper {
  /** Millimetres. */
  width: number;
  height: number;
  /** Nothing is drawn outside these edges (millimetres from left and top). */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A4 for laser printers; 241×140 mm continuous paper loses 12.7 mm on either side to the sprocket holes. */
export const PAPERS = {
  'a4-wide': { width: 297, height: 210, left: 10, right: 287, top: 10, bottom: 202 },
  a4: { width: 210, height: 297, left: 12, right: 198, top: 10, bottom: 288 },
  // On its side, as outgoing slips are cut; without holes, but as high as the form
  a5: { width: 210, height: 148, left: 12, right: 198, top: 5, bottom: 144 },
  '241': { width: 241, height: 140, left: 14, right: 221, top: 4, bottom: 136 },
} as const satisfies Record<string, Paper>;

export type PaperSize = keyof typeof PAPERS;

export type Align = 'left' | 'center' | 'right';

export const POINTS_PER_MM = 72 / 25.4;
/** Line drawn by every frame: thin enough for a form, thick enough for one pin. */
const RULE_MM = 0.3;
/** Height of a 汉字 above the baseline less its depth, halved, in parts of the type size: centres a line in its box. */
const CENTRE = 0.38;

/** Tells pdfkit not to measure a line again: it would use these only to draw underlines and links below it. */
const MEASURED = { textWidth: 0, wordCount: 1 };

export interface SheetFacts {
  title: string;
  author: string;
  /** UTC milliseconds; makes the same slip the same file. */
  printedAt: number;
}

/** A document of equal sheets and the pen that draws on the last one. */
export class Sheets {
  readonly paper: Paper;
  private readonly doc: PDFKit.PDFDocument;
  private readonly finished: Promise<Buffer>;
  private readonly repeated = new Map<string, { marks: string; answer: unknown }>();
  private recorded: string[] | undefined;
  private readonly pictures = new Map<Buffer, PDFKit.Mixins.ImageSrc>();

  /** `size` is a paper of the house or one of its own, such as a label of a roll. */
  constructor(size: PaperSize | Paper, facts: SheetFacts) {
    this.paper = typeof size === 'string' ? PAPERS[size] : size;
    const info = { Title: facts.title, Author: facts.author, CreationDate: new Date(facts.printedAt) };
    const points = [this.paper.width * POINTS_PER_MM, this.paper.height * POINTS_PER_MM];
    this.doc = new PDFDocument({ size: points, margin: 0, autoFirstPage: false, font: '', lang: 'zh-CN', info });
    for (const weight of ['regular', 'bold'] as const) {
      // pdfkit embeds an opened fontkit font as it is; only its types know file names and buffers alone.
      this.doc.registerFont(weight, face(weight).font as unknown as PDFKit.Mixins.PDFFontSource);
    }
    const addContent = this.doc.addContent.bind(this.doc);
    this.doc.addContent = (marks: string) => {
      this.recorded?.push(marks);
      return addContent(marks);
    };
    const chunks: Buffer[] = [];
    this.finished = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.doc.on('end', () => resolve(Buffer.concat(chunks)));
      this.doc.on('error', reject);
    });
  }

  addSheet(): void {
    this.doc.addPage();
    this.doc.lineWidth(RULE_MM * POINTS_PER_MM);
  }

  /**
   * Draws what stands alike on several sheets: drawn once, copied onto the others. `name` stands for everything that
   * `draw` depends on. The sheet must also write something of its own in each weight, or it would not know its fonts.
   */
  repeat<T>(name: string, draw: () => T): T {
    const known = this.repeated.get(name);
    if (known !== undefined) {
      this.doc.addContent(known.marks);
      return known.answer as T;
    }
    const recorded: string[] = [];
    this.recorded = recorded;
    const answer = draw();
    this.recorded = undefined;
    this.repeated.set(name, { marks: recorded.join('\n'), answer });
    return answer;
  }

  /** The next sheet begins another paper: nothing stands on it as on those before. */
  beginPaper(): void {
    this.repeated.clear();
  }

  /** Fits a PNG or JPEG into the box, as large as its sides allow. Not within `repeat`: each sheet names its own. */
  picture(content: Buffer, x: number, y: number, width: number, height: number): void {
    const opened = this.pictures.get(content) ?? openPicture(this.doc, content);
    this.pictures.set(content, opened);
    const fit: [number, number] = [width * POINTS_PER_MM, height * POINTS_PER_MM];
    this.doc.image(opened, x * POINTS_PER_MM, y * POINTS_PER_MM, { fit, align: 'center', valign: 'center' });
  }

  /** Closes the document and gives its bytes. */
  finish(): Promise<Buffer> {
    this.doc.end();
    return this.finished;
  }

  /** Draws one line of text centred on height `y`; `x` is its left, middle or right by `align`. */
  write(text: string, x: number, y: number, style: TypeStyle, align: Align = 'left', spacing = 0): void {
    const line = printable(text);
    if (line !== '') this.place(line, x, y, style, align, spacing);
  }

  /** Draws one line that `wrapText` gave, which is printable already. */
  place(line: string, x: number, y: number, style: TypeStyle, align: Align, spacing = 0): void {
    const bare = widthOf(line, style);
    const width = spacing === 0 ? bare : bare + spacing * ([...line].length - 1);
    const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    const baseline = y * POINTS_PER_MM + CENTRE * style.size;
    this.doc.font(style.weight, style.size);
    this.doc.text(line, start * POINTS_PER_MM, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: spacing * POINTS_PER_MM,
      ...MEASURED,
    });
  }

  /** Writes lines below each other, the first with its top at `y`. Returns the bottom of the last. */
  writeLines(lines: readonly string[], x: number, y: number, style: TypeStyle, align: Align = 'left'): number {
    const pitch = linePitch(style);
    lines.forEach((line, index) => {
      this.place(line, x, y + (index + 0.5) * pitch, style, align);
    });
    return y + lines.length * pitch;
  }

  /** Wraps a text into `width` and writes it with its top at `y`. Returns the bottom. */
  writeBlock(text: string, x: number, y: number, width: number, style: TypeStyle): number {
    return this.writeLines(wrapText(text, width, style), x, y, style);
  }

  /** Writes a text downwards, one character below the other, brackets in their upright forms. */
  writeUpright(text: string, x: number, y: number, style: TypeStyle): void {
    const upright = printable(text).replaceAll('（', '︵').replaceAll('）', '︶');
    this.writeLines([...upright], x, y, style, 'center');
  }

  /** Writes a line turned a quarter to the right, running down from (`x`, `y`). */
  writeTurned(text: string, x: number, y: number, style: TypeStyle): void {
    this.doc.save().rotate(90, { origin: [x * POINTS_PER_MM, y * POINTS_PER_MM] });
    this.write(text, x, y, style);
    this.doc.restore();
  }

  box(x: number, y: number, width: number, height: number): void {
    this.doc.rect(x * POINTS_PER_MM, y * POINTS_PER_MM, width * POINTS_PER_MM, height * POINTS_PER_MM).stroke();
  }

  /** Draws the boxes of a row, side by side, as one path. */
  ruledRow(widths: readonly number[], at: { x: number; y: number; height: number }): void {
    const [top, height] = [at.y * POINTS_PER_MM, at.height * POINTS_PER_MM];
    let x = at.x * POINTS_PER_MM;
    this.doc.rect(x, top, widths.reduce((sum, width) => sum + width, 0) * POINTS_PER_MM, height);
    for (const width of widths.slice(0, -1)) {
      x += width * POINTS_PER_MM;
      this.doc.moveTo(x, top).lineTo(x, top + height);
    }
    this.doc.stroke();
  }

  /** Fills the box with a code, quiet zones included. Only Code 128 may be stretched upwards. */
  code(shape: CodeShape, x: number, y: number, width: number, height: number): void {
    this.doc.save();
    this.doc.translate(x * POINTS_PER_MM, y * POINTS_PER_MM);
    this.doc.transform((width * POINTS_PER_MM) / shape.width, 0, 0, (height * POINTS_PER_MM) / shape.height, 0, 0);
    this.doc.addContent(shape.path);
    this.doc.fill('black').restore();
  }

  /** Draws in red (black on paper without colour), as corrections are drawn by custom. */
  inRed(draw: () => void): void {
    this.doc.save().fillColor('#c00000').strokeColor('#c00000');
    draw();
    this.doc.restore().fillColor('black').strokeColor('black');
  }
}

/** Distance between two lines of a block, in millimetres. */
export function linePitch(style: TypeStyle): number {
  return (style.size * 1.24) / POINTS_PER_MM;
}

/** Opened once for all sheets: pdfkit would embed the bytes again for each. */
function openPicture(doc: PDFKit.PDFDocument, content: Buffer): PDFKit.Mixins.ImageSrc {
  return (doc as unknown as { openImage(source: Buffer): PDFKit.Mixins.ImageSrc }).openImage(content);
}
