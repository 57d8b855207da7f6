/** The forms of high-value consumables: units laid on the shelf, one used on a patient, a recall. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface FormPageProps {
  t: Words;
  form: FormState;
  formKey: string;
}

interface FrameProps extends FormPageProps {
  title: string;
  action: string;
  consequence: string;
  labels: Record<string, string>;
  children: Child;
}

function Frame({ t, form, formKey, title, action, consequence, labels, children }: FrameProps) {
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ label: t.implants.title, href: paths.implants() }, { label: title }]}
        crumbsLabel={t.frame.position}
      />
      <form class="form" method="post" action={action}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        {children}
        <SubmitBar consequence={consequence}>
          <Button kind="primary">{title}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

export function PlacePage(props: FormPageProps) {
  const { t, form } = props;
  const words = t.implants;
  const { supplier, shelf, noteNumber, supplierPerson, scans } = words;
  const labels = { supplier, shelf, noteNumber, supplierPerson, scans };
  const text = { title: words.forms.place, consequence: words.placeConsequence };
  return (
    <Frame {...props} {...text} action={paths.implants()} labels={labels}>
      <TextField form={form} name="supplier" label={supplier} hint={words.supplierHint} maxlength={80} required />
      <TextField form={form} name="shelf" label={shelf} maxlength={60} required />
      <TextField form={form} name="noteNumber" label={noteNumber} maxlength={40} required />
      <TextField form={form} name="supplierPerson" label={supplierPerson} maxlength={40} required />
      <TextArea form={form} name="scans" label={scans} hint={words.scansHint} rows={8} maxlength={20000} required />
    </Frame>
  );
}

export function OwnFormPage(props: FormPageProps) {
  const { t, form } = props;
  const words = t.implants;
  const { shelf, scans } = words;
  const text = { title: words.forms.own, consequence: words.ownConsequence };
  return (
    <Frame {...props} {...text} action={paths.ownImplants()} labels={{ shelf, scans }}>
      <TextField form={form} name="shelf" label={shelf} maxlength={60} required />
      <TextArea form={form} name="scans" label={scans} hint={words.scansHint} rows={8} maxlength={20000} required />
    </Frame>
  );
}

export function UsePage(props: FormPageProps) {
  const { t, form } = props;
  const words = t.implants;
  const { scan, patientRef, doctor, department, operatedOn } = words;
  const labels = { scan, patientRef, doctor, department, operatedOn };
  const text = { title: words.forms.use, consequence: words.useConsequence };
  return (
    <Frame {...props} {...text} action={paths.implantUses()} labels={labels}>
      <TextField form={form} name="scan" label={scan} hint={words.scanHint} maxlength={200} required />
      <TextField form={form} name="patientRef" label={patientRef} hint={words.patientHint} maxlength={30} required />
      <TextField form={form} name="doctor" label={doctor} maxlength={40} required />
      <TextField form={form} name="department" label={department} maxlength={60} required />
      <DateField form={form} name="operatedOn" label={operatedOn} required />
    </Frame>
  );
}

export function RecallPage(props: FormPageProps) {
  const { t, form } = props;
  const words = t.implants;
  const { di, lotNumber, serial, why } = words;
  const labels = { di, lotNumber, serial, why };
  const text = { title: words.forms.recall, consequence: words.recallConsequence };
  return (
    <Frame {...props} {...text} action={paths.implantRecalls()} labels={labels}>
      <TextField form={form} name="di" label={di} hint={words.diHint} maxlength={14} required />
      <TextField form={form} name="lotNumber" label={lotNumber} note={t.forms.optional} maxlength={20} />
      <TextField form={form} name="serial" label={serial} note={t.forms.optional} maxlength={20} />
      <TextField form={form} name="why" label={why} maxlength={200} required />
    </Frame>
  );
}
