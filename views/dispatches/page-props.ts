/** What the page of a dispatch is given; its parts take the same. */

import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import type { RidesProps } from './rides.tsx';

export interface DispatchCan {
  pick: boolean;
  post: boolean;
  cancel: boolean;
  reverse: boolean;
  receive: boolean;
  /** Open a case for goods that stand nowhere on the slip. */
  unlisted: boolean;
  seesPrices: boolean;
  /** Labels for its boxes. */
  print: boolean;
}

export interface DispatchPageProps {
  t: Words;
  now: number;
  expiry: ExpiryView;
  userId: number;
  view: DispatchView;
  can: DispatchCan;
  keys: {
    scan: string;
    post: string;
    undo: string;
    a4: string;
    a5: string;
    '241': string;
    lines: Record<number, string>;
  };
  /** What is known of the trace codes; null where none are due. */
  strip: TraceStripData | null;
  prints: PrintLine[];
  rides: RidesProps;
  emptyForm: FormState;
  /** What the last scan did, when it was answered in place. */
  scanned?: { ok: boolean; title: string; text: string; lineId?: number; refusal?: Refusal } | undefined;
  refusedPick?: { lineId: number; form: FormState } | undefined;
  postForm?: FormState | undefined;
}
