/** What a notice names, read from what people type and from dirty sheets: items, lot numbers, parts of them. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Match } from './rules.ts';

export interface TargetText {
  itemText: string;
  lotNumber: string;
  match: Match;
}

/** One notice never names more; a sheet of more rows is no list of lots. */
export const MOST_TARGETS = 500;
/** Fewer signs of a lot number would mean half of the house. */
const LEAST_PART = 3;
const LONGEST_LOT = 60;

const ALL = /^(全部|所有|全批次?|各批次?|不限|all|\*)(批号|批次|批|产品|lots?|batches)?$/i;
const LABEL = /^(产品批号|生产批号|批号|批次|lot|batch)(no\.?|号)?[:：#\s]*/i;
const PART_SIGNS = /(\*+|…+|\.{2,}|x{2,}|等|开头|起)$/i;
const HEAD_SIGNS = /^(\*+|…+|\.{2,})/;
const APART = /[,，、;；|\s]+/;

/** A lot number as people mean it: full-width signs made plain, labels and quotes left out. */
export function plainLot(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/["'“”‘’「」]/g, '')
    .trim()
    .replace(LABEL, '')
    .replace(/(?<!\.)[。.]$/, '')
    .trim();
}

/** Only letters and digits, small: `24-0312 a` and `240312A` are one. */
export function bareLot(number: string): string {
  return number
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function oneLot(typed: string, match: Match): { lotNumber: string; match: Match } | undefined {
  const text = plainLot(typed);
  if (text === '') return undefined;
  if (ALL.test(text)) return { lotNumber: '', match: 'all' };
  const core = plainLot(text.replace(PART_SIGNS, '').replace(HEAD_SIGNS, ''));
  if (core === '') return undefined;
  return { lotNumber: core, match: core === text ? match : 'part' };
}

/**
 * The targets of one line: an item, and any number of lots in one cell. No lot at all means every lot. Refuses neither
 * item nor lot, every lot of no item, and too short a part.
 */
export function readTargets(itemTyped: string, lotsTyped: string, match: Match): Result<TargetText[]> {
  const itemText = itemTyped.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const whole = plainLot(lotsTyped);
  if (match === 'all' || whole === '' || ALL.test(whole)) {
    if (itemText === '') return refuse('recall_target_empty', {}, 'item');
    if (match !== 'all' && whole === '') return refuse('recall_lot_missing', {}, 'lots');
    return ok([{ itemText, lotNumber: '', match: 'all' }]);
  }
  const found: TargetText[] = [];
  for (const piece of lotsTyped.normalize('NFKC').split(APART)) {
    const lot = oneLot(piece, match);
    if (lot === undefined) continue;
    if (lot.match === 'all' && itemText === '') return refuse('recall_target_empty', {}, 'item');
    if (lot.match !== 'all' && bareLot(lot.lotNumber).length < LEAST_PART) {
      return refuse('recall_lot_short', { lot: lot.lotNumber, least: LEAST_PART }, 'lots');
    }
    if (lot.lotNumber.length > LONGEST_LOT) return refuse('recall_lot_long', { most: LONGEST_LOT }, 'lots');
    const known = found.some((one) => one.lotNumber === lot.lotNumber && one.match === lot.match);
    if (!known) found.push({ itemText, ...lot });
  }
  return found.length === 0 ? refuse('recall_lot_missing', {}, 'lots') : ok(found);
}

/** How a lot was found, the surest first. */
export const HOWS = ['exact', 'near', 'part', 'all'] as const;
export type How = (typeof HOWS)[number];

/** How a lot's number answers a target's; undefined when it does not. */
export function howFound(target: { lotNumber: string; match: Match }, number: string): How | undefined {
  if (target.match === 'all') return 'all';
  if (number === target.lotNumber || number.toLowerCase() === target.lotNumber.toLowerCase()) {
    return target.match === 'exact' ? 'exact' : 'part';
  }
  const [asked, there] = [bareLot(target.lotNumber), bareLot(number)];
  if (target.match === 'exact') return asked === there ? 'near' : undefined;
  return there.includes(asked) ? 'part' : undefined;
}
