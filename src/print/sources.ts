/** Where each kind of paper comes from: its document for this reader, and what stands on the paper. */
import type { Db } from '../../db/database.ts';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { differenceReport } from '../dispatches/discrepancy-paper.ts';
import { showDifference } from '../dispatches/discrepancy-queries.ts';
import { pickListOf } from '../dispatches/pick-document.ts';
import { showDispatch } from '../dispatches/show-queries.ts';
import { postedDispatch, slipOf } from '../dispatches/slip-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lossView } from '../losses/page-queries.ts';
import { lossReport } from '../losses/paper.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { packingOf } from '../packing/box-queries.ts';
import { boxLabelReport } from '../packing/paper.ts';
import { paths } from '../paths.ts';
import { receiptPage } from '../receiving/page-queries.ts';
import { recordReport, returnReport } from '../receiving/paper.ts';
import { linesOfReturn, returnByNumber } from '../receiving/return-queries.ts';
import { roundView } from '../rounds/page-queries.ts';
import { manifestReport } from '../rounds/paper.ts';
import { transferView } from '../transfers/page-queries.ts';
import { transferReport } from '../transfers/paper.ts';
import { waveReport } from '../waves/paper.ts';
import { waveView } from '../waves/wave-queries.ts';
import { spokenCode } from './check-code.ts';
import type { Design } from './design.ts';
import { type PaperBody, storedReport } from './paper.ts';
import type { Report } from './report.ts';
import type { PaperKind } from './rules.ts';

/** Who prints, in which words, and where the house answers. */
export interface PaperReader {
  viewer: Viewer;
  t: Words;
  /** Such as https://yaoxie.example.cn: begins the address in the QR code. */
  origin: string;
}

/** What only the print knows. */
export interface Stamp {
  copy: number;
  printedAt: number;
  code: string;
  design: Design | undefined;
}

export interface LoadedPaper {
  documentId: number;
  number: string;
  version: number;
  /** Whose layout counts. */
  placePath: string;
  make(stamp: Stamp): Promise<PaperBody>;
}

type Source = (db: Db, reader: PaperReader, number: string, at: number) => Promise<Result<LoadedPaper>>;

const checkUrl = (reader: PaperReader, number: string, code: string) =>
  new URL(paths.paperCheck(number, code), reader.origin).toString();

/** What each drawn report takes of a print. */
function stamped(reader: PaperReader, number: string, version: number, stamp: Stamp) {
  const { t, viewer } = reader;
  return {
    url: checkUrl(reader, number, stamp.code),
    code: spokenCode(stamp.code),
    printedAt: stamp.printedAt,
    printed: t.papers.printed(fullMoment(stamp.printedAt), stamp.copy, version, viewer.name),
    printedBy: viewer.name,
    reprint: stamp.copy > 1 ? t.papers.reprint(stamp.copy) : '',
    design: stamp.design,
  };
}

const reported = async (report: Report): Promise<PaperBody> => ({ form: 'report', report: storedReport(report) });

const dispatchSlip: Source = async (db, reader, number) => {
  const { viewer } = reader;
  const found = await postedDispatch(db, number, viewer.scopePath);
  if (found === undefined) return refuse('not_found');
  const { record, posted } = found;
  if (posted === null) return refuse('slip_not_posted');
  const issuer = (await headOrganisation(db))?.name ?? record.sender.name;
  const { id, version } = record.document;
  return ok({
    documentId: id,
    number,
    version,
    placePath: record.sender.path,
    make: async ({ copy, printedAt, code }) => ({
      form: 'slip',
      slip: await slipOf(db, posted, {
        printedBy: viewer.name,
        printedAt,
        copy,
        checkUrl: checkUrl(reader, number, code),
        checkCode: spokenCode(code),
        withPrices: may(viewer.roles, 'stock.read.prices'),
        issuer,
      }),
    }),
  });
};

const pickList: Source = async (db, reader, number) => {
  const { viewer } = reader;
  const view = await showDispatch(db, number, viewer.scopePath);
  if (view === undefined) return refuse('not_found');
  const { id, version, status } = view.record.document;
  if (status !== 'picking') return refuse('pick_list_over');
  return ok({
    documentId: id,
    number,
    version,
    placePath: view.record.sender.path,
    make: async ({ copy, printedAt, code }) => {
      const list = pickListOf(view, { printedAt, printedBy: viewer.name });
      return {
        form: 'pick',
        list: { ...list, copy, version, checkUrl: checkUrl(reader, number, code), checkCode: spokenCode(code) },
      };
    },
  });
};

const receiptNote: Source = async (db, reader, number, at) => {
  const data = await receiptPage(db, reader.viewer, number, at);
  if (data === undefined) return refuse('not_found');
  const { document, place } = data.record;
  const issuer = (await headOrganisation(db))?.name ?? place.name;
  const make = (stamp: Stamp) =>
    reported(recordReport(reader.t, data, { issuer, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: place.path, make });
};

const returnSlip: Source = async (db, reader, number) => {
  const { viewer, t } = reader;
  const record = await returnByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) return refuse('not_found');
  const { document, place } = record;
  const lines = await linesOfReturn(db, document.id);
  const issuer = (await headOrganisation(db))?.name ?? place.name;
  const prices = may(viewer.roles, 'stock.read.prices');
  const make = (stamp: Stamp) => {
    const printing = { issuer, prices, ...stamped(reader, number, document.version, stamp) };
    return reported(returnReport(t, record, lines, printing));
  };
  return ok({ documentId: document.id, number, version: document.version, placePath: place.path, make });
};

const discrepancyNote: Source = async (db, reader, number) => {
  const view = await showDifference(db, number, reader.viewer.scopePath);
  if (view === undefined) return refuse('not_found');
  const { document, receiver } = view.record;
  const make = (stamp: Stamp) =>
    reported(differenceReport(view, { t: reader.t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: receiver.path, make });
};

const lossNote: Source = async (db, reader, number, at) => {
  const view = await lossView(db, reader.viewer, number, at);
  if (view === undefined) return refuse('not_found');
  const { document, place } = view;
  const make = (stamp: Stamp) =>
    reported(lossReport(view, { t: reader.t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: place.path, make });
};

const transferSlip: Source = async (db, reader, number, at) => {
  const view = await transferView(db, reader.viewer, number, at);
  if (view === undefined) return refuse('not_found');
  const { document, giver } = view;
  const make = (stamp: Stamp) =>
    reported(transferReport(view, { t: reader.t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: giver.path, make });
};

const boxLabel: Source = async (db, reader, number) => {
  const { t, viewer } = reader;
  const view = await showDispatch(db, number, viewer.scopePath);
  if (view === undefined) return refuse('not_found');
  const { document, sender } = view.record;
  const packing = await packingOf(db, document.id);
  if (packing.boxes.length === 0) return refuse('box_label_none');
  const make = (stamp: Stamp) =>
    reported(boxLabelReport(view, packing, { t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: sender.path, make });
};

const manifest: Source = async (db, reader, number) => {
  const { t, viewer } = reader;
  const view = await roundView(db, viewer, number);
  if (view === undefined) return refuse('not_found');
  const { document, house } = view;
  const make = (stamp: Stamp) =>
    reported(manifestReport(view, { t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: house.path, make });
};

const waveList: Source = async (db, reader, number) => {
  const { t, viewer } = reader;
  const view = await waveView(db, viewer, number);
  if (view === undefined) return refuse('not_found');
  if (view.lines.every((line) => line.picked)) return refuse('pick_list_over');
  const { document, house } = view;
  const make = (stamp: Stamp) => reported(waveReport(view, { t, ...stamped(reader, number, document.version, stamp) }));
  return ok({ documentId: document.id, number, version: document.version, placePath: house.path, make });
};

const SOURCES: Record<PaperKind, { read: 'stock.read' | 'receipt.read'; load: Source }> = {
  dispatch_slip: { read: 'stock.read', load: dispatchSlip },
  pick_list: { read: 'stock.read', load: pickList },
  receipt_note: { read: 'receipt.read', load: receiptNote },
  discrepancy_note: { read: 'stock.read', load: discrepancyNote },
  return_slip: { read: 'receipt.read', load: returnSlip },
  loss_note: { read: 'stock.read', load: lossNote },
  transfer_slip: { read: 'stock.read', load: transferSlip },
  box_label: { read: 'stock.read', load: boxLabel },
  manifest: { read: 'stock.read', load: manifest },
  wave_list: { read: 'stock.read', load: waveList },
};

/** The paper of that number as the reader may see it. Refuses what is out of scope, or has no such paper now. */
export async function loadPaper(
  db: Db,
  reader: PaperReader,
  kind: PaperKind,
  number: string,
  at: number,
): Promise<Result<LoadedPaper>> {
  const { read, load } = SOURCES[kind];
  if (!may(reader.viewer.roles, read)) return refuseWithout(read);
  return load(db, reader, number, at);
}
