/** The codes of our own labels: what stands on a shelf, a lot without a code of its own, a box, equipment. */
import { ok, type Result, refuse } from '../result.ts';
import { gs1CheckDigit, hasGs1CheckDigit } from './check-digit.ts';

export type OwnLabel =
  | { kind: 'lot'; id: number }
  | { kind: 'place'; id: number }
  | { kind: 'carton'; id: number }
  | { kind: 'asset'; id: number }
  | { kind: 'box'; number: string; box: number; of: number };

const LETTERS = { lot: 'L', place: 'P', carton: 'B', asset: 'E' } as const;
const KINDS = { L: 'lot', P: 'place', B: 'carton', E: 'asset' } as const;

/**
 * Such as `YXL1234`: kind, number, check digit; `YXB` of a box whose contents are known, `YXE` of equipment. Of a box
 * that is only counted `YXB` with its paper, which box, of how many.
 */
export function labelCode(label: OwnLabel): string {
  if (label.kind === 'box') return `YXB${label.number}/${label.box}/${label.of}`;
  return `YX${LETTERS[label.kind]}${label.id}${gs1CheckDigit(String(label.id))}`;
}

const BOX = /^YXB([A-Z]{2}-\d{8}-\d{4,6})\/(\d{1,3})\/(\d{1,3})$/;

/** Reads such a code, in either case; undefined when the text is none. Refuses a wrong check digit. */
export function readLabelCode(text: string): Result<OwnLabel> | undefined {
  const code = text.toUpperCase();
  const box = BOX.exec(code);
  if (box !== null) return ok({ kind: 'box', number: box[1] ?? '', box: Number(box[2]), of: Number(box[3]) });
  const [, letter, digits = ''] = /^YX([LPBE])(\d{2,16})$/.exec(code) ?? [];
  if (letter === undefined) return undefined;
  if (!hasGs1CheckDigit(digits)) return refuse('scan_label_check', { value: code });
  return ok({ kind: KINDS[letter as keyof typeof KINDS], id: Number(digits.slice(0, -1)) });
}
