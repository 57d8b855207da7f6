/** Scanning at the door: the box, the question about a doubtful code, and what the last scan counted for. */
import { paths } from '../../src/paths.ts';
import type { ReceiptPageData } from '../../src/receiving/page-queries.ts';
import type { ScanAnswer } from '../../src/receiving/scan-commands.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { type InspectPageProps, keyOf } from './inspect-page.tsx';

export function DoorScan(props: InspectPageProps) {
  const { t, data } = props;
  const words = t.receiving;
  const action = paths.receiptAct(data.record.document.number, 'scans');
  return (
    <>
      {data.can.act && (
        <Scan t={t} action={action} label={words.scanLabel} button={words.scanButton}>
          <HiddenKey value={keyOf(props, 'scan')} />
        </Scan>
      )}
      {props.unread && (
        <ScanQuestion t={t} refusal={props.unread} action={action}>
          <HiddenKey value={keyOf(props, 'scan-again')} />
        </ScanQuestion>
      )}
      {props.scan && <Scanned t={t} data={data} scan={props.scan} />}
    </>
  );
}

/** The pack is counted, and somebody has to find out why its code was scanned at another member. */
function Alarm({ t, alarm }: { t: Words; alarm: NonNullable<ScanAnswer['alarm']> }) {
  const words = t.tracing;
  const open = (
    <LinkButton small href={paths.traceAlarm(alarm.id)}>
      {words.alarm}
    </LinkButton>
  );
  const title = words.alarmRaised(alarm.code);
  return <ScanResult tone="danger" title={title} text={words.alarmTexts[alarm.kind]} action={open} />;
}

function Scanned({ t, data, scan }: { t: Words; data: ReceiptPageData; scan: ScanAnswer }) {
  const words = t.receiving;
  const line = data.lines.find((one) => one.lineNumber === scan.line);
  const text = line === undefined ? '' : quantityText(t, scan.arrivedBase, line.shape);
  const tone = scan.outcome === 'counted' ? 'accent' : scan.outcome === 'wrong_lot' ? 'warn' : 'danger';
  const facts = [scan.item, scan.lot, scan.announced].filter((one) => one !== '').join(' ');
  return (
    <>
      {scan.alarm !== null && <Alarm t={t} alarm={scan.alarm} />}
      <ScanResult
        tone={tone}
        title={`${words.outcomes[scan.outcome]} ${facts}`.trim()}
        text={`${scan.code.replaceAll('\u001d', ' ')} ${text}`.trim()}
      />
    </>
  );
}
