/** One booking: which slots of which thing for whom, what came of the use, and what both sides do. */
import type { Child } from 'hono/jsx';
import type { BookingActPath } from '../../src/equipment-paths.ts';
import { paths } from '../../src/paths.ts';
import type { BookingView } from '../../src/sharing/page-queries.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PhotoField } from '../attachments/photo-field.tsx';
import { PaperAct } from '../documents/paper-act.tsx';
import { PaperPage } from '../documents/paper-page.tsx';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { NumberField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { type Fact, Facts, knownFacts, Panel } from '../ui/panel.tsx';
import { Code, Money } from '../ui/values.tsx';
import { BookingStatus, slotText } from './words.tsx';

export interface BookingPageProps {
  t: Words;
  view: BookingView;
  back: FormBack;
  formKey: () => string;
}

const MINUTE_MS = 60_000;

export function BookingPage(props: BookingPageProps) {
  const { t, view } = props;
  const words = t.sharing;
  const { document, asset } = view;
  return (
    <PaperPage
      t={t}
      title={asset.name}
      number={document.number}
      crumbs={[
        { label: words.title, href: paths.shares() },
        { label: words.bookingsTitle, href: paths.bookings() },
      ]}
      status={<BookingStatus t={t} status={view.status} badge />}
      facts={[document.number, slotText(view.booking), view.member.shortName]}
      files={{ title: words.files, lines: view.files, formKey: view.can.either ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<BookingActs {...props} />}
    >
      <Panel title={words.booking} padded={false}>
        <Facts body facts={bookingFacts(props)} />
      </Panel>
    </PaperPage>
  );
}

function bookingFacts({ t, view }: BookingPageProps): Fact[] {
  const words = t.sharing;
  const { booking, asset } = view;
  return knownFacts([
    { label: t.equipment.number, value: <Code href={paths.share(asset.number)}>{asset.number}</Code> },
    { label: t.equipment.state, value: <AssetStatus t={t} status={asset.status} /> },
    { label: words.keeper, value: view.keeper.shortName },
    { label: words.member, value: view.member.shortName },
    { label: words.time, value: slotText(booking) },
    { label: words.urgent, value: booking.urgent ? words.urgentYes : '' },
    { label: words.purpose, value: booking.purpose },
    booking.startedAt !== null && { label: words.startedAt, value: fullMoment(booking.startedAt) },
    booking.endedAt !== null && { label: words.endedAt, value: fullMoment(booking.endedAt) },
    booking.usedMinutes !== null && { label: words.minutes, value: words.minutesText(booking.usedMinutes) },
    booking.cases !== null && { label: words.cases, value: String(booking.cases) },
    { label: words.condition, value: booking.condition ?? '' },
    booking.owedFen !== null && { label: words.owed, value: <Money t={t} amountFen={booking.owedFen} /> },
  ]);
}

function BookingActs(props: BookingPageProps) {
  const { t, view } = props;
  const { status, can } = view;
  return (
    <>
      {status === 'asked' && can.agree && <Act {...props} name="agreement" kind="primary" />}
      {status === 'asked' && can.keeps && !can.agree && <p class="hint">{t.loans.ownAsking}</p>}
      {status === 'asked' && can.keeps && <Act {...props} name="refusal" asksWhy />}
      {status === 'agreed' && can.either && <Act {...props} name="start" kind="primary" />}
      {status === 'in_use' && can.keeps && <Finish {...props} />}
      {(status === 'asked' || status === 'agreed') && can.either && (
        <Act {...props} name="cancellation" kind="danger" asksWhy />
      )}
    </>
  );
}

function Finish(props: BookingPageProps) {
  const { t, view, back } = props;
  const words = t.sharing;
  const form = formOf(back, 'finish');
  const minutes = Math.round((view.booking.endsAt - view.booking.startsAt) / MINUTE_MS);
  return (
    <Act {...props} name="finish" kind="primary" withFile>
      <NumberField form={form} name="minutes" label={words.minutes} value={String(minutes)} required />
      <NumberField form={form} name="cases" label={words.cases} value="1" required />
      <TextField form={form} name="condition" label={words.condition} maxlength={200} required />
      <Choices
        form={form}
        name="damaged"
        label={words.damaged}
        many
        choices={[{ value: '1', title: words.damaged, text: words.damagedText }]}
        hideLabel
      />
      <PhotoField t={t} form={form} />
    </Act>
  );
}

interface ActProps extends BookingPageProps {
  name: BookingActPath;
  kind?: 'primary' | 'danger';
  asksWhy?: boolean;
  withFile?: boolean;
  children?: Child;
}

function Act({ view, ...props }: ActProps) {
  const words = props.t.sharing;
  const { number, version } = view.document;
  const labels = { minutes: words.minutes, cases: words.cases, condition: words.condition };
  return <PaperAct {...props} {...{ words, version, labels }} action={paths.bookingAct(number, props.name)} />;
}
