/** Beside an inspection: what the scanner read, the files kept with it, what happened. */

import { timeOf } from '../../src/kernel/clock.ts';
import type { KeptScan, ReceiptPageData } from '../../src/receiving/page-queries.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { PrintList } from '../print/prints.tsx';
import { quantityText, type Tone } from '../ui/format.ts';
import { Facts, Panel, Rail } from '../ui/panel.tsx';
import { ScanLog } from '../ui/scan.tsx';
import { Log } from '../ui/timeline.tsx';
import { degrees, logOf } from './words.tsx';

const TONES: Partial<Record<KeptScan['outcome'], Tone>> = {
  repeated: 'danger',
  unknown: 'danger',
  not_ordered: 'danger',
  wrong_lot: 'warn',
};

interface ReceiptRailProps {
  t: Words;
  data: ReceiptPageData;
  now: number;
  /** Makes the form that keeps files. */
  fileKey: string | undefined;
}

export function ReceiptRail({ t, data, now, fileKey }: ReceiptRailProps) {
  const words = t.receiving;
  const { number } = data.record.document;
  const entries = data.scans.map((scan) => ({
    time: timeOf(scan.scannedAt),
    text: scanText(t, scan),
    ...(TONES[scan.outcome] && { tone: TONES[scan.outcome] as Tone }),
  }));
  return (
    <Rail label={words.log}>
      {entries.length > 0 && (
        <Panel title={words.scanLog} note={words.scanTimes(data.scanned)}>
          <ScanLog entries={entries} />
        </Panel>
      )}
      <Attachments
        t={t}
        subject={`document ${number}`}
        lines={data.files}
        title={words.files}
        {...(fileKey && { formKey: fileKey })}
      />
      <PrintList t={t} prints={data.prints} />
      <Panel title={words.log} padded={false}>
        <Log entries={logOf(t, data.acts, now)} body />
      </Panel>
    </Rail>
  );
}

function scanText(t: Words, scan: KeptScan): string {
  const code = scan.code.split(' ')[0] ?? '';
  const short = code.length > 14 ? `…${code.slice(-6)}` : code;
  const counted = scan.outcome === 'counted' ? quantityText(t, scan.quantityBase, scan) : '';
  return [t.receiving.outcomes[scan.outcome], short, scan.item ?? '', counted].filter((one) => one !== '').join(' ');
}

/** Inspector, second person, invoices and the way here, in one strip. */
export function ReceiptFacts({ t, data }: { t: Words; data: ReceiptPageData }) {
  const words = t.receiving;
  const { receipt } = data.record;
  const told = (value: string | undefined) => value ?? words.notTold;
  const range =
    receipt.temperatureMin === null || receipt.temperatureMax === null
      ? undefined
      : `${degrees(receipt.temperatureMin)}–${degrees(receipt.temperatureMax)}℃`;
  const arrival = degrees(receipt.temperatureArrival);
  const left = receipt.departedAt === null ? undefined : `${words.departedTime} ${timeOf(receipt.departedAt)}`;
  return (
    <Facts
      across
      facts={[
        { label: words.inspector, value: data.inspector },
        { label: words.second, value: data.second ?? (data.needsTwo ? words.secondNeeded : words.secondNone) },
        { label: words.invoices, value: words.invoiceStates[receipt.invoices], note: receipt.invoicesNote },
        { label: words.transport, value: receipt.transport || words.notTold, ...(left && { note: left }) },
        { label: words.travelTemperature, value: told(range) },
        { label: words.temperatureArrival, value: told(arrival === undefined ? undefined : `${arrival}℃`) },
      ]}
    />
  );
}
