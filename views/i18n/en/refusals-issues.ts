/** English sentences of refused issues, returns and files of use. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsIssues as zh } from '../zh/refusals-issues.ts';
import { issues } from './issues.ts';

const why = (code: unknown): string => issues.barred[String(code)] ?? String(code);

export const refusalsIssues: Record<keyof typeof zh, RefusalSentence> = {
  issue_empty: 'No quantity was typed: there is nothing to issue.',
  issue_too_long: (d) => `One paper has at most ${d.most} lines. Record several, or import a file.`,
  issue_ward_missing: 'Name the ward or department.',
  issue_note_missing: 'The purpose is “other”: say in the note to whom and for what.',
  issue_short: (d) =>
    `Only ${d.available} base units of ${d.item} are available, not ${d.asked}. Nothing was posted. Issue less, or restock.`,
  issue_lot_short: (d) =>
    `Only ${d.available} base units of ${d.item}, lot ${d.lot}, are available, not ${d.asked}. Choose another lot or less.`,
  issue_lot_gone: (d) => `That lot of ${d.item} is no longer in your stores. Choose again.`,
  issue_lot_barred: (d) => `${d.item}, lot ${d.lot}, cannot be issued: ${why(d.why)}. Choose another lot.`,
  issue_reason_missing: (d) => `${d.item}, lot ${d.lot}, is not the first to expire: say why it is used.`,
  issue_scan_none: (d) => `Nothing in your stores has “${d.code}”; it was not added. Is it from elsewhere?`,
  issue_scan_several: (d) =>
    `“${d.code}” may be several drugs (${d.items}). Scan the trace code of the pack, or type the quantity.`,
  issue_scan_controlled: (d) => `${d.item} is issued by two people, not on this page. Use “New issue”.`,
  issue_return_empty: 'Type what comes back.',
  issue_return_too_much: (d) => `At most ${d.left} base units of ${d.item} may come back, not ${d.asked}.`,
  issue_return_of_return: 'This is a return and cannot be returned. Reverse it if it was a mistake.',
  issue_store_gone: 'The store it came from is closed, and there is no other to take it. Add a store first.',
  issue_rejected_store_missing:
    'This lot may not be used again and belongs into a store for rejected goods, but there is none here. Add one first.',
  issue_has_returns: 'Goods of this issue came back: reverse its returns first.',
  use_column_twice: 'One heading was chosen for two fields. Choose a column for each.',
  use_file_known: (d) => `This file was taken before: ${d.name}.`,
  use_file_state: 'The file has moved on meanwhile; nothing was done. Look at the page again.',
  use_item_unknown: (d) => `No item has the code “${d.code}”, or several have. Type the code of the catalogue.`,
  use_paper_refused: 'One paper was refused and stays behind; the rest goes on.',
};
