/** What a slip says, as plain data: drawn by slip-a4 and slip-241, read from the ledger by slip-queries. */

export type StorageZone = 'room' | 'cool' | 'cold' | 'frozen' | 'controlled';

export interface SlipParty {
  organisation: string;
  store: string;
  address?: string;
  /** Name and masked telephone, as it may be printed. */
  contact?: string;
}

export interface SlipLine {
  lineNo: number;
  itemName: string;
  strength: string;
  manufacturer: string;
  lotNumber: string;
  /** Last usable day, YYYY-MM-DD. */
  expiresOn: string;
  /** Base units; negative on a reversal. */
  quantityBase: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  /** 1/10000 yuan a pack and fen; null where the reader may not see prices. */
  pricePack: number | null;
  amountFen: number | null;
  storageZone: StorageZone | null;
  note: string | null;
}

export interface DispatchSlip {
  /** Heading; 药品配送单 when absent. */
  title?: string;
  /** Organisation that issues the slip. */
  issuer: string;
  from: SlipParty;
  to: SlipParty;
  number: string;
  version: number;
  /** UTC milliseconds. */
  postedAt: number;
  printedAt: number;
  /** 1 for the first print; 0 for a view on the screen that was not counted. */
  printCount: number;
  printedBy: string;
  requestNumbers?: string[];
  route?: string;
  driver?: string;
  vehicle?: string;
  /** Cool box and its seal. */
  box?: string;
  seal?: string;
  /** Temperature when packed, with its time: 3.8℃ 10:46. */
  temperature?: string;
  departedAt?: string;
  lines: SlipLine[];
  /** What was asked for and is not on this slip, one sentence each. */
  notes?: string[];
  /** Address of the page that shows the same lines from the ledger; drawn as a QR code. */
  checkUrl: string;
  /** Short code to type where scanning fails. */
  checkCode?: string;
  phone?: string;
  /** `voided`: a reversal has undone this slip. `reversal`: this slip undoes another. */
  standing?: 'valid' | 'voided' | 'reversal';
  /** The other slip of a voided one or a reversal. */
  relatedNumber?: string;
  /** Names of the copies; the three of continuous paper when absent. */
  copies?: string[];
}
