/** The box that finds the line of a lot: a scan or a few typed signs go to it, and what is on no line can be added. */
import { paths } from '../../src/paths.ts';
import { refusalText } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import type { CountPageProps } from './show-page-props.ts';

export function CountScan(props: CountPageProps) {
  const { t, view, scan } = props;
  const words = t.counts;
  const { number } = view.document;
  const add = paths.countFound(number, {
    item: scan?.itemCode || undefined,
    lot: scan?.lotNumber || undefined,
    expires: scan?.expiresOn || undefined,
  });
  return (
    <div class="stack">
      <Scan
        t={t}
        method="get"
        action={paths.count(number)}
        name="scan"
        label={words.scan}
        button={words.scanButton}
        focused={props.alone === undefined}
      />
      {scan?.unread && (
        <div>
          <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, scan.unread)} />
          <ScanQuestion t={t} refusal={scan.unread} action={paths.count(number)} method="get" name="scan" />
        </div>
      )}
      {scan && scan.unread === null && scan.lines.length === 0 && (
        <ScanResult
          tone="warn"
          title={words.scanNone(scan.text)}
          text={words.scanNoneText}
          action={<LinkButton href={add}>{words.foundButton}</LinkButton>}
        />
      )}
      {scan && scan.lines.length > 1 && (
        <ScanResult tone="info" icon="i-info" title={words.scanMany(scan.text, scan.lines.length)} />
      )}
    </div>
  );
}
