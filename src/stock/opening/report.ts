/** What an upload of opening stock says row by row, before and after it is compared with the ledger. */
import type { RowProblem } from '../../spreadsheets/problem.ts';

/** One lot in one store, as a sheet words it: nothing is looked up yet. */
export interface TypedOpening {
  organisationCode: string;
  /** Zone word or name of the store; empty means the zone the item is kept in. */
  store: string;
  /** Own code or barcode. */
  item: string;
  lotNumber: string;
  /** Last usable day. */
  expiresOn: string;
  packs: string;
  units: string;
  /** 1/10000 yuan a pack; null takes the price of the catalogue. */
  pricePack: number | null;
}

export interface ParsedOpening {
  row: number;
  source: string;
  typed: TypedOpening | null;
  problems: RowProblem[];
}

/** The same, found: what would be posted. */
export interface OpeningLine {
  organisationId: number;
  organisationName: string;
  locationId: number;
  storeName: string;
  itemId: number;
  itemCode: string;
  itemName: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  lotNumber: string;
  expiresOn: string;
  pricePack: number;
  quantityBase: number;
}

export const OPENING_VERDICTS = ['new', 'unchanged', 'refused'] as const;
export type OpeningVerdict = (typeof OPENING_VERDICTS)[number];

export interface OpeningEntry extends ParsedOpening {
  verdict: OpeningVerdict;
  line: OpeningLine | null;
}

export interface OpeningSummary {
  headerRow: number;
  ignoredColumns: string[];
  rows: number;
  counts: Record<OpeningVerdict, number>;
  warned: number;
  /** The columns that the remarks point at. */
  places: Record<string, { letter: string; title: string }>;
  /** Value of the new lines. */
  amountFen: number;
}
