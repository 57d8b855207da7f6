/** The lots of an excursion: what lay there, what is left, what was decided. */
import { paths } from '../../src/paths.ts';
import type { ShownLot } from '../../src/storage/excursion-queries.ts';
import { momentText, packText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import { DECIDE_FORM } from './excursion-acts.tsx';
import type { ExcursionPageProps } from './excursion-page.tsx';

/** Each lot with what lay there then and now; boxes beside those that can be decided. */
export function CaseLots(props: ExcursionPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const chooses = view.can.decide && view.document.status === 'open';
  const head = (
    <>
      {chooses && (
        <Head>
          <span class="visually-hidden">{words.decide}</span>
        </Head>
      )}
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.had}</Head>
      <Head num>{words.has}</Head>
      <Head>{words.decision}</Head>
    </>
  );
  return (
    <Panel title={words.lotsTitle} note={words.lotsNote} padded={false} id="lots">
      {view.lots.length === 0 ? (
        <p class="body note">{words.noLots}</p>
      ) : (
        <Table caption={words.lotsTitle} head={head} inset stacks class="crowded">
          {view.lots.map((row) => (
            <LotRow {...props} row={row} chooses={chooses} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function LotRow(props: ExcursionPageProps & { row: ShownLot; chooses: boolean }) {
  const { t, row, chooses, expiry } = props;
  const words = t.storage;
  const { part, item, lot } = row;
  const detail = [item.strength, packText(t, item), item.manufacturer, item.code].join(' ');
  const value = `${part.locationId}-${part.lotId}`;
  const typed = props.form.name === 'decisions' ? (props.form.state.values.lot ?? []) : [];
  return (
    <tr>
      {chooses && (
        <td class="span-1">
          {row.onHand > 0 && (
            <input
              type="checkbox"
              name="lot"
              value={value}
              form={DECIDE_FORM}
              checked={typed.includes(value)}
              aria-label={words.choose(`${item.genericName} ${lot.number}`)}
            />
          )}
        </td>
      )}
      <td class="span-5">
        <Item name={item.genericName} detail={detail} tags={row.held && <Tag tone="danger">{words.heldTag}</Tag>} />
        {row.picking !== null && <p class="note">{words.pickingFor(row.picking)}</p>}
      </td>
      <td class="span-4">
        <Lot
          t={t}
          batchNumber={lot.number}
          expiresOn={lot.expiresOn}
          expiry={expiry}
          href={paths.lot(lot.id)}
          stacked
        />
        <span class="note">{row.storeName}</span>
      </td>
      <td class="num span-2" data-label={words.had}>
        <Quantity t={t} quantityBase={part.onHandBase} shape={item} />
      </td>
      <td class="num span-2" data-label={words.has}>
        {row.onHand === 0 ? (
          <span class="note">{words.gone}</span>
        ) : (
          <Quantity t={t} quantityBase={row.onHand} shape={item} />
        )}
      </td>
      <td class="span-5">
        <Decided {...props} />
      </td>
    </tr>
  );
}

function Decided({ t, row, now }: ExcursionPageProps & { row: ShownLot }) {
  const words = t.storage;
  const { part } = row;
  if (part.decision === null) return <Status icon="s-todo">{words.undecided}</Status>;
  const rejected = part.decision === 'rejected';
  return (
    <>
      <Status icon={rejected ? 's-stop' : 's-done'} {...(rejected && { tone: 'danger' as const })}>
        {words.decisions[part.decision]}
      </Status>{' '}
      {part.reason}{' '}
      <span class="note">
        {row.deciderName ?? ''} {part.decidedAt === null ? '' : momentText(t, part.decidedAt, now)}
      </span>
    </>
  );
}
