/** Reads prints: those of a document, one act's papers to draw, and the one that a number and a code name. */
import { gunzipSync } from 'node:zlib';
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { paperLayout, paperPrint } from '../../db/schema/papers.ts';
import { contentOf } from '../attachments/queries.ts';
import { sameCode } from './check-code.ts';
import { designOf } from './layout-queries.ts';
import type { DrawnPaper, KeptPaper } from './paper.ts';
import type { PaperKind } from './rules.ts';

export interface PrintLine {
  kind: PaperKind;
  copy: number;
  documentVersion: number;
  size: string;
  layoutVersion: number | null;
  layoutPlace: string | null;
  printedByName: string;
  printedAt: number;
}

const MOST_SHOWN = 50;

/** The latest prints of a document, newest first. */
export async function printsOf(db: Db, documentId: number): Promise<PrintLine[]> {
  const { kind, copy, documentVersion, size, printedByName, printedAt } = paperPrint;
  return db
    .select({
      kind,
      copy,
      documentVersion,
      size,
      printedByName,
      printedAt,
      layoutVersion: paperLayout.version,
      layoutPlace: organisation.shortName,
    })
    .from(paperPrint)
    .leftJoin(paperLayout, eq(paperLayout.id, paperPrint.layoutId))
    .leftJoin(organisation, eq(organisation.id, paperLayout.organisationId))
    .where(eq(paperPrint.documentId, documentId))
    .orderBy(desc(paperPrint.id))
    .limit(MOST_SHOWN);
}

const read = (content: Buffer): KeptPaper => JSON.parse(gunzipSync(content).toString()) as KeptPaper;

/** The papers of one act, for whoever printed them; undefined for everyone else. */
export async function papersOf(db: Db, batch: string, personId: number): Promise<DrawnPaper[] | undefined> {
  const rows = await db
    .select({ content: paperPrint.content })
    .from(paperPrint)
    .where(and(eq(paperPrint.batch, batch), eq(paperPrint.printedBy, personId)))
    .orderBy(asc(paperPrint.id));
  if (rows.length === 0) return undefined;
  const logos = new Map<number, Buffer | null>();
  const drawn: DrawnPaper[] = [];
  for (const row of rows) {
    const paper = read(row.content);
    const { layout } = paper;
    if (layout === null) {
      drawn.push({ paper, design: undefined });
      continue;
    }
    const { logoId } = layout;
    if (logoId !== null && !logos.has(logoId)) logos.set(logoId, (await contentOf(db, logoId)) ?? null);
    const design = await designOf(db, { ...layout, logoId: null }, paper.layoutVersion);
    drawn.push({ paper, design: { ...design, logo: logoId === null ? null : (logos.get(logoId) ?? null) } });
  }
  return drawn;
}

export interface CheckedPrint {
  paper: KeptPaper;
  kind: PaperKind;
  copy: number;
  printedAt: number;
  printed: { version: number };
  /** The latest print of this kind; its copy tells how many there are. */
  latest: { copy: number; version: number; printedAt: number };
  /** The document as it is now. */
  now: { version: number; status: string; changedAt: number };
}

/** The print that the number and the code name, if there is one: every code of the number is compared whole. */
export async function printOf(db: Db, number: string, code: string): Promise<CheckedPrint | undefined> {
  const rows = await db
    .select({ print: paperPrint, document })
    .from(paperPrint)
    .innerJoin(document, eq(document.id, paperPrint.documentId))
    .where(eq(paperPrint.number, number));
  const found = rows.filter((row) => sameCode(row.print.code, code));
  const [first] = found;
  if (first === undefined) return undefined;
  const { kind, copy, printedAt, documentVersion, content } = first.print;
  const { version, status, changedAt } = first.document;
  const printed = { version: documentVersion };
  const last = rows.reduce(
    (best, { print }) => (print.kind === kind && print.copy > best.copy ? print : best),
    first.print,
  );
  const latest = { copy: last.copy, version: last.documentVersion, printedAt: last.printedAt };
  return { paper: read(content), kind, copy, printedAt, printed, latest, now: { version, status, changedAt } };
}
