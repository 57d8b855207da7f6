/** One thing that can be booked: its week slot by slot, what it costs, and what its keeper sets. */
import { addDays, timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { OfferView, WeekSlot } from '../../src/sharing/page-queries.ts';
import { closedHours } from '../../src/sharing/rules.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { planDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Money } from '../ui/values.tsx';
import { KeeperForms } from './offer-forms.tsx';
import { slotText } from './words.tsx';

export interface OfferPageProps {
  t: Words;
  /** Undefined while the card is not offered. */
  view: OfferView | undefined;
  asset: OfferView['asset'];
  /** First day of the week that is shown. */
  from: string;
  today: string;
  /** What the form for closing proposes. */
  closing?: { day: string; why: string };
  back: FormBack;
  formKey: () => string;
}

const WEEK = 7;

export function OfferPage(props: OfferPageProps) {
  const { t, view, asset } = props;
  const words = t.sharing;
  const book = view?.can.books && view.free !== undefined && (
    <LinkButton
      kind="primary"
      icon="i-plus"
      href={paths.newBooking({ asset: asset.number, starts: view.free.startsAt })}
    >
      {words.ask}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={asset.name}
        crumbs={[
          { label: words.title, href: paths.shares() },
          { label: asset.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<AssetStatus t={t} status={asset.status} badge />}
        facts={[asset.number, asset.model, view?.keeper.shortName ?? '', asset.room].filter(Boolean)}
        {...(book && { actions: book })}
      />
      <Columns kind="doc">
        <div class="stack">
          {view === undefined ? (
            <p class="hint">{words.notOffered}</p>
          ) : (
            <>
              <Panel title={words.terms} padded={false}>
                <Facts body facts={termFacts(t, view)} />
              </Panel>
              <Week {...props} view={view} />
            </>
          )}
        </div>
        <Rail label={words.keeperPart}>{(view === undefined || view.can.keeps) && <KeeperForms {...props} />}</Rail>
      </Columns>
    </>
  );
}

function termFacts(t: Words, view: OfferView): Fact[] {
  const words = t.sharing;
  const { rate, free, offer } = view;
  const facts: (Fact | false)[] = [
    view.bars.length > 0 && { label: words.barred, value: <Tag tone="danger">{words.barredText}</Tag> },
    { label: words.slot, value: words.minutesText(offer.slotMinutes) },
    {
      label: words.rate,
      value:
        rate === undefined ? (
          words.free
        ) : (
          <>
            <Money t={t} amountFen={rate.fen} /> {words.per[rate.per]}
          </>
        ),
      ...(rate !== undefined && { note: words.since(rate.from) }),
    },
    { label: words.nextFree, value: free === undefined ? words.noneFree : slotText(free) },
    offer.note !== '' && { label: words.note, value: offer.note },
  ];
  return facts.filter((fact): fact is Fact => fact !== false);
}

/** Days under each other, their slots beside each other: the same on a phone. */
function Week({ t, view, asset, from, today }: OfferPageProps & { view: OfferView }) {
  const words = t.sharing;
  const to = (days: number) => paths.share(asset.number, { from: addDays(from, days) });
  return (
    <Panel title={words.week} padded={false} id="week">
      <p class="row">
        <a href={to(-WEEK)}>{words.weekBefore}</a> <a href={paths.share(asset.number)}>{words.thisWeek}</a>{' '}
        <a href={to(WEEK)}>{words.weekAfter}</a>
      </p>
      <dl class="facts">
        {view.days.map(({ day, closings, slots }) => (
          <div>
            <dt>{planDay(t, day, today)}</dt>
            <dd>
              {closings.map((closing) => (
                <Tag tone="warn">{words.closedBy(closedHours(closing), closing.why)}</Tag>
              ))}
              {closings.length === 0 && slots.length === 0 && <span class="muted">{words.closed}</span>}
              <ul class="slots">
                {slots.map((slot) => (
                  <li>
                    <Slot {...{ t, slot, number: asset.number, books: view.can.books }} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Slot({ t, slot, number, books }: { t: Words; slot: WeekSlot; number: string; books: boolean }) {
  const time = timeOf(slot.startsAt);
  const { taken } = slot;
  if (taken !== undefined) {
    const text = `${time} ${taken.to}`;
    return <Tag tone={taken.status === 'asked' ? 'caution' : 'accent'}>{text}</Tag>;
  }
  if (slot.past || !books) return <span class="muted">{time}</span>;
  return (
    <a href={paths.newBooking({ asset: number, starts: slot.startsAt })} title={t.sharing.ask}>
      {time}
    </a>
  );
}
