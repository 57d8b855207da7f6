/** Controlled goods today: balances by lot, what moved, ampoules that are out, the handover, and what to do next. */

import type { LyingLot } from '../../src/controlled/handover-queries.ts';
import type { ControlledPlace, ControlledStore } from '../../src/controlled/place-queries.ts';
import type { ControlledStock, Moved } from '../../src/controlled/register-queries.ts';
import { timeOf } from '../../src/kernel/clock.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { momentText, namesComma, quantityText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Lot, Quantity } from '../ui/values.tsx';
import { ControlledTabs, PlaceFilter } from './tabs.tsx';

/** Something to do next, the most urgent first. */
export interface NextStep {
  text: string;
  href: string;
  tone?: 'danger' | 'warn';
}

export interface TodayPageProps {
  t: Words;
  places: ControlledPlace[];
  place: ControlledPlace;
  stores: (ControlledStore & { lying: LyingLot[] })[];
  stock: ControlledStock[];
  moved: Moved[];
  owed: { pieces: number; late: number };
  next: NextStep[];
  can: { act: boolean; issue: boolean };
  expiry: ExpiryView;
  now: number;
}

export function TodayPage(props: TodayPageProps) {
  const { t, place, places, can } = props;
  const words = t.controlled;
  const issue = <LinkButton href={paths.newIssue()}>{words.today.issue}</LinkButton>;
  return (
    <>
      <PageHead title={words.title} facts={[place.shortName, words.intro]} {...(can.issue && { actions: issue })} />
      <ControlledTabs t={t} tab="today" organisation={place.code} />
      {places.length > 1 && (
        <form class="filters" method="get" action={paths.controlled()}>
          <PlaceFilter t={t} places={places} place={place} />
          <Button>{t.lists.filter}</Button>
        </form>
      )}
      <Overview {...props} />
      <div class="stack">
        <Next {...props} />
        <MovedToday {...props} />
        <Stores {...props} />
      </div>
    </>
  );
}

function Overview({ t, place, stores, stock, moved, owed, now }: TodayPageProps) {
  const { figures, figureNote, never } = t.controlled.today;
  const lots = stores.reduce((sum, store) => sum + store.lying.length, 0);
  const last = stores.flatMap((store) => (store.last === null ? [] : [store.last])).sort((a, b) => b.at - a.at)[0];
  return (
    <Figures
      label={t.controlled.title}
      figures={[
        {
          label: figures.items,
          value: stock.filter((one) => one.onHand > 0).length,
          unit: figureNote.items,
          href: paths.registers({ organisation: place.code }),
        },
        { label: figures.lots, value: lots, unit: figureNote.lots },
        { label: figures.moved, value: moved.length, unit: figureNote.moved },
        {
          label: figures.ampoules,
          value: owed.pieces,
          unit: figureNote.ampoules,
          href: paths.ampoules(),
          ...(owed.late > 0 && { tone: 'danger' as const }),
        },
        {
          label: figures.handover,
          value: last === undefined ? never : momentText(t, last.at, now),
          ...(last && { href: paths.handover(last.number), note: last.to }),
        },
      ]}
    />
  );
}

function Stores({ t, place, stores, stock, expiry }: TodayPageProps) {
  const words = t.controlled;
  const codes = new Map(stock.map((one) => [one.id, one.code]));
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.onHand}</Head>
    </>
  );
  return (
    <>
      {stores.map((store) => (
        <Panel title={store.name} note={words.today.stock} padded={store.lying.length === 0}>
          {store.lying.length === 0 ? (
            <p class="hint">{words.today.stockNone}</p>
          ) : (
            <Table caption={`${store.name} ${words.today.stock}`} head={head} inset stacks>
              {store.lying.map((lot) => {
                const code = codes.get(lot.itemId);
                const href = code && paths.register(code, { organisation: place.code });
                return (
                  <tr>
                    <td class="span-5">
                      <Item name={lot.name} detail={lot.detail} {...(href && { href })} />
                    </td>
                    <td class="span-4">
                      <Lot
                        t={t}
                        batchNumber={lot.lotNumber}
                        expiresOn={lot.expiresOn}
                        expiry={expiry}
                        href={paths.lot(lot.lotId)}
                      />
                    </td>
                    <td class="num span-2" data-label={words.onHand}>
                      <Quantity t={t} quantityBase={lot.onHand} shape={lot.shape} />
                    </td>
                  </tr>
                );
              })}
            </Table>
          )}
        </Panel>
      ))}
    </>
  );
}

function MovedToday({ t, moved, stock, place }: TodayPageProps) {
  const words = t.controlled;
  const items = new Map(stock.map((one) => [one.id, one]));
  if (moved.length === 0) {
    return (
      <Panel title={words.today.moved}>
        <p class="hint">{words.today.movedNone}</p>
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{words.handover.at}</Head>
      <Head>{words.register.voucher}</Head>
      <Head>{words.item}</Head>
      <Head num>{words.register.in}</Head>
      <Head num>{words.register.out}</Head>
      <Head>{words.register.people}</Head>
    </>
  );
  return (
    <Panel title={words.today.moved} padded={false}>
      <Table caption={words.today.moved} head={head} inset stacks>
        {moved.map((row) => {
          const item = items.get(row.itemId);
          const quantity = item === undefined ? '' : quantityText(t, Math.abs(row.deltaBase), item);
          return (
            <tr>
              <td class="span-1">{timeOf(row.at)}</td>
              <td class="span-3">
                {words.kinds[row.kind]}{' '}
                {row.document && <Code href={documentPath(row.document.kind, row.document.number)}>{row.voucher}</Code>}
              </td>
              <td class="span-5">
                <Item
                  name={item?.genericName ?? ''}
                  detail={`${item?.strength ?? ''} ${row.lotNumber}`}
                  href={paths.register(item?.code ?? '', { organisation: place.code })}
                />
              </td>
              <td class="num span-2" data-label={row.deltaBase > 0 ? words.register.in : undefined}>
                {row.deltaBase > 0 && quantity}
              </td>
              <td class="num span-2" data-label={row.deltaBase < 0 ? words.register.out : undefined}>
                {row.deltaBase < 0 && quantity}
              </td>
              <td class="span-3 note">{[row.person, row.second].filter((name) => name !== '').join(namesComma(t))}</td>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
}

function Next({ t, next, stores, can }: TodayPageProps) {
  const words = t.controlled;
  return (
    <Panel title={words.today.next}>
      {next.length === 0 && <p class="hint">{words.today.nothing}</p>}
      {next.map((step) => (
        <Advice icon={step.tone ? 's-near' : 's-todo'} {...(step.tone && { tone: step.tone })}>
          <a href={step.href}>{step.text}</a>
        </Advice>
      ))}
      {can.act && (
        <Buttons>
          {stores.map((store) => (
            <LinkButton kind="primary" href={paths.newHandover({ store: store.id })}>
              {words.today.handover(store.name)}
            </LinkButton>
          ))}
        </Buttons>
      )}
    </Panel>
  );
}

/** For members without a marked store: what to do first. */
export function NoPlacePage({ t }: { t: Words }) {
  const words = t.controlled;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <Empty title={words.noPlaceTitle} text={words.noPlaceText} />
    </>
  );
}
