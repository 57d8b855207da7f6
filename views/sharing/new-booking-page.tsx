/** The form that asks for slots of a thing. */
import { paths } from '../../src/paths.ts';
import type { StandingOffer } from '../../src/sharing/offer-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

interface NewBookingProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: { code: string; shortName: string }[];
  /** Of the thing whose number is known and that is offered. */
  offer: StandingOffer | undefined;
  day: string;
  time: string;
}

export function NewBookingPage(props: NewBookingProps) {
  const { t, form, formKey, offer } = props;
  const words = t.sharing;
  const labels = {
    ...{ asset: t.equipment.number, to: words.member, day: words.day, starts: words.starts },
    ...{ slots: words.slots, purpose: words.purpose },
  };
  return (
    <>
      <PageHead
        title={words.ask}
        crumbs={[{ label: words.title, href: paths.shares() }, { label: words.ask }]}
        crumbsLabel={t.frame.position}
        facts={offer === undefined ? [] : [offer.asset.name, offer.keeper.shortName]}
      />
      <Panel title={words.ask}>
        <form class="form" method="post" action={paths.bookings()}>
          <ErrorSummary t={t} form={form} labels={labels} />
          <HiddenKey value={formKey} />
          <Wish {...props} />
          <Choices
            form={form}
            name="urgent"
            label={words.urgent}
            many
            choices={[{ value: '1', title: words.urgent, text: words.urgentText }]}
            hideLabel
          />
          <TextField
            form={form}
            name="purpose"
            label={words.purpose}
            hint={words.purposeHint}
            maxlength={200}
            required
          />
          <SubmitBar consequence={words.askConsequence}>
            <Button kind="primary">{words.ask}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </>
  );
}

/** Which slots of which thing, for whom. */
function Wish({ t, form, members, offer, day, time }: NewBookingProps) {
  const words = t.sharing;
  const [only] = members.length === 1 ? members : [];
  return (
    <>
      <TextField
        form={form}
        name="asset"
        label={t.equipment.number}
        {...(offer !== undefined && { value: offer.asset.number })}
        maxlength={40}
        required
      />
      <SelectField
        form={form}
        name="to"
        label={words.member}
        options={members.map((one) => ({ value: one.code, label: one.shortName }))}
        {...(only === undefined ? { choose: t.forms.choose } : { value: only.code })}
        required
      />
      <TextField form={form} name="day" label={words.day} type="date" value={day} required />
      <TextField
        form={form}
        name="starts"
        label={words.starts}
        hint={words.startsHint}
        value={time}
        maxlength={5}
        required
      />
      <NumberField
        form={form}
        name="slots"
        label={words.slots}
        {...(offer !== undefined && { hint: words.slotsHint(offer.offer.slotMinutes) })}
        value="1"
        required
      />
    </>
  );
}
