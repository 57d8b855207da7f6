/** The box that finds the line of a lot: a scan or a few typed signs go to it, and what is on no line can be added. */
import { paths } from '../../src/paths.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ScanResult } from '../ui/scan.tsx';
import type { CountPageProps } from './show-page-props.ts';

export function CountScan({ t, view, scan }: CountPageProps) {
  const words = t.counts;
  const { number } = view.document;
  const add = paths.countFound(number, {
    item: scan?.itemCode || undefined,
    lot: scan?.lotNumber || undefined,
    expires: scan?.expiresOn || undefined,
  });
  return (
    <div class="stack">
      <form class="scan" method="get" action={paths.count(number)}>
        <label>
          <span class="visually-hidden">{words.scan}</span>
          <Icon name="i-scan" kind="large" />
          <input class="input" type="text" name="scan" placeholder={words.scan} autocomplete="off" maxlength={200} />
        </label>
        <Button>{words.scanButton}</Button>
      </form>
      {scan && scan.lines.length === 0 && (
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
