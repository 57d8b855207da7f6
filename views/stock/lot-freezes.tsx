/** Since when a lot was barred, by which case, and when it was let go: what is over stays readable. */
import { documentPath } from '../../src/paths.ts';
import type { LotFreeze } from '../../src/stock/lot-freeze-queries.ts';
import type { Words } from '../i18n/index.ts';
import { fullMoment } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export function LotFreezes({ t, freezes }: { t: Words; freezes: LotFreeze[] }) {
  const words = t.stock.lotPage;
  if (freezes.length === 0) return <Panel title={words.freezes} note={words.noFreezes} padded={false} id="freezes" />;
  const head = (
    <>
      <Head>{words.since}</Head>
      <Head>{words.byCase}</Head>
      <Head>{words.until}</Head>
      <Head>{words.because}</Head>
    </>
  );
  return (
    <Panel title={words.freezes} padded={false} id="freezes">
      <Table caption={words.freezes} head={head} inset stacks>
        {freezes.map((freeze) => (
          <tr>
            <td class="nowrap span-3">{fullMoment(freeze.since)}</td>
            <td class="span-5">
              <span class="item">
                <span>
                  {words.freezeKinds[freeze.kind]}{' '}
                  <Code href={documentPath(freeze.kind, freeze.number)}>{freeze.number}</Code>
                </span>
                <small>{freeze.place === '' ? words.everywhere : freeze.place}</small>
              </span>
            </td>
            <td class="nowrap span-3" data-label={words.until}>
              <Until t={t} freeze={freeze} />
            </td>
            <td class="note span-6">{freeze.reason}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Until({ t, freeze }: { t: Words; freeze: LotFreeze }) {
  const words = t.stock.lotPage;
  if (freeze.until !== null) return <>{fullMoment(freeze.until)}</>;
  return (
    <Status icon="s-stop" tone="danger">
      {freeze.rejected ? words.rejectedStill : words.frozenStill}
    </Status>
  );
}
