/** The label of a piece of equipment: its own code, its UDI where both parts are known, whose it is and where. */
import type { Words } from '../../views/i18n/index.ts';
import type { LabelledAsset } from '../assets/label-queries.ts';
import { hasGs1CheckDigit } from '../kernel/codes/check-digit.ts';
import { labelCode } from '../kernel/codes/own-label.ts';
import { gs1Matrix } from '../print/codes.ts';
import type { DrawnLabel } from './label-paper.ts';

/** GS1's character set 82, at most as long as a serial number may be. */
const GS1_SERIAL = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

function elementsOf(card: LabelledAsset, code: string): [string, string][] {
  const { udiDi, serialNumber } = card;
  const isGtin = udiDi !== null && /^\d{14}$/.test(udiDi) && hasGs1CheckDigit(udiDi);
  if (!isGtin || serialNumber === null || !GS1_SERIAL.test(serialNumber)) return [['91', code]];
  return [
    ['01', udiDi],
    ['21', serialNumber],
    ['91', code],
  ];
}

/** One label, ready to be laid out. */
export function equipmentLabel(t: Words, card: LabelledAsset): DrawnLabel {
  const words = t.equipment;
  const code = labelCode({ kind: 'asset', id: card.id });
  const whose =
    card.owner === card.keeper
      ? `${words.owner} ${card.owner}`
      : `${words.owner} ${card.owner} ${words.keeper} ${card.keeper}`;
  const serial = card.serialNumber === null ? '' : `${words.serialNumber} ${card.serialNumber}`;
  const udi = card.udiDi === null ? '' : `${words.udi} ${card.udiDi}`;
  const lines = [card.room, whose, serial, udi].filter((line) => line !== '');
  const title = [card.name, card.model].filter((part) => part !== '').join(' ');
  return { shape: gs1Matrix(elementsOf(card, code)), code, title, lines, foot: [card.number] };
}
