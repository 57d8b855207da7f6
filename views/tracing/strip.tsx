/** What the page of a paper says of its trace codes: how many are there, a field for the scanner, the way to all. */

import { paths } from '../../src/paths.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Scan } from '../ui/scan.tsx';

interface TraceStripProps {
  t: Words;
  strip: TraceStripData | null;
  formKey: string;
  /** False where the page has a scanner's field of its own that takes trace codes too. */
  scans?: boolean;
}

export function TraceStrip({ t, strip, formKey, scans = true }: TraceStripProps) {
  if (strip === null) return null;
  const words = t.tracing;
  const { number, act, duePacks, scannedPacks, scan, required, done } = strip;
  const missing = duePacks - scannedPacks;
  const why = missing === 0 ? words.complete : done ? words.addLate : required ? words.mustBefore : words.advised;
  return (
    <Panel
      title={words.codes}
      id="trace"
      note={`${words.scannedOf(scannedPacks, duePacks)} ${why}`}
      link={{ href: paths.tracePaper(number, act), label: words.seeCodes }}
      padded={scan && scans && missing > 0}
    >
      {scan && scans && missing > 0 && (
        <Scan
          t={t}
          action={paths.tracePaperScans(number, act)}
          label={words.scanLabel}
          button={words.scanButton}
          name="codes"
          focused={false}
        >
          <HiddenKey value={`${formKey}-trace`.slice(0, 64)} />
          <Hidden name="from" value="document" />
        </Scan>
      )}
    </Panel>
  );
}
