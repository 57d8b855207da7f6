/** Reporting a fault, made for a phone: what, how urgent, whether it may be used, a photo, what may stand in. */
import type { AssetCard } from '../../src/assets/record-queries.ts';
import type { Loaner } from '../../src/faults/loaner-queries.ts';
import { URGENCIES, USABLE } from '../../src/faults/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, HiddenKey, SelectField, TextArea } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

export interface ReportFaultPageProps {
  t: Words;
  card: AssetCard;
  /** Whether this person may report a fault of the thing as it stands. */
  may: boolean;
  loaners: Loaner[];
  form: FormState;
  formKey: string;
}

export function loanerOptions(loaners: readonly Loaner[]) {
  return loaners.map((one) => ({
    value: one.number,
    label: [one.name, one.model, one.room, one.keeperName].filter(Boolean).join(' '),
  }));
}

export function ReportFaultPage(props: ReportFaultPageProps) {
  const { t, card, may } = props;
  const words = t.faults;
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
      {may ? (
        <ReportForm {...props} />
      ) : (
        <>
          <Empty title={words.notHere} text={words.notHereText} />
          <LinkButton href={paths.faults({ tab: 'all', q: asset.number })}>{words.ofThing}</LinkButton>
        </>
      )}
    </>
  );
}

function ReportForm({ t, card, loaners, form, formKey }: ReportFaultPageProps) {
  const words = t.faults;
  const { number } = card.asset;
  const labels = { what: words.what, urgency: words.urgency, usable: words.usable, photo: words.photo };
  return (
    <Panel title={words.report}>
      <form class="form" method="post" action={paths.assetFaults(number)} enctype="multipart/form-data">
        <ErrorSummary t={t} form={form} labels={{ ...labels, loaner: words.loaner }} />
        <HiddenKey value={formKey} />
        <TextArea form={form} name="what" label={words.what} hint={words.whatHint} maxlength={500} rows={3} required />
        <Choices
          form={form}
          name="urgency"
          label={words.urgency}
          chosen="routine"
          choices={URGENCIES.map((value) => ({
            value,
            title: words.urgencies[value],
            text: words.urgencyTexts[value],
          }))}
        />
        <Choices
          form={form}
          name="usable"
          label={words.usable}
          choices={USABLE.map((value) => ({ value, title: words.usables[value], text: words.usableTexts[value] }))}
        />
        <FileField
          form={form}
          name="photo"
          label={words.photo}
          note={t.forms.optional}
          hint={words.photoHint}
          accept="image/jpeg,image/png"
        />
        {loaners.length > 0 && (
          <SelectField
            form={form}
            name="loaner"
            label={words.loaner}
            note={t.forms.optional}
            hint={words.loanerHint}
            choose={words.noLoaner}
            options={loanerOptions(loaners)}
          />
        )}
        <SubmitBar consequence={words.reportConsequence}>
          <Button kind="primary">{words.report}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
