/** What a pick list says, as plain data, and the list of a dispatch that is being picked. */
import type { DispatchView } from './show-queries.ts';
import type { SlipLine } from './slip-document.ts';

export interface PickLine
  extends Pick<SlipLine, 'itemName' | 'strength' | 'manufacturer' | 'lotNumber' | 'expiresOn' | 'storageZone' | 'note'>,
    Pick<SlipLine, 'quantityBase' | 'packSize' | 'packUnit' | 'baseUnit' | 'scale'> {
  /** Shelf mark within the store; empty when none is known. */
  shelf: string;
  /** What stays on the shelf after picking, base units; null when it is not to be shown. */
  leftBase: number | null;
}

export interface PickList {
  issuer: string;
  /** Number of the dispatch (or of the request) that the reservation belongs to. */
  number: string;
  /** Receiver as it is to be read on the list. */
  to: string;
  store: string;
  /** When the goods must leave, as it is to be read; empty when not set. */
  due: string;
  /** UTC milliseconds. */
  printedAt: number;
  printedBy: string;
  /** 1 for the first print; absent for a view that was not counted. */
  copy?: number;
  /** Version of the dispatch that the list was made from. */
  version?: number;
  /** Address of the page that tells whether the list still holds; drawn as a QR code. */
  checkUrl?: string;
  /** Typed where scanning fails. */
  checkCode?: string;
  lines: PickLine[];
}

/** The list of a dispatch that is being picked. */
export function pickListOf(view: DispatchView, printing: { printedAt: number; printedBy: string }): PickList {
  const { document, sender, receiver } = view.record;
  return {
    issuer: sender.name,
    number: document.number,
    to: receiver.shortName,
    store: [...new Set(view.lines.map((line) => line.store))].join('、'),
    due: '',
    ...printing,
    lines: view.lines.map((line) => ({
      itemName: line.itemName,
      strength: line.strength,
      manufacturer: line.manufacturer,
      lotNumber: line.lotNumber,
      expiresOn: line.expiresOn,
      quantityBase: line.quantityBase,
      ...line.shape,
      storageZone: line.zone as 'room',
      note: null,
      shelf: '',
      leftBase: null,
    })),
  };
}
