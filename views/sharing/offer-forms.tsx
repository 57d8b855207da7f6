/** What the keeper of a thing sets: when it is open, what it costs, when it is closed, and the end of it. */
import type { Child } from 'hono/jsx';
import type { ShareActPath } from '../../src/equipment-paths.ts';
import { paths } from '../../src/paths.ts';
import { closingText, hoursText } from '../../src/sharing/rules.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import type { OfferPageProps } from './offer-page.tsx';

/** Weekdays of office hours, as the form proposes them. */
const USUAL = [1, 2, 3, 4, 5].map((day) => `${day} 08:00-12:00 14:30-17:30`).join('\n');

export function KeeperForms(props: OfferPageProps) {
  const { t, view, back } = props;
  const words = t.sharing;
  const offer = formOf(back, 'offer');
  return (
    <>
      <Act {...props} name="offer" kind={view === undefined ? 'primary' : undefined}>
        <NumberField
          form={offer}
          name="slot"
          label={words.slot}
          value={String(view?.offer.slotMinutes ?? 30)}
          required
        />
        <TextArea
          form={offer}
          name="hours"
          label={words.hours}
          hint={words.hoursHint}
          value={view === undefined ? USUAL : hoursText(view.times.hours)}
          rows={6}
          maxlength={400}
          required
        />
        <TextField
          form={offer}
          name="note"
          label={words.note}
          note={t.forms.optional}
          hint={words.noteHint}
          value={view?.offer.note ?? ''}
          maxlength={200}
        />
      </Act>
      {view !== undefined && (
        <>
          <RateForm {...props} />
          <Act {...props} name="closing">
            <ClosingFields {...props} />
          </Act>
          <Closings {...props} />
          <Act {...props} name="end" kind="danger">
            <TextField form={formOf(back, 'end')} name="why" label={words.why} maxlength={200} required />
          </Act>
        </>
      )}
    </>
  );
}

function RateForm(props: OfferPageProps) {
  const words = props.t.sharing;
  const rate = formOf(props.back, 'rate');
  return (
    <Act {...props} name="rate">
      <TextField form={rate} name="from" label={words.from} type="date" value={props.today} required />
      <SelectField
        form={rate}
        name="per"
        label={words.perWhat}
        value="case"
        options={(['case', 'hour'] as const).map((value) => ({ value, label: words.per[value] }))}
        required
      />
      <TextField form={rate} name="rate" label={words.rateYuan} inputmode="decimal" required />
    </Act>
  );
}

function ClosingFields({ t, back, today, closing }: OfferPageProps) {
  const words = t.sharing;
  const form = formOf(back, 'closing');
  const day = closing?.day ?? today;
  return (
    <>
      <TextField form={form} name="day" label={words.day} type="date" value={day} required />
      <div class="row">
        <TextField form={form} name="from" label={words.closedFrom} note={t.forms.optional} type="time" />
        <TextField form={form} name="until" label={words.closedUntil} note={t.forms.optional} type="time" />
      </div>
      <p class="hint">{words.closedHint}</p>
      <TextField form={form} name="why" label={words.why} value={closing?.why ?? ''} maxlength={200} required />
    </>
  );
}

/** Times to come in which it is closed, each of which can be opened again. */
function Closings({ t, view, asset, today, formKey }: OfferPageProps) {
  const closings = (view?.times.closings ?? []).filter(({ day }) => day >= today);
  if (closings.length === 0) return null;
  return (
    <Panel title={t.sharing.closings}>
      {closings.map((closing) => (
        <form class="row" method="post" action={paths.shareAct(asset.number, 'reopening')}>
          <HiddenKey value={formKey()} />
          <Hidden name="day" value={closing.day} />
          <Hidden name="from" value={closing.from} />
          <span>{closingText(closing)}</span> <Button small>{t.sharing.acting.reopening}</Button>
        </form>
      ))}
    </Panel>
  );
}

interface ActProps extends OfferPageProps {
  name: Exclude<ShareActPath, 'reopening'>;
  kind?: 'primary' | 'danger' | undefined;
  children: Child;
}

function Act({ t, asset, back, formKey, name, kind, children }: ActProps) {
  const words = t.sharing;
  const labels = {
    slot: words.slot,
    hours: words.hours,
    from: words.from,
    rate: words.rateYuan,
    day: words.day,
    until: words.closedUntil,
  };
  return (
    <Panel title={words.acting[name]}>
      <form class="form" method="post" action={paths.shareAct(asset.number, name)}>
        <ErrorSummary t={t} form={formOf(back, name)} labels={{ ...labels, why: words.why, per: words.perWhat }} />
        <HiddenKey value={formKey()} />
        {children}
        <SubmitBar consequence={words.consequences[name]}>
          <Button kind={kind}>{words.acting[name]}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
