/** Reporting an adverse event from the card of the thing, made for a phone. */
import type { AssetCard } from '../../src/assets/record-queries.ts';
import { EVENT_CLASSES, type EventClass } from '../../src/device-events/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

export interface NewDeviceEventPageProps {
  t: Words;
  card: AssetCard;
  /** Whether this person uses or keeps the thing. */
  may: boolean;
  /** Days within which the national system must know, by class. */
  days: Record<EventClass, number>;
  today: string;
  form: FormState;
  formKey: string;
}

export function NewDeviceEventPage(props: NewDeviceEventPageProps) {
  const { t, card, may } = props;
  const words = t.deviceEvents;
  const { asset } = card;
  return (
    <>
      <PageHead
        title={words.reportTitle(asset.name)}
        crumbs={[
          { label: t.equipment.title, href: paths.equipment() },
          { label: asset.number, href: paths.equipmentCard(asset.number), code: true },
          { label: words.report },
        ]}
        crumbsLabel={t.frame.position}
        status={<AssetStatus t={t} status={asset.status} badge />}
        facts={[asset.number, asset.model, card.user.shortName, asset.room].filter(Boolean)}
      />
      {may ? <ReportForm {...props} /> : <Empty title={words.notHere} text={words.notHereText} />}
    </>
  );
}

function ReportForm({ t, card, days, today, form, formKey }: NewDeviceEventPageProps) {
  const words = t.deviceEvents;
  const labels = { eventClass: words.eventClass, occurredOn: words.occurredOn, what: words.what, harm: words.harm };
  return (
    <Panel title={words.report}>
      <form
        class="form"
        method="post"
        action={paths.assetDeviceEvents(card.asset.number)}
        enctype="multipart/form-data"
      >
        <ErrorSummary t={t} form={form} labels={{ ...labels, stop: words.stop, photo: words.photo }} />
        <HiddenKey value={formKey} />
        <Choices
          form={form}
          name="eventClass"
          label={words.eventClass}
          choices={EVENT_CLASSES.map((value) => ({
            value,
            title: words.classes[value],
            text: words.classTexts[value](days[value]),
          }))}
        />
        <TextField form={form} name="occurredOn" label={words.occurredOn} type="date" value={today} required />
        <TextArea form={form} name="what" label={words.what} hint={words.whatHint} maxlength={500} rows={3} required />
        <TextArea form={form} name="harm" label={words.harm} hint={words.harmHint} maxlength={500} rows={2} required />
        <Choices
          form={form}
          name="stop"
          label={words.stop}
          many
          choices={[{ value: '1', title: words.stop, text: words.stopText }]}
          hideLabel
        />
        <FileField
          form={form}
          name="photo"
          label={words.photo}
          note={t.forms.optional}
          hint={words.photoHint}
          accept="image/jpeg,image/png"
        />
        <SubmitBar consequence={words.reportConsequence}>
          <Button kind="primary">{words.report}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
