/** Printing is an act: each paper is counted and kept before it is drawn, so that a second copy says that it is one. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { and, eq, max } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { paperPrint } from '../../db/schema/papers.ts';
import { type Answer, command } from '../audit/command.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { countPrint } from '../dispatches/print-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { newCheckCode } from './check-code.ts';
import { designOn } from './layout-queries.ts';
import type { KeptPaper } from './paper.ts';
import type { PaperKind, PaperSizeName } from './rules.ts';
import { type LoadedPaper, loadPaper, type PaperReader } from './sources.ts';

export const MOST_PAPERS = 100;

export interface PrintInput {
  kind: PaperKind;
  numbers: readonly string[];
  /** The layout's own when absent. */
  size?: PaperSizeName | undefined;
}

export interface PrintDone {
  /** Names the file that holds them. */
  batch: string;
  prints: { number: string; copy: number }[];
}

/** Counts the next print of this kind; a race is lost at the unique index, and the whole act is tried no further. */
async function nextCopy(tx: Tx, kind: PaperKind, documentId: number): Promise<number> {
  if (kind === 'dispatch_slip') return countPrint(tx, documentId);
  const [row] = await tx
    .select({ last: max(paperPrint.copy) })
    .from(paperPrint)
    .where(and(eq(paperPrint.documentId, documentId), eq(paperPrint.kind, kind)));
  return Number(row?.last ?? 0) + 1;
}

interface Printing {
  reader: PaperReader;
  kind: PaperKind;
  size: PaperSizeName | undefined;
  batch: string;
  at: number;
}

/** Counts and keeps one paper. Refuses a document that has gone on since it was read. */
async function keepPrint(tx: Tx, loaded: LoadedPaper, printing: Printing): Promise<Result<number>> {
  const { reader, kind, batch, at } = printing;
  // Locked by the count of its prints, or by nobody: the version tells whether what was read still holds
  const [now] = await tx
    .select({ version: document.version, status: document.status })
    .from(document)
    .where(eq(document.id, loaded.documentId));
  if (now === undefined || now.version !== loaded.version)
    return refuse('print_document_moved', { number: loaded.number });
  const copy = await nextCopy(tx, kind, loaded.documentId);
  const { layoutId, layout, design } = await designOn(tx, kind, loaded.placePath, dayOf(at));
  const code = newCheckCode();
  const body = await loaded.make({ copy, printedAt: at, code, design });
  const { viewer } = reader;
  const size = printing.size ?? layout?.size ?? 'a4';
  const layoutVersion = design?.version ?? '';
  const kept: KeptPaper = { language: viewer.language, size, layout, layoutVersion, body };
  const row = {
    kind,
    documentId: loaded.documentId,
    number: loaded.number,
    batch,
    copy,
    documentVersion: loaded.version,
    documentStatus: now.status,
    layoutId,
    size,
    code,
    content: gzipSync(JSON.stringify(kept)),
    printedBy: viewer.userId,
    printedByName: viewer.name,
    printedAt: at,
  };
  const [made] = await tx.insert(paperPrint).values(row).onConflictDoNothing().returning({ id: paperPrint.id });
  return made === undefined ? refuse('print_document_moved', { number: loaded.number }) : ok(copy);
}

/**
 * Prints papers of one kind, each counted and kept. Refuses documents outside the scope, too many at once, and what
 * has no such paper now (a slip before the posting, a pick list after it).
 */
export async function printPapers(
  services: Services,
  reader: PaperReader,
  key: string | null,
  input: PrintInput,
): Promise<Answer<PrintDone>> {
  const { kind, numbers, size } = input;
  const actor = viewerToActor(reader.viewer);
  const act = kind === 'dispatch_slip' ? 'dispatch.print' : 'paper.print';
  const subject = numbers[0];
  return command<PrintDone>(services, actor, { act, key, input, subject }, async (tx, at) => {
    if (numbers.length === 0) return refuse('print_none_chosen', {}, 'number');
    if (numbers.length > MOST_PAPERS) return refuse('print_too_many', { most: MOST_PAPERS }, 'number');
    const batch = randomBytes(12).toString('hex');
    const prints: PrintDone['prints'] = [];
    // In one order, so that two acts over the same documents wait for each other and never for ever
    for (const number of [...new Set(numbers)].sort()) {
      const loaded = await loadPaper(tx, reader, kind, number, at);
      if (!loaded.ok) return loaded;
      const printed = await keepPrint(tx, loaded.value, { reader, kind, size, batch, at });
      if (!printed.ok) return printed;
      prints.push({ number, copy: printed.value });
    }
    return ok({
      value: { batch, prints },
      subject: prints[0]?.number ?? '',
      after: { kind, prints, size: size ?? null },
    });
  });
}
