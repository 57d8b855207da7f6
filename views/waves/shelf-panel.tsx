/** What is to be taken off the shelves: each lot once, in walking order, with who gets how much of it. */
import { paths } from '../../src/paths.ts';
import { byShelf, type ShelfLot } from '../../src/waves/rules.ts';
import type { WaveLine } from '../../src/waves/wave-queries.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { hx } from '../ui/hx.ts';
import { Panel } from '../ui/panel.tsx';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { Status } from '../ui/status.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import type { WavePageProps } from './show-page.tsx';

const COLUMNS = 5;

export function ShelfPanel(props: WavePageProps) {
  const { t, view } = props;
  const words = t.waves;
  const lots = byShelf(view.lines);
  const zones = [...new Set(lots.map(({ line }) => line.zone))];
  const left = lots.filter((lot) => lot.leftBase > 0).length;
  if (lots.length === 0) return null;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.total}</Head>
      <Head>{words.sort}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Panel title={words.pick} note={words.lotsLeft(left, lots.length)} padded={false} id="shelf">
      {view.can.pick && left > 0 && <ScanBox {...props} />}
      <Table caption={words.pick} head={head} stacks>
        {zones.map((zone) => (
          <>
            <GroupRow span={COLUMNS}>{t.dispatches.zones[zone] ?? zone}</GroupRow>
            {lots
              .filter(({ line }) => line.zone === zone)
              .map((lot) => (
                <LotRow {...props} lot={lot} />
              ))}
          </>
        ))}
      </Table>
    </Panel>
  );
}

function ScanBox({ t, view, formKey, scanned }: WavePageProps) {
  const words = t.waves;
  const action = paths.waveAct(view.document.number, 'scans');
  const swap = hx({ post: action, target: '#wave', swap: 'outerHTML', push: false });
  return (
    <div class="body">
      <Scan t={t} action={action} label={words.scan} button={words.pickButton} hx={swap}>
        <HiddenKey value={formKey()} />
      </Scan>
      {scanned && <ScanResult title={scanned.title} text={scanned.text} tone={scanned.ok ? 'accent' : 'danger'} />}
      {scanned?.refusal && (
        <ScanQuestion t={t} refusal={scanned.refusal} action={action} hx={swap}>
          <HiddenKey value={formKey()} />
        </ScanQuestion>
      )}
    </div>
  );
}

function LotRow({ t, view, formKey, lot }: WavePageProps & { lot: ShelfLot<WaveLine> }) {
  const words = t.waves;
  const { line, totalBase, leftBase, sort } = lot;
  return (
    <tr>
      <td class="span-6">
        <Item name={line.item} detail={`${line.strength} ${line.manufacturer}`} />
      </td>
      <td class="span-3">
        <span class="code">{line.lot}</span> <small>{line.expiresOn}</small> <small>{line.store}</small>
      </td>
      <td class="span-3 num">
        <Quantity t={t} quantityBase={totalBase} shape={line.shape} />
      </td>
      <td class="span-6">
        <ul class="plain-list">
          {sort.map((one) => (
            <li>
              <a href={paths.dispatch(one.dispatch)}>{one.receiver}</a> {quantityText(t, one.quantityBase, line.shape)}
            </li>
          ))}
        </ul>
      </td>
      <td class="span-6">
        {leftBase === 0 ? (
          <Status icon="s-done">{words.pickedState}</Status>
        ) : (
          view.can.pick && (
            <form method="post" action={paths.waveAct(view.document.number, 'picks')}>
              <HiddenKey value={formKey()} />
              <Hidden name="lot" value={line.lotId} />
              <Hidden name="location" value={line.locationId} />
              <Button small>
                {words.pickButton}
                <span class="visually-hidden">
                  {' '}
                  {line.item} {line.lot}
                </span>
              </Button>
            </form>
          )
        )}
      </td>
    </tr>
  );
}
